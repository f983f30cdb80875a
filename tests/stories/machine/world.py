"""The firm and its model side by side: what is there, what left, and whether both say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from email import message_from_bytes
from email.policy import default as mail_policy
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from relance.domain.act import Act
from relance.ledger import models as records
from relance.ledger.builders import act_on
from relance.operations.decide_due import decide_due
from relance.operations.refused import Refused
from relance.operations.send_due import send_due
from tests.stories.machine.facts import Customer, Done, Invoice, Line, Plan, later, roll, works
from tests.stories.machine.oracle import Message, wanted

FIRST = date(2026, 1, 5)
TIME_TO_PAY = 8
LAST = date(2027, 4, 30)  # the model knows the holidays of two years
Thing = TypeVar("Thing")


class World:
    """One creditor from January 2026 on. `today` moves; every act is done at ten in the morning of it."""

    def __init__(self, creditor: records.Creditor) -> None:
        self.key = creditor.pk
        self.today = FIRST
        self.known: date | None = None
        self.customers: dict[str, Customer] = {}
        self.plans: dict[str, Plan] = {}
        self.seen: set[Path] = set()
        self.left: Counter[tuple[Any, ...]] = Counter()
        self.refused: Counter[str] = Counter()
        self.rests_over: set[int] = set()

    @property
    def creditor(self) -> records.Creditor:
        return records.Creditor.objects.get(pk=self.key)

    @property
    def act(self) -> Act:
        return act_on(self.today)

    @property
    def invoices(self) -> list[Invoice]:
        return [invoice for customer in self.customers.values() for invoice in customer.invoices]

    def record(self, invoice: Invoice) -> records.Invoice:
        rows = records.Invoice.objects.filter(creditor=self.key, number=invoice.number).select_related("customer")
        return rows.get()

    def customer_record(self, customer: Customer) -> records.Customer:
        return records.Customer.objects.get(creditor=self.key, code=customer.code)

    def tries(self, name: str, do: Callable[[], Thing]) -> Thing | None:
        """Do it; what is refused must have changed nothing, which the next comparison shows."""
        try:
            return do()
        except Refused:
            self.refused[name] += 1
            return None

    # -- the day
    def decide(self, *, twice: bool = True) -> None:
        """The day's decisions; done twice, the second time changes nothing."""
        self._break_agreements()
        for invoice in self.invoices:
            for promise in [p for p in invoice.promises if p.live]:
                over = self.today > later(promise.on, invoice.customer.plan.grace)
                if over and invoice.promised(promise):
                    invoice.drop(promise)
        report = decide_due(creditor=self.creditor, act=self.act)
        assert report.problems == []
        self.learn_time_given()
        self.learn_rests_over()
        for line in [x for c in self.customers.values() for x in wanted(c, self.today, self.known)[1]]:
            step = next(s for s in line.invoice.customer.plan.steps if s.kind == "handover")
            line.done.append(Done(step.key, step.kind, self.today, None))
        self.check_steps()
        self._check_reasons([one.case.customer.pk for one in report.decided])
        if not twice:
            return
        before = self.dump()
        decide_due(creditor=self.creditor, act=self.act)
        changed = [(old, new) for old, new in zip(before, self.dump(), strict=True) if old != new]
        assert not changed, f"a second run of the same day changed {changed}"

    def learn_time_given(self) -> None:
        """An answer that rejects a dispute gives time to pay: told to the model as a person would be told."""
        rows = records.Hold.objects.filter(creditor=self.key, released_on=None, reason__contains="délai donné")
        by_number = {invoice.number: invoice for invoice in self.invoices}
        for number, first, last in rows.values_list("invoice__number", "from_on", "until_on"):
            assert last >= roll(later(first, TIME_TO_PAY))
            if (first, last) not in by_number[number].holds:
                by_number[number].holds.append((first, last))

    def learn_rests_over(self) -> None:
        """Money said to be on its way has come: the rest given for it ends by itself, as its task does."""
        rows = records.Hold.objects.filter(creditor=self.key, reason="le client dit avoir payé").exclude(
            released_on=None
        )
        by_number = {invoice.number: invoice for invoice in self.invoices}
        for pk, number, first, last in rows.values_list("pk", "invoice__number", "from_on", "until_on"):
            if pk not in self.rests_over and (first, last) in by_number[number].holds:
                by_number[number].holds.remove((first, last))
            self.rests_over.add(pk)

    def _break_agreements(self) -> None:
        for invoice in self.invoices:
            agreement = invoice.agreement
            if agreement is None or agreement.over or agreement.paid() >= agreement.total:
                continue
            grace = invoice.customer.plan.part_grace
            past = [due for due, _ in agreement.parts if self.today > later(due, grace)]
            if past and agreement.missing(past[-1], agreement.paid()) > invoice.customer.credit:
                agreement.over = True

    def send(self) -> None:
        """What leaves is what the model wants to leave, no more and nothing else."""
        before = {code: wanted(c, self.today, self.known) for code, c in self.customers.items()}
        report = send_due(creditor=self.creditor, act=self.act)
        assert report.problems == []
        for notice in self._arrived():
            customer = self.customers[notice.customer.code]
            message, over = before[customer.code]
            self._check_message(notice, customer, message)
            self._book(notice, customer)
        for _, over in before.values():
            self._book_handover(over)
        self.learn_time_given()
        self.learn_rests_over()
        self.check_steps()

    def _book_handover(self, lines: list[Line]) -> None:
        """A last look that came to another answer wrote the whole decision down, a hand-over too."""
        for line in lines:
            step = next(s for s in line.invoice.customer.plan.steps if s.kind == "handover")
            there = records.StepDone.objects.filter(receivable=self.receivable(line), step=step.key).exists()
            if there and all(d.key != step.key for d in line.done):
                line.done.append(Done(step.key, step.kind, self.today, None))

    def receivable(self, line: Line) -> records.Receivable:
        number, due = line.key
        return records.Receivable.objects.get(creditor=self.key, invoice__number=number, due_on=due)

    def _arrived(self) -> list[records.Notice]:
        """The reminders among the files that came into the outbox since it was last looked at."""
        folder = Path(settings.RELANCE_HOME) / "outbox" / self.creditor.key
        found = []
        for path in sorted(set(folder.rglob("*.eml")) - self.seen):
            self.seen.add(path)
            dispatch = records.Dispatch.objects.select_related("notice__customer").get(
                creditor=self.key, filename=path.name
            )
            if dispatch.notice.kind == "answer":
                continue
            mail = message_from_bytes(path.read_bytes(), policy=mail_policy)
            text = mail.get_body(("plain",)).get_content()  # type: ignore[attr-defined]
            assert self.customers[dispatch.notice.customer.code].email in mail["To"]
            assert path.parent.name == self.today.isoformat()
            for line in dispatch.notice.lines.select_related("receivable__invoice"):
                assert line.receivable.invoice.number in text
            found.append(dispatch.notice)
        return found

    def _check_message(self, notice: records.Notice, customer: Customer, message: Message | None) -> None:
        lines = notice.lines.select_related("receivable__invoice")
        acted = {(x.receivable.invoice.number, x.receivable.due_on): x.step for x in lines if x.is_acted}
        cents = {(x.receivable.invoice.number, x.receivable.due_on): x.open_cents for x in lines}
        by_key = {line.key: line for line in customer.lines}
        self.left[customer.code, self.today] += 1
        assert self.left[customer.code, self.today] == 1, "two reminders to one customer on one day"
        assert not customer.is_stopped(self.today) and works(self.today)
        for key, asked in cents.items():
            assert 0 < asked <= by_key[key].open, f"{key}: {asked} asked, {by_key[key].open} owed"
        for key, step in acted.items():
            self.left[key, step] += 1
            assert self.left[key, step] == 1, f"{step} twice on {key}"
            assert all(done.key != step for done in by_key[key].done)
        if customer.unsure:
            return
        assert message is not None, f"{customer.code}: nothing should leave, {acted} left"
        told = f"{customer.code} on {self.today}: {acted} {cents} left, {message} was due"
        assert (acted, cents) == (message.acted, message.cents), told

    def _book(self, notice: records.Notice, customer: Customer) -> None:
        acted = notice.lines.filter(is_acted=True).select_related("receivable__invoice")
        steps = {step.key: step for step in customer.plan.steps}
        keys = {(x.receivable.invoice.number, x.receivable.due_on): x.step for x in acted}
        days = max(steps[key].deadline for key in keys.values())
        deadline = roll(later(self.today, days)) if days else None
        customer.said.append((self.today, notice.kind))
        for line in customer.lines:
            if line.key in keys:
                step = steps[keys[line.key]]
                line.done.append(Done(step.key, step.kind, self.today, deadline))

    def expected_today(self) -> dict[str, Message]:
        """What should have left once everything was decided, confirmed and sent."""
        wishes = {code: wanted(c, self.today, self.known)[0] for code, c in self.customers.items() if not c.unsure}
        return {code: message for code, message in wishes.items() if message}

    # -- both say the same
    def check_money(self) -> None:
        rows = records.Receivable.objects.filter(creditor=self.key).select_related("invoice")
        spent = records.Allocation.objects.filter(creditor=self.key, part="principal")
        allocated = dict(spent.values_list("receivable").annotate(cents=Sum("cents")))
        gone = records.WriteOff.objects.filter(creditor=self.key, undone_on=None)
        given_up = dict(gone.values_list("receivable").annotate(cents=Sum("cents")))
        lines = {line.key: line for c in self.customers.values() for line in c.lines}
        assert len(rows) == len(lines)
        for row in rows:
            line = lines[row.invoice.number, row.due_on]
            assert row.open_cents == line.open, f"{line.key}: {row.open_cents} open, {line.open} in the model"
            off = allocated.get(row.pk, 0) + given_up.get(row.pk, 0) + line.unexplained
            assert row.amount_cents == row.open_cents + off, line.key
        for table, field in ((records.Payment, "payment"), (records.CreditNote, "credit_note")):
            used = records.Allocation.objects.filter(creditor=self.key, **{f"{field}__isnull": False})
            sums = dict(used.values_list(field).annotate(cents=Sum("cents")))
            for one in table.objects.filter(creditor=self.key):  # type: ignore[attr-defined]
                if getattr(one, "cancelled_on", None):
                    assert (one.open_cents, sums.get(one.pk, 0)) == (0, 0)
                else:
                    assert one.open_cents + sums.get(one.pk, 0) == one.amount_cents

    def check_steps(self) -> None:
        """The steps done are those that the model saw done, none twice, each on its day."""
        found: dict[tuple[str, date], list[tuple[Any, ...]]] = {}
        rows = records.StepDone.objects.filter(creditor=self.key, is_waived=False).order_by("pk")
        for number, due, step, on, deadline in rows.values_list(
            "receivable__invoice__number", "receivable__due_on", "step", "on", "deadline_on"
        ):
            found.setdefault((number, due), []).append((step, on, deadline))
        for customer in self.customers.values():
            for line in customer.lines:
                told = [(d.key, d.on, d.deadline) for d in line.done]
                assert sorted(found.get(line.key, []), key=str) == sorted(told, key=str), line.key

    def _check_reasons(self, looked_at: list[int]) -> None:
        """Everything open of everyone looked at has a reason, or a notice."""
        rows = records.Receivable.objects.filter(creditor=self.key, customer__in=looked_at, open_cents__gt=0)
        on_notice = records.NoticeLine.objects.filter(creditor=self.key, is_acted=True, is_live=True)
        told = set(on_notice.filter(notice__decided_on=self.today).values_list("receivable", flat=True))
        for row in rows.select_related("customer"):
            assert row.reason or row.customer.reason or row.pk in told, f"{row.pk} has neither reason nor notice"

    def dump(self) -> list[Any]:
        """All that a run writes."""
        mine = {"creditor": self.key}
        return [
            list(records.Notice.objects.filter(**mine).order_by("pk").values_list("pk", "state", "deadline_on")),
            list(records.StepDone.objects.filter(**mine).order_by("pk").values_list("pk", flat=True)),
            list(records.Task.objects.filter(**mine).order_by("pk").values_list("pk", "closed_on", "why", "due_on")),
            list(records.Customer.objects.filter(**mine).order_by("pk").values_list("wake_on", "reason", "segment")),
            list(
                records.Receivable.objects.filter(**mine).order_by("pk").values_list("reason", "next_step", "next_on")
            ),
            records.Event.objects.filter(**mine).count(),
            list(records.Promise.objects.filter(**mine).order_by("pk").values_list("state", "open_after_cents")),
            list(records.Agreement.objects.filter(**mine).order_by("pk").values_list("state", flat=True)),
        ]

    def check_clock_back(self, days: int) -> None:
        """On a day before the last run nothing is decided and nothing leaves."""
        last = self.creditor.last_run_on
        if last is None:
            return
        act, before = act_on(later(last, -days)), self.dump()
        for refused in (decide_due, send_due):
            try:
                with transaction.atomic():
                    refused(creditor=self.creditor, act=act)
            except Refused:
                continue
            raise AssertionError("a clock that went back was not refused")
        assert self.dump() == before
        assert self._arrived() == []

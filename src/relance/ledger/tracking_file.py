"""What is known beside some receivables, for the tracking table: read at once, then looked up by key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from django.db.models import F, Prefetch, Q

from relance.domain.plan import Plan
from relance.domain.tracking import Answer, Awaited, Done
from relance.ledger import models
from relance.ledger.models.call import REACHED
from relance.ledger.models.notice import ANSWER, ON_THE_WAY, WAITING
from relance.ledger.positions import customer_plan
from relance.ledger.stops import Line, Stops, load_stops

OfInvoice = TypeVar("OfInvoice", models.Dispute, models.Promise)


class File:
    """All that is known beside some receivables: read once, then looked up by key."""

    def __init__(
        self,
        creditor: models.Creditor,
        records: Sequence[models.Receivable],
        plans: Mapping[str, Plan],
        today: date,
    ) -> None:
        self.creditor = creditor
        self.records = records
        self.keys = [r.pk for r in records]
        self.invoices = sorted({r.invoice_id for r in records})
        self.customers = {r.customer_id: r.customer for r in records}
        self.plan_of = {pk: customer_plan(c, creditor, plans) for pk, c in self.customers.items()}
        self.plans, self.today = plans, today
        self.replied: set[int] = set()
        self.holds = _holds(creditor, self.customers, today)
        self.stops = self._stops()
        mine = {"creditor": creditor, "invoice__in": self.invoices}
        self.disputes = _by_invoice(models.Dispute.objects.filter(**mine).order_by("pk"))
        self.promises = _by_invoice(models.Promise.objects.filter(**mine).order_by("on", "pk"))
        self.agreements = _agreements(creditor, self.keys)
        self.done = self._steps_done()
        self.calls, self.calls_of_customer = self._calls()
        self.payments = self._payments()
        self.waiting = self._waiting()
        self.tasks_of_notice, self.tasks_of_customer = self._tasks()

    def plan(self, record: models.Receivable) -> Plan:
        """The plan that a receivable follows: its own, else its customer's."""
        return self.plans.get(record.plan) or self.plan_of[record.customer_id]

    def _stops(self) -> Stops:
        """What is stopped of each, as positions see it: whole invoices are needed for that."""
        rows = models.Receivable.objects.filter(creditor=self.creditor, invoice__in=self.invoices, open_cents__gt=0)
        lines = [Line(*row) for row in rows.values_list("pk", "customer_id", "invoice_id", "due_on", "open_cents")]
        return load_stops(self.creditor, list(self.customers), lines, self.plan_of.__getitem__)

    def _steps_done(self) -> dict[int, list[Done]]:
        labels = {step.key: step.label for plan in self.plans.values() for step in plan.steps}
        plan_of = {r.pk: {step.key: step.label for step in self.plan(r).steps} for r in self.records}
        found: dict[int, list[Done]] = defaultdict(list)
        rows = models.StepDone.objects.filter(creditor=self.creditor, receivable__in=self.keys, is_waived=False)
        for key, step, kind, on, channel, lead, label, by, reference, state in rows.order_by("on", "pk").values_list(
            "receivable", "step", "kind", "on", "channel", "notice__step", "notice__step_label", "notice__channel",
            "notice__reference", "notice__state",
        ):  # fmt: skip
            named = (lead == step and label) or plan_of[key].get(step) or labels.get(step, "")
            found[key].append(Done(step, named, kind, on, channel or by or "", reference or ""))
            if state == "replied":
                self.replied.add(key)
        return found

    def _calls(self) -> tuple[dict[int, list[Answer]], dict[int, list[Answer]]]:
        of_receivable: dict[int, list[Answer]] = defaultdict(list)
        of_customer: dict[int, list[Answer]] = defaultdict(list)
        rows = models.Call.objects.filter(creditor=self.creditor, customer__in=list(self.customers), result__in=REACHED)
        acted = Prefetch("notice__lines", models.NoticeLine.objects.filter(is_acted=True))
        for call in rows.select_related("notice").prefetch_related(acted):
            answer = Answer("call", call.on, call.result)
            if call.notice is None:
                of_customer[call.customer_id].append(answer)
            for line in call.notice.lines.all() if call.notice else ():
                of_receivable[line.receivable_id].append(answer)
        return of_receivable, of_customer

    def _payments(self) -> dict[int, list[Answer]]:
        found: dict[int, list[Answer]] = defaultdict(list)
        rows = models.Allocation.objects.filter(
            creditor=self.creditor, receivable__in=self.keys, payment__isnull=False
        ).values_list("receivable", "on", "cents")
        for key, on, cents in rows.order_by("on", "pk"):
            found[key].append(Answer("payment", on, str(cents)))
        return found

    def _waiting(self) -> dict[int, tuple[int, str]]:
        """The notice for each receivable that has not left: its key and state."""
        rows = models.NoticeLine.objects.filter(
            creditor=self.creditor, receivable__in=self.keys, is_acted=True, notice__state__in=(*WAITING, *ON_THE_WAY)
        ).exclude(notice__kind=ANSWER)
        found = rows.order_by("notice").values_list("receivable", "notice", "notice__state")
        return {key: (notice, state) for key, notice, state in found}

    def _tasks(self) -> tuple[dict[int, list[Awaited]], dict[int, dict[str, Awaited]]]:
        of_notice: dict[int, list[Awaited]] = defaultdict(list)
        of_customer: dict[int, dict[str, Awaited]] = defaultdict(dict)
        rows = models.Task.objects.filter(creditor=self.creditor, customer__in=list(self.customers), closed_on=None)
        for notice, customer, kind, due_on, owner in rows.order_by("due_on", "pk").values_list(
            "notice", "customer", "kind", "due_on", "owner"
        ):
            task = Awaited(kind, due_on, owner)
            if notice:
                of_notice[notice].append(task)
            of_customer[customer].setdefault(kind, task)
        return of_notice, of_customer


def _by_invoice(rows: Iterable[OfInvoice]) -> dict[int, list[OfInvoice]]:
    found: dict[int, list[OfInvoice]] = defaultdict(list)
    for row in rows:
        found[row.invoice_id].append(row)
    return found


def _holds(
    creditor: models.Creditor, customers: Collection[int], today: date
) -> dict[tuple[int, int | None], models.Hold]:
    """The hold in force today on each customer and invoice, the one that lasts longest."""
    rows = models.Hold.objects.filter(creditor=creditor, customer__in=list(customers), released_on=None)
    rows = rows.filter(Q(until_on=None) | Q(until_on__gte=today), from_on__lte=today)
    return {(h.customer_id, h.invoice_id): h for h in rows.order_by(F("until_on").asc(nulls_last=True), "pk")}


def _agreements(creditor: models.Creditor, keys: Sequence[int]) -> dict[int, list[models.Agreement]]:
    found: dict[int, list[models.Agreement]] = defaultdict(list)
    lines = models.AgreementLine.objects.filter(creditor=creditor, receivable__in=keys)
    rows = models.Agreement.objects.filter(creditor=creditor, pk__in=lines.values("agreement"))
    for agreement in rows.order_by("pk").prefetch_related("instalments", "lines__receivable"):
        for line in agreement.lines.all():
            found[line.receivable_id].append(agreement)
    return found

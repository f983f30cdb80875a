"""Rules about days: what is changed, decided, confirmed, sent, slept through, done by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relance.ledger import models as records
from relance.operations.confirm_notices import cancel_notice, confirm_notices
from relance.operations.edit_customer import edit_customer
from relance.operations.edit_plan import save_plan
from relance.operations.log_call import log_call
from relance.operations.record_step import record_step
from tests.stories.machine import facts
from tests.stories.machine.facts import Plan, later, roll
from tests.stories.machine.oracle import next_step
from tests.stories.machine.shop import CHANGES, PLANS, WHICH, Shop, toml_of
from tests.stories.machine.world import LAST


class DayRules(Shop):
    """Days pass, well or badly."""

    @rule(which=WHICH, change=st.sampled_from(CHANGES))
    def change_a_customer(self, which: int, change: tuple[str, str]) -> None:
        field, value = change
        customer = self._edit(which, {field: self.today.isoformat() if value == "today" else value})
        if field == "plan":
            customer.plan = self.world.plans[value]
        elif field == "email":
            customer.email = value
        elif field == "no_dunning":
            customer.no_dunning = value == "yes"
        elif field in ("insolvency_on", "handed_over_on"):
            setattr(customer, field.removesuffix("_on"), self.today if value else None)

    def _edit(self, which: int, changes: dict[str, str]) -> facts.Customer:
        customer = self._customer(which)
        edit_customer(
            creditor=self.world.creditor, customer=self.world.customer_record(customer), changes=changes,
            act=self.world.act,
        )  # fmt: skip
        return customer

    @rule(key=st.sampled_from(sorted(PLANS)), gap=st.integers(2, 9), more=st.integers(0, 4))
    def edit_the_plan(self, key: str, gap: int, more: int) -> None:
        steps = tuple(
            replace(s, offset=s.offset + more) if s.anchor != "deadline" and s.offset > 0 else s for s in PLANS[key]
        )
        plan = self.world.plans[key] = Plan(key, steps, gap)
        save_plan(creditor=self.world.creditor, text=toml_of(plan), act=self.world.act)
        for customer in self.world.customers.values():
            customer.plan = plan if customer.plan.key == key else customer.plan

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH)
    def remind_by_hand(self, which: int) -> None:
        invoice = self._invoice(which)
        open_lines = [line for line in invoice.lines if line.open]
        found = next_step(open_lines[0], invoice.customer.plan) if open_lines else None
        if found is None or found[0].kind == "handover":
            return
        step = found[0]
        if self.world.tries("record", lambda: record_step(
            creditor=self.world.creditor, invoice=self.world.record(invoice), step=step.key, on=self.today,
            act=self.world.act, channel="letter",
        )):  # fmt: skip
            deadline = roll(later(self.today, step.deadline)) if step.deadline else None
            invoice.customer.said.append((self.today, step.kind))
            for line in open_lines:
                line.done.append(facts.Done(step.key, step.kind, self.today, deadline))

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, result=st.sampled_from(["already_paid", "no_answer", "spoken", "agreement"]))
    def call(self, which: int, result: str) -> None:
        invoice = self._invoice(which)
        record = self.world.record(invoice)
        done = self.world.tries("call", lambda: log_call(
            creditor=self.world.creditor, customer=record.customer, result=result, invoice=record, act=self.world.act
        ))  # fmt: skip
        if done and result == "already_paid":
            until = self.today
            for _ in range(5):
                until = roll(later(until, 1))
            invoice.holds.append((self.today, until))

    def read_the_bank(self) -> None:
        self.world.known = self.today
        records.Creditor.objects.filter(pk=self.world.key).update(money_known_to=self.today)
        stale = records.Customer.objects.filter(creditor=self.world.key, receivables__reason="payments_stale")
        records.Customer.objects.filter(pk__in=list(stale.values_list("pk", flat=True))).update(wake_on=self.today)

    @rule()
    def decide(self) -> None:
        self.world.decide()

    def confirm(self) -> None:
        confirm_notices(creditor=self.world.creditor, references=None, act=self.world.act)

    @rule(which=WHICH)
    def refuse_one(self, which: int) -> None:
        waiting = list(
            records.Notice.objects.filter(creditor=self.world.key, state__in=["to_confirm", "planned", "no_contact"])
            .exclude(kind="answer").order_by("pk")
        )  # fmt: skip
        if not waiting:
            return
        notice = waiting[which % len(waiting)]
        named = {line.receivable.invoice.number for line in notice.lines.select_related("receivable__invoice")}
        cancel_notice(creditor=self.world.creditor, reference=notice.reference, why="not now", act=self.world.act)
        for invoice in self.world.invoices:
            if invoice.number in named:
                invoice.holds.append((self.today, self.today))

    @rule()
    def send(self) -> None:
        self.world.send()

    @precondition(lambda self: self.world.today < LAST - timedelta(days=60))
    @rule(days=st.integers(1, 45))
    def sleep(self, days: int) -> None:
        self.world.today = later(self.today, days)

    @rule(what=st.sampled_from(["bank", "confirm", "clock back"]), days=st.integers(1, 40))
    def do_a_small_thing(self, what: str, days: int) -> None:
        if what == "bank":
            self.read_the_bank()
        elif what == "confirm":
            self.confirm()
        else:
            self.world.check_clock_back(days)

    @precondition(lambda self: self.world.today < LAST - timedelta(days=60))
    @rule(days=st.integers(3, 20))
    def live(self, days: int) -> None:
        """Days as they should be: the bank, the decisions, a person's word, the post."""
        for _ in range(days):
            self._live_a_day(reads_bank=True)

    @precondition(lambda self: self.world.today < LAST - timedelta(days=60))
    @rule(days=st.integers(1, 9), reads_bank=st.booleans())
    def live_some_days(self, days: int, reads_bank: bool) -> None:
        for _ in range(days):
            self._live_a_day(reads_bank=reads_bank)

    def _live_a_day(self, *, reads_bank: bool) -> None:
        self.world.today = later(self.today, 1)
        if reads_bank:
            self.read_the_bank()
        self.world.decide(twice=False)
        self.confirm()
        expected = self.world.expected_today()
        before = set(self.world.left)
        self.world.send()
        gone = {key[0] for key in set(self.world.left) - before if key[1] == self.today}
        assert set(expected) <= gone, f"{self.today}: {sorted(expected)} should have heard, {sorted(gone)} did"

"""Rules about what stops reminders: holds, disputes, promises, agreements."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relance.domain.stops import Part
from relance.ledger import models as records
from relance.operations.agree_instalments import agree_instalments
from relance.operations.cancel_agreement import cancel_agreement
from relance.operations.hold import hold, release
from relance.operations.log_call import log_call
from relance.operations.make_promise import make_promise, withdraw_promise
from relance.operations.open_dispute import open_dispute
from relance.operations.settle_dispute import settle_dispute
from tests.stories.machine import facts
from tests.stories.machine.facts import UNIT, later
from tests.stories.machine.shop import SOON, UNITS, WHICH, Shop


class StopRules(Shop):
    """Reminders are stopped, and go on."""

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, whole=st.booleans(), days=st.none() | SOON)
    def stop(self, which: int, whole: bool, days: int | None) -> None:
        invoice = self._invoice(which)
        until = None if days is None else later(self.today, days)
        hold(
            creditor=self.world.creditor, customer=self.world.customer_record(invoice.customer), reason="asked to wait",
            invoice=None if whole else self.world.record(invoice), until=until, act=self.world.act,
        )  # fmt: skip
        (invoice.customer if whole else invoice).holds.append((self.today, until))

    @precondition(lambda self: any(c.holds or any(i.holds for i in c.invoices) for c in self.world.customers.values()))
    @rule(which=WHICH)
    def go_on(self, which: int) -> None:
        self.world.learn_rests_over()
        held: list[Any] = [x for c in self.world.customers.values() for x in (c, *c.invoices) if x.holds]
        if not held:
            return
        target = held[which % len(held)]
        customer = target if isinstance(target, facts.Customer) else target.customer
        invoice = None if customer is target else self.world.record(target)
        release(
            creditor=self.world.creditor, customer=self.world.customer_record(customer), invoice=invoice,
            act=self.world.act,
        )  # fmt: skip
        target.holds.clear()

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, units=st.none() | UNITS, by_phone=st.booleans())
    def contest(self, which: int, units: int | None, by_phone: bool) -> None:
        invoice = self._invoice(which)
        cents = units and min(units * UNIT, max(invoice.open - invoice.disputed(), UNIT))
        record = self.world.record(invoice)
        before = set(record.disputes.values_list("pk", flat=True))
        if by_phone:
            self.world.tries("dispute", lambda: log_call(
                creditor=self.world.creditor, customer=record.customer, result="dispute", act=self.world.act,
                invoice=record, dispute_reason="quality", dispute_cents=cents,
            ))  # fmt: skip
        else:
            self.world.tries("dispute", lambda: open_dispute(
                creditor=self.world.creditor, invoice=record, reason="price", cents=cents, act=self.world.act
            ))  # fmt: skip
        for key in set(record.disputes.values_list("pk", flat=True)) - before:
            invoice.disputes.append(facts.Dispute(key, cents, after=len(invoice.credits)))
            if invoice.agreement:
                invoice.customer.unsure = True

    @precondition(lambda self: any(d.state in ("open", "accepted") for i in self.world.invoices for d in i.disputes))
    @rule(which=WHICH, outcome=st.sampled_from(["accepted", "rejected", "withdrawn"]), units=UNITS)
    def settle(self, which: int, outcome: str, units: int) -> None:
        known = [(i, d) for i in self.world.invoices for d in i.disputes if d.state in ("open", "accepted")]
        invoice, dispute = known[which % len(known)]
        credit = min(units * UNIT, max(invoice.open, UNIT)) if outcome == "accepted" and dispute.cents is None else None
        record = records.Dispute.objects.get(pk=dispute.key)
        done = self.world.tries("settle", lambda: settle_dispute(
            creditor=self.world.creditor, dispute=record, outcome=outcome, credit_cents=credit, act=self.world.act
        ))  # fmt: skip
        if done and outcome == "accepted":
            invoice.accept(dispute, credit or dispute.cents or 0)
        elif done:
            dispute.state = outcome
        self.world.learn_time_given()

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, units=UNITS, days=SOON, by_phone=st.booleans())
    def promise(self, which: int, units: int, days: int, by_phone: bool) -> None:
        invoice = self._invoice(which)
        free = invoice.open - invoice.disputed()
        cents, on, record = min(units * UNIT, max(free, UNIT)), later(self.today, days), self.world.record(invoice)
        before = set(record.promises.values_list("pk", flat=True))
        if by_phone:
            self.world.tries("promise", lambda: log_call(
                creditor=self.world.creditor, customer=record.customer, result="promise", act=self.world.act,
                invoice=record, promise_on=on, promise_cents=cents,
            ))  # fmt: skip
        else:
            self.world.tries("promise", lambda: make_promise(
                creditor=self.world.creditor, invoice=record, on=on, cents=cents, act=self.world.act
            ))  # fmt: skip
        for key in set(record.promises.values_list("pk", flat=True)) - before:
            live = sorted((p for p in invoice.promises if p.live and invoice.promised(p)), key=lambda p: p.key)
            claims = [(p, invoice.promised(p)) for p in live]
            while claims and sum(c for _, c in claims) + cents > free:
                invoice.drop(claims.pop(0)[0])
            new = facts.Promise(key, on)
            invoice.promises.append(new)
            invoice.stack_anew([*claims, (new, cents)])

    @precondition(lambda self: any(p.live for i in self.world.invoices for p in i.promises))
    @rule(which=WHICH)
    def take_a_promise_back(self, which: int) -> None:
        known = [(i, p) for i in self.world.invoices for p in i.promises if p.live]
        invoice, promise = known[which % len(known)]
        done = self.world.tries("withdraw", lambda: withdraw_promise(
            creditor=self.world.creditor, promise_id=promise.key, act=self.world.act
        ))  # fmt: skip
        if done:
            invoice.drop(promise)
            invoice.stack_anew([(p, invoice.promised(p)) for p in invoice.promises if p.live and invoice.promised(p)])

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, count=st.integers(1, 4), days=st.integers(0, 12), every=st.integers(5, 20))
    def agree(self, which: int, count: int, days: int, every: int) -> None:
        invoice = self._invoice(which)
        total = invoice.open - invoice.disputed()
        sizes = [total // count // UNIT * UNIT] * (count - 1)
        dues = [later(self.today, 1 + days + every * n) for n in range(count)]
        parts = list(zip(dues, [*sizes, total - sum(sizes)], strict=True))
        done = self.world.tries("agree", lambda: agree_instalments(
            creditor=self.world.creditor, customer=self.world.customer_record(invoice.customer),
            invoices=[self.world.record(invoice)], parts=[Part(*part) for part in parts], act=self.world.act,
            tell_customer=False,
        ))  # fmt: skip
        if done:
            invoice.agreement = facts.Agreement(done.pk, [(x, x.open) for x in invoice.lines if x.open], parts)
            invoice.customer.unsure |= total != invoice.open
            for promise in [p for p in invoice.promises if p.live and invoice.promised(p)]:
                invoice.drop(promise)

    @precondition(lambda self: any(i.agreement for i in self.world.invoices))
    @rule(which=WHICH)
    def end_the_agreement(self, which: int) -> None:
        known = [i for i in self.world.invoices if i.agreement]
        invoice = known[which % len(known)]
        assert invoice.agreement
        record = records.Agreement.objects.get(pk=invoice.agreement.key)
        if self.world.tries("cancel agreement", lambda: cancel_agreement(
            creditor=self.world.creditor, agreement=record, reason="asked for", act=self.world.act
        )):  # fmt: skip
            invoice.agreement.over = True

"""Rules about money: billed, paid, credited, given up, listed."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from relance.operations.allocate_credit import allocate_credit
from relance.operations.record_payment import cancel_payment, record_payment
from relance.operations.write_off import undo_write_off, write_off
from tests.stories.machine import facts
from tests.stories.machine.facts import UNIT, later
from tests.stories.machine.shop import UNITS, WHICH, Shop, euros


class MoneyRules(Shop):
    """Money comes, goes back, and is set against something."""

    @rule(which=WHICH, units=st.lists(UNITS, min_size=1, max_size=2), ago=st.integers(-20, 60), part=st.booleans())
    def bill(self, which: int, units: list[int], ago: int, part: bool) -> None:
        customer = self._customer(which)
        self.numbers += 1
        invoice = facts.Invoice(f"FA-{self.numbers:03d}", customer)
        rows = []
        for at, size in enumerate(units):
            due, amount = self.today + timedelta(days=14 * at - ago), size * UNIT
            left = amount - (size // 2) * UNIT if part else amount
            invoice.lines.append(facts.Line(invoice, due, amount, left, unexplained=amount - left))
            rows.append(self._row(customer, invoice.lines[-1], min(due, self.today) - timedelta(days=30)))
        invoice.stack = [0] * (invoice.open // UNIT)
        customer.invoices.append(invoice)
        self._take(rows)
        customer.spend_again()

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, units=UNITS, ago=st.integers(0, 5), exact=st.booleans())
    def pay(self, which: int, units: int, ago: int, exact: bool) -> None:
        invoice = self._invoice(which)
        cents = invoice.open if exact and invoice.open else units * UNIT
        made = record_payment(
            creditor=self.world.creditor, invoice=self.world.record(invoice), cents=cents,
            on=later(self.today, -ago), act=self.world.act,
        )  # fmt: skip
        credit = facts.Credit(made.pk, cents, invoice.number, cents)
        invoice.customer.credits.append(credit)
        invoice.customer.spend(credit, invoice)

    @precondition(lambda self: any(c.credits for c in self.world.customers.values()))
    @rule(which=WHICH)
    def unpay(self, which: int) -> None:
        payments = [(c, p) for c in self.world.customers.values() for p in c.credits if not p.is_note]
        if not payments:
            return
        customer, payment = payments[which % len(payments)]
        cancel_payment(creditor=self.world.creditor, payment_id=payment.key, act=self.world.act)
        customer.credits.remove(payment)
        for invoice in customer.invoices:
            kept = [p for p in invoice.promises if p.live and not invoice.promised(p)]
            invoice.lift([(line, cents) for line, cents in payment.parts if line.invoice is invoice])
            for promise in kept:  # reopened too late to be kept
                if invoice.promised(promise) and self.today > later(promise.on, customer.plan.grace):
                    invoice.drop(promise)

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, units=UNITS, named=st.booleans())
    def credit(self, which: int, units: int, named: bool) -> None:
        invoice = self._invoice(which)
        self.numbers += 1
        number, customer, target = f"AV-{self.numbers:03d}", invoice.customer, invoice.number if named else ""
        amount = euros(units * UNIT)
        self._take(
            [
                f"{customer.code},{customer.code},{number},credit_note,{self.today},{self.today},{amount},{amount},{target}"
            ]
        )
        customer.credits.append(facts.Credit(self.numbers, units * UNIT, target, units * UNIT, is_note=True))
        customer.spend_again()

    @precondition(lambda self: any(c.credit for c in self.world.customers.values()))
    @rule(which=WHICH, to=WHICH)
    def allocate(self, which: int, to: int) -> None:
        credits = [(c, one) for c in self.world.customers.values() for one in c.credits if one.left]
        customer, credit = credits[which % len(credits)]
        invoice = customer.invoices[to % len(customer.invoices)]
        name = {"credit": f"AV-{credit.key:03d}"} if credit.is_note else {"payment_id": credit.key}
        done = self.world.tries("allocate", lambda: allocate_credit(
            creditor=self.world.creditor, customer=self.world.customer_record(customer),
            invoice=self.world.record(invoice), act=self.world.act, **name,
        ))  # fmt: skip
        if done:
            customer.spend(credit, invoice)

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, units=UNITS, whole=st.booleans())
    def give_up(self, which: int, units: int, whole: bool) -> None:
        invoice = self._invoice(which)
        cents = None if whole else min(units * UNIT, max(invoice.open, UNIT))
        done = self.world.tries("write off", lambda: write_off(
            creditor=self.world.creditor, invoice=self.world.record(invoice), reason="too small", cents=cents,
            act=self.world.act,
        ))  # fmt: skip
        if done:
            taken = invoice.lower(sum(row.cents for row in done), below=True)
            self.written_off.setdefault(invoice.number, []).extend(taken)
            if not invoice.open:
                for promise in invoice.promises:
                    if promise.live and promise.key in invoice.stack:
                        invoice.drop(promise)

    @precondition(lambda self: self.written_off)
    @rule(which=WHICH)
    def take_back_what_was_given_up(self, which: int) -> None:
        number = sorted(self.written_off)[which % len(self.written_off)]
        invoice = next(i for i in self.world.invoices if i.number == number)
        undo_write_off(creditor=self.world.creditor, invoice=self.world.record(invoice), act=self.world.act)
        invoice.lift(self.written_off.pop(number))

    @precondition(lambda self: self.world.invoices)
    @rule(which=WHICH, vanishes=st.booleans(), returns=st.booleans())
    def list_all_that_is_open(self, which: int, vanishes: bool, returns: bool) -> None:
        gone = self._invoice(which) if vanishes else None
        kept = [line for i in self.world.invoices for line in i.lines if line.open and i is not gone]
        back = [line for i in self.world.invoices for line in i.lines if returns and line.may_return and i is not gone]
        if not kept and not back:
            return
        for line in [x for x in gone.lines if x.open] if gone else []:
            line.absent, line.unexplained, line.open = line.open, line.unexplained + line.open, 0
        for line in back:
            line.unexplained -= line.absent or 0
            line.invoice.lift([(line, line.absent or 0)])
        for line in [*kept, *back]:
            line.absent = None
        rows = [self._row(line.invoice.customer, line) for line in [*kept, *back]]
        for customer in self.world.customers.values():
            for note in [c for c in customer.credits if c.is_note and c.left]:
                cells = f"{customer.code},{customer.code},AV-{note.key:03d},credit_note,,,"
                rows.append(f"{cells}{euros(note.cents)},{euros(note.left)},{note.invoice}")
        self._take(rows, snapshot=True, vanished_settled=True)
        self.world.known = self.today
        moved = {line.invoice.customer.code for line in back} | ({gone.customer.code} if gone else set())
        for code in sorted(moved):
            self.world.customers[code].spend_again()

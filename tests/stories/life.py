"""The life of a small firm, day after day: what is billed, paid, said; and what left the house."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from relance.ledger.builders import act_on, make_credit_note, make_customer, make_invoice
from relance.ledger.models import Creditor, Customer, Invoice, Notice, Payment, Receivable, Task
from relance.operations.confirm_notices import confirm_notices
from relance.operations.decide_due import decide_due
from relance.operations.record_payment import cancel_payment, record_payment
from relance.operations.send_due import send_due


def day(text: str) -> date:
    """2026-02-16."""
    return date.fromisoformat(text)


def cents(euros: float) -> int:
    """1200.50 as 120050."""
    return round(euros * 100)


@dataclass
class Life:
    """One creditor that reads its bank every morning, decides, confirms and sends. `today` is the last day lived."""

    creditor: Creditor
    today: date
    confirms: bool = True
    by: str = "Claire"
    reads_bank: bool = True
    refused: list[str] = field(default_factory=list)

    @property
    def act(self) -> Any:
        """The act of today."""
        return act_on(self.today, self.by)

    # -- what happens to the firm
    def knows(self, code: str = "DUPONT", **fields: Any) -> Customer:
        """A customer, made when first named."""
        known = Customer.objects.filter(creditor=self.creditor, code=code).first()
        return known or make_customer(self.creditor, code, **fields)

    def bills(self, number: str, euros: float, due: str, customer: str = "DUPONT", **fields: Any) -> Receivable:
        """An invoice of so many euros."""
        made = make_invoice(self.knows(customer), number, cents(euros), day(due), **fields)
        Customer.objects.filter(pk=made.customer_id).update(wake_on=self.today)
        return made

    def credits(self, number: str, euros: float, customer: str = "DUPONT", **fields: Any) -> None:
        """A credit note that nobody has allocated."""
        make_credit_note(self.knows(customer), number, cents(euros), **fields)
        Customer.objects.filter(creditor=self.creditor, code=customer).update(wake_on=self.today)

    def pays(self, number: str, euros: float, on: str = "") -> Payment:
        """Money came in for that invoice, today or as of an earlier day."""
        paid_on = day(on) if on else self.today
        return record_payment(
            creditor=self.creditor, invoice=self.invoice(number), cents=cents(euros), on=paid_on, act=self.act
        )

    def unpays(self, payment: Payment) -> None:
        """The bank took it back."""
        cancel_payment(creditor=self.creditor, payment_id=payment.pk, act=self.act)

    def invoice(self, number: str) -> Invoice:
        """The invoice of that number."""
        return Invoice.objects.select_related("customer").get(creditor=self.creditor, number=number)

    def open(self, number: str) -> float:
        """What is open of it, in euros."""
        rows = Receivable.objects.filter(creditor=self.creditor, invoice__number=number)
        return sum(rows.values_list("open_cents", flat=True)) / 100

    # -- days
    def lives_until(self, last: str) -> Life:
        """Live every day up to that one: read the bank, decide, confirm, send."""
        while self.today < day(last):
            self.today += timedelta(days=1)
            self.lives_a_day()
        return self

    def lives_a_day(self) -> None:
        """The morning of `today`."""
        if self.reads_bank:
            Creditor.objects.filter(pk=self.creditor.pk).update(money_known_to=self.today)
        self.creditor.refresh_from_db()
        decide_due(creditor=self.creditor, act=self.act)
        if self.confirms:
            confirm_notices(creditor=self.creditor, references=None, act=self.act)
        self.creditor.refresh_from_db()
        send_due(creditor=self.creditor, act=self.act, any_hour=True)

    def is_away_until(self, first_day_back: str) -> Life:
        """Nobody starts the program; the next day lived is that one."""
        self.today = day(first_day_back)
        self.lives_a_day()
        return self

    # -- what one sees
    @property
    def mail(self) -> list[str]:
        """Every reminder that left: `2026-02-06 r1 FA-1 1200.00`, acted invoices named."""
        return list(self._left(exclude="answer"))

    @property
    def answers(self) -> list[str]:
        """Every answer that left: `2026-02-06 dispute-received`."""
        rows = Notice.objects.filter(creditor=self.creditor, kind="answer", left_on__isnull=False)
        return [f"{n.left_on} {n.template}" for n in rows.order_by("left_on", "pk")]

    def mail_since(self, first: str) -> list[str]:
        """What left from that day on."""
        return [line for line in self.mail if line[:10] >= first]

    def _left(self, exclude: str) -> Iterator[str]:
        rows = Notice.objects.filter(creditor=self.creditor, left_on__isnull=False).exclude(kind=exclude)
        for notice in rows.exclude(state="cancelled").order_by("left_on", "pk"):
            acted = notice.lines.filter(is_acted=True).values_list("receivable__invoice__number", flat=True)
            yield f"{notice.left_on} {notice.step} {'+'.join(sorted(acted))} {notice.total_cents / 100:.2f}"

    def tasks(self, kind: str = "") -> list[str]:
        """The kinds of what waits for a person, or those of one kind with their words."""
        rows: Sequence[Task] = list(Task.objects.filter(creditor=self.creditor, closed_on=None).order_by("pk"))
        return [t.why for t in rows if t.kind == kind] if kind else [t.kind for t in rows]

    def why(self, number: str) -> str:
        """The reason why that invoice was left in peace when it was last looked at; the customer's where that is it."""
        row = Receivable.objects.filter(creditor=self.creditor, invoice__number=number).select_related("customer").get()
        return row.customer.reason or row.reason

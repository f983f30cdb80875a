"""Set what a customer has on account (a credit note, a payment) against one of its invoices."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import CreditNote, Creditor, Customer, Invoice, Payment
from relance.ledger.writes import append_events, close_tasks
from relance.operations.notices import happening
from relance.operations.record_payment import allocate, money_moved, open_receivables
from relance.operations.refused import Refused


def allocate_credit(
    *, creditor: Creditor, customer: Customer, invoice: Invoice, act: Act, credit: str = "",
    payment_id: int | None = None, cents: int | None = None,
) -> int:  # fmt: skip
    """Set a credit note (its number) or a payment (its id) against an invoice; returns the cents set.

    `cents` bounds it; without it, all that fits. Raises Refused where either is not this customer's, nothing is
    open on one of them, the currencies differ, or for more than there is.
    """
    if invoice.customer_id != customer.pk or invoice.creditor_id != creditor.pk:
        raise Refused(f"{invoice.number} is not an invoice of {customer.code}")
    with transaction.atomic():
        source, name = _source(creditor, customer, credit, payment_id)
        if source.currency != invoice.currency:
            raise Refused(f"{name} is in {source.currency}, {invoice.number} in {invoice.currency}: they do not mix")
        lines = open_receivables(invoice)
        most = min(source.open_cents, sum(r.open_cents for r in lines))
        if not most:
            raise Refused(f"nothing is open on {name if not source.open_cents else invoice.number}")
        if cents is not None and not 0 < cents <= most:
            raise Refused(f"at most {most / 100:.2f} {source.currency} of {name} can be set against {invoice.number}")
        done = allocate(creditor, source, lines, act, most=cents)
        payload = {"credit": name, "invoice": invoice.number, "cents": done, "currency": source.currency}
        append_events(creditor, [happening("credit_allocated", customer, payload)], act)
        _close(creditor, customer, source.currency, act)
        money_moved(creditor, [customer.pk], act)
    return done


def _source(
    creditor: Creditor, customer: Customer, credit: str, payment_id: int | None
) -> tuple[CreditNote | Payment, str]:
    mine = {"creditor": creditor, "customer": customer}
    if bool(credit) == bool(payment_id):
        raise Refused("name one credit: --credit NUMBER or --payment ID")
    if credit:
        note = CreditNote.objects.select_for_update().filter(number=credit, **mine).first()
        if note is None:
            raise Refused(f"{customer.code} has no credit note “{credit}”")
        return note, note.number
    payment = Payment.objects.select_for_update().filter(pk=payment_id or 0, cancelled_on=None, **mine).first()
    if payment is None:
        raise Refused(f"{customer.code} has no payment {payment_id}, or it was undone")
    return payment, payment.reference or f"{payment.paid_on}"


def _close(creditor: Creditor, customer: Customer, currency: str, act: Act) -> None:
    """Nothing left to allocate: the task is done."""
    mine = {"creditor": creditor, "customer": customer, "currency": currency, "open_cents__gt": 0}
    if not CreditNote.objects.filter(**mine).exists() and not Payment.objects.filter(**mine).exists():
        close_tasks(creditor, act, result="allocated", kind="allocate_credit", customer=customer, subject=currency)

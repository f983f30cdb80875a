"""Money received by hand, and its undoing: allocations, open amounts, notices that must not leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import F

from relance.domain.act import Act
from relance.ledger.models import (
    Allocation,
    Claim,
    CreditNote,
    Creditor,
    Customer,
    Invoice,
    Notice,
    Payment,
    Receivable,
)
from relance.ledger.models.notice import ANSWER, WAITING
from relance.ledger.writes import SLICE, append_events, wake
from relance.operations.drop_claims import drop_unfounded
from relance.operations.keep_agreements import keep_agreements
from relance.operations.keep_promises import keep_promises
from relance.operations.note_credits import lower_promises, note_credits
from relance.operations.notices import cancel_notices, happening
from relance.operations.pay_claim import spill_onto_claims
from relance.operations.refused import Refused


def record_payment(
    *, creditor: Creditor, invoice: Invoice, cents: int, on: date, act: Act, reference: str = ""
) -> Payment:
    """Record money for one invoice, earliest due date first; what is too much stays on account.

    Raises Refused for an amount that is not positive or a day to come.
    """
    if cents <= 0:
        raise Refused("a payment is more than 0.00")
    if on > act.today:
        raise Refused(f"{on} is to come: a payment is recorded once it is there")
    with transaction.atomic():
        payment = Payment.objects.create(
            creditor=creditor, customer=invoice.customer, paid_on=on, amount_cents=cents, open_cents=cents,
            currency=invoice.currency, reference=reference, invoice_number=invoice.number, recorded_by=act.by[:120],
        )  # fmt: skip
        allocate(creditor, payment, list(open_receivables(invoice)), act)
        spill_onto_claims(creditor, payment, invoice)
        payload = {
            "payment": payment.pk, "invoice": invoice.number, "cents": cents, "currency": invoice.currency,
            "on": on.isoformat(), "reference": reference,
        }  # fmt: skip
        append_events(creditor, [happening("payment_recorded", invoice.customer, payload)], act)
        money_moved(creditor, [invoice.customer_id], act)
    return payment


def open_receivables(invoice: Invoice) -> Sequence[Receivable]:
    """The open due-date lines of an invoice, earliest first."""
    return list(invoice.receivables.filter(open_cents__gt=0).order_by("due_on"))


def allocate(
    creditor: Creditor, source: Payment | CreditNote, receivables: Sequence[Receivable], act: Act,
    most: int | None = None,
) -> int:  # fmt: skip
    """Set what is open of a payment or credit note (`most` cents of it) against receivables in order; returns cents."""
    total = 0
    by_invoice: Counter[int] = Counter()
    for receivable in receivables:
        left = source.open_cents if most is None else min(source.open_cents, most - total)
        cents = min(left, receivable.open_cents)
        if cents <= 0:
            continue
        which = {"payment": source} if isinstance(source, Payment) else {"credit_note": source}
        on = source.paid_on if isinstance(source, Payment) else (source.issued_on or act.today)
        Allocation.objects.create(creditor=creditor, receivable=receivable, cents=cents, on=on, **which)
        receivable.open_cents -= cents
        receivable.paid_on = on if receivable.open_cents == 0 else None
        receivable.save(update_fields=["open_cents", "paid_on"])
        source.open_cents -= cents
        total += cents
        by_invoice[receivable.invoice_id] += cents
    if total:
        source.save(update_fields=["open_cents"])
    if isinstance(source, CreditNote):
        lower_promises(creditor, by_invoice)
    return total


def cancel_payment(*, creditor: Creditor, payment_id: int, act: Act) -> Payment:
    """Undo a payment: its receivables open again at the step they had; nothing is sent twice."""
    with transaction.atomic():
        payment = Payment.objects.filter(creditor=creditor, pk=payment_id).select_related("customer").first()
        if payment is None:
            raise Refused(f"there is no payment {payment_id}: `relance explain INVOICE` shows those of an invoice")
        if payment.cancelled_on:
            raise Refused(f"payment {payment_id} was undone on {payment.cancelled_on} already")
        give_back(creditor, payment, act)
        payload = {"payment": payment.pk, "cents": payment.amount_cents, "currency": payment.currency}
        append_events(creditor, [happening("payment_undone", payment.customer, payload)], act)
        money_moved(creditor, [payment.customer_id], act)
    return payment


def give_back(creditor: Creditor, payment: Payment, act: Act) -> None:
    """Open again what a payment had settled, claims included, and cancel it; inside the caller's transaction."""
    for allocation in payment.allocations.filter(part="principal"):
        Receivable.objects.filter(pk=allocation.receivable_id).update(
            open_cents=F("open_cents") + allocation.cents, paid_on=None
        )
    parts = set(payment.allocations.exclude(part="principal").values_list("part", "receivable__invoice"))
    payment.allocations.all().delete()
    for part, invoice in parts:  # a claim that this payment had settled is owed again
        claims = Claim.objects.filter(creditor=creditor, invoice=invoice, part=part, state="paid")
        claims.filter(document="").update(state="open", closed_on=None)
        claims.exclude(document="").update(state="billed", closed_on=None)
    payment.open_cents, payment.cancelled_on = 0, act.today
    payment.save(update_fields=["open_cents", "cancelled_on"])


def money_moved(creditor: Creditor, ids: Sequence[int], act: Act) -> None:
    """What follows when open amounts of customers moved: look again today, take back notices that name what is paid."""
    for start in range(0, len(ids), SLICE):
        _follow(creditor, ids[start : start + SLICE], act)


def _follow(creditor: Creditor, ids: Sequence[int], act: Act) -> None:
    Customer.objects.filter(creditor=creditor, pk__in=ids).update(unchanged_since=act.today)
    wake(creditor, ids, act.today)
    paid = Notice.objects.filter(
        creditor=creditor, customer__in=ids, state__in=WAITING, lines__receivable__open_cents=0
    )
    reminders = paid.exclude(kind=ANSWER).select_related("customer").distinct()
    cancel_notices(creditor, reminders, act, "paid")
    drop_unfounded(creditor, ids, act)
    note_credits(creditor, ids, act)
    keep_promises(creditor, ids, act)
    keep_agreements(creditor, ids, act)

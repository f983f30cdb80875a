"""A payment of a file that the bank had shown before: the same money, counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta

from relance.domain.rows import PaymentRow
from relance.ledger.models import Customer, Payment
from relance.ledger.writes import BATCH
from relance.operations.importing.batch import Batch

NEAR = timedelta(days=7)  # between the day of the books and the day of the bank

Pool = dict[tuple[int, int, str], list[Payment]]


def brought_by_bank(batch: Batch, ids: list[int], is_listed: Callable[[Payment], bool]) -> Pool:
    """Payments of these customers that came with a bank line, by customer, cents and currency.

    Without those that the file itself lists (`is_listed`): they answer for their own rows.
    """
    found: Pool = defaultdict(list)
    for start in range(0, len(ids), BATCH):
        rows = Payment.objects.filter(creditor=batch.creditor, customer__in=ids[start : start + BATCH])
        rows = rows.filter(bank_line__isnull=False, cancelled_on=None).order_by("paid_on", "pk")
        for payment in rows.prefetch_related("allocations__receivable__invoice"):
            if not is_listed(payment):
                found[payment.customer_id, payment.amount_cents, payment.currency].append(payment)
    return found


def take_twin(pool: Pool, row: PaymentRow, customer: Customer) -> bool:
    """Whether the bank had brought this payment; each answers for one row, and is then known from both sides.

    One that was on account goes to the invoice that the row names; undoing its match leaves the payment.
    """
    near = pool.get((customer.pk, row.amount_cents, row.currency), [])
    for payment in sorted(near, key=lambda one: abs(one.paid_on - row.paid_on)):
        if abs(payment.paid_on - row.paid_on) <= NEAR and _may_be(payment, row):
            near.remove(payment)
            _known_from_both(payment, row)
            return True
    return False


def _may_be(payment: Payment, row: PaymentRow) -> bool:
    """Whether nothing says that they are two: the row names no invoice, or one that the money went to."""
    paid = {one.receivable.invoice.number for one in payment.allocations.all()}
    return not row.invoice or not paid or row.invoice in paid


def _known_from_both(payment: Payment, row: PaymentRow) -> None:
    payment.was_typed = True
    if row.invoice and payment.open_cents == payment.amount_cents:
        payment.invoice_number = row.invoice
    payment.save(update_fields=["was_typed", "invoice_number"])

"""Payments of a file, each once however often the file comes; matched by number, else left on account."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Q, Sum

from relance.domain.rows import PaymentRow
from relance.ledger.models import Allocation, CreditNote, Customer, Payment, Receivable
from relance.ledger.writes import BATCH
from relance.operations.importing.bank_twins import brought_by_bank, take_twin
from relance.operations.importing.batch import Batch
from relance.operations.importing.customers import ask_for_kinds, known_customers
from relance.operations.record_payment import allocate

Key = tuple[int, str, int, str, str, str]


def take_payments(batch: Batch) -> None:
    """Record the payments that the ledger does not have yet; n identical lines stay n."""
    batch.customers = known_customers(batch.creditor, {row.customer for row in batch.payments})
    _make_room(batch)
    there: Counter[Key] = Counter()
    ids = sorted({c.pk for c in batch.customers.values()})
    for start in range(0, len(ids), BATCH):
        there.update(_key_of(p) for p in _recorded(batch, ids[start : start + BATCH]))
    listed = {_key(row, batch.customers[row.customer]) for row in batch.payments}
    brought = brought_by_bank(batch, ids, lambda payment: _key_of(payment) in listed)
    seen: Counter[Key] = Counter()
    new = []
    for row in batch.payments:
        customer = batch.customers[row.customer]
        key = _key(row, customer)
        seen[key] += 1
        if seen[key] <= there[key]:
            batch.counts.known += 1
            continue
        if take_twin(brought, row, customer):
            batch.counts.known += 1
            batch.moved.add(customer.pk)
            continue
        new.append(_payment(batch, row, customer, seen[key]))
        batch.counts.created += 1
        batch.moved.add(customer.pk)
    Payment.objects.bulk_create(new, batch_size=BATCH)


def _make_room(batch: Batch) -> None:
    """An account for payments that come before their customer: money is never lost, whichever file is first."""
    first: dict[str, PaymentRow] = {}
    for row in batch.payments:
        if row.customer not in batch.customers:
            first.setdefault(row.customer, row)
    for row in first.values():
        batch.problem(
            row.line, "customer", "CUSTOMER", "warning",
            f"Line {row.line}, customer: “{row.customer}” is not known yet; the money is kept on this account until "
            "its invoices are imported; if the code is wrong, undo the payment and correct it",
        )  # fmt: skip
    new = [Customer(creditor=batch.creditor, code=code, name=code, kind="other") for code in first]
    Customer.objects.bulk_create(new, batch_size=BATCH)
    batch.customers.update({c.code: c for c in new})
    ask_for_kinds(batch, new)


def _recorded(batch: Batch, ids: list[int]) -> Iterable[Payment]:
    return Payment.objects.filter(creditor=batch.creditor, customer__in=ids, cancelled_on=None)


def _key(row: PaymentRow, customer: Customer) -> Key:
    return customer.pk, row.paid_on.isoformat(), row.amount_cents, row.currency, row.reference[:140], row.invoice


def _key_of(payment: Payment) -> Key:
    return (
        payment.customer_id, payment.paid_on.isoformat(), payment.amount_cents, payment.currency,
        payment.reference, payment.invoice_number,
    )  # fmt: skip


def _payment(batch: Batch, row: PaymentRow, customer: Customer, occurrence: int) -> Payment:
    return Payment(
        creditor=batch.creditor, customer=customer, paid_on=row.paid_on, amount_cents=row.amount_cents,
        open_cents=row.amount_cents, currency=row.currency, reference=row.reference[:140],
        invoice_number=row.invoice, occurrence=occurrence, recorded_by=batch.act.by[:120], source=batch.record,
    )  # fmt: skip


def match_open_money(batch: Batch) -> None:
    """Set payments and credit notes on account against the invoices they name: sure matches only.

    Done after every import, so that it does not matter which file came first.
    """
    ids = sorted(batch.moved)
    for start in range(0, len(ids), BATCH):
        _match(batch, ids[start : start + BATCH])


def _match(batch: Batch, ids: list[int]) -> None:
    mine = {"creditor": batch.creditor, "customer__in": ids, "open_cents__gt": 0}
    payments = list(Payment.objects.filter(cancelled_on=None, **mine).order_by("paid_on", "pk"))
    notes = list(CreditNote.objects.filter(**mine).exclude(applies_to="").order_by("issued_on", "pk"))
    if not payments and not notes:
        return
    customers = {p.customer_id for p in payments} | {n.customer_id for n in notes}
    by_number: dict[tuple[int, str], list[Receivable]] = defaultdict(list)
    rows = Receivable.objects.filter(Q(open_cents__gt=0) | Q(absent_since__isnull=False), creditor=batch.creditor)
    for receivable in rows.filter(customer__in=customers).select_related("invoice").order_by("due_on"):
        by_number[receivable.customer_id, receivable.invoice.number].append(receivable)
    for note in notes:
        targets = by_number.get((note.customer_id, note.applies_to), [])
        _set_against(batch, note, _same_currency(targets, note.currency))
    for payment in payments:
        targets = _targets(payment, by_number)
        _set_against(batch, payment, _same_currency(targets, payment.currency))


def _set_against(batch: Batch, source: Payment | CreditNote, receivables: list[Receivable]) -> None:
    """Open lines first; what is left explains lines that were settled because a list no longer had them."""
    allocate(batch.creditor, source, [r for r in receivables if r.open_cents], batch.act)
    for receivable in receivables:
        if source.open_cents <= 0 or receivable.open_cents or not receivable.absent_since:
            continue
        explained = receivable.allocations.aggregate(cents=Sum("cents"))["cents"] or 0
        cents = min(source.open_cents, receivable.amount_cents - explained)
        if cents <= 0:
            continue
        which = {"payment": source} if isinstance(source, Payment) else {"credit_note": source}
        on = source.paid_on if isinstance(source, Payment) else (source.issued_on or batch.today)
        Allocation.objects.create(creditor=batch.creditor, receivable=receivable, cents=cents, on=on, **which)
        source.open_cents -= cents
        source.save(update_fields=["open_cents"])


def _same_currency(receivables: list[Receivable], currency: str) -> list[Receivable]:
    return [r for r in receivables if r.currency == currency]


def _targets(payment: Payment, by_number: dict[tuple[int, str], list[Receivable]]) -> list[Receivable]:
    """The invoice that the payment names, or the one whose number stands whole in its reference."""
    if payment.invoice_number:
        return by_number.get((payment.customer_id, payment.invoice_number), [])
    named = [
        lines
        for (customer, number), lines in by_number.items()
        if customer == payment.customer_id and _stands_in(number, payment.reference)
    ]
    return named[0] if len(named) == 1 else []


def _stands_in(number: str, text: str) -> bool:
    if len(number) < 3:
        return False
    return re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", text, re.IGNORECASE) is not None

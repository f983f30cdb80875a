"""Invoices and credit notes of a file: found by customer and number, created, changed, or left as known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from relance.domain.rows import InvoiceRow
from relance.domain.terms import due_date, parse_terms
from relance.ledger.models import Allocation, CreditNote, Customer, Invoice, Receivable
from relance.ledger.writes import BATCH, update_many
from relance.operations.importing.batch import Batch
from relance.operations.importing.raised import ask_about_raised

Key = tuple[int, str]


class Shelf:
    """What the ledger holds of the invoices that a file names."""

    def __init__(self, batch: Batch, rows: Iterable[InvoiceRow]) -> None:
        numbers = sorted({row.invoice for row in rows})
        self.invoices: dict[Key, Invoice] = {}
        self.receivables: dict[int, dict[date, Receivable]] = defaultdict(dict)
        self.credit_notes: dict[Key, CreditNote] = {}
        self.owner: dict[str, set[int]] = defaultdict(set)
        self.allocated: dict[int, dict[str, int]] = defaultdict(lambda: {"payment": 0, "credit_note": 0})
        for start in range(0, len(numbers), BATCH):
            self._load(batch, numbers[start : start + BATCH])

    def _load(self, batch: Batch, numbers: list[str]) -> None:
        mine = {"creditor": batch.creditor}
        for invoice in Invoice.objects.filter(number__in=numbers, **mine):
            self.invoices[invoice.customer_id, invoice.number] = invoice
            self.owner[invoice.number].add(invoice.customer_id)
        for receivable in Receivable.objects.filter(invoice__number__in=numbers, **mine):
            self.receivables[receivable.invoice_id][receivable.due_on] = receivable
        for note in CreditNote.objects.filter(number__in=numbers, **mine):
            self.credit_notes[note.customer_id, note.number] = note
        sums = Allocation.objects.filter(receivable__invoice__number__in=numbers, **mine)
        for pk, payment, cents in sums.values_list("receivable", "payment").annotate(cents=Sum("cents")):
            self.allocated[pk]["payment" if payment else "credit_note"] += cents


def take_invoices(batch: Batch) -> None:
    """Write the invoices and credit notes of the file."""
    shelf = Shelf(batch, batch.invoices)
    credit_rows = [row for row in batch.invoices if row.document == "credit_note"]
    rows = [row for row in batch.invoices if row.document == "invoice" and _owner_agrees(batch, shelf, row)]
    _create_invoices(batch, shelf, rows)
    new: list[Receivable] = []
    changed: list[tuple[object, ...]] = []
    lines_of: dict[Key, int] = defaultdict(int)
    for row in rows:
        lines_of[_key(batch, row)] += 1
    for row in rows:
        _take_line(batch, shelf, row, new, changed, single=lines_of[_key(batch, row)] == 1)
    Receivable.objects.bulk_create(new, batch_size=BATCH)
    update_many(Receivable, CHANGED, changed)
    _take_credit_notes(batch, shelf, credit_rows)


CHANGED = (
    "due_on", "is_due_estimated", "amount_cents", "open_cents", "plan", "direct_debit", "reminders_before",
    "last_reminder_before_on", "absent_since", "paid_on",
)  # fmt: skip


def _key(batch: Batch, row: InvoiceRow) -> Key:
    return batch.customers[row.customer.customer].pk, row.invoice


def _owner_agrees(batch: Batch, shelf: Shelf, row: InvoiceRow) -> bool:
    """A number that another customer has already is refused, but in books of accounts, where pieces are shared."""
    customer = batch.customers.get(row.customer.customer)
    if customer is None:
        return False  # its own row was refused
    others = shelf.owner[row.invoice] - {customer.pk}
    if others and not batch.is_ledger:
        batch.reject(
            row.line, "invoice", "CONFLICT",
            f"line {row.line}: invoice {row.invoice} belongs to another customer already; "
            "check the customer code, or the invoice number",
        )  # fmt: skip
        return False
    return True


def _create_invoices(batch: Batch, shelf: Shelf, rows: list[InvoiceRow]) -> None:
    new: dict[Key, Invoice] = {}
    changed: dict[int, Invoice] = {}
    for row in rows:
        key = _key(batch, row)
        invoice = shelf.invoices.get(key) or new.get(key)
        if invoice is None:
            invoice = new[key] = Invoice(
                creditor=batch.creditor, customer_id=key[0], number=row.invoice, currency=row.currency,
                source=batch.record,
            )  # fmt: skip
        before = (invoice.issued_on, invoice.order_reference, invoice.late_rate)
        invoice.issued_on = row.issued_on or invoice.issued_on
        invoice.order_reference = row.order_reference or invoice.order_reference
        invoice.late_rate = row.late_rate or invoice.late_rate
        invoice.source_lines = ",".join(map(str, row.source_lines or (row.line,)))[:200]
        if invoice.pk and before != (invoice.issued_on, invoice.order_reference, invoice.late_rate):
            changed[invoice.pk] = invoice
    Invoice.objects.bulk_create(new.values(), batch_size=BATCH)
    Invoice.objects.bulk_update(changed.values(), ["issued_on", "order_reference", "late_rate"], batch_size=200)
    shelf.invoices.update(new)


def _due(batch: Batch, row: InvoiceRow, customer: Customer) -> tuple[date, bool]:
    """The due date, and whether it had to be estimated from terms."""
    if row.due_on:
        return row.due_on, False
    terms = parse_terms(customer.terms or batch.creditor.default_terms)
    return due_date(row.issued_on or batch.today, terms), True


def _take_line(
    batch: Batch,
    shelf: Shelf,
    row: InvoiceRow,
    new: list[Receivable],
    changed: list[tuple[object, ...]],
    *,
    single: bool,
) -> None:
    customer = batch.customers[row.customer.customer]
    invoice = shelf.invoices[customer.pk, row.invoice]
    due_on, estimated = _due(batch, row, customer)
    lines = shelf.receivables[invoice.pk]
    known = lines.get(due_on)
    if known is None and single and len(lines) == 1:
        known = next(iter(lines.values()))  # the one line of this invoice: its due date was moved
    if known is None:
        receivable = Receivable(
            creditor=batch.creditor, customer=customer, invoice=invoice, due_on=due_on,
            is_due_estimated=estimated, amount_cents=row.amount_cents, open_cents=row.open_cents,
            currency=row.currency, plan=row.plan, direct_debit=bool(row.direct_debit),
            reminders_before=row.reminders_sent, last_reminder_before_on=row.last_reminder_on,
        )  # fmt: skip
        lines[due_on] = receivable
        new.append(receivable)
        batch.counts.created += 1
        batch.moved.add(customer.pk)
        return
    wanted = _wanted(batch, shelf, row, known, due_on, estimated)
    if wanted == tuple(getattr(known, name) for name in CHANGED):
        batch.counts.known += 1
        return
    if wanted[3] != known.open_cents:
        batch.moved.add(customer.pk)
    for name, value in zip(CHANGED, wanted, strict=True):
        setattr(known, name, value)
    changed.append((*wanted, known.pk))
    batch.touched.add(customer.pk)
    batch.counts.changed += 1


def _wanted(
    batch: Batch, shelf: Shelf, row: InvoiceRow, known: Receivable, due_on: date, estimated: bool
) -> tuple[object, ...]:
    """The values that the line should have after this file, in the order of CHANGED."""
    open_cents = _open_after(batch, shelf, row, known)
    return (
        due_on,
        estimated,
        row.amount_cents,
        min(open_cents, row.amount_cents),
        row.plan or known.plan,
        known.direct_debit if row.direct_debit is None else row.direct_debit,
        max(row.reminders_sent, known.reminders_before),
        row.last_reminder_on or known.last_reminder_before_on,
        None,
        None if open_cents else (known.paid_on or batch.today),
    )


def _open_after(batch: Batch, shelf: Shelf, row: InvoiceRow, known: Receivable) -> int:
    """What is open after this row: never more than a recorded payment left."""
    done = shelf.allocated[known.pk]
    if not row.open_is_given:
        return (
            max(row.amount_cents - (known.amount_cents - known.open_cents), 0)
            if not known.absent_since
            else row.open_cents
        )
    said = max(row.open_cents - done["credit_note"], 0) if row.open_cents > known.open_cents else row.open_cents
    if said > known.open_cents and done["payment"] and not known.absent_since:
        ask_about_raised(batch, row, known)
        return known.open_cents
    return said


def _take_credit_notes(batch: Batch, shelf: Shelf, rows: list[InvoiceRow]) -> None:
    new, changed = [], []
    for row in rows:
        customer = batch.customers.get(row.customer.customer)
        if customer is None:
            continue
        known = shelf.credit_notes.get((customer.pk, row.invoice))
        if known is None:
            note = CreditNote(
                creditor=batch.creditor, customer=customer, number=row.invoice, issued_on=row.issued_on,
                amount_cents=row.amount_cents, open_cents=row.open_cents, currency=row.currency,
                applies_to=row.applies_to, source=batch.record,
            )  # fmt: skip
            shelf.credit_notes[customer.pk, row.invoice] = note
            new.append(note)
            batch.counts.created += 1
            batch.moved.add(customer.pk)
            continue
        used = known.amount_cents - known.open_cents
        open_cents = min(row.open_cents, row.amount_cents) if batch.is_ledger else max(row.amount_cents - used, 0)
        open_cents = min(open_cents, row.open_cents)
        if (known.amount_cents, known.open_cents) == (row.amount_cents, open_cents):
            batch.counts.known += 1
            continue
        known.amount_cents, known.open_cents = row.amount_cents, open_cents
        changed.append(known)
        batch.counts.changed += 1
        batch.moved.add(customer.pk)
    CreditNote.objects.bulk_create(new, batch_size=BATCH)
    CreditNote.objects.bulk_update(changed, ["amount_cents", "open_cents"], batch_size=200)

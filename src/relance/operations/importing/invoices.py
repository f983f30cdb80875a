"""Invoices of a file: found by customer and number, created, changed, or left as known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from relance.domain.rows import InvoiceRow
from relance.domain.terms import due_date, parse_terms
from relance.ledger.models import Allocation, Customer, Hold, Invoice, Receivable, WriteOff
from relance.ledger.writes import BATCH, update_many
from relance.operations.importing.batch import Batch
from relance.operations.importing.credit_notes import take_credit_notes
from relance.operations.importing.raised import REASON, ask_about_raised, no_longer_raised

Key = tuple[int, str]
Line = tuple[InvoiceRow, date, bool]  # a row, its due date, whether that is estimated

CHANGED = (
    "due_on", "is_due_estimated", "amount_cents", "open_cents", "plan", "direct_debit", "reminders_before",
    "last_reminder_before_on", "absent_since", "paid_on",
)  # fmt: skip


class Shelf:
    """What the ledger holds of the invoices that a file names, and what is to be written."""

    def __init__(self, batch: Batch, rows: Iterable[InvoiceRow]) -> None:
        numbers = sorted({row.invoice for row in rows})
        self.invoices: dict[Key, Invoice] = {}
        self.lines: dict[int, dict[date, Receivable]] = defaultdict(dict)
        self.paid: dict[int, int] = defaultdict(int)  # cents of payments set against a receivable
        self.credited: dict[int, int] = defaultdict(int)  # the same of credit notes
        self.given_up: dict[int, int] = defaultdict(int)  # cents written off
        self.new: list[Receivable] = []
        self.changed: list[tuple[object, ...]] = []
        for start in range(0, len(numbers), BATCH):
            self._load(batch, numbers[start : start + BATCH])
        held = Hold.objects.filter(creditor=batch.creditor, reason=REASON, released_on=None)
        self.asked = set(held.values_list("invoice", flat=True))

    def _load(self, batch: Batch, numbers: list[str]) -> None:
        found = {i.pk: i for i in Invoice.objects.filter(creditor=batch.creditor, number__in=numbers)}
        if not found:
            return
        self.invoices.update({(i.customer_id, i.number): i for i in found.values()})
        for receivable in Receivable.objects.filter(creditor=batch.creditor, invoice__in=list(found)):
            self.lines[receivable.invoice_id][receivable.due_on] = receivable
        sums = Allocation.objects.filter(creditor=batch.creditor, receivable__invoice__in=list(found))
        for pk, payment, cents in sums.values_list("receivable", "payment").annotate(cents=Sum("cents")):
            (self.paid if payment else self.credited)[pk] += cents
        written = WriteOff.objects.filter(creditor=batch.creditor, receivable__invoice__in=list(found), undone_on=None)
        for pk, cents in written.values_list("receivable", "cents"):
            self.given_up[pk] += cents


def take_invoices(batch: Batch) -> None:
    """Write the invoices and credit notes of the file."""
    rows = [row for row in batch.invoices if row.document == "invoice"]
    shelf = Shelf(batch, rows)
    _create_invoices(batch, shelf, rows)
    groups: dict[Key, list[InvoiceRow]] = defaultdict(list)
    for row in rows:
        groups[_key(batch, row)].append(row)
    for key, lines in groups.items():
        _take_invoice(batch, shelf, shelf.invoices[key], lines)
    for receivable in Receivable.objects.bulk_create(shelf.new, batch_size=BATCH):
        batch.listed.add(receivable.pk)
    update_many(Receivable, CHANGED, shelf.changed)
    take_credit_notes(batch, [row for row in batch.invoices if row.document == "credit_note"])


def _key(batch: Batch, row: InvoiceRow) -> Key:
    return batch.customers[row.customer.customer].pk, row.invoice


def _create_invoices(batch: Batch, shelf: Shelf, rows: list[InvoiceRow]) -> None:
    new: dict[Key, Invoice] = {}
    changed: dict[int, Invoice] = {}
    for row in rows:
        key = _key(batch, row)
        invoice = shelf.invoices.get(key) or new.get(key)
        if invoice is None:
            invoice = new[key] = Invoice(
                creditor=batch.creditor, customer_id=key[0], number=row.invoice, currency=row.currency,
                source=batch.record, source_lines=",".join(map(str, row.source_lines or (row.line,)))[:200],
            )  # fmt: skip
        before = (invoice.issued_on, invoice.order_reference, invoice.late_rate)
        invoice.issued_on = row.issued_on or invoice.issued_on
        invoice.order_reference = row.order_reference or invoice.order_reference
        invoice.late_rate = row.late_rate or invoice.late_rate
        if invoice.pk and before != (invoice.issued_on, invoice.order_reference, invoice.late_rate):
            changed[invoice.pk] = invoice
    Invoice.objects.bulk_create(new.values(), batch_size=BATCH)
    Invoice.objects.bulk_update(changed.values(), ["issued_on", "order_reference", "late_rate"], batch_size=200)
    shelf.invoices.update(new)


def _take_invoice(batch: Batch, shelf: Shelf, invoice: Invoice, rows: list[InvoiceRow]) -> None:
    """Tie the rows of one invoice to its due-date lines: by date, else by amount, else the only one left."""
    customer = batch.customers[rows[0].customer.customer]
    left = dict(shelf.lines[invoice.pk])
    waiting: list[Line] = []
    taken: set[date] = set()
    for row in rows:
        due_on, estimated = _due(batch, row, customer)
        if due_on in taken or row.currency != invoice.currency:
            _refuse_line(batch, row, invoice, due_on)
            continue
        taken.add(due_on)
        known = left.pop(due_on, None)
        if known is None:
            waiting.append((row, due_on, estimated))
        else:
            _keep_line(batch, shelf, (row, due_on, estimated), known)
    for line in sorted(waiting, key=lambda w: w[1]):
        known = _moved_from(line[0], left, alone=len(waiting) == 1)
        if known is None:
            shelf.new.append(_new_line(batch, customer, invoice, line))
        else:
            del left[known.due_on]
            _keep_line(batch, shelf, line, known)


def _due(batch: Batch, row: InvoiceRow, customer: Customer) -> tuple[date, bool]:
    """The due date, and whether it had to be estimated from terms."""
    if row.due_on:
        return row.due_on, row.due_is_estimated
    terms = parse_terms(customer.terms or batch.creditor.default_terms)
    return due_date(row.issued_on or batch.today, terms), True


def _refuse_line(batch: Batch, row: InvoiceRow, invoice: Invoice, due_on: date) -> None:
    if row.currency != invoice.currency:
        batch.reject(
            row.line, "currency", "CURRENCY",
            f"Line {row.line}, currency: {row.invoice} is known in {invoice.currency}, not in {row.currency}; "
            "correct the currency, or give the invoice a number of its own",
        )  # fmt: skip
        return
    batch.reject(
        row.line, "due_on", "CONFLICT",
        f"Line {row.line}, due_on: {row.invoice} has another line due on {due_on}; make them one line",
    )  # fmt: skip


def _moved_from(row: InvoiceRow, left: dict[date, Receivable], *, alone: bool) -> Receivable | None:
    """The line whose due date was moved, among those of the invoice that no row names; open ones first."""
    lines = sorted(left.values(), key=lambda r: (r.open_cents == 0, r.due_on))
    same = [r for r in lines if r.amount_cents == row.amount_cents]
    if same:
        return same[0]
    still = [r for r in lines if r.open_cents] or lines
    return still[0] if alone and len(still) == 1 else None


def _new_line(batch: Batch, customer: Customer, invoice: Invoice, line: Line) -> Receivable:
    row, due_on, estimated = line
    batch.counts.created += 1
    batch.moved.add(customer.pk)
    return Receivable(
        creditor=batch.creditor, customer=customer, invoice=invoice, due_on=due_on, is_due_estimated=estimated,
        amount_cents=row.amount_cents, open_cents=row.open_cents, currency=row.currency, plan=row.plan,
        direct_debit=bool(row.direct_debit), reminders_before=row.reminders_sent,
        last_reminder_before_on=row.last_reminder_on,
    )  # fmt: skip


def _keep_line(batch: Batch, shelf: Shelf, line: Line, known: Receivable) -> None:
    """A line that the ledger has: changed where the file says something else."""
    batch.listed.add(known.pk)
    wanted = _wanted(batch, shelf, line, known)
    if wanted == tuple(getattr(known, name) for name in CHANGED):
        batch.counts.known += 1
        return
    if wanted[3] != known.open_cents:
        batch.moved.add(known.customer_id)
    shelf.changed.append((*wanted, known.pk))
    batch.touched.add(known.customer_id)
    batch.counts.changed += 1


def _wanted(batch: Batch, shelf: Shelf, line: Line, known: Receivable) -> tuple[object, ...]:
    """The values that the line should have after this file, in the order of CHANGED."""
    row, due_on, estimated = line
    open_cents = min(_open_after(batch, shelf, row, known), row.amount_cents)
    unpaid = shelf.given_up[known.pk] and not known.open_cents and not known.paid_on  # settled, and nobody paid it
    return (
        due_on,
        estimated,
        row.amount_cents,
        open_cents,
        row.plan or known.plan,
        known.direct_debit if row.direct_debit is None else row.direct_debit,
        max(row.reminders_sent, known.reminders_before),
        row.last_reminder_on or known.last_reminder_before_on,
        None,
        None if open_cents or unpaid else (known.paid_on or batch.today),
    )


def _open_after(batch: Batch, shelf: Shelf, row: InvoiceRow, known: Receivable) -> int:
    """What is open after this row: never more than a recorded payment, or a write-off, left."""
    paid, credited, given_up = shelf.paid[known.pk], shelf.credited[known.pk], shelf.given_up[known.pk]
    if not row.open_is_given:  # the file does not say: what lowered it before still does
        lowered = paid + credited + given_up if known.absent_since else known.amount_cents - known.open_cents
        return max(row.amount_cents - lowered, 0)
    ours = max(known.amount_cents - paid - credited - given_up, 0) if known.absent_since else known.open_cents
    said = row.open_cents
    if said > ours:  # a list that does not know what was written off
        said = max(said - given_up, 0)
    if said > ours:  # nor of the credit notes set against it
        said = max(said - credited, ours)
    raised = said - max(row.amount_cents - known.amount_cents, 0) > ours  # an amount corrected upwards is no doubt
    if raised and (paid or given_up):
        ask_about_raised(batch, row, known, ours)
        return ours
    if known.invoice_id in shelf.asked:
        no_longer_raised(batch, row, known)
    return said

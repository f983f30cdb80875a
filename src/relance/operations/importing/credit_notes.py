"""Credit notes of a file: created, changed or known; what is used of one is what it was set against."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Sum

from relance.domain.rows import InvoiceRow
from relance.ledger.models import Allocation, CreditNote
from relance.ledger.writes import BATCH
from relance.operations.importing.batch import Batch

Key = tuple[int, str]


def take_credit_notes(batch: Batch, rows: list[InvoiceRow]) -> None:
    """Write the credit notes of the file; several lines with one number are one credit note."""
    groups: dict[Key, list[InvoiceRow]] = defaultdict(list)
    for row in rows:
        groups[batch.customers[row.customer.customer].pk, row.invoice].append(row)
    known, used = _on_file(batch, sorted({row.invoice for row in rows}))
    new: list[CreditNote] = []
    changed: list[CreditNote] = []
    for key, lines in groups.items():
        note = known.get(key)
        if note is None:
            new.append(_new(batch, key, lines))
            batch.counts.created += len(lines)
            batch.moved.add(key[0])
        elif _changes(batch, note, lines, used.get(note.pk, 0)):
            changed.append(note)
            batch.counts.changed += len(lines)
            batch.moved.add(key[0])
        else:
            batch.counts.known += len(lines)
    CreditNote.objects.bulk_create(new, batch_size=BATCH)
    CreditNote.objects.bulk_update(changed, ["amount_cents", "open_cents", "applies_to"], batch_size=200)
    batch.listed_notes |= {n.pk for n in new} | {known[key].pk for key in groups if key in known}


def _on_file(batch: Batch, numbers: list[str]) -> tuple[dict[Key, CreditNote], dict[int, int]]:
    """The credit notes with these numbers, and what is used of each, cents."""
    known: dict[Key, CreditNote] = {}
    used: dict[int, int] = {}
    for start in range(0, len(numbers), BATCH):
        rows = CreditNote.objects.filter(creditor=batch.creditor, number__in=numbers[start : start + BATCH])
        found = {(n.customer_id, n.number): n for n in rows}
        known.update(found)
        sums = Allocation.objects.filter(creditor=batch.creditor, credit_note__in=[n.pk for n in found.values()])
        used.update(dict(sums.values_list("credit_note").annotate(cents=Sum("cents"))))
    return known, used


def _new(batch: Batch, key: Key, lines: list[InvoiceRow]) -> CreditNote:
    first = lines[0]
    return CreditNote(
        creditor=batch.creditor, customer_id=key[0], number=key[1], issued_on=first.issued_on,
        amount_cents=sum(line.amount_cents for line in lines), open_cents=sum(line.open_cents for line in lines),
        currency=first.currency, applies_to=first.applies_to, source=batch.record,
    )  # fmt: skip


def _changes(batch: Batch, note: CreditNote, lines: list[InvoiceRow], used: int) -> bool:
    """Take over what the file says; a book of accounts has set its credits against its invoices itself."""
    amount = max(sum(line.amount_cents for line in lines), used)
    said = sum(line.open_cents for line in lines)
    values = (
        amount,
        min(said, amount - used),
        lines[0].applies_to or note.applies_to,
    )
    if values == (note.amount_cents, note.open_cents, note.applies_to):
        return False
    note.amount_cents, note.open_cents, note.applies_to = values
    return True

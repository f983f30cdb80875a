"""Books of accounts are read with those of other years that the ledger keeps: together they say more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from relance.domain.books.model import BookFile, BookReader
from relance.domain.books.naming import company_named
from relance.domain.problems.texts import problem
from relance.domain.rows import FileFacts, Problem, Reader, ReadOptions, Row
from relance.ledger.models import Creditor, ImportFile, Invoice
from relance.ledger.writes import BATCH
from relance.operations.importing.batch import Batch
from relance.operations.read_apart import read_guarded

MOST_BOOKS = 20
_LONGEST_YEAR = timedelta(days=800)  # beyond, a stray date says nothing of what a book covers
_LAST = 1 << 62  # a file that was never given before comes after all others


def read_rows(batch: Batch, reader: Reader, data: bytes, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
    """The rows of a file; a book of accounts is read together with the kept ones of the same company."""
    if not isinstance(reader, BookReader):
        yield from read_guarded(reader, data, batch.name, options)
        return
    company, ours = company_named(batch.name), batch.creditor.siren
    if company and ours and company != ours:
        yield problem("COMPANY_MISMATCH", options.language, found=company, expected=ours)
        yield FileFacts("ledger", 0, 0)
        return
    known = ImportFile.objects.filter(creditor=batch.creditor, sha256=batch.sha256).order_by("pk")
    order = known.values_list("pk", flat=True).first() or _LAST
    others = [f for f in kept_books(batch.creditor, batch.format) if f.sha256 != batch.sha256]
    others = [f for f in others if not company or company_named(f.name) in ("", company)]
    batch.books = [None, *others]
    files = [BookFile(batch.name, order, lambda: data), *(book_file(one) for one in others)]
    yield from reader.read_years(files, options)


def kept_books(creditor: Creditor, reader: str) -> list[ImportFile]:
    """The kept books of one format without their bytes, the latest first, and none that a later export covers."""
    rows = ImportFile.objects.filter(creditor=creditor, kind="ledger", format=reader).exclude(content=b"")
    chosen: list[ImportFile] = []
    for one in sorted(rows.defer("content"), key=_lateness, reverse=True):
        if not any(_covers(later, one) for later in chosen):
            chosen.append(one)
    return chosen[:MOST_BOOKS]


def book_file(kept: ImportFile) -> BookFile:
    """A kept book whose bytes are fetched only when they are read."""
    return BookFile(kept.name, kept.pk, lambda: bytes(ImportFile.objects.values_list("content").get(pk=kept.pk)[0]))


def _lateness(kept: ImportFile) -> tuple[str, int]:
    return _note(kept, "last_day") or str(kept.complete_to or date.min), kept.pk


def _note(kept: ImportFile, name: str) -> str:
    return str(kept.report.get("notes", {}).get(name, ""))


def _covers(later: ImportFile, one: ImportFile) -> bool:
    """Whether a later export has all days of this one, and is no other part of the same book."""
    first, last = _note(one, "first_day"), _note(one, "last_day")
    if not first or not (_note(later, "first_day") <= first and last <= _note(later, "last_day")):
        return False
    if _spans(later) > _LONGEST_YEAR:
        return False
    shared = set(_note(one, "journals").split()) & set(_note(later, "journals").split())
    return bool(_note(later, "first_day")) and bool(shared)


def _spans(kept: ImportFile) -> timedelta:
    first, last = _note(kept, "first_day"), _note(kept, "last_day")
    return date.fromisoformat(last) - date.fromisoformat(first) if first and last else timedelta(0)


def tell_sources(batch: Batch) -> None:
    """An invoice that another year's book explains comes from that book, not from the one being imported."""
    wanted: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in batch.invoices:
        if row.source_file and row.source_file < len(batch.books):
            wanted[row.source_file].append((batch.customers[row.customer.customer].pk, row.invoice))
    for place, keys in wanted.items():
        for start in range(0, len(keys), BATCH):
            _come_from(batch, batch.books[place], keys[start : start + BATCH])


def _come_from(batch: Batch, book: ImportFile | None, keys: Sequence[tuple[int, str]]) -> None:
    rows = Invoice.objects.filter(creditor=batch.creditor, source=batch.record, number__in=[n for _, n in keys])
    theirs = set(keys)
    found = [
        pk for pk, customer, number in rows.values_list("pk", "customer_id", "number") if (customer, number) in theirs
    ]
    Invoice.objects.filter(creditor=batch.creditor, pk__in=found).update(source=book)

"""Movements of an account: those that are known on some days, and the new ones written down, set-based."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import Any

from relance.domain.rows import BankRow
from relance.domain.statements.movements import Entry, Listing, Recognised, Shelf, line_key, signature, traits_of
from relance.ledger.models import BankLine, BankStatement, Creditor, Hold, ImportFile, StatementAccount
from relance.ledger.models.money import UNDECIDED
from relance.ledger.writes import BATCH, insert_many, update_many
from relance.operations.importing.batch import Batch, Counts

CHUNK = 2000
COPIED = (
    "source_line", "entry", "entry_cents", "batch_count", "booked_on", "value_on", "cents", "currency", "kind", "code",
    "text", "party", "party_iban", "end_to_end", "structured", "bank_reference", "is_return", "return_reason",
    "returned_reference",
)  # fmt: skip
LENGTHS = {field.name: getattr(field, "max_length", None) for field in BankLine._meta.concrete_fields}


@dataclass(slots=True)
class Taken:
    """What is to be written of one account: new movements, details for known ones, and how known ones were seen."""

    occurrences: Counter[str] = field(default_factory=Counter)
    new: list[Entry] = field(default_factory=list)
    detailed: list[tuple[Entry, Entry]] = field(default_factory=list)
    seen_as: list[list[Any]] = field(default_factory=list)

    def add(self, found: Recognised, counts: Counts) -> None:
        """Count what became of one statement's movements, by their details."""
        counts.known += sum(len(entry.rows) for entry in found.known)
        for entry, known in found.alike:
            counts.known += len(entry.rows)
            self._note(known, entry.signature, entry.listing.family)
        for entry, known in found.detailed:
            counts.changed += 1
            counts.created += len(entry.rows) - 1
            if known.pks:
                self._note(known, known.signature, known.listing.family)
                self.detailed.append((entry, known))
            else:  # both came in one file: the poorer one was not written yet
                known.rows, known.listing = entry.rows, entry.listing
        counts.created += sum(len(entry.rows) for entry in found.new)
        self.new += found.new

    def _note(self, known: Entry, other: str, family: str) -> None:
        if known.pks:
            self.seen_as.append([known.pks[0], other, family])


def load_shelf(creditor: Creditor, account: StatementAccount, first: date, last: date) -> tuple[Shelf, Taken]:
    """The account's movements from day to day, and how often each key is there."""
    shelf, taken = Shelf(_load_traits), Taken()
    listings = {row.pk: as_listing(row) for row in BankStatement.objects.filter(creditor=creditor, account=account)}
    rows = BankLine.objects.filter(creditor=creditor, account=account, booked_on__gte=first, booked_on__lte=last)
    columns = (
        "statement_id", "entry", "pk", "booked_on", "cents", "entry_cents", "currency", "key", "occurrence", "state",
        "batch_count",
    )  # fmt: skip
    ordered = rows.order_by("statement_id", "entry", "pk").values_list(*columns)
    by_line: dict[int, Entry] = {}
    for (statement, _), group in groupby(ordered.iterator(), key=lambda row: (row[0], row[1])):
        lines = list(group)
        for line in lines:
            taken.occurrences[line[7]] = max(taken.occurrences[line[7]], line[8])
        entry = Entry(
            listings[statement], lines[0][3], lines[0][5] or sum(line[4] for line in lines), lines[0][6],
            signature([line[7] for line in lines]), pks=tuple(line[2] for line in lines),
            is_open=all(line[9] in UNDECIDED for line in lines), is_batch=len(lines) == 1 and lines[0][10] > 1,
        )  # fmt: skip
        shelf.put(entry)
        by_line[entry.pks[0]] = entry
    _recall(creditor, account, shelf, by_line)
    return shelf, taken


def as_listing(row: BankStatement) -> Listing:
    """A recorded statement as the comparison of movements knows it."""
    return Listing(
        row.pk, row.format, row.first_on, row.last_on, row.opening_cents, row.closing_cents, row.reference,
        row.entries, row.sum_cents,
    )  # fmt: skip


def _recall(creditor: Creditor, account: StatementAccount, shelf: Shelf, by_line: dict[int, Entry]) -> None:
    """Put in mind under which other words earlier files had named these movements."""
    if not by_line:
        return
    files = ImportFile.objects.filter(creditor=creditor, kind="bank", statements__account=account).distinct()
    for noted in files.order_by("pk").values_list("report__seen_as", flat=True):
        for pk, other, family in noted or ():
            if pk in by_line:
                shelf.seen_as(by_line[pk], other, family)


def _load_traits(entries: list[Entry]) -> None:
    """Read what tells these movements apart, in a few questions."""
    wanted = {pk: entry for entry in entries if entry.traits is None for pk in entry.pks}
    details: dict[int, list[tuple[str, str, str, str, str]]] = defaultdict(list)
    pks = sorted(wanted)
    for start in range(0, len(pks), BATCH):
        rows = BankLine.objects.filter(pk__in=pks[start : start + BATCH])
        columns = ("pk", "end_to_end", "party_iban", "structured", "party", "text")
        for pk, told, iban, structured, party, text in rows.values_list(*columns):
            details[id(wanted[pk])].append((told, iban, structured, party, text))
    for entry in entries:
        if entry.traits is None:
            own = [(r.end_to_end, r.party_iban, r.structured, r.party, r.text) for r in entry.rows]
            entry.traits = traits_of(details.get(id(entry)) or own)


def write_lines(batch: Batch, account: StatementAccount, taken: Taken) -> None:
    """Insert the new movements, and give known ones the details that another report brought."""
    batch.seen_as += taken.seen_as
    _give_details(batch, account, taken)
    lines = _lines(batch, account, taken)
    while chunk := list(islice(lines, CHUNK)):
        insert_many(chunk)


def _lines(batch: Batch, account: StatementAccount, taken: Taken) -> Iterator[BankLine]:
    for entry in taken.new:
        for row in entry.rows:
            yield _line(batch, account, taken, entry, row)
        entry.rows = ()  # written: it need not be held any longer
    for entry, _ in taken.detailed:
        for row in entry.rows[1:]:
            yield _line(batch, account, taken, entry, row)


def _line(batch: Batch, account: StatementAccount, taken: Taken, entry: Entry, row: BankRow) -> BankLine:
    key = line_key(row, f"{account.number}/{account.currency}", entry.listing.family)
    taken.occurrences[key] += 1
    is_new = row.cents > 0 or (row.is_return and row.cents < 0)
    return BankLine(
        creditor=batch.creditor, account=account, statement_id=entry.listing.key, source=batch.record, key=key,
        occurrence=taken.occurrences[key], state="new" if is_new else "aside",
        why=[] if is_new else [{"key": "money_out", "values": {}}], **_copied(row),
    )  # fmt: skip


def _copied(row: BankRow) -> dict[str, Any]:
    found: dict[str, Any] = {"source_line": row.line}
    for name in COPIED[1:]:
        value = getattr(row, name)
        length = LENGTHS[name]
        found[name] = value[:length] if length and isinstance(value, str) else value
    return found


def _give_details(batch: Batch, account: StatementAccount, taken: Taken) -> None:
    """The line that nobody decided about becomes the first of the details; what was proposed for it is forgotten."""
    columns = ("statement", "source", "key", "occurrence", "state", "proposals", "why", *COPIED)
    assert batch.record
    rows = []
    for entry, known in taken.detailed:
        key = line_key(entry.rows[0], f"{account.number}/{account.currency}", entry.listing.family)
        taken.occurrences[key] += 1
        copied = _copied(entry.rows[0])
        state = "new" if copied["cents"] > 0 or copied["is_return"] else "aside"
        rows.append(
            (entry.listing.key, batch.record.pk, key, taken.occurrences[key], state, [], [],
             *(copied[name] for name in COPIED), known.pks[0])
        )  # fmt: skip
    for start in range(0, len(rows), CHUNK):
        update_many(BankLine, columns, rows[start : start + CHUNK])
    pks = [known.pks[0] for _, known in taken.detailed]
    for start in range(0, len(pks), BATCH):
        holds = Hold.objects.filter(
            creditor=batch.creditor, bank_line__in=pks[start : start + BATCH], released_on=None
        )  # fmt: skip
        batch.touched |= set(holds.values_list("customer", flat=True))
        holds.update(released_on=batch.today)

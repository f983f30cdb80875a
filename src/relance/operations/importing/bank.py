"""Statements of a bank file: their movements, each once however often and in whichever format it comes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

from relance.domain.rows import BankRow, StatementRow
from relance.domain.statements.movements import Entry, Listing, Shelf, line_key, signature
from relance.ledger.models import BankStatement, StatementAccount
from relance.operations.importing.accounts import find_accounts
from relance.operations.importing.bank_lines import Taken, as_listing, load_shelf, write_lines
from relance.operations.importing.batch import Batch
from relance.operations.importing.statements import keep_chain

TABLES = ("csv", "xlsx", "ods")  # lists that a person downloads: whole up to the day before the download


def take_bank(batch: Batch) -> None:
    """Record the movements that the ledger does not have yet, and what is known of each account.

    Where an account cannot be taken, nothing is written, unless the file may be taken in part.
    """
    by_statement = _by_statement(batch)
    batch.statements = [_with_currency(row, by_statement.get(row.number, [])) for row in batch.statements]
    accounts = find_accounts(batch)
    for row in batch.statements:
        if row.number not in accounts:
            batch.turned_away += len(by_statement.pop(row.number, ()))
    if batch.blocking and not batch.partial:
        return
    grouped: dict[int, list[StatementRow]] = defaultdict(list)
    for row in batch.statements:
        if row.number in accounts:
            grouped[accounts[row.number].pk].append(row)
    for account in {account.pk: account for account in accounts.values()}.values():
        _take_account(batch, account, grouped[account.pk], by_statement)


def _with_currency(row: StatementRow, rows: list[BankRow]) -> StatementRow:
    """A statement that does not say its currency has that of its movements; without any, the euro."""
    return row if row.currency else replace(row, currency=next((one.currency for one in rows if one.currency), "EUR"))


def _by_statement(batch: Batch) -> dict[int, list[BankRow]]:
    """The movements of each statement; one that belongs to none is refused."""
    found: dict[int, list[BankRow]] = defaultdict(list)
    for row in batch.movements:
        found[row.statement].append(row)
    batch.movements = []  # from here on they are held once
    for number in set(found) - {row.number for row in batch.statements}:
        for row in found.pop(number):
            batch.say("SEQUENCE.no_statement", "error", row.line)
            batch.turned_away += 1
    return found


def _take_account(
    batch: Batch, account: StatementAccount, statements: list[StatementRow], by_statement: dict[int, list[BankRow]]
) -> None:
    rows = {row.number: _in_currency(batch, row, by_statement.pop(row.number, [])) for row in statements}
    days = [movement.booked_on for found, _ in rows.values() for movement in found]
    shelf, taken = load_shelf(batch.creditor, account, min(days), max(days)) if days else (None, Taken())
    shelf = shelf or Shelf(lambda entries: None)
    for number, statement in enumerate(statements):
        found, is_whole = rows.pop(statement.number)
        listing = _listing(batch, account, statement, found, is_whole=is_whole)
        listing = listing if listing.key else _recorded(batch, account, listing)
        entries = _entries(found, listing, account)
        found.clear()
        recognised = shelf.recognise(listing, entries)
        if not listing.here and (recognised.new or recognised.detailed):
            _told_otherwise(batch, account, listing, entries)
        if number + 1 < len(statements):
            for entry in recognised.new:
                shelf.put(entry)
        taken.add(recognised, batch.counts)
    write_lines(batch, account, taken)
    keep_chain(batch, account)


def _in_currency(batch: Batch, statement: StatementRow, rows: list[BankRow]) -> tuple[list[BankRow], bool]:
    """The movements in the account's currency, and whether they are all there."""
    kept = []
    for row in rows:
        if row.currency == statement.currency:
            kept.append(row)
        else:
            batch.say("CURRENCY.account", "error", row.line, value=row.currency, expected=statement.currency)
            batch.turned_away += 1
    if statement.opening_cents is not None and statement.closing_cents is not None:
        is_whole = statement.opening_cents + _sum(kept) == statement.closing_cents
        if not is_whole:
            batch.say("BALANCE.part", "warning", statement.line, value=statement.reference or str(statement.last_on))
        return kept, is_whole
    return kept, batch.turned_away == 0


def _sum(rows: list[BankRow]) -> int:
    entries = {row.entry: row.entry_cents for row in rows if row.entry_cents}
    return sum(entries.values()) + sum(row.cents for row in rows if row.entry not in entries)


def family_of(format_key: str, statement: StatementRow) -> str:
    """The sort of report: those with a closing balance word a movement as others of their kind do."""
    return (format_key if statement.closing_cents is not None else f"{format_key}-list")[:20]


def _listing(
    batch: Batch, account: StatementAccount, row: StatementRow, rows: list[BankRow], *, is_whole: bool
) -> Listing:  # fmt: skip
    """What the statement says of itself, its days only where it covers them whole; the known one if it is the same."""
    first = row.first_on or min((movement.booked_on for movement in rows), default=None)
    last = row.last_on or max((movement.booked_on for movement in rows), default=None)
    to = _covered_to(batch, row, last) if is_whole else None
    covers = to is not None and first is not None and first <= to
    listing = Listing(
        0, family_of(batch.format, row), first if covers else None, to if covers else last,
        row.opening_cents, row.closing_cents, row.reference[:80], row.entries, row.sum_cents, here=True,
    )  # fmt: skip
    twins = BankStatement.objects.filter(
        creditor=batch.creditor, account=account, format=listing.family, reference=listing.reference,
        last_on=listing.last_on,
    )  # fmt: skip
    for other in map(as_listing, twins.order_by("pk")):
        if listing.says_the_same(other):
            return other
        if listing.reference and covers and other.first_on == listing.first_on:
            batch.say("CONFLICT.statement", "warning", row.line, value=listing.reference)
    return listing


def _recorded(batch: Batch, account: StatementAccount, listing: Listing) -> Listing:
    """Write the statement down."""
    assert batch.record
    row = BankStatement.objects.create(
        creditor=batch.creditor, account=account, source=batch.record, format=listing.family,
        reference=listing.reference, first_on=listing.first_on, last_on=listing.last_on,
        opening_cents=listing.opening_cents, closing_cents=listing.closing_cents, entries=listing.entries,
        sum_cents=listing.sum_cents,
    )  # fmt: skip
    return replace(listing, key=row.pk, here=True)


def _told_otherwise(batch: Batch, account: StatementAccount, listing: Listing, entries: list[Entry]) -> None:
    """A known statement whose movements are worded otherwise: they stand under a statement of their own."""
    fresh = _recorded(batch, account, listing)
    for entry in entries:
        entry.listing = fresh


def _covered_to(batch: Batch, row: StatementRow, last: date | None) -> date | None:
    """The last day of which the statement has everything; without both balances, the day of the import may go on."""
    has_balances = row.opening_cents is not None and row.closing_cents is not None
    end = row.complete_to
    if end is None and batch.format in TABLES:
        end = last
    if end is None:
        return None
    return min(end, batch.today if has_balances else batch.today - timedelta(days=1))


def _entries(rows: list[BankRow], listing: Listing, account: StatementAccount) -> list[Entry]:
    """The movements with their details together, in the order of the file."""
    grouped: dict[int, list[BankRow]] = {}
    for row in rows:
        grouped.setdefault(row.entry, []).append(row)
    name = f"{account.number}/{account.currency}"
    found = []
    for details in grouped.values():
        first = details[0]
        cents = first.entry_cents or sum(row.cents for row in details)
        keys = [line_key(row, name, listing.family) for row in details]
        found.append(
            Entry(
                listing, first.booked_on, cents, first.currency, signature(keys), rows=tuple(details),
                is_batch=len(details) == 1 and first.batch_count > 1,
            )
        )  # fmt: skip
    return found

"""The FEC: accounting entries as French law has them (LPF art. A47 A-1), read for what customers owe.

Receivables are lines on 411 accounts, one customer per auxiliary account (else per account). Bills (413)
and doubtful debts (416) are accounts of their own, shown and never chased; 418 and 419 stay apart. There is
no due date in a FEC: terms give it later, marked as estimated. Several years are read together: docs/FEC.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from relance.domain.books.model import BookFile, Study
from relance.domain.problems.texts import Refused
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.tabular.sniff import is_fec
from relance.readers.fec.oddities import lettering, oddities
from relance.readers.fec.reading import Years, read_years
from relance.readers.fec.rows import AccountRows
from relance.readers.fec.study import study

Item = Row | Problem | FileFacts
_MOST_JOURNALS = 100


class FecReader:
    """Reads a FEC into customer accounts, their open invoices, and what no invoice explains."""

    key = "fec"
    label = "FEC"

    def recognises(self, name: str, head: bytes) -> bool:
        """The column names of a FEC, or the pattern of its lines."""
        return is_fec(head)

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
        """One book by itself."""
        yield from self.read_years([BookFile(name, 0, lambda: data)], options)

    def read_years(self, files: Sequence[BookFile], options: ReadOptions) -> Iterator[Item]:
        """1. text, 2. layout, 3. entries on customer accounts, 4. years together, 5. rows, 6. oddities, facts."""
        try:
            years = read_years(files, options)
        except Refused as refused:
            yield refused.problem(options.language)
            yield FileFacts("ledger", 0, 0)
            return
        rows = AccountRows(years.ledger, options.language, years.numbers)
        for code in sorted(years.ledger.accounts):
            yield from rows.of(years.ledger.accounts[code])
        yield from oddities(years.own, files[0].name, options.language)
        yield from lettering(years.ledger, options.language)
        yield from years.problems
        yield _facts(years, rows, files)

    def study(self, files: Sequence[BookFile], options: ReadOptions) -> Study:
        """What the books say in all, the latest first."""
        return study(files, options)


def _facts(years: Years, rows: AccountRows, files: Sequence[BookFile]) -> FileFacts:
    own = years.own
    owed = sum(account.balance for account in years.ledger.accounts.values() if account.balance > 0)
    share = 100 * rows.unexplained_cents / owed if owed else 0.0
    notes = {
        "lines_total": str(own.lines),
        "accounts": str(len(years.ledger.accounts)),
        "unexplained_cents": str(rows.unexplained_cents),
        "unexplained_share": f"{share:.1f} %",
        "apart_cents": str(sum(own.apart.values())),
        "unread_lines": str(len(own.unread)),
        "first_day": str(own.first_day or ""),
        "last_day": str(own.last_day or ""),
        "journals": " ".join(sorted(own.journal_classes)[:_MOST_JOURNALS]),
    }
    if len(files) > 1:
        used = sorted(place for book in years.chain for place in book.files)
        notes["books"] = " + ".join(files[place].name for place in used)
    return FileFacts("ledger", own.customer_lines, rows.sum_cents, years.last_day, 0, notes)


READER = FecReader()

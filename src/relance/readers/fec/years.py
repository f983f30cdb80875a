"""Several books of one company: which of them counts for which days, and in which order they follow.

An export that a later one covers adds nothing; exports of one year by parts are one book. What is left is a chain of
books, the latest first, each with whether its opening entries carry on from the one before.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relance.domain.books.naming import closing_named
from relance.readers.fec.entries import Account, Entry, Ledger
from relance.readers.fec.values import day_of

_STRAY = 100  # one line in so many may be dated outside the year without moving its bounds
_OPENING_WINDOW = timedelta(days=5)
_LATE_LINES = timedelta(days=31)  # entries of the year before dated in the new one
_COMMON = 20  # a twentieth of the smaller book's customers: both belong to one company

Key = tuple[str, str, date | None, str, str, int]


@dataclass(slots=True)
class Book:
    """One fiscal year, or what is known of it. `start` and `end` bound it; `files` are the exports it comes from."""

    ledger: Ledger
    files: tuple[int, ...]
    order: int
    start: date
    end: date
    openings: frozenset[date]
    named_closing: date | None = None

    @property
    def rank(self) -> tuple[date, date, int]:
        """The later counts: by its last day, then its last lettering, then as it was given."""
        lettered = [e.lettered_on for a in self.ledger.accounts.values() for e in a.entries if e.lettered_on]
        return self.ledger.last_day or date.min, max(lettered, default=date.min), self.order

    @property
    def closing(self) -> date:
        """The last day that the book speaks of: the month's end where the name does not say."""
        return max(self.end, self.end.replace(day=calendar.monthrange(self.end.year, self.end.month)[1]))

    def openings_of(self, entries: Sequence[Entry]) -> list[Entry]:
        """Those of an account's entries that carry on the year before."""
        return [e for e in entries if e.is_opening and e.day in self.openings]


def book_of(ledger: Ledger, file: int, order: int, name: str) -> Book | None:
    """A book from one file; None where no entry has a day."""
    first, last = ledger.first_day, ledger.last_day
    if first is None or last is None:
        return None
    closing = day_of(closing_named(name))
    opened = min(ledger.opening_days, default=None)
    start = first
    if opened and sum(n for day, n in ledger.days.items() if day < opened) * _STRAY <= ledger.lines:
        start = opened
    end = last
    if closing and start < closing < last:
        late = sum(n for day, n in ledger.days.items() if day > closing)
        end = closing if late * _STRAY <= ledger.lines else last
    for account in ledger.accounts.values():
        for entry in account.entries:
            entry.file = file
    return Book(ledger, (file,), order, start, end, _opening_days(ledger, start), closing)


def _opening_days(ledger: Ledger, start: date) -> frozenset[date]:
    """Days near the beginning that carry opening entries, by their words or because the capital is carried on."""
    until = start + _OPENING_WINDOW
    unnamed = {(journal, day) for journal, day in ledger.capital if day == start}
    days = {day for day in ledger.opening_days if day <= until} | {day for _, day in unnamed}
    for account in ledger.accounts.values():
        for entry in account.entries:
            if (entry.journal, entry.day) in unnamed:
                entry.is_opening = True
            if entry.is_opening and entry.day and entry.day <= until:
                days.add(entry.day)
    return frozenset(days)


def belong_together(one: Book, other: Book) -> bool:
    """Whether two books are of one company, by the customers they share, or by a closing that the other opens on."""
    mine, theirs = one.ledger.accounts.keys(), other.ledger.accounts.keys()
    if not mine or not theirs or len(mine & theirs) * _COMMON >= min(len(mine), len(theirs)):
        return True
    return _carries_on(one, other) or _carries_on(other, one)


def _carries_on(later: Book, earlier: Book) -> bool:
    opened = sum(e.net for a in later.ledger.accounts.values() for e in later.openings_of(a.entries))
    return bool(opened) and opened == sum(a.balance for a in earlier.ledger.accounts.values())


def chain(books: Sequence[Book]) -> list[Book]:
    """The books that count, the latest first; each adds only days that no later export covers."""
    kept: list[Book] = []
    for book in sorted(books, key=lambda b: b.rank, reverse=True):
        part_of = next((k for k in kept if _is_part(k, book)), None)
        if part_of:
            _add_part(part_of, book)
            continue
        over = next((k for k in kept if k.start <= book.end and book.start <= k.end), None)
        if over is None:
            kept.append(book)
        elif book.start < over.start:
            kept.append(_before(book, over))
    return sorted(kept, key=lambda b: b.end, reverse=True)


def replaced_by(book: Book, others: Sequence[Book]) -> Book | None:
    """The latest earlier export of the same days that this one takes the place of."""
    same = [o for o in others if o.rank < book.rank and book.start <= o.start <= book.end and not _is_part(book, o)]
    return max(same, key=lambda o: o.rank, default=None)


def lines_changed(book: Book, earlier: Book) -> tuple[Counter[Key], Counter[Key]]:
    """Lines of customer accounts that the later export no longer has, and those it adds to the same days."""
    before, after = _keys(earlier, earlier.end), _keys(book, earlier.end)
    return before - after, after - before


def _keys(book: Book, until: date) -> Counter[Key]:
    return Counter(
        (a.code, e.account, e.day, e.journal, e.piece, e.net)
        for a in book.ledger.accounts.values()
        for e in a.entries
        if e.day is None or e.day <= until
    )


def _is_part(one: Book, other: Book) -> bool:
    """Two files of one book: other journals of the same days, or other days under one closing date."""
    overlaps = one.start <= other.end and other.start <= one.end
    if overlaps:
        return not (one.ledger.journal_classes.keys() & other.ledger.journal_classes.keys())
    later = max(one, other, key=lambda b: b.start)
    return one.named_closing is not None and one.named_closing == other.named_closing and not later.openings


def _add_part(book: Book, part: Book) -> None:
    ledger, more = book.ledger, part.ledger
    for code, account in more.accounts.items():
        mine = ledger.accounts.setdefault(code, Account(code, account.name, account.root, account.ledger_name))
        mine.entries.extend(account.entries)
    for journal, classes in more.journal_classes.items():
        ledger.journal_classes[journal].update(classes)
    ledger.days.update(more.days)
    ledger.apart.update(more.apart)
    book.files += part.files
    book.start, book.end = min(book.start, part.start), max(book.end, part.end)
    book.openings |= part.openings


def _before(book: Book, later: Book) -> Book:
    """A book without the days of a later one, but for its own last entries that the later one does not repeat."""
    few = book.end - later.start <= _LATE_LINES
    there = _keys(later, later.end)
    repeats = any(key in there for key in _keys(book, book.end) if key[2] and key[2] >= later.start)
    accounts = {}
    for code, account in book.ledger.accounts.items():
        kept = [e for e in account.entries if (few and not repeats) or e.day is None or e.day < later.start]
        accounts[code] = replace(account, entries=kept)
    ledger = replace(book.ledger, accounts=accounts)
    return replace(book, ledger=ledger, end=later.start - timedelta(days=1))

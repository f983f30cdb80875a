"""One account over several years: earlier entries stand for the opening that carries them on.

An opening is replaced only where the book before follows without a gap and closes on the very same amount, so that
the balance of the latest day never changes; else the opening stands as it is, and the difference is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from relance.readers.fec.entries import Account, Entry, Ledger
from relance.readers.fec.names import words_of
from relance.readers.fec.open_items import is_full, letter_sums, without_repeated_opening
from relance.readers.fec.years import Book

_OF_YEAR = "\x1f"  # between a book's place and a letter


@dataclass(frozen=True, slots=True)
class Differs:
    """An account that opens otherwise than the book before closes, cents."""

    code: str
    name: str
    closing: int
    opening: int
    later: int  # the place of the later book in the chain


@dataclass(slots=True)
class United:
    """The accounts of all years, and where years do not fit."""

    accounts: dict[str, Account] = field(default_factory=dict)
    differs: list[Differs] = field(default_factory=list)
    bridged: bool = False


def unite(books: Sequence[Book]) -> United:
    """The accounts as the latest book has them, explained by those before; books come the latest first."""
    united = United()
    codes = {code for book in books for code in book.ledger.accounts}
    for code in sorted(codes):
        versions = [book.ledger.accounts.get(code) for book in books]
        known = [account for account in versions if account is not None]
        entries = _entries(code, books, 0, united)
        if entries or versions[0] is not None or (len(books) > 1 and books[0].openings):
            first = known[0]
            united.accounts[code] = Account(code, first.name, first.root, first.ledger_name, entries)
    return united


def follows(later: Book, earlier: Book) -> bool:
    """Whether no day lies between two books that neither speaks of."""
    return earlier.closing >= later.start - timedelta(days=1)


def _entries(code: str, books: Sequence[Book], place: int, united: United) -> list[Entry]:
    book = books[place]
    account = book.ledger.accounts.get(code)
    own = account.entries if account else []
    if place + 1 == len(books):
        return own
    if not book.openings:
        return own or _entries(code, books, place + 1, united)
    if not follows(book, books[place + 1]):
        return own
    opening = book.openings_of(own)
    earlier = without_repeated_opening(_entries(code, books, place + 1, united))
    closing, opened = sum(e.net for e in earlier), sum(e.net for e in opening)
    if closing != opened:
        name = next((b.ledger.accounts[code].name for b in books if code in b.ledger.accounts), "")
        united.differs.append(Differs(code, name, closing, opened, place))
        return own
    if not earlier:
        return own
    joined = _joined(earlier, own, opening, place)
    if _balance(joined) != _balance(own):
        return own
    united.bridged = True
    return joined


def _joined(earlier: list[Entry], own: list[Entry], opening: list[Entry], place: int) -> list[Entry]:
    """Earlier entries, then this year's without its opening; letters belong to their year unless they meet."""
    dropped = {id(e) for e in opening}
    rest = [_of_year(e, place) for e in own if id(e) not in dropped]
    earlier = [_of_year(e, place + 1) for e in earlier]
    earlier = _lettered_as_opening(earlier, [_of_year(e, place) for e in opening])
    sums = letter_sums(rest)
    before = letter_sums(earlier)
    meets: dict[tuple[str, str], str] = {}
    for (account, letter), cents in sums.items():
        old = f"{place + 1}{_OF_YEAR}{letter_of(letter)}"
        if cents and before.get((account, old)) == -cents and not before.get((account, letter)):
            meets[account, old] = letter
    return [_with_letter(e, meets.get((e.account, e.letter), e.letter)) for e in earlier] + rest


def _of_year(entry: Entry, place: int) -> Entry:
    if not entry.letter or _OF_YEAR in entry.letter:
        return entry
    return _with_letter(entry, f"{place}{_OF_YEAR}{entry.letter}")


def letter_of(letter: str) -> str:
    """A letter as the book writes it."""
    return letter.rpartition(_OF_YEAR)[2]


def _with_letter(entry: Entry, letter: str) -> Entry:
    return entry if entry.letter == letter else replace(entry, letter=letter)


def _balance(entries: list[Entry]) -> int:
    return sum(entry.net for entry in without_repeated_opening(entries))


def _lettered_as_opening(earlier: list[Entry], opening: list[Entry]) -> list[Entry]:
    """What an opening line says of its lettering goes to the entry that it repeats, where there is one only."""
    sums = letter_sums(earlier)
    by_net: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for index, entry in enumerate(earlier):
        if not entry.letter or sums[entry.account, entry.letter]:
            by_net[entry.account, entry.net].append(index)
    found = list(earlier)
    for line in opening:
        places = by_net[line.account, line.net] if is_full(line) else []
        same = [i for i in places if line.piece and earlier[i].piece == line.piece]
        words = words_of(line)
        named = same or [i for i in places if words & words_of(earlier[i])] or places
        if len(named) == 1:
            found[named[0]] = _with_letter(earlier[named[0]], line.letter)
            places.remove(named[0])
    return found


def merged(books: Sequence[Book], accounts: dict[str, Account]) -> Ledger:
    """One ledger of all the books' accounts and journals; its other figures are those of the latest."""
    classes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for book in books:
        for journal, counted in book.ledger.journal_classes.items():
            classes[journal].update(counted)
    return replace(books[0].ledger, accounts=accounts, journal_classes=classes)

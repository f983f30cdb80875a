"""Which movements of a bank statement are known already: occurrence-aware, in any order of files and formats.

A movement is recognised by what its format says of it (its signature), as many times as it is there; one of another
format by account, day and amount, since banks word the same movement differently in each. Two statements that cannot
share a movement (their days, or their balances, follow one another) are never compared: equal lines in them are two.
Amounts are integer cents.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, islice

from relance.domain.rows import BankRow

UNSTABLE_REFERENCES = ("ofx",)  # FITID: several French banks make a new one for each download
GROUPS = 500  # slots looked at together
MOST_PAIRS = 10_000  # above, equal amounts of one day are paired in order and not by likeness
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Listing:
    """A statement as far as it says which days it covers; `family` is the format and sort of report.

    `here`: it comes with the file that is being taken in.
    """

    key: int
    family: str
    first_on: date | None
    last_on: date | None
    opening_cents: int | None = None
    closing_cents: int | None = None
    reference: str = ""
    entries: int = 0
    sum_cents: int = 0
    here: bool = False

    def says_the_same(self, other: Listing) -> bool:
        """Whether two are one statement given twice."""
        mine = (self.family, self.first_on, self.last_on, self.opening_cents, self.closing_cents, self.reference)
        theirs = (
            other.family, other.first_on, other.last_on, other.opening_cents, other.closing_cents, other.reference
        )  # fmt: skip
        return mine == theirs and (self.entries, self.sum_cents) == (other.entries, other.sum_cents)


@dataclass(frozen=True, slots=True)
class Traits:
    """What tells movements of one day and amount apart."""

    end_to_end: str
    iban: str
    words: frozenset[str]
    is_plain: bool  # neither payer nor reference: another report may bring its details


@dataclass(slots=True, eq=False)
class Entry:
    """One booked movement with its details: known ones name their lines (`pks`), new ones hold their `rows`.

    `families` are those of the reports in which it was seen; `is_open`: nobody decided about it.
    """

    listing: Listing
    booked_on: date
    cents: int
    currency: str
    signature: str
    rows: Sequence[BankRow] = ()
    pks: Sequence[int] = ()
    is_open: bool = True
    is_batch: bool = False
    families: tuple[str, ...] = ()
    traits: Traits | None = None

    @property
    def slot(self) -> tuple[date, int, str]:
        """What the same movement has in common in all formats."""
        return self.booked_on, self.cents, self.currency


@dataclass(slots=True)
class Recognised:
    """What became of one statement's movements."""

    known: list[Entry] = field(default_factory=list)
    new: list[Entry] = field(default_factory=list)
    alike: list[tuple[Entry, Entry]] = field(default_factory=list)  # known in another report: (new, known)
    detailed: list[tuple[Entry, Entry]] = field(default_factory=list)  # the new one brings the known one's details


def line_key(row: BankRow, account: str, family: str) -> str:
    """SHA-256 (hex) over what identifies a movement of that account in reports of that family.

    The bank's reference is part of it where the format keeps it the same in every export.
    """
    stable = not family.startswith(UNSTABLE_REFERENCES)
    parts = (
        account, row.booked_on.isoformat(), str(row.cents), row.currency, row.end_to_end,
        row.bank_reference if stable else "", _plain(row.text), _plain(row.party),
    )  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def signature(keys: Sequence[str]) -> str:
    """What identifies a movement by the keys of its details."""
    return keys[0] if len(keys) == 1 else hashlib.sha256("".join(sorted(keys)).encode()).hexdigest()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def traits_of(rows: Iterable[tuple[str, str, str, str, str]]) -> Traits:
    """The traits of a movement from (end-to-end id, IBAN, structured reference, party, text) of its details."""
    found = list(rows)
    first = found[0]
    words = frozenset(word for row in found for word in _WORD.findall(f"{row[3]} {row[4]}".casefold()))
    single = len(found) == 1
    is_plain = single and not (first[0] or first[2] or first[3])
    return Traits(first[0] if single else "", first[1] if single else "", words, is_plain)


class Shelf:
    """The movements of one account that are known on the days in question."""

    def __init__(self, load_traits: Callable[[list[Entry]], None]) -> None:
        self._load_traits = load_traits
        self._by_signature: dict[str, list[Entry]] = defaultdict(list)
        self._by_slot: dict[tuple[date, int, str], list[Entry]] = defaultdict(list)
        self._moved: dict[int, list[int]] = defaultdict(list)  # cents by statement, in its order

    def put(self, entry: Entry) -> None:
        """Add a known movement."""
        if entry.listing.family not in entry.families:
            entry.families = (*entry.families, entry.listing.family)
        self._by_signature[entry.signature].append(entry)
        self._by_slot[entry.slot].append(entry)
        self._moved[entry.listing.key].append(entry.cents)

    def seen_as(self, entry: Entry, other_signature: str, family: str) -> None:
        """Note that a movement was seen in a report of another family, too."""
        if family not in entry.families:
            entry.families = (*entry.families, family)
        self._by_signature[other_signature].append(entry)

    def recognise(self, listing: Listing, entries: Sequence[Entry]) -> Recognised:
        """Tell known movements of one statement from new ones; `put` those before the file's next statement."""
        found = Recognised()
        moved = [(entry.booked_on, entry.cents) for entry in entries]
        verdicts: dict[int, bool] = {}

        def is_comparable(known: Entry) -> bool:
            key = known.listing.key
            if key not in verdicts:
                verdicts[key] = not are_apart(listing, known.listing, moved, self._moved[key])
            return verdicts[key]

        taken: set[int] = set()
        rest = self._exactly(entries, found, taken, is_comparable)
        if self._by_slot:
            self._alike(listing, rest, found, taken, is_comparable)
        else:
            found.new = rest
        return found

    def _exactly(
        self, entries: Sequence[Entry], found: Recognised, taken: set[int], is_comparable: Callable[[Entry], bool]
    ) -> list[Entry]:
        pools: dict[str, list[Entry]] = {}
        rest = []
        for entry in entries:
            there = self._by_signature.get(entry.signature)
            if not there:
                rest.append(entry)
                continue
            pool = pools.get(entry.signature)
            if pool is None:
                pool = pools[entry.signature] = [one for one in reversed(there) if is_comparable(one)]
            while pool and id(pool[-1]) in taken:
                pool.pop()
            if pool:
                taken.add(id(pool.pop()))
                found.known.append(entry)
            else:
                rest.append(entry)
        return rest

    def _alike(
        self, listing: Listing, rest: Sequence[Entry], found: Recognised, taken: set[int],
        is_comparable: Callable[[Entry], bool],
    ) -> None:  # fmt: skip
        by_slot: dict[tuple[date, int, str], list[Entry]] = defaultdict(list)
        for entry in rest:
            by_slot[entry.slot].append(entry)
        groups = []
        for slot, news in by_slot.items():
            there = [one for one in self._by_slot.get(slot, ()) if id(one) not in taken and is_comparable(one)]
            there = [one for one in there if _is_told_elsewhere(listing, one) or one.is_batch or _any_batch(news)]
            if there:
                groups.append((news, there))
            else:
                found.new += news
        for start in range(0, len(groups), GROUPS):
            self._pair(listing, groups[start : start + GROUPS], found)

    def _pair(self, listing: Listing, groups: Sequence[tuple[list[Entry], list[Entry]]], found: Recognised) -> None:
        """Some groups at a time, so that the words of all movements are never held at once."""
        looked_at = [entry for news, there in groups for entry in (*news, *there)]
        self._load_traits(looked_at)
        for news, there in groups:
            pairs = _paired(listing, news, there)
            found.new += [entry for entry in news if id(entry) not in pairs]
            for entry in news:
                known = pairs.get(id(entry))
                if known is not None:
                    self._settle(listing, entry, known, found)
        for entry in looked_at:
            entry.traits = None

    def _settle(self, listing: Listing, entry: Entry, known: Entry, found: Recognised) -> None:
        assert entry.traits and known.traits
        brings_details = known.traits.is_plain and not entry.traits.is_plain and known.is_open
        (found.detailed if brings_details else found.alike).append((entry, known))
        self.seen_as(known, entry.signature, listing.family)
        if brings_details:
            known.is_open = False  # it has its details: no other report replaces them


def _is_told_elsewhere(listing: Listing, known: Entry) -> bool:
    """Whether the words may differ: another sort of report, or the very same statement downloaded again."""
    return listing.family not in known.families or listing.key == known.listing.key


def _any_batch(entries: Sequence[Entry]) -> bool:
    return any(entry.is_batch for entry in entries)


def _paired(listing: Listing, news: Sequence[Entry], there: Sequence[Entry]) -> dict[int, Entry]:
    """Which known movement each new one is, by likeness, at most as many as there are."""
    if len(news) * len(there) > MOST_PAIRS:
        return {id(new): known for new, known in zip(news, there, strict=False)}
    scored = []
    for i, new in enumerate(news):
        for j, known in enumerate(there):
            score = _likeness(listing, new, known)
            if score is not None:
                scored.append((-score, i, j))
    pairs: dict[int, Entry] = {}
    used: set[int] = set()
    for _, i, j in sorted(scored):
        if id(news[i]) not in pairs and j not in used:
            pairs[id(news[i])] = there[j]
            used.add(j)
    return pairs


def _likeness(listing: Listing, new: Entry, known: Entry) -> float | None:
    """How alike two movements of one day and amount are; None where they cannot be the same."""
    mine, theirs = new.traits, known.traits
    assert mine and theirs
    if not _is_told_elsewhere(listing, known) and mine.is_plain == theirs.is_plain:
        return None
    if mine.end_to_end and theirs.end_to_end and mine.end_to_end != theirs.end_to_end:
        return None
    if mine.iban and theirs.iban and mine.iban != theirs.iban:
        return None
    score = 4.0 * bool(mine.end_to_end and theirs.end_to_end) + 2.0 * bool(mine.iban and theirs.iban)
    both = len(mine.words | theirs.words)
    return score + (len(mine.words & theirs.words) / both if both else 0.0)


def are_apart(one: Listing, other: Listing, moved: Sequence[tuple[date, int]], known: Sequence[int]) -> bool:
    """Whether two statements of an account cannot hold the same movement.

    `moved` are days and cents of `one`, `known` cents of `other` as far as they stand under it, both in their order.
    """
    if one.says_the_same(other):
        return False
    if not (_is_balanced(one) and _is_balanced(other)):  # a file lists a movement once in each sort of report
        return other.here and one.here and one.family == other.family
    if _follows(one, other) or _follows(other, one):
        return True
    if other.last_on != one.first_on and one.last_on != other.first_on:
        return False
    mine, theirs = _path(one, [cents for _, cents in moved]), _path(other, known)
    if mine is None or theirs is None:  # not all of their movements are at hand
        return _joins(one, other, moved) or _joins(other, one, moved)
    return _meet_once(one, other, mine, theirs)


def _is_balanced(listing: Listing) -> bool:
    return None not in (listing.opening_cents, listing.closing_cents, listing.first_on, listing.last_on)


def _follows(later: Listing, earlier: Listing) -> bool:
    assert later.first_on and earlier.last_on
    return later.first_on > earlier.last_on


def _path(listing: Listing, cents: Sequence[int]) -> set[int] | None:
    """The balances between the movements, in whichever order the file lists them; None where some are missing."""
    opening, closing = listing.opening_cents or 0, listing.closing_cents or 0
    if opening + sum(cents) != closing:
        return None
    orders = (cents, cents[::-1])
    return {opening + x for order in orders for x in islice(accumulate(order), max(len(cents) - 1, 0))}


def _meet_once(one: Listing, other: Listing, mine: set[int], theirs: set[int]) -> bool:
    """Whether two parts of a day have no balance in common but that with which one ends and the other begins."""
    ends, others = {one.opening_cents, one.closing_cents}, {other.opening_cents, other.closing_cents}
    if len(ends) == 1 or len(others) == 1 or mine & theirs or mine & others or theirs & ends:
        return False
    shared = ends & others
    if not shared:
        return True
    return len(shared) == 1 and (shared == {one.opening_cents} & {other.closing_cents}
                                 or shared == {other.opening_cents} & {one.closing_cents})  # fmt: skip


def _joins(later: Listing, earlier: Listing, moved: Sequence[tuple[date, int]]) -> bool:
    """Whether one begins on the day on which the other ends, and with its balance: two halves of that day.

    Movements that add up to nothing (a credit and its reversal) would leave the balance as it was: then it tells
    nothing, and the two are compared.
    """
    if later.first_on != earlier.last_on or later.opening_cents != earlier.closing_cents:
        return False
    if earlier.opening_cents == earlier.closing_cents or later.opening_cents == later.closing_cents:
        return False
    cents = [one for day, one in moved if day == later.first_on]
    return 0 not in accumulate(cents) and 0 not in accumulate(reversed(cents))

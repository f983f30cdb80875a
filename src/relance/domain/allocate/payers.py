"""Who a movement comes from: learned IBANs and names, SIREN and customer codes in the text, names as banks cut them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from relance.domain.allocate.model import Money, Payer
from relance.domain.allocate.names import (
    FORMS,
    SMALL,
    TITLES,
    capitals,
    forms_of,
    is_edge,
    name_compact,
    name_key,
    name_words,
    words,
)

CERTAIN, NAMED, LIKE = 3, 2, 1
_SIREN: Final = re.compile(r"(?<![0-9])([0-9]{3}) ?([0-9]{3}) ?([0-9]{3})(?: ?[0-9]{5})?(?![0-9])")
_CODE: Final = re.compile(r"[A-Z0-9]+")
SHORTEST_CUT = 14  # characters of a name before the place where a bank cut it


class Known(NamedTuple):
    """How well a customer is recognised: `CERTAIN`, `NAMED` or `LIKE`, and the word of `words.py` that says by what."""

    level: int
    how: str


class _Word(NamedTuple):
    text: str
    edge_before: bool
    edge_after: bool


class _Entry(NamedTuple):
    customer: int
    words: tuple[str, ...]
    is_learned: bool
    forms: frozenset[str] = frozenset()


class _Seen(NamedTuple):
    start: int
    end: int
    level: int
    customer: int
    is_learned: bool


class Payers:
    """Customers by all that banks show of them."""

    def __init__(self, payers: Iterable[Payer]) -> None:
        self.iban: dict[str, set[int]] = defaultdict(set)
        self.siren: dict[str, set[int]] = defaultdict(set)
        self.code: dict[str, set[int]] = defaultdict(set)
        self.by_key: dict[str, list[_Entry]] = defaultdict(list)
        self.by_compact: dict[str, list[_Entry]] = defaultdict(list)
        self.by_word: dict[str, list[_Entry]] = defaultdict(list)
        self.by_first: dict[str, list[_Entry]] = defaultdict(list)
        entries = [entry for payer in payers for entry in self._take(payer)]
        common = Counter(word for entry in entries for word in set(entry.words))
        for entry in entries:
            self.by_key[" ".join(sorted(entry.words))].append(entry)
            self.by_word[min(entry.words, key=lambda word: (common[word], word))].append(entry)
            self.by_first[entry.words[0]].append(entry)

    def _take(self, payer: Payer) -> Iterator[_Entry]:
        for iban in payer.ibans:
            self.iban[_compact(iban)].add(payer.customer)
        siren = _compact(payer.siren)[:9]
        if len(siren) == 9:
            self.siren[siren].add(payer.customer)
        code = _compact(payer.code)
        if len(code) >= 4 and not code.isdigit() and not code.isalpha():
            self.code[code].add(payer.customer)
        for at, name in enumerate((payer.name, *payer.names)):
            if found := name_words(name):
                entry = _Entry(payer.customer, found, at > 0, forms_of(name))
                self.by_compact[name_compact(name)].append(entry)
                yield entry

    def of(self, money: Money) -> dict[int, Known]:
        """The customers that a movement may come from, with how well each is recognised."""
        found: dict[int, Known] = {}
        ours = self.iban.get(_compact(money.party_iban), set()) if money.party_iban else set()
        for customer in ours:
            _keep(found, customer, Known(CERTAIN, "iban") if len(ours) == 1 else Known(NAMED, "shared_iban"))
        text = capitals(money.text)
        for groups in _SIREN.findall(text):
            for customer in self.siren.get("".join(groups), ()):
                _keep(found, customer, Known(CERTAIN, "siren"))
        for word in _CODE.findall(text):
            for customer in self.code.get(word, ()) if len(word) >= 4 else ():
                _keep(found, customer, Known(NAMED, "code"))
        self._by_names(money, found)
        return found

    def _by_names(self, money: Money, found: dict[int, Known]) -> None:
        if money.party:
            exact = self.by_key.get(name_key(money.party)) or self.by_compact.get(name_compact(money.party)) or []
            same = _of_one_form(exact, forms_of(money.party))
            for entry in exact:
                _keep(found, entry.customer, _by_name(entry.is_learned, NAMED if entry in same else LIKE))
            if exact:
                return
            self._scan(words(money.party), found)
        spaced = words(money.text.replace("\n", " "))
        self._scan(spaced, found)
        if "\n" in money.text:
            joined = words(money.text.replace("\n", ""))
            if joined != spaced:
                self._scan(joined, found)

    def _scan(self, text: Sequence[str], found: dict[int, Known]) -> None:
        kept = _telling(text)
        seen = [one for at in range(len(kept)) for one in self._at(kept, at)]
        for one in seen:
            if any(_holds(other, one) for other in seen):
                continue  # LEMAIRE within LEMAIRE SERVICES is another customer
            _keep(found, one.customer, _by_name(one.is_learned, one.level, one.end - one.start))

    def _at(self, kept: Sequence[_Word], at: int) -> Iterator[_Seen]:
        for entry in self.by_word.get(kept[at].text, ()):
            if block := _block(kept, at, entry.words):
                start, end = block
                whole = kept[start].edge_before and kept[end - 1].edge_after
                if whole or len(entry.words) > 1 or len(entry.words[0]) > 5:
                    yield _Seen(start, end, NAMED if whole else LIKE, entry.customer, entry.is_learned)
        if kept[at].edge_before:
            for entry in self.by_first.get(kept[at].text, ()):
                if end := _cut(kept, at, entry.words):
                    yield _Seen(at, end, NAMED, entry.customer, entry.is_learned)


def _of_one_form(entries: Sequence[_Entry], forms: frozenset[str]) -> Sequence[_Entry]:
    """Of namesakes those of the legal form that the bank writes, where there is one; else all of them."""
    if len(entries) < 2 or not forms:
        return entries
    return [x for x in entries if x.forms == forms] or entries


def _holds(longer: _Seen, one: _Seen) -> bool:
    """Whether another name that stands there is longer, holds this one, and is recognised no worse."""
    is_longer = longer.end - longer.start > one.end - one.start
    return is_longer and longer.start <= one.start and one.end <= longer.end and longer.level >= one.level


def _by_name(is_learned: bool, level: int, size: int = 1) -> Known:
    if level < NAMED:
        return Known(level, "name_within" if size > 1 else "name_like")
    return Known(CERTAIN, "learned_name") if is_learned else Known(level, "name")


def _keep(found: dict[int, Known], customer: int, known: Known) -> None:
    if customer not in found or known.level > found[customer].level:
        found[customer] = known


def _compact(text: str) -> str:
    return "".join(char for char in text.upper() if char.isalnum())


def _telling(text: Sequence[str]) -> list[_Word]:
    """The words that tell names apart, each with whether a name may begin or end there."""
    found: list[_Word] = []
    edge = True
    for at, word in enumerate("ST" if word == "SAINT" else word for word in text):
        if word in FORMS or word in TITLES:
            edge = True
            if found:
                found[-1] = found[-1]._replace(edge_after=True)
        elif word not in SMALL:
            after = next((x for x in text[at + 1 :] if x not in SMALL), None)
            found.append(_Word(word, edge or is_edge(found[-1].text if found else None), is_edge(after)))
            edge = False
    return found


def _block(kept: Sequence[_Word], at: int, name: tuple[str, ...]) -> tuple[int, int] | None:
    """Where all the words of a name stand together, in any order, `at` among them."""
    size = len(name)
    if size == 1:
        return at, at + 1
    wanted = sorted(name)
    for start in range(max(at - size + 1, 0), min(at, len(kept) - size) + 1):
        if sorted(x.text for x in kept[start : start + size]) == wanted:
            return start, start + size
    return None


def _cut(kept: Sequence[_Word], at: int, name: tuple[str, ...]) -> int:
    """The end of the name's beginning where a bank cut the rest; 0 where this is no cut name."""
    taken = 0
    for offset, word in enumerate(name):
        if at + offset >= len(kept):
            return at + offset if taken >= SHORTEST_CUT else 0
        text = kept[at + offset].text
        if text == word:
            taken += len(word) + 1
            continue
        if word.startswith(text) and taken + len(text) >= SHORTEST_CUT:
            return at + offset + 1
        return at + offset if taken >= SHORTEST_CUT and offset and kept[at + offset - 1].edge_after else 0
    return 0

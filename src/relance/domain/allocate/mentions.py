"""Invoice numbers that a text mentions: found by their keys, with what stands before each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from relance.domain.allocate.model import Book, OpenItem
from relance.domain.allocate.names import capitals
from relance.domain.allocate.numbers import (
    BARE,
    FULL,
    LONG,
    RUN,
    SHORT,
    Parts,
    Run,
    is_date,
    keys_of,
    one_off,
    readings_of,
    slips_mended,
    stripped,
    take_apart,
)

Lead = Literal["invoice", "credit", "foreign", "list", "none"]
LONGEST = 8  # runs of one number
SHORTEST_REFERENCE = 5
INVOICE_WORDS: Final = frozenset(
    """F FA FAC FACT FACTS FACTURE FACTURES FC FCT FTR FRA INV INVOICE INVOICES FACTUUR RECHNUNG RE RG RGT REGLEMENT
    REGLT PAIEMENT SOLDE""".split()
)
CREDIT_WORDS: Final = frozenset("AV AVO AVOIR AVOIRS MOINS DED DEDUCTION DEDUIT NC CN".split())
FOREIGN_WORDS: Final = frozenset(
    """CDE CMDE CMD COMMANDE COMMANDES BC BDC BL BON BONS DEVIS DEV CLIENT CLT CPTE COMPTE CONTRAT CTR DOSSIER DOS REF
    REFERENCE REFERENCES EREF MREF MANDAT RUM CHEQUE CHQ CHEQUES REMISE ID TEL SIREN SIRET LOT PAY VIR DU AU LE ECH
    ECHEANCE PRET ACOMPTE OPERATIONS""".split()
)
_SKIPPED: Final = frozenset("N NO NUM NUMERO NR NRO NBR".split())
_PASSED: Final = frozenset("DE LA LES DES VOS NOS VOTRE".split())
_BETWEEN: Final = re.compile(r"[ \-/._:#\n]{0,3}")
_JOINS: Final = re.compile(r"[ \n]*(?:,|;|\+|/|&|-|ET|A|AU|TO)?[ \n]*(?:N[O°.]?)?[ \n]*")
_TIGHT: Final = re.compile(r"[ \-/._]?")
_RANGE: Final = re.compile(r"[ \n]*(?:-|>|->|A|AU|TO)[ \n]*(?:N[O°.]?)?[ \n]*")

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TORN_AFTER: Final = re.compile(r"[-/]?[0-9]*[OIL]+[0-9]|[A-Z]{1,2}[0-9]|[A-Z](?![A-Z])")
_TORN_BEFORE: Final = re.compile(r"[0-9][A-Z]$")


class Entry(NamedTuple):
    """One number of the books: an invoice with its open items, a closed one, or a credit note."""

    place: int
    number: str
    customer: int
    parts: Parts
    items: tuple[int, ...] = ()
    credit: int | None = None
    closed_cents: int | None = None


class Hit(NamedTuple):
    """An entry that a mention may mean."""

    entry: int
    strength: int
    has_year: bool


class Mention(NamedTuple):
    """A place of the text that means one of some numbers."""

    start: int
    end: int
    hits: tuple[Hit, ...]
    lead: Lead
    text: str = ""
    is_range: bool = False  # goes on from the mention before it: “101 à 104”

    @property
    def strength(self) -> int:
        """That of its best reading."""
        return max(hit.strength for hit in self.hits)


class Found(NamedTuple):
    """The mentions of a text in order, and what stands where a number belongs and is none of ours."""

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[str, ...] = ()


class Numbers:
    """All numbers of the books under all their keys."""

    def __init__(self, book: Book) -> None:
        self.years = _years(book)
        self.entries: list[Entry] = []
        self.keys: dict[str, list[Hit]] = defaultdict(list)
        self.heads: set[str] = set()
        self.series: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.lengths: dict[str, set[int]] = defaultdict(set)
        self._take_items(book)
        for credit in sorted(book.credits, key=lambda x: x.key):
            if credit.number and not credit.is_payment:
                self._add(credit.number, credit.customer, credit=credit.key)
        for closed in sorted(set(book.closed), key=lambda x: (x.customer, x.number)):
            self._add(closed.number, closed.customer, closed_cents=closed.amount_cents)
        self.heads |= {x.parts.letters for x in self.entries if x.parts.letters}
        self._ends = {key: (min(found), max(found)) for key, found in self.series.items()}
        self._of_customer: dict[int, list[int]] = defaultdict(list)
        self._lost: dict[str, set[int]] = defaultdict(set)
        for entry in self.entries:
            self._of_customer[entry.customer].append(entry.place)
            for text in written_forms(entry.number) if entry.items else ():
                for part in (text, *_one_lost(text)):
                    self._lost[part].add(entry.place)

    def _take_items(self, book: Book) -> None:
        by_number: dict[tuple[int, str], list[OpenItem]] = defaultdict(list)
        for item in book.items:
            by_number[item.customer, item.invoice].append(item)
        for (customer, number), items in sorted(by_number.items()):
            ordered = sorted(items, key=lambda x: (x.due_on, x.key))
            self._add(number, customer, tuple(x.key for x in ordered))
            for reference in {x.order_reference for x in items} | {x.payment_reference for x in items}:
                self._add_reference(reference, len(self.entries) - 1)

    def _add(
        self, number: str, customer: int, items: tuple[int, ...] = (), credit: int | None = None,
        closed_cents: int | None = None,
    ) -> None:  # fmt: skip
        parts = take_apart(capitals(number), self.years)
        entry = Entry(len(self.entries), number, customer, parts, items, credit, closed_cents)
        self.entries.append(entry)
        if credit is None:
            self.series[parts.letters, parts.year[-2:]].add(parts.serial)
        seen: set[str] = set()
        for key in keys_of(capitals(number), parts):
            if key.text and key.text not in seen:
                seen.add(key.text)
                self.keys[key.text].append(Hit(entry.place, key.strength, key.has_year))
        self.lengths[parts.letters].add(len(compact_of(number)))

    def _add_reference(self, reference: str, entry: int) -> None:
        """An order number, or what the customer was asked to quote."""
        text = compact_of(reference)
        if len(text) >= SHORTEST_REFERENCE and any(char.isdigit() for char in text):
            hits = self.keys[text]
            if all(hit.entry != entry for hit in hits):
                is_plain = not text.isdigit() or len(text) >= LONG
                hits.append(Hit(entry, FULL if is_plain else BARE, True))
            if head := RUN.match(text):
                self.heads.add(head.group())

    def is_year(self, text: str) -> bool:
        """Whether a figure is no more than a year, as in JANVIER 2026."""
        return _is_year(text, self.years)

    def near(self, word: str) -> set[int]:
        """Numbers with open items that differ from a word by one slip of the finger."""
        found = {at for part in (word, *_one_lost(word)) for at in self._lost.get(part, ())}
        return {at for at in found if any(one_off(word, x) for x in written_forms(self.entries[at].number))}

    def of_customer(self, customer: int) -> list[Entry]:
        """A customer's numbers."""
        return [self.entries[at] for at in self._of_customer.get(customer, ())]

    def is_missing_elsewhere(self, entry: Entry) -> bool:
        """Whether another series, of another year say, goes past this serial and does not have it."""
        serial = entry.parts.serial
        mine = (entry.parts.letters, entry.parts.year[-2:])
        return any(
            low <= serial <= high and serial not in self.series[key]
            for key, (low, high) in self._ends.items() if key != mine
        )  # fmt: skip

    def find(self, text: str, *, slips: bool = False) -> Found:
        """What a text mentions; `slips` reads letters as the digits they look like."""
        upper = capitals(text)
        source = slips_mended(upper) if slips else upper
        pool: list[tuple[int, int, tuple[Hit, ...], list[Run], int]] = []
        readings = readings_of(source)
        runs = readings[0]
        for reading in readings:
            pool += self._spans(source, reading)
        pool.sort(key=lambda x: (-max(h.strength for h in x[2]), -(x[1] - x[0]), x[0]))
        taken: list[Mention] = []
        for start, end, hits, where, first in pool:
            if any(start < other.end and other.start < end for other in taken):
                continue
            lead = "invoice" if where[first].text[0] > "9" else _lead(source, where, first)
            taken.append(Mention(start, end, hits, lead, source[start:end]))
        mentions = tuple(
            x for x in _in_lists(source, sorted(taken)) if x.lead != "foreign" or x.strength > BARE
        )  # fmt: skip
        unknown = tuple(self._unknown(source, runs, mentions))
        once = {(compact_of(mention.text), mention.hits): mention for mention in reversed(mentions)}
        return Found(tuple(sorted(once.values())), unknown)

    def _spans(
        self, text: str, runs: Sequence[Run]
    ) -> Iterator[tuple[int, int, tuple[Hit, ...], list[Run], int]]:  # fmt: skip
        every = [self._without_word(run) for run in runs]
        for i, first in enumerate(every):
            if first.text[0] > "9" and first.text not in self.heads:
                continue
            compact, split = "", ""
            for j in range(i, min(i + LONGEST, len(every))):
                run = every[j]
                if j > i and not _BETWEEN.fullmatch(text, every[j - 1].end, run.start):
                    break
                compact += run.text
                split = f"{split}|{stripped(run.text)}" if split else stripped(run.text)
                hits = self._hits(compact, split, first.text, run.text)
                if hits and not _is_torn(text, first.start, run.end):
                    yield first.start, run.end, hits, every, i

    def _hits(self, compact: str, split: str, first: str, last: str) -> tuple[Hit, ...]:
        """What is found under two keys; a word such as FA may be ours, or only say that a number follows."""
        keys = [(compact, False), (split, True)]
        if first in INVOICE_WORDS and len(compact) > len(first):
            keys += [(compact[len(first) :], False), (split[len(first) + 1 :], True)]
        best: dict[int, Hit] = {}
        for key, is_split in dict.fromkeys(keys):
            for hit in self.keys.get(key, ()):
                if is_split and last[0] == "0" and self._may_be_cut(hit, last):
                    hit = hit._replace(strength=min(hit.strength, SHORT))
                if hit.entry not in best or best[hit.entry].strength < hit.strength:
                    best[hit.entry] = hit
        return tuple(best.values())

    def _may_be_cut(self, hit: Hit, written: str) -> bool:
        """Whether only some zeros of the last group are there: people drop all or none, 001 may be cut from 00132."""
        groups = self.entries[hit.entry].parts.groups
        return bool(groups) and len(written) < len(groups[-1])

    def _without_word(self, run: Run) -> Run:
        """Letters of ours without the word that is glued to them: NF for N° F, FACTFA."""
        if run.text[0] > "9" and run.text not in self.heads and run.text not in INVOICE_WORDS:
            for size in range(1, len(run.text)):
                word, rest = run.text[:size], run.text[size:]
                if rest in self.heads and (word in _SKIPPED or word in INVOICE_WORDS):
                    return Run(rest, run.start + size, run.end)
        return run

    def _unknown(self, text: str, runs: Sequence[Run], mentions: Sequence[Mention]) -> Iterator[str]:
        """Words where a number of ours would stand, or that are built like one, and that the books do not have."""
        for at, run in enumerate(runs):
            if run.text[0] > "9" or any(run.start < m.end and m.start < run.end for m in mentions):
                continue
            if _touches_break(text, run) or _is_year(run.text, self.years):
                continue
            lead = _lead(text, runs, at)
            if built := self._built_like_ours(text, runs, at):
                yield built
            elif len(run.text) >= 3 and not is_date(run.text) and (
                lead == "invoice" or (lead == "none" and _follows(text, run, mentions))
            ):  # fmt: skip
                yield run.text

    def _built_like_ours(self, text: str, runs: Sequence[Run], last: int) -> str:
        """The word that ends with this run, where its letters or year, and its length, are those of our numbers."""
        built = ""
        for at in range(last, max(last - 4, -1), -1):
            if at < last and not _TIGHT.fullmatch(text, runs[at].end, runs[at + 1].start):
                break
            built = runs[at].text + built
            head = runs[at].text
            if head in self.heads and len(built) in self.lengths[head]:
                return built
            is_year = any(built.startswith(str(year)) for year in self.years)
            if is_year and len(built) in self.lengths[""] and len(built) > LONG and not is_date(built):
                return built
        return ""


def compact_of(text: str) -> str:
    """Letters and digits only, in capitals."""
    return re.sub(r"[^A-Z0-9]", "", capitals(text))


def written_forms(number: str) -> tuple[str, ...]:
    """A number as people write it: whole, and without its letters."""
    whole = compact_of(number)
    tail = whole.lstrip(_LETTERS)
    return (whole,) if tail == whole or len(tail) < 3 else (whole, tail)


def _one_lost(text: str) -> list[str]:
    return [text[:at] + text[at + 1 :] for at in range(len(text))]


def _is_torn(text: str, start: int, end: int) -> bool:
    """Whether this is but a piece of a word in which a letter stands for a digit, as in 14I8 or 2O26."""
    return bool(_TORN_AFTER.match(text, end) or _TORN_BEFORE.search(text[max(start - 3, 0) : start]))


def _years(book: Book) -> tuple[int, ...]:
    found = {item.issued_on.year for item in book.items if item.issued_on} | {item.due_on.year for item in book.items}
    found |= {year - 1 for year in found} | {year - 2 for year in found}
    return tuple(sorted(found, reverse=True))


def _is_year(digits: str, years: Iterable[int]) -> bool:
    return digits.isdigit() and len(digits) == 4 and int(digits) in {y for year in years for y in (year, year + 1)}


def _touches_break(text: str, run: Run) -> bool:
    return text[run.start - 1 : run.start] == "\n" or text[run.end : run.end + 1] == "\n"


def _lead(text: str, runs: Sequence[Run], first: int) -> Lead:
    """What the word before says of a number."""
    at = first - 1
    start = runs[first].start
    is_number = False
    while at >= 0 and (runs[at].text in _SKIPPED or runs[at].text in _PASSED) and start - runs[at].end <= 3:
        is_number |= runs[at].text in _SKIPPED
        start, at = runs[at].start, at - 1
    if at < 0 or start - runs[at].end > 3:
        return "invoice" if is_number else "none"
    word = runs[at].text
    if runs[at].end == start and word.isalpha() and word[0] in "N" and word[1:] in INVOICE_WORDS:
        return "invoice"
    if word in CREDIT_WORDS:
        return "credit"
    if word in INVOICE_WORDS or is_number:
        return "invoice"
    if word in FOREIGN_WORDS or (word.isalpha() and runs[at].end == start):
        return "foreign"
    return "none"


def _in_lists(text: str, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The same, those that go on a list or a range marked as such."""
    found: list[Mention] = []
    for mention in mentions:
        before = found[-1] if found else None
        if before and before.lead != "none" and mention.lead in ("none", "foreign"):
            between = text[before.end : mention.start]
            if _RANGE.fullmatch(between):
                mention = mention._replace(lead="list", is_range=True)
            elif _JOINS.fullmatch(between):
                mention = mention._replace(lead="list")
        elif before and _RANGE.fullmatch(text[before.end : mention.start]):
            mention = mention._replace(is_range=True)
        found.append(mention)
    return tuple(found)


def _follows(text: str, run: Run, mentions: Sequence[Mention]) -> bool:
    return any(
        m.lead in ("invoice", "list") and m.end <= run.start and _JOINS.fullmatch(text[m.end : run.start])
        for m in mentions
    )

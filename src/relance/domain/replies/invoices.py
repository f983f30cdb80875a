"""Which of the account's invoices a sentence names, however people mangle their numbers. Pure.

Nothing is invented: only numbers of the account, and none where two of them could be meant.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from relance.domain.replies.model import KnownInvoice
from relance.domain.replies.sentences import plain

MOST_INVOICES: Final = 500

_GROUPS = re.compile(r"\d+")
_ITEM = r"(?:[a-z]{1,6}[ ./_#°-]{0,2})?\d[\d./_-]{0,20}(?: \d{3,6}\b(?! ?(?:€|eur)))?"
_JOINT = r"\s?(?:,|;|\+|&|\bet\b|\band\b|\bou\b|\bor\b|\bainsi que\b|\bpuis\b|,\s?et\b|,\s?and\b)\s?"
# lists are read once, without going back (`?>`): “1,1,1,…” must stay quick
_LEAD = r"(?:(?:la|les|the|n°|nos?|numeros?|number|nr|num|facture|invoice|celle|#)[ .:]{0,2})?"
_LIST = rf"(?>{_ITEM}(?:{_JOINT}{_LEAD}{_ITEM}){{0,30}})"

# after “facture”, “invoice”, “n°”: a number, or a list of numbers
_NAMED = re.compile(
    r"(?:\b(?:factures?|fact|facs?|fa|fc|fv|invoices?|inv|bills?|numeros?|numbers?|nos?|nr|num|ref|references?|piece|"
    rf"celles?)\b|n°|#)[ .:#]{{0,3}}(?:(?:de facture|n°|nos?\b|numeros?|numbers?|ref)[ .:]{{0,2}})?(?P<list>{_LIST})"
)
# “FA12 et 15”
_PREFIXED = re.compile(rf"(?<!\w)(?=(?:fact?|f[acv]?|inv)[ .-]?\d)(?P<list>{_LIST})")
# “la 12”, “les 12 et 15”: only where no noun follows
_ARTICLE = re.compile(
    rf"\b(?:la|les|the|celle)\s(?P<list>{_LIST})"
    r"(?=$|\s?[,.;:!?()]|\s(?:est|sont|a|ont|n'|ne|sera|seront|etait|etaient|le|pour|qui|que|dont|en|vous|nous|on|je|"
    r"par|reste|au|"
    r"is|was|are|were|has|have|will|which|that|we|to|on|for|isn|hasn|by|avait|aussi|mais|vient|part|partira)\b)"
)
# “12 : payée”, “12 et 15 sont réglées”, “…, 15 will be paid”: at the head of what is said of it
_HEAD = re.compile(
    rf"(?:^[-•* ]{{0,3}}|[,;] |\b(?:et|and|sauf|except|puis|but) )(?P<list>{_LIST})"
    r"(?=\s?[:=]|\s(?:-|est|sont|sera|seront|a ete|ont ete|ok|payee?s?|reglee?s?|soldee?s?|contestee?s?|is|are|was|"
    r"were|will|has|"
    r"have|hasn|isn|prevue?s?|bloquee?s?|viree?s?|refusee?s?|annulee?s?|cleared|we|scheduled|went|wasn|went|paid|"
    r"settled|disputed|part\b|en litige|deja|on hold|le sera|pas recue?|jamais)\b|\s-)"
)
# “we've paid 012 and 015”
_PAID = re.compile(
    rf"\b(?:paid|pay|settled?|got|received?|clear(?:ed)?|paye|regle|"
    rf"solde)s? (?P<list>(?>\d{{3,10}}(?:{_JOINT}{_LEAD}\d{{3,10}}){{0,30}}))"
    r"(?![.,]?\d|\s?(?:€|eur|pounds|dollars|k\b|on account| \d{3}))"
)
_ANYWHERE = re.compile(rf"(?<![\w/.,-]){_ITEM}(?![\w%€]| ?(?:€|eur|%))")
_ONE = re.compile(_ITEM)
_DATE_LIKE = re.compile(r"^\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?$")
_SMALL_WORD = re.compile(r"^(?:(?:et|and|ou|or|la|les|the|puis|celle|pour|for|of|de|du) ?)+(?=[\W\d])")
_YEAR = re.compile(r"^20\d\d$")
_LEADS: Final = ("fa", "fc", "fv", "inv", "n", "no", "nr", "num", "ref")
_SURE_DIGITS: Final = 4  # so many digits are a number even with nothing before them


class Place(NamedTuple):
    """Where a plain sentence names an invoice."""

    start: int
    end: int
    number: str


class Numbers:
    """The numbers of one account's invoices, and how they may be written."""

    def __init__(self, invoices: Iterable[KnownInvoice]) -> None:
        self._all = tuple(invoices)[:MOST_INVOICES]
        self.all = tuple(invoice.number for invoice in self._all)
        self._written = tuple(plain(number) for number in self.all)
        self._sure: dict[str, set[str]] = defaultdict(set)
        self._short: dict[str, set[str]] = defaultdict(set)
        for invoice in self._all:
            self._learn(invoice.number)

    def named(self, sentence: str) -> tuple[str, ...]:
        """The numbers that the plain sentence names, each once, in its order."""
        return tuple(dict.fromkeys(place.number for place in self.places(sentence)))

    def places(self, sentence: str) -> tuple[Place, ...]:
        """Where the plain sentence names them, in its order."""
        kept: list[Place] = []
        for place in sorted(self._found(sentence)):
            if not kept or place.start >= kept[-1].end:
                kept.append(place)
        return tuple(kept)

    def _learn(self, number: str) -> None:
        written = plain(number)
        groups = [group.lstrip("0") or "0" for group in _GROUPS.findall(written)]
        if not groups:
            return
        digits = "".join(_GROUPS.findall(written))
        for kept in range(len(groups)):
            tail = groups[kept:]
            places = self._sure if kept == 0 or len(tail) > 1 else self._short
            places["-".join(tail)].add(number)
        self._sure[digits.lstrip("0") or "0"].add(number)
        self._short["".join(groups)].add(number)
        if len(groups) == 1:
            for away in range(1, len(digits)):  # F20260012, spoken of as “la 12”
                self._short[digits[away:].lstrip("0") or "0"].add(number)
        for away in range(1, len(groups[-1]) - 2):
            self._short[groups[-1][away:].lstrip("0") or "0"].add(number)

    def _found(self, sentence: str) -> Iterator[Place]:
        for pattern in (_NAMED, _PREFIXED, _ARTICLE, _HEAD, _PAID):
            for match in pattern.finditer(sentence):
                start = match.start("list")
                for item in _ONE.finditer(match["list"]):
                    number = self._one(item[0], is_sure=False)
                    if number:
                        yield Place(start + item.start(), start + item.end(), number)
        for match in _ANYWHERE.finditer(sentence):
            number = self._one(match[0], is_sure=True)
            if number:
                yield Place(match.start(), match.end(), number)

    def _one(self, item: str, *, is_sure: bool) -> str | None:
        """The one invoice meant by “FA-12”; None where it is none, or could be two."""
        item = item.strip(" .,/_-#°")
        if _DATE_LIKE.match(item) and item not in self._written:
            return None
        groups = [group.lstrip("0") or "0" for group in _GROUPS.findall(item)]
        digits = "".join(_GROUPS.findall(item))
        joined, letters = "-".join(groups), re.sub(r"[^a-z]", "", _SMALL_WORD.sub("", item))
        places = (self._sure, self._short)
        if letters and is_sure and " " in item and not letters.startswith(_LEADS) and not self._has_prefix(letters):
            return self._one(item.partition(" ")[2], is_sure=True)  # “pay 1090”
        if letters and not letters.startswith(_LEADS) and not self._has_prefix(letters):
            return None  # “ref DOYLE-1053” is a number of theirs
        if is_sure and not letters and (len(digits) < _SURE_DIGITS or _YEAR.match(digits)):
            return None
        for place in places:
            for key in (joined, digits.lstrip("0") or "0"):
                numbers = place.get(key, set())
                if len(numbers) == 1:
                    return next(iter(numbers))
                if numbers:
                    return None
        return None

    def _has_prefix(self, letters: str) -> bool:
        return any(written.replace(" ", "").startswith(letters) for written in self._written)

"""Payment terms in words: French, English and German as invoices have them (BT-20, notes). Never a guess.

Sentences about a discount for early payment (escompte, Skonto) or about what late payment costs say nothing of the
due date and are left aside. Where two sentences give two delays, neither is taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from relance.domain.terms import MOST_DAYS, Terms, due_date

_CLAUSES = re.compile(r"[;\n|()]|,(?!\d)|\.(?=\s|$)|\s[-–]\s|\bpuis\b|\bsinon\b")
_OTHER_MATTER = re.compile(
    r"%|#|escompte|discount|skonto|rabais|remise|rabatt|anticip|penalit|retard|\blate\b|overdue|interet|interest|"
    r"verzug|mahn|indemnit|penalt|acompte|deposit|anzahlung|prepaid|reclamation|contestation|garantie|warranty"
)
_NO_DISCOUNT = re.compile(r"(?:ohne|sans|without|no)\s+(?:jeglichen\s+)?(?:abzug|skonto|escompte|discount)")
_DAYS = re.compile(r"\b(\d{1,3})\s*(?:jours?|jrs?|j|days?|d|tagen?|tage)\b")
_SEVERAL = re.compile(
    r"\b\d{1,3}\s*(?:ou|or|oder|a|to|bis|-|/|et|and|und)\s*\d{1,3}\s*(?:jours?|jrs?|j|days?|d|tagen?)\b"
)
_NET_DAYS = re.compile(r"\bnet(?:to)?\s+(\d{1,3})\b(?!\s*[€$%.,\d])")
_MONTH_END = re.compile(
    r"\bfin\s+(?:de\s+|du\s+)?mois\b|\bfdm\b|\beom\b|\bend\s+of\s+(?:the\s+)?month\b|\bmonatsende\b"
)
_AFTER_MONTH_END = re.compile(r"\b(?:after|from|nach|apres)\s+(?:the\s+|la\s+)?(?:end\s+of|fin|monatsende)")
_DAY_OF_MONTH = re.compile(r"\ble\s+\d{1,2}\b(?!\s*[./-])")
_AT_ONCE = re.compile(
    r"\ba\s+reception\b|\bdes\s+reception\b|\bau\s+comptant\b|\bcomptant\b|\bpaiement\s+immediat|\b(?:on|upon)\s+receipt\b|"
    r"\bimmediately\b|\bsofort\b|\b(?:bei|nach)\s+(?:rechnungs)?erhalt\b"
)
_DAY = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
_ABOUT_PAYING = re.compile(
    r"\bpaiement|\bpayable|\bpayer\b|\breglement|\bregler\b|\becheance|\bpayment|\bpay\b|\bdue\b|zahlbar|zahlung|"
    r"\bfallig|\bnets?\b|\bnetto\b|\ba\s+reception\b"
)
NOT_ABOUT_TERMS = frozenset(("PMD", "PMT", "AAB", "REG", "ABL", "ACC", "TXD", "BAR"))  # UNTDID 4451, France


class Read(NamedTuple):
    """What a text says: a delay, or a day."""

    terms: Terms | None = None
    on: date | None = None


def read_terms(texts: Iterable[str], *, must_speak_of_paying: bool = False) -> Read | None:
    """The one delay or day that texts give, or None where they give none, or several.

    `must_speak_of_paying` for texts that may be about anything: only sentences with a word of payment count then.
    """
    delays: set[Terms] = set()
    days: set[date] = set()
    for text in texts:
        for clause in _CLAUSES.split(_plain(text)):
            said = _NO_DISCOUNT.sub(" ", clause)
            if _OTHER_MATTER.search(said) or (must_speak_of_paying and not _ABOUT_PAYING.search(said)):
                continue
            days |= _days_in(said)
            try:
                delays |= _delay(said)
            except _Unclear:
                return None
    if len(days) == 1:
        return Read(on=days.pop())
    return Read(delays.pop()) if len(delays) == 1 and not days else None


def due_by(read: Read, issued_on: date) -> date | None:
    """The due date that the words give; None for a day before the invoice's own, or far from it."""
    day = read.on or (due_date(issued_on, read.terms) if read.terms else None)
    return day if day and 0 <= (day - issued_on).days <= MOST_DAYS + 31 else None


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("\u00a0", " ").replace("ß", "ss"))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower()


def _days_in(clause: str) -> set[date]:
    found = set()
    for day, month, year, *iso in _DAY.findall(clause):
        numbers = (int(year), int(month), int(day)) if year else tuple(int(part) for part in iso)
        try:
            found.add(date(*numbers))
        except ValueError:
            continue
    return found


class _Unclear(Exception):
    """A sentence gives a delay that these rules cannot tell."""


def _delay(clause: str) -> set[Terms]:
    """The delay that a sentence gives, if any. Raises `_Unclear`."""
    numbers = {int(number) for number in _DAYS.findall(clause) + _NET_DAYS.findall(clause)}
    month_end = _MONTH_END.search(clause)
    if len(numbers) > 1 or _SEVERAL.search(clause) or (month_end and _DAY_OF_MONTH.search(clause)):
        raise _Unclear
    if not numbers:
        at_once = {Terms(0)} if _AT_ONCE.search(clause) else set()
        return {Terms(0, "after")} if month_end else at_once
    days = numbers.pop()
    if days > MOST_DAYS:
        raise _Unclear
    if not month_end:
        return {Terms(days)}
    first_number = re.search(rf"\b{days}\b", clause)
    leads = first_number is not None and month_end.start() < first_number.start()
    return {Terms(days, "before" if leads or _AFTER_MONTH_END.search(clause) else "after")}

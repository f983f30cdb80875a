"""When an e-invoice is to be paid: its due date, its instalments, or what its words say. Sums hold to the cent."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from relance.domain.einvoice.model import Document, Instalment
from relance.domain.einvoice.terms_text import NOT_ABOUT_TERMS, due_by, read_terms

HUNDRED = Decimal(100)


class Share(NamedTuple):
    """What is to be paid by one day: `cents` still, after what was paid before."""

    due_on: date | None
    cents: int


class Schedule(NamedTuple):
    """The shares in order of days; `is_estimated` where `words` gave the day; `doubt` is the key of a warning."""

    shares: tuple[Share, ...]
    is_estimated: bool = False
    doubt: str = ""
    words: str = ""


def schedule(document: Document, payable: int) -> Schedule:
    """How `payable` minor units are to be paid.

    Instalments count where their shares add up to what is to be paid (or to the whole, what was prepaid then being
    the first of it). Else the latest due date stands for everything, so that nobody is reminded too early.
    """
    terms = [term for term in document.terms if not (term.is_discount and len(document.terms) > 1)]
    dated = [term for term in terms if term.due_on]
    days = sorted({term.due_on for term in dated if term.due_on})
    if len(days) > 1:
        shares = _shares(dated, payable, document)
        return Schedule(shares) if shares else Schedule((Share(days[-1], payable),), doubt="TERMS.instalments")
    if days:
        return Schedule((Share(days[0], payable),))
    return _by_words(document, payable)


def _by_words(document: Document, payable: int) -> Schedule:
    """The day that the terms' words give; where there are no terms, the words of a note about paying."""
    texts = [term.text for term in document.terms if term.text]
    words, read = " / ".join(texts), read_terms(texts)
    if not texts:
        for note in document.notes:
            read = None if note.subject in NOT_ABOUT_TERMS else read_terms([note.text], must_speak_of_paying=True)
            if read:
                words = note.text
                break
    due_on = due_by(read, document.issued_on) if read else None
    if due_on:
        return Schedule((Share(due_on, payable),), is_estimated=True, doubt="TERMS.words", words=words)
    return Schedule((Share(None, payable),), doubt="TERMS.unread" if texts else "TERMS.none", words=words)


def _shares(terms: list[Instalment], payable: int, document: Document) -> tuple[Share, ...]:
    """The instalments by day, or nothing where they do not add up."""
    whole = payable + max(abs(document.totals.prepaid), 0)
    for total in dict.fromkeys((payable, whole)):
        cents = _cents(terms, total)
        if cents is not None and sum(cents) == total:
            return _left(terms, cents, total - payable)
    return ()


def _cents(terms: list[Instalment], total: int) -> list[int] | None:
    """The money of each share; percentages are rounded, the last one takes the cents that are left."""
    if all(term.cents is not None for term in terms):
        return [abs(term.cents or 0) for term in terms]
    percents = [term.percent for term in terms if term.percent is not None]
    if len(percents) != len(terms) or sum(percents) != HUNDRED or min(percents) < 0:
        return None
    cents = [int((total * percent / HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)) for percent in percents[:-1]]
    return [*cents, total - sum(cents)]


def _left(terms: list[Instalment], cents: list[int], paid: int) -> tuple[Share, ...]:
    """What is left of the shares once the earliest ones took what was paid before; shares of one day are one."""
    by_day: dict[date, int] = defaultdict(int)
    for term, amount in zip(terms, cents, strict=True):
        if term.due_on:
            by_day[term.due_on] += amount
    shares = []
    for day in sorted(by_day):
        used = min(paid, by_day[day])
        paid -= used
        if by_day[day] - used:
            shares.append(Share(day, by_day[day] - used))
    return tuple(shares)

"""Payment terms in words and their due dates (C. com. L441-10 I).

Written as a number of days (`30`), days net after the end of the month (`45-end-of-month`, counted first and
then carried to the month's end), end of month then days (`end-of-month-45`), or `on-receipt`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MOST_DAYS = 365


class TermsRefused(ValueError):
    """Terms that cannot be read; the message says how to write them."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A number of days, and where the end of the month comes in: never, after the days, or before them."""

    days: int
    month_end: Literal["none", "after", "before"] = "none"


_DAYS = re.compile(r"^(\d{1,3})(?: ?(?:j|jours?|days?|d))?(?: (?:nets?|net))?$")
_AFTER = re.compile(r"^(\d{1,3})[ -]?(?:j|jours?|days?|d)?[ -]*(?:fin[ -]de[ -]mois|fdm|end[ -]of[ -]month|eom)$")
_BEFORE = re.compile(r"^(?:fin[ -]de[ -]mois|fdm|end[ -]of[ -]month|eom)[ +-]*(\d{1,3})(?: ?(?:j|jours?|days?|d))?$")
_AT_ONCE = ("a reception", "à réception", "comptant", "on-receipt", "on receipt", "due on receipt")


def parse_terms(text: str) -> Terms:
    """Read terms as people write them, in French or English. Raises TermsRefused."""
    words = " ".join(text.lower().replace("\u00a0", " ").split())
    if words in _AT_ONCE:
        return Terms(0)
    for pattern, month_end in ((_DAYS, "none"), (_AFTER, "after"), (_BEFORE, "before")):
        found = pattern.match(words)
        if found and int(found[1]) <= MOST_DAYS:
            return Terms(int(found[1]), month_end)  # type: ignore[arg-type]
    raise TermsRefused(f"“{text}” are no payment terms: write 30, 45-end-of-month, end-of-month-45 or on-receipt")


def due_date(issued_on: date, terms: Terms) -> date:
    """The day on which an invoice of that date falls due."""
    start = _month_end(issued_on) if terms.month_end == "before" else issued_on
    due = start + timedelta(days=terms.days)
    return _month_end(due) if terms.month_end == "after" else due


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])

"""Payment terms in words and their due dates (C. com. L441-10 I, L441-11).

Written as a number of days (`30`), days net after the end of the month (`45-end-of-month`, counted first and
then carried to the month's end), end of month then days (`end-of-month-45`), a day of a coming month
(`day-15-month-2`, “le 15 du mois n+2”, how some trades read the 45 days), `on-receipt`, or by name: `periodic`,
`transport`, `perishable`, `perishable-periodic`, `public`, `public-health`, `public-undertaking`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

MOST_DAYS = 365
LONGEST_MONTH = 31


class TermsRefused(ValueError):
    """Terms that cannot be read; the message says how to write them."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A number of days, and where the end of the month comes in: never, after the days, or before them.

    `day`: `days` is a day of the month, `months` after the invoice's. `decade`: days after the end of the
    ten days (1-10, 11-20, 21-end) that the invoice falls in.
    """

    days: int
    month_end: Literal["none", "after", "before", "day", "decade"] = "none"
    months: int = 0

    @property
    def longest_days(self) -> int:
        """The most days that can pass from the invoice to its due date."""
        if self.month_end == "day":
            return LONGEST_MONTH * self.months + self.days - 1
        before = {"none": 0, "decade": 10}.get(self.month_end, LONGEST_MONTH - 1)
        return self.days + before


_DAYS = re.compile(r"^(\d{1,3})(?: ?(?:j|jours?|days?|d))?(?: (?:nets?|net))?$")
_AFTER = re.compile(r"^(\d{1,3})[ -]?(?:j|jours?|days?|d)?[ -]*(?:fin[ -]de[ -]mois|fdm|end[ -]of[ -]month|eom)$")
_BEFORE = re.compile(r"^(?:fin[ -]de[ -]mois|fdm|end[ -]of[ -]month|eom)[ +-]*(\d{1,3})(?: ?(?:j|jours?|days?|d))?$")
_DAY_OF_MONTH = re.compile(
    r"^(?:le (?P<le>\d{1,2})(?:er)? (?:du )?(?:mois )?[nm] ?\+ ?(?P<plus>\d)|day-(?P<day>\d{1,2})-month-(?P<month>\d))$"
)
_AT_ONCE = ("a reception", "à réception", "comptant", "on-receipt", "on receipt", "due on receipt")
# L441-10 I (periodic), L441-11 II 5° and 1° (transport, perishable), CCP R2192-10 to 12 (public buyers).
_NAMED = {
    "periodic": Terms(45),
    "transport": Terms(30),
    "perishable": Terms(30),
    "perishable-periodic": Terms(30, "decade"),
    "public": Terms(30),
    "public-health": Terms(50),
    "public-undertaking": Terms(60),
}


def parse_terms(text: str) -> Terms:
    """Read terms as people write them, in French or English. Raises TermsRefused."""
    words = " ".join(text.lower().replace("\u00a0", " ").split())
    if words in _AT_ONCE:
        return Terms(0)
    if words in _NAMED:
        return _NAMED[words]
    for pattern, month_end in ((_DAYS, "none"), (_AFTER, "after"), (_BEFORE, "before")):
        found = pattern.match(words)
        if found and int(found[1]) <= MOST_DAYS:
            return Terms(int(found[1]), month_end)  # type: ignore[arg-type]
    if found := _DAY_OF_MONTH.match(words):
        day, months = int(found["le"] or found["day"]), int(found["plus"] or found["month"])
        if 1 <= day <= LONGEST_MONTH and months:
            return Terms(day, "day", months)
    raise TermsRefused(
        f"“{text}” are no payment terms: write 30, 45-end-of-month, end-of-month-45, day-15-month-2, on-receipt, "
        f"or one of {', '.join(_NAMED)}"
    )


def due_date(issued_on: date, terms: Terms) -> date:
    """The day on which an invoice of that date falls due."""
    if terms.month_end == "day":
        year, month = divmod(issued_on.year * 12 + issued_on.month - 1 + terms.months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(terms.days, last))
    start = {"before": _month_end, "decade": _decade_end}.get(terms.month_end, _itself)(issued_on)
    due = start + timedelta(days=terms.days)
    return _month_end(due) if terms.month_end == "after" else due


def _itself(day: date) -> date:
    return day


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _decade_end(day: date) -> date:
    """The 10th, the 20th, or the end of the month, whichever comes next."""
    return day.replace(day=10 if day.day <= 10 else 20) if day.day <= 20 else _month_end(day)

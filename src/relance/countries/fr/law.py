"""What French law answers to a decision, bound to one calendar of working days."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import holidays

# C. trav. L3133-1; Alsace-Moselle L3134-13; abolition days overseas. The library names Alsace-Moselle 57.
CALENDARS = {
    "FR": None,
    "FR-ALSACE-MOSELLE": "57",
    "FR-GUADELOUPE": "GP",
    "FR-MARTINIQUE": "MQ",
    "FR-GUYANE": "GF",
    "FR-REUNION": "RE",
    "FR-MAYOTTE": "YT",
}
SATURDAY = 5


@cache
def _holidays(subdivision: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))


@dataclass(frozen=True, slots=True)
class FrenchLaw:
    """The rules of France. Working days are Monday to Friday except legal holidays (jours ouvrés)."""

    code: str = "FR"
    calendar: str = "FR"

    def calendars(self) -> Sequence[str]:
        """The calendars of France, mainland first."""
        return tuple(CALENDARS)

    def bound_to(self, calendar: str) -> FrenchLaw:
        """The same law with another calendar. Raises ValueError naming those that exist."""
        if calendar not in CALENDARS:
            raise ValueError(f"there is no calendar “{calendar}”: choose one of {', '.join(CALENDARS)}")
        return FrenchLaw(self.code, calendar)

    def is_working_day(self, day: date) -> bool:
        """Whether notices may leave and deadlines may end on that day."""
        return day.weekday() < SATURDAY and day not in _holidays(CALENDARS[self.calendar], day.year)

    def declaration_due(self, opened_on: date) -> date:
        """Two months after the publication of the opening judgment (C. com. R622-24), by quantième (CPC 641)."""
        month = opened_on.month + 2
        year, month = opened_on.year + (month - 1) // 12, (month - 1) % 12 + 1
        due = date(year, month, min(opened_on.day, months.monthrange(year, month)[1]))
        while not self.is_working_day(due):  # CPC 642 through C. com. R662-1
            due = date.fromordinal(due.toordinal() + 1)
        return due

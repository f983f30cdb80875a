"""What French law answers, bound to one calendar of working days and to tables of rates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import holidays

from relance.countries.fr.clocks import clocks
from relance.countries.fr.declaration import declaration_due
from relance.countries.fr.late import late_rules
from relance.countries.fr.longest_terms import terms_notes
from relance.countries.fr.rates import Rates, load_rates, shipped_rates
from relance.domain.claim import ClaimFacts
from relance.domain.clocks import Clock, ClockFacts
from relance.domain.interest_law import LateRules
from relance.domain.said import Note
from relance.domain.terms import Terms

# C. trav. L3133-1; Alsace-Moselle L3134-13; abolition days overseas. By the library’s names (departments).
CALENDARS = {
    "FR": None,
    "FR-ALSACE-MOSELLE": "57",
    "FR-GUADELOUPE": "971",
    "FR-MARTINIQUE": "972",
    "FR-GUYANE": "973",
    "FR-REUNION": "974",
    "FR-MAYOTTE": "976",
}
SATURDAY = 5


@cache
def _holidays(subdivision: str | None, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("FR", subdiv=subdivision, years=year))


@cache
def _named_holidays(subdivision: str | None, year: int, language: str) -> Mapping[date, str]:
    found = holidays.country_holidays("FR", subdiv=subdivision, years=year, language=language)
    return {day: found[day].replace("'", "’") for day in sorted(found)}


@dataclass(frozen=True, slots=True)
class FrenchLaw:
    """The rules of France. Working days are Monday to Friday except legal holidays (jours ouvrés)."""

    code: str = "FR"
    calendar: str = "FR"
    rates: Rates | None = None

    def calendars(self) -> Sequence[str]:
        """The calendars of France, mainland first."""
        return tuple(CALENDARS)

    def bound_to(self, calendar: str) -> FrenchLaw:
        """The same law with another calendar. Raises ValueError naming those that exist."""
        if calendar not in CALENDARS:
            raise ValueError(f"there is no calendar “{calendar}”: choose one of {', '.join(CALENDARS)}")
        return replace(self, calendar=calendar)

    def with_rates(self, folder: Path | None, today: date | None = None) -> FrenchLaw:
        """The same law with rates added in a folder. Raises RatesRefused (a ValueError) naming file and line."""
        return replace(self, rates=load_rates(folder, today))

    def is_working_day(self, day: date) -> bool:
        """Whether notices may leave and deadlines may end on that day."""
        return day.weekday() < SATURDAY and day not in _holidays(CALENDARS[self.calendar], day.year)

    def holidays(self, year: int, language: str) -> Mapping[date, str]:
        """The legal holidays of a year by name, in the order of the days."""
        return _named_holidays(CALENDARS[self.calendar], year, "en_US" if language == "en" else "fr")

    def declaration_due(self, opened_on: date, overseas: bool = False) -> date:
        """Last day to declare a claim, from the publication of the opening judgment (C. com. R622-24)."""
        return declaration_due(opened_on, self.is_working_day, overseas)

    def late_rules(self, claim: ClaimFacts, to_on: date) -> LateRules:
        """Late interest and indemnity, by kind of customer."""
        return late_rules(claim, self.rates or shipped_rates(), to_on)

    def clocks(self, facts: ClockFacts) -> tuple[Clock, ...]:
        """The periods that run against the creditor, the first to end first."""
        return clocks(facts, self.is_working_day)

    def terms_notes(self, terms: Terms, customer_kind: str, trade: str = "") -> tuple[Note, ...]:
        """Warnings about payment terms beyond the legal maximum."""
        return terms_notes(terms, customer_kind, trade)

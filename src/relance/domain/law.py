"""What a decision asks of a country's law; each folder of `countries/` answers for one country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Protocol


class Law(Protocol):
    """One country's rules, bound to one calendar of working days."""

    code: str
    calendar: str

    def calendars(self) -> Sequence[str]:
        """The calendars this country offers, the default first."""
        ...

    def bound_to(self, calendar: str) -> Law:
        """The same law with another calendar. Raises ValueError with the list of those that exist."""
        ...

    def is_working_day(self, day: date) -> bool:
        """Whether notices may leave and deadlines may end on that day."""
        ...

    def holidays(self, year: int, language: str) -> Mapping[date, str]:
        """The legal holidays of a year by name, in the order of the days."""
        ...

    def declaration_due(self, opened_on: date) -> date:
        """Last day to declare a claim in proceedings opened (published) on that day."""
        ...


def next_working_day(law: Law, day: date) -> date:
    """That day if it is a working day, else the first one after it."""
    while not law.is_working_day(day):
        day += timedelta(days=1)
    return day


def last_working_day_before(law: Law, day: date) -> date:
    """The working day that came before that day."""
    day -= timedelta(days=1)
    while not law.is_working_day(day):
        day -= timedelta(days=1)
    return day


def add_working_days(law: Law, day: date, count: int) -> date:
    """The working day that comes `count` working days after `day`."""
    for _ in range(count):
        day = next_working_day(law, day + timedelta(days=1))
    return day

"""Declaring a claim in collective proceedings, and how procedural periods are counted (CPC 641, 642)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from relance.domain.day_count import DAY, add_months

MONTHS, MONTHS_MORE_OVERSEAS = 2, 2  # C. com. R622-24


def declaration_due(published_on: date, is_working_day: Callable[[date], bool], overseas: bool = False) -> date:
    """Two months after the publication of the opening judgment, four from one side of the sea to the other."""
    return carried(add_months(published_on, declaration_months(overseas)), is_working_day)


def declaration_months(overseas: bool) -> int:
    """Months to declare a claim; `overseas`: the creditor and the court are not on the same side."""
    return MONTHS + (MONTHS_MORE_OVERSEAS if overseas else 0)


def carried(day: date, is_working_day: Callable[[date], bool]) -> date:
    """That day, or the next working one (CPC 642): for procedure only, never for limitation."""
    while not is_working_day(day):
        day += DAY
    return day

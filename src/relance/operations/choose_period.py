"""The period that figures are asked for: 90 days up to today unless said otherwise."""

from __future__ import annotations

from datetime import date

from relance.domain.figures.book import Period, days_before
from relance.operations.refused import Refused

USUAL_DAYS = 90


def choose_period(*, first: date | None, last: date | None, today: date) -> Period:
    """The days from `first` to `last`, both included. Raises Refused for an end to come or before the beginning."""
    end = last or today
    if end > today:
        raise Refused(f"{end} is to come: figures are about what was; give a last day up to {today}")
    begin = first or days_before(end, USUAL_DAYS).first
    if begin > end:
        raise Refused(f"the period ends on {end}, before it begins on {begin}: give the earlier day first")
    return Period(begin, end)

"""Interest of some days in cents, and the whole years that days are counted by."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from relance.domain.claim import DayCount

DAY = timedelta(days=1)
YEAR, LEAP_YEAR = 365, 366


def days_between(from_on: date, to_on: date) -> int:
    """Number of days, both included."""
    return (to_on - from_on).days + 1


def interest_cents(base_cents: int, rate: Decimal, from_on: date, to_on: date, day_count: DayCount) -> int:
    """Simple interest of those days, both included, rounded half-up to the cent; `rate` is in % a year."""
    days = days_between(from_on, to_on)
    leap = _leap_days(from_on, to_on) if day_count == "ACT/ACT" else 0
    # one division only, so that an exact half cent stays exact
    parts = (days - leap) * LEAP_YEAR + leap * YEAR
    with localcontext() as context:
        context.prec = 50
        exact = base_cents * rate * parts / (100 * YEAR * LEAP_YEAR)
        return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _leap_days(from_on: date, to_on: date) -> int:
    return sum(
        days_between(max(from_on, date(year, 1, 1)), min(to_on, date(year, 12, 31)))
        for year in range(from_on.year, to_on.year + 1)
        if calendar.isleap(year)
    )


def add_months(day: date, months: int) -> date:
    """The same day of the month, months later; else that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))

"""The days and hours at which notices may leave, and the days off to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from relance.domain.law import Law
from relance.operations.plans_in_force import law_of
from relance.web.door import Visit, page
from relance.web.setting_pages import answered

MOST_SHOWN = 10
FIRST, LAST = 1990, 2099  # years that may be looked at


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """The calendar of working days, with the holidays of the year and the next days on which nothing leaves."""
    return answered(visit, "calendar", "settings/calendar.html", _days)


def _days(visit: Visit) -> dict[str, Any]:
    law, today = law_of(visit.creditor), visit.act.today
    days_off = _days_off(law, today, visit.language)
    asked = visit.request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and FIRST <= int(asked) <= LAST else today.year
    return {
        "year": year,
        "before": max(year - 1, FIRST),
        "after": min(year + 1, LAST),
        "holidays": [(day, name, day < today) for day, name in law.holidays(year, visit.language).items()],
        "days_off": [next(days_off) for _number in range(MOST_SHOWN)],
        "is_working_day": law.is_working_day(today),
    }


def _days_off(law: Law, today: date, language: str) -> Iterator[tuple[date, str]]:
    """The days from today on at which nothing leaves, holidays with their name."""
    day = today
    while True:
        if not law.is_working_day(day):
            yield day, law.holidays(day.year, language).get(day, "")
        day += timedelta(days=1)

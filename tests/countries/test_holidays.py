"""Working days of mainland France, Alsace-Moselle and overseas (C. trav. L3133-1, L3134-13, L3422-2)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.law import add_working_days, next_working_day
from tests.interest.claims import LAW, day

EASTER = {
    "2026": ("2026-04-06", "2026-05-14", "2026-05-25"),
    "2027": ("2027-03-29", "2027-05-06", "2027-05-17"),
    "2028": ("2028-04-17", "2028-05-25", "2028-06-05"),
}
FIXED = ("01-01", "05-01", "05-08", "07-14", "08-15", "11-01", "11-11", "12-25")


@pytest.mark.parametrize("year", EASTER)
def test_the_eleven_holidays_are_no_working_days_in_any_calendar(year: str) -> None:
    days = [day(text) for text in (*EASTER[year], *(f"{year}-{text}" for text in FIXED))]
    assert len(set(days)) == 11
    assert not any(LAW.bound_to(name).is_working_day(one) for name in LAW.calendars() for one in days)


@pytest.mark.parametrize(
    ("calendar", "holiday"),
    [
        ("FR-ALSACE-MOSELLE", "2028-12-26"),
        ("FR-ALSACE-MOSELLE", "2026-04-03"),  # Good Friday
        ("FR-MAYOTTE", "2026-04-27"),
        ("FR-MARTINIQUE", "2026-05-22"),
        ("FR-GUADELOUPE", "2026-05-27"),
        ("FR-GUYANE", "2026-06-10"),
        ("FR-REUNION", "2027-12-20"),
    ],
)
def test_a_local_holiday_is_one_there_and_not_on_the_mainland(calendar: str, holiday: str) -> None:
    assert not LAW.bound_to(calendar).is_working_day(day(holiday))
    assert LAW.bound_to("FR").is_working_day(day(holiday))


def test_every_other_weekday_of_2026_is_worked_and_no_weekend_is() -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    closed = {day(text) for text in (*EASTER["2026"], *(f"2026-{text}" for text in FIXED))}
    assert [LAW.is_working_day(one) for one in days] == [one.weekday() < 5 and one not in closed for one in days]


def test_working_days_are_counted_over_a_long_weekend() -> None:
    assert next_working_day(LAW, date(2026, 4, 4)) == date(2026, 4, 7)
    assert add_working_days(LAW, date(2026, 4, 2), 2) == date(2026, 4, 7)


def test_every_calendar_offered_exists_and_another_is_refused_by_name() -> None:
    assert [LAW.bound_to(name).calendar for name in LAW.calendars()] == list(LAW.calendars())
    with pytest.raises(ValueError, match="FR-ALSACE-MOSELLE"):
        LAW.bound_to("FR-PARIS")


def test_another_calendar_keeps_the_rates() -> None:
    law = LAW.with_rates(None).bound_to("FR-REUNION")
    assert (law.calendar, law.rates is not None) == ("FR-REUNION", True)

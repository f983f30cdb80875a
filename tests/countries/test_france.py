"""The days of France: holidays of the mainland and beyond, and the last day to declare a claim."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.discovery import country
from relance.domain.law import Law, add_working_days, next_working_day

FRANCE: Law = country("FR")


def works(day: str, calendar: str = "FR") -> bool:
    return FRANCE.bound_to(calendar).is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("easter_monday", "ascension", "whit_monday"),
    [
        ("2026-04-06", "2026-05-14", "2026-05-25"),
        ("2027-03-29", "2027-05-06", "2027-05-17"),
        ("2028-04-17", "2028-05-25", "2028-06-05"),
    ],
)
def test_easter_brings_three_holidays(easter_monday: str, ascension: str, whit_monday: str) -> None:
    assert not any(map(works, (easter_monday, ascension, whit_monday)))


def test_good_friday_is_worked_but_in_alsace_moselle() -> None:
    assert works("2026-04-03")
    assert not works("2026-04-03", "FR-ALSACE-MOSELLE")


def test_the_day_after_christmas_is_worked_but_in_alsace_moselle() -> None:
    assert works("2028-12-26")
    assert not works("2028-12-26", "FR-ALSACE-MOSELLE")


def test_the_eleven_holidays_of_2026_and_the_weekends_are_not_worked() -> None:
    holidays = "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25".split()
    closed = {date.fromisoformat(f"2026-{day}") for day in holidays}
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert {d for d in days if d.weekday() < 5 and not FRANCE.is_working_day(d)} == {
        d for d in closed if d.weekday() < 5
    }
    assert not any(FRANCE.is_working_day(d) for d in days if d.weekday() >= 5)


@pytest.mark.parametrize(
    ("calendar", "abolition_day"),
    [
        ("FR-MAYOTTE", "2026-04-27"),
        ("FR-MARTINIQUE", "2026-05-22"),
        ("FR-GUADELOUPE", "2026-05-27"),
        ("FR-GUYANE", "2026-06-10"),
        ("FR-REUNION", "2027-12-20"),
    ],
)
def test_overseas_the_abolition_of_slavery_is_kept(calendar: str, abolition_day: str) -> None:
    assert works(abolition_day)
    assert not works(abolition_day, calendar)


def test_every_calendar_offered_exists_and_another_is_refused_by_name() -> None:
    assert [FRANCE.bound_to(name).calendar for name in FRANCE.calendars()] == list(FRANCE.calendars())
    with pytest.raises(ValueError, match="FR-ALSACE-MOSELLE"):
        FRANCE.bound_to("FR-PARIS")


@pytest.mark.parametrize(
    ("published", "last_day"),
    [
        ("2026-02-20", "2026-04-20"),
        ("2026-12-31", "2027-03-01"),  # 28 February 2027 is a Sunday
        ("2025-12-30", "2026-03-02"),  # 28 February 2026 is a Saturday
        ("2027-12-29", "2028-02-29"),  # a leap year
        ("2026-02-06", "2026-04-07"),  # 6 April is Easter Monday
        ("2026-03-01", "2026-05-04"),  # 1 May is a holiday, and a Friday
    ],
)
def test_a_claim_is_declared_within_two_months(published: str, last_day: str) -> None:
    assert FRANCE.declaration_due(date.fromisoformat(published)) == date.fromisoformat(last_day)


def test_working_days_are_counted_over_a_long_weekend() -> None:
    assert next_working_day(FRANCE, date(2026, 4, 4)) == date(2026, 4, 7)
    assert add_working_days(FRANCE, date(2026, 4, 2), 2) == date(2026, 4, 7)

"""Working days of mainland France, Alsace-Moselle and overseas (C. trav. L3133-1, L3134-13, L3422-2)."""

from __future__ import annotations

import pytest

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


def test_saturdays_and_sundays_are_no_working_days() -> None:
    assert [LAW.is_working_day(day(d)) for d in ("2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23")] == [
        True, False, False, True,
    ]  # fmt: skip


def test_another_calendar_keeps_the_rates(tmp_path: object) -> None:
    law = LAW.with_rates(None).bound_to("FR-REUNION")
    assert (law.calendar, law.rates is not None) == ("FR-REUNION", True)

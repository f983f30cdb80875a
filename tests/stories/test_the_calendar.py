"""Days that trip programs up: leap days, month ends, the nights when clocks change, islands, weeks nobody was there."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from relance.cli import clock as cli_clock
from relance.domain.act import Act
from relance.ledger.models import Creditor
from relance.operations.decide_due import decide_due
from relance.operations.refused import Refused
from relance.operations.send_due import send_due
from relance.web import clock as web_clock
from tests.stories.life import Life, day

pytestmark = pytest.mark.sqlite_only  # months of days; what differs on PostgreSQL is tested with the operations


# -- dates
@pytest.mark.parametrize(
    ("due", "first", "second"),
    [
        ("2028-02-22", "2028-02-29", "2028-03-10"),  # a leap day is a day like another
        ("2028-02-29", "2028-03-07", "2028-03-17"),
        ("2027-02-22", "2027-03-01", "2027-03-11"),
        ("2026-01-30", "2026-02-06", "2026-02-16"),
        ("2025-12-31", "2026-01-07", "2026-01-19"),  # 17 January 2026 is a Saturday
        ("2026-04-24", "2026-05-04", "2026-05-14"),  # 1 May is a holiday, then a week-end; 14 May is Ascension: no
    ],
)
def test_steps_fall_on_the_days_that_one_counts_on_a_calendar(life: Life, due: str, first: str, second: str) -> None:
    life.today = day(due) - timedelta(days=3)
    life.bills("FA-1", 1200, due=due)
    life.lives_until(str(day(second) + timedelta(days=1)))
    left = [line[:10] for line in life.mail]
    assert left == ([first, second] if second != "2026-05-14" else [first, "2026-05-15"])


def test_a_due_date_on_a_saturday_is_late_from_tuesday_on(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-31")
    life.lives_until("2026-02-02")
    assert life.why("FA-1") == "not_due"
    life.lives_until("2026-02-09")
    assert life.mail == ["2026-02-09 r1 FA-1 1200.00"]


# -- the nights when clocks change
@pytest.mark.parametrize(
    ("instant", "leaves"),
    [
        ("2026-03-30T05:59", False),  # Monday after the change to summer time: 7:59 in Paris
        ("2026-03-30T06:00", True),
        ("2026-03-30T16:59", True),
        ("2026-03-30T17:00", False),
        ("2026-10-26T06:59", False),  # Monday after the change to winter time: 7:59 in Paris
        ("2026-10-26T07:00", True),
        ("2026-10-26T17:59", True),
        ("2026-10-26T18:00", False),
        ("2026-03-29T10:00", False),  # the Sunday itself
        ("2026-10-25T10:00", False),
    ],
)
def test_sending_hours_are_those_of_the_wall_clock(life: Life, instant: str, *, leaves: bool) -> None:
    now = datetime.fromisoformat(instant).replace(tzinfo=UTC)
    life.bills("FA-1", 1200, due=str(now.date() - timedelta(days=20)))
    act = Act(now.astimezone(ZoneInfo("Europe/Paris")).date(), now, "Claire")
    decide_due(creditor=life.creditor, act=act)
    life.creditor.refresh_from_db()
    send_due(creditor=life.creditor, act=act)
    assert bool(life.mail) is leaves


# -- creditors overseas: hours from UTC, as an atlas has them
OFFSETS = {
    "America/Martinique": -4, "America/Guadeloupe": -4, "America/Cayenne": -3, "Indian/Reunion": 4,
    "Indian/Mayotte": 3, "Pacific/Noumea": 11, "Pacific/Tahiti": -10, "Pacific/Wallis": 12,
}  # fmt: skip
INSTANTS = (
    "2026-03-29T00:59", "2026-03-29T01:00", "2026-10-25T00:59", "2026-10-25T01:00", "2028-02-28T23:30",
    "2028-02-29T12:30", "2028-02-29T23:30", "2026-12-31T11:59", "2026-12-31T22:30", "2026-12-31T23:30",
)  # fmt: skip


def at(monkeypatch: pytest.MonkeyPatch, instant: datetime) -> None:
    """The clock of both doors stands at that instant."""

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return instant.astimezone(tz)

    monkeypatch.setattr(cli_clock, "datetime", Stopped)
    monkeypatch.setattr(web_clock, "datetime", Stopped)
    monkeypatch.delenv("RELANCE_TODAY", raising=False)


def both_doors(creditor: Any) -> set[date]:
    """What day it is at the command line and on the pages."""
    return {cli_clock.act_on(None, creditor.timezone).today, web_clock.act_for(creditor, "Claire").today}


@pytest.mark.parametrize("zone", OFFSETS)
@pytest.mark.parametrize("text", INSTANTS)
def test_overseas_it_is_the_day_of_the_island(monkeypatch: Any, zone: str, text: str) -> None:
    instant = datetime.fromisoformat(text).replace(tzinfo=UTC)
    at(monkeypatch, instant)
    assert both_doors(Creditor(timezone=zone)) == {(instant + timedelta(hours=OFFSETS[zone])).date()}


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("2026-03-28T22:59", "2026-03-28"),
        ("2026-03-28T23:00", "2026-03-29"),
        ("2026-03-29T21:59", "2026-03-29"),
        ("2026-03-29T22:00", "2026-03-30"),
        ("2026-10-24T22:00", "2026-10-25"),
        ("2026-10-25T22:59", "2026-10-25"),
        ("2026-10-25T23:00", "2026-10-26"),
    ],
)
def test_in_paris_the_day_begins_at_midnight_of_the_season(monkeypatch: Any, text: str, on: str) -> None:
    at(monkeypatch, datetime.fromisoformat(text).replace(tzinfo=UTC))
    assert both_doors(Creditor(timezone="Europe/Paris")) == {day(on)}


def test_nobody_is_late_in_tahiti_while_it_is_still_the_due_date_there(life: Life, monkeypatch: Any) -> None:
    life.creditor.timezone = "Pacific/Tahiti"
    life.bills("FA-1", 1200, due="2026-01-30")
    at(monkeypatch, datetime(2026, 2, 6, 9, 30, tzinfo=UTC))  # still 5 February, 23:30, in Papeete
    act = cli_clock.act_on(None, life.creditor.timezone)
    decide_due(creditor=life.creditor, act=act)
    assert act.today == day("2026-02-05") and life.why("FA-1") == "waiting_step"


# -- weeks nobody was there, and clocks that go wrong
@pytest.mark.parametrize("back", ["2026-02-09", "2026-03-30", "2026-08-31", "2036-01-07"])
def test_after_weeks_away_everyone_gets_one_step_and_no_more(life: Life, back: str) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.bills("FA-2", 700, due="2026-01-23", customer="MARTIN")
    life.is_away_until(back)
    assert [line.split()[1] for line in life.mail] == ["r1", "r1"]
    life.lives_until(str(day(back) + timedelta(days=9)))
    assert len(life.mail) == 2  # and the second waits its ten days from the day the first really left


def test_a_clock_that_goes_back_is_refused_and_nothing_leaves(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-04")
    life.today = day("2026-02-10")
    life.creditor.refresh_from_db()
    decide_due(creditor=life.creditor, act=life.act)
    life.creditor.refresh_from_db()
    life.today = day("2026-02-09")
    with pytest.raises(Refused, match="the last run was for 2026-02-10"):
        decide_due(creditor=life.creditor, act=life.act)
    with pytest.raises(Refused, match="check the clock"):
        send_due(creditor=life.creditor, act=life.act, any_hour=True)
    assert life.mail == []


def test_looking_at_a_past_day_is_always_allowed(life: Life) -> None:
    from relance.operations.preview_days import preview_days

    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-10")
    life.today = day("2026-01-20")
    assert [str(d.on) for d in preview_days(creditor=life.creditor, act=life.act)][:1] == ["2026-02-16"]

"""The invented company’s exports: they must hang together, on whatever day the demonstration is opened."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.cli.demo import cast, story
from relance.cli.demo.deeds import DEEDS, WHAT

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode())))


def open_in(lines: list[story.Line], day: date) -> dict[tuple[str, str], str]:
    return {(row["invoice"], row["due_on"]): row["open"] for row in read(story.snapshot_csv(lines, day))}


def test_the_story_is_the_same_each_time_it_is_told() -> None:
    assert story.snapshot_csv(story.lines(TODAY), TODAY) == story.snapshot_csv(story.lines(TODAY), TODAY)


def test_the_company_brings_more_than_a_year_of_paid_invoices_along() -> None:
    settled = story.settled_by(story.lines(TODAY), TODAY - timedelta(weeks=9))
    assert len(settled) > 300
    assert min(line.due_on for line in settled) < TODAY - timedelta(days=365)


@settings(max_examples=8, deadline=None)
@given(DAYS)
def test_an_invoice_has_one_number_and_one_customer(today: date) -> None:
    lines = story.lines(today)
    assert max(Counter((line.number, line.due_on) for line in lines).values()) == 1
    assert len({line.number for line in lines}) == len({(line.number, line.player.code) for line in lines})


@settings(max_examples=8, deadline=None)
@given(DAYS, st.integers(-63, 0))
def test_an_invoice_that_is_paid_is_in_no_later_export(today: date, ago: int) -> None:
    lines, day = story.lines(today), today + timedelta(days=ago)
    listed = open_in(lines, day)
    paid = [line for line in lines if line.paid and sum(p.cents for p in line.paid if p.on <= day) == line.cents]
    assert paid and all((line.number, line.due_on.isoformat()) not in listed for line in paid)


def test_nothing_is_paid_twice_or_before_it_is_issued() -> None:
    for line in story.lines(TODAY):
        assert sum(part.cents for part in line.paid) <= line.cents, line.number
        assert all(part.cents > 0 and part.on > line.issued_on for part in line.paid), line.number


def test_a_payment_is_in_one_bank_file_only() -> None:
    lines, first = story.lines(TODAY), TODAY - timedelta(days=40)
    rows = read(story.payments_csv(lines, first, TODAY - timedelta(days=20)))
    rows += read(story.payments_csv(lines, TODAY - timedelta(days=20), TODAY))
    assert rows == read(story.payments_csv(lines, first, TODAY))


def test_a_habit_is_a_customers() -> None:
    assert {habit.code for habit in cast.HABITS} <= {player.code for player in cast.PLAYERS}


def test_a_deed_is_one_of_those_known_and_about_an_invoice_of_its_customer() -> None:
    due = {(line.player.code, (line.due_on - TODAY).days) for line in story.lines(TODAY)}
    assert {deed.what for deed in DEEDS} == set(WHAT)
    assert {(deed.code, int(day)) for deed in DEEDS for day in deed.said.get("due", "").split()} <= due

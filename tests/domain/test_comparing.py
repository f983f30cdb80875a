"""Two previews beside each other: what differs is named, what does not is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.discovery import country
from relance.domain.comparing import HOW, difference_words, differences
from relance.domain.plan import Plan
from relance.domain.plans import load_preset
from relance.domain.position import Position, Receivable
from relance.domain.preview import Departure, preview, preview_together

FRANCE = country("FR")
MONDAY = date(2026, 2, 16)
PLAN = load_preset("two-then-notice")


def owing(customer: str, *euros: int, due_on: date = date(2026, 2, 2), confirm_all: bool = False) -> Position:
    lines = [Receivable(f"{customer}{n}", f"FA-{n}", due_on, 100 * sum_) for n, sum_ in enumerate(euros)]
    return Position(
        customer, channels=frozenset({"email", "letter", "registered_letter"}), receivables=tuple(lines),
        money_known_to=date(2026, 12, 31), confirm_all=confirm_all,
    )  # fmt: skip


def month(position: Position, plan: Plan = PLAN) -> list[Departure]:
    return list(preview(position, plan, FRANCE, MONDAY, 30))


def told(now: list[Departure], then: list[Departure]) -> list[str]:
    return [d.how for d in differences(now, then)]


def test_two_previews_alike_do_not_differ() -> None:
    assert told(month(owing("DUPONT", 900)), month(owing("DUPONT", 900))) == []


def test_a_customer_no_longer_reminded_shows_on_one_side_alone() -> None:
    (first, *_others) = differences(month(owing("DUPONT", 900)), [])
    assert (first.how, first.customer, first.on, first.then) == ("only_now", "DUPONT", MONDAY, None)


def test_a_step_that_moves_is_one_difference_and_not_two() -> None:
    later = replace(PLAN, steps=(replace(PLAN.steps[0], offset_days=21), *PLAN.steps[1:]))
    found = differences(month(owing("DUPONT", 900))[:1], month(owing("DUPONT", 900), later)[:1])
    assert [(d.how, d.now.on, d.then.on) for d in found if d.now and d.then] == [
        ("other_day", MONDAY, date(2026, 2, 23))
    ]


def test_another_channel_on_the_same_day_is_named() -> None:
    by_letter = replace(PLAN, steps=(replace(PLAN.steps[0], channels=("letter",)), *PLAN.steps[1:]))
    assert told(month(owing("DUPONT", 900))[:1], month(owing("DUPONT", 900), by_letter)[:1]) == ["other_way"]


def test_what_would_leave_without_a_person_is_named() -> None:
    asked, alone = month(owing("DUPONT", 900, confirm_all=True)), month(owing("DUPONT", 900))
    assert told(asked, alone)[0] == "by_itself"
    assert told(alone, asked)[0] == "by_a_person"


def test_every_way_to_differ_has_words() -> None:
    assert all(difference_words(how, language) for how in HOW for language in ("fr", "en"))


def test_beyond_the_daily_limit_the_largest_leave_first_and_the_rest_the_next_working_day() -> None:
    courses = [(owing(name, euros), PLAN) for name, euros in (("A", 100), ("B", 300), ("C", 200))]
    left = [(d.on.day, d.customer) for d in preview_together(courses, FRANCE, MONDAY, 4, 1)]
    assert left == [(16, "B"), (17, "C"), (18, "A")]


plans = st.sampled_from([load_preset(key) for key in ("standard", "progressive", "by-profile", "two-then-notice")])
sums = st.lists(st.integers(1, 2_000), min_size=1, max_size=3)
days = st.dates(date(2025, 11, 1), date(2026, 3, 10))


@pytest.mark.slow
@given(st.lists(st.tuples(sums, days, plans), max_size=4))
def test_without_a_limit_many_are_previewed_as_each_alone(firm: list[tuple[list[int], date, Plan]]) -> None:
    courses = [(owing(f"C{n}", *s, due_on=d), plan) for n, (s, d, plan) in enumerate(firm)]
    apart = [x for position, plan in courses for x in month(position, plan)]
    together = preview_together(courses, FRANCE, MONDAY, 30, 10**9)
    key = lambda x: (x.on, x.customer, x.what.step.key)  # noqa: E731
    assert sorted(together, key=key) == sorted(apart, key=key)


@given(sums, plans, plans)
def test_every_departure_is_alike_or_in_exactly_one_difference(euros: list[int], one: Plan, other: Plan) -> None:
    now, then = month(owing("DUPONT", *euros), one), month(owing("DUPONT", *euros), other)
    found = differences(now, then)
    alike = len(now) - sum(1 for d in found if d.now)
    assert alike == len(then) - sum(1 for d in found if d.then) >= 0
    assert all(d.now or d.then for d in found)

"""The chance of being paid by a coming day, from how late a customer and everybody else paid."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.figures.delays import EARLIEST, PRIOR, Delay, learn

LATES = st.lists(st.integers(-20, 60), min_size=1, max_size=30)
ALWAYS = EARLIEST


def paid(customer: int, *lates: int) -> list[Delay]:
    """Lines of a customer paid so many days late, all watched from the beginning."""
    return [Delay(customer, ALWAYS, late, True) for late in lates]


@given(LATES, st.integers(-30, 50))
def test_where_all_was_paid_the_chance_is_the_share_among_those_as_late(lates: list[int], age: int) -> None:
    found = learn(paid(1, *lates)).paid_within(99, age, [7, 14])
    later = [x for x in lates if x >= age]
    wanted = [sum(x < age + days for x in later) / len(later) if later else 0.0 for days in (7, 14)]
    assert found == pytest.approx(wanted)


@given(LATES, LATES, st.integers(-30, 50))
def test_a_customer_is_mixed_with_everybody(own: list[int], others: list[int], age: int) -> None:
    found = learn(paid(1, *own) + paid(2, *others)).paid_within(1, age, [7])[0]
    everybody = own + others
    weights = [(x, 1.0) for x in own] + [(x, PRIOR / len(everybody)) for x in everybody]
    later = sum(w for x, w in weights if x >= age)
    wanted = sum(w for x, w in weights if age <= x < age + 7) / later if later else 0.0
    assert found == pytest.approx(wanted)


def test_a_line_forty_days_late_is_paid_later_than_that() -> None:
    delays = learn(paid(1, 0, 0, 0, 45, 80))
    assert delays.paid_within(9, 40, [7, 14, 49]) == pytest.approx([0.5, 0.5, 1.0])


def test_those_who_do_not_pay_are_seen_too() -> None:
    still_open = [Delay(2, ALWAYS, 100, False)] * 3
    assert learn(paid(1, 10)).paid_within(9, 5, [7])[0] == 1
    assert learn(paid(1, 10) + still_open).paid_within(9, 5, [7])[0] == pytest.approx(1 / 4)


def test_a_line_counts_from_the_day_it_was_known() -> None:
    known_late = [Delay(2, 50, 60, True)] * 9  # imported when 50 days late: nobody saw those paid on the fifth day
    assert learn(paid(1, 5, 60) + known_late).paid_within(9, 0, [7])[0] == pytest.approx(1 / 2)


def test_beyond_all_that_was_ever_paid_nothing_is_expected() -> None:
    assert learn(paid(1, 5, 60)).paid_within(9, 61, [7, 84]) == [0, 0]
    assert learn([]).paid_within(9, 0, [7]) == [0]

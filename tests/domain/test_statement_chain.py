"""Statements joined: up to when an account is known, and what is missing."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from relance.domain.statements.chain import Span, chain, earliest

TODAY = date(2026, 2, 20)


def feb(day: int) -> date:
    return date(2026, 2, day)


def test_balances_that_follow_leave_no_gap_whatever_the_days() -> None:
    found = chain([Span(feb(9), feb(9), 100, 150), Span(feb(2), feb(2), 0, 100)], TODAY)
    assert (found.known_to, found.closing_cents, found.gaps) == (feb(9), 150, ())


def test_a_balance_that_does_not_follow_is_a_gap_and_nothing_later_is_known() -> None:
    found = chain([Span(feb(2), feb(2), 0, 100), Span(feb(6), feb(9), 120, 150)], TODAY)
    assert found.known_to == feb(2) and found.closing_cents == 150
    assert [gap.days for gap in found.gaps] == [(feb(3), feb(5))]


def test_two_days_that_follow_with_balances_that_do_not_miss_a_part_of_a_day() -> None:
    (gap,) = chain([Span(feb(2), feb(2), 0, 100), Span(feb(3), feb(3), 120, 150)], TODAY).gaps
    assert gap.days == (feb(2), feb(3))


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_day_in_three_statements_goes_on_where_the_last_ends(order: tuple[int, ...]) -> None:
    day = [Span(feb(3), feb(3), 0, 50), Span(feb(3), feb(3), 50, 20), Span(feb(3), feb(3), 20, 90)]
    found = chain([Span(feb(4), feb(4), 90, 95), *(day[n] for n in order)], TODAY)
    assert (found.known_to, found.closing_cents, found.gaps) == (feb(4), 95, ())
    assert chain([day[n] for n in order], TODAY).closing_cents == 90


def test_lists_without_balances_miss_a_list_after_five_idle_working_days() -> None:
    assert not chain([Span(feb(2), feb(6)), Span(feb(13), feb(13))], TODAY).gaps  # 9 to 12: four
    assert chain([Span(feb(2), feb(5)), Span(feb(13), feb(13))], TODAY).gaps  # 6 and 9 to 12: five


def test_an_old_gap_holds_nothing_back_and_is_still_told() -> None:
    old = Span(date(2025, 10, 1), date(2025, 10, 31), 0, 5)
    found = chain([old, Span(date(2025, 11, 10), feb(9), 100, 150)], TODAY)
    assert found.known_to == feb(9) and len(found.gaps) == 1


def test_a_gap_that_a_person_looked_at_is_none() -> None:
    spans = [Span(feb(2), feb(2), 0, 100), Span(feb(6), feb(9), 120, 150)]
    name = chain(spans, TODAY).gaps[0].name
    assert chain(spans, TODAY, [name]) == chain([spans[0], Span(feb(6), feb(9), 100, 150)], TODAY)


def test_what_is_not_known_of_one_account_is_known_of_none() -> None:
    assert earliest([feb(3), feb(2)]) == feb(2)
    assert earliest([feb(3), None]) is None and earliest([]) is None and chain([], TODAY).known_to is None

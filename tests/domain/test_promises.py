"""Bands of promises on one invoice, which give way to a new one, and the day on which money reached one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.promises import (
    Claimed,
    Reliability,
    default_cents,
    give_way,
    lay_bands,
    reached_on,
)
from relance.domain.stops import Word, shares, still_promised

FEB = date(2026, 2, 1)


def feb(day: int) -> date:
    return date(2026, 2, day)


def test_two_promises_lie_one_after_the_other_whatever_was_said_first() -> None:
    later, sooner = Claimed(1, feb(20), 40_000), Claimed(2, feb(10), 30_000)
    assert lay_bands(100_000, [later, sooner]) == {2: 70_000, 1: 30_000}


def test_without_an_amount_what_is_due_by_then_is_meant_else_all() -> None:
    lines = [(feb(5), 30_000), (feb(28), 70_000)]
    assert default_cents(lines, feb(10)) == 30_000
    assert default_cents(lines, feb(3)) == 100_000


def test_the_first_made_gives_way_and_only_as_far_as_needed() -> None:
    live = [Claimed(1, feb(10), 50_000), Claimed(2, feb(20), 50_000)]
    assert give_way(live, 50_000, 100_000) == [1]
    assert give_way(live, 100_000, 100_000) == [1, 2]
    assert give_way(live[:1], 50_000, 100_000) == []


def test_money_reaches_a_promise_on_its_own_day_not_on_the_last_one() -> None:
    moneys = [(feb(8), 40_000), (feb(20), 10_000)]
    assert reached_on(60_000, 50_000, moneys, feb(1), all_dated=True) == feb(8)
    assert reached_on(50_000, 50_000, moneys, feb(1), all_dated=True) == feb(20)


def test_old_money_proves_nothing_where_a_list_without_days_lowered_the_rest() -> None:
    assert reached_on(0, 0, [(date(2026, 1, 5), 20_000)], feb(1), all_dated=False) is None
    assert reached_on(0, 0, [(date(2026, 1, 5), 20_000)], feb(1), all_dated=True) == date(2026, 1, 5)
    assert reached_on(0, 0, [], feb(1), all_dated=False) is None


@pytest.mark.parametrize(("word", "percent"), [((2, 0, 1), 67), ((0, 1, 0), 0), ((0, 0, 0), None)])
def test_reliability_is_a_share_of_the_promises_that_ended(word: tuple[int, int, int], percent: int | None) -> None:
    kept, late, broken = word
    held = Reliability(kept=kept, late=late, broken=broken, live=5, withdrawn=7)
    assert (held.percent, held.ended) == (percent, sum(word))


PROMISED = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 60_000)), min_size=1, max_size=5)


@given(open_cents=st.integers(1, 100_000), said=PROMISED, paid=st.integers(0, 100_000))
def test_bands_never_overlap_and_cover_no_more_than_is_open(
    open_cents: int, said: list[tuple[int, int]], paid: int
) -> None:
    claims: list[Claimed] = []
    for key, (days, cents) in enumerate(said):
        asked = min(cents, open_cents)
        going = give_way(claims, asked, open_cents)
        claims = [one for one in claims if one.key not in going]
        claims.append(Claimed(key, FEB + timedelta(days=days), asked))
    bands = lay_bands(open_cents, claims)
    edges = sorted((bands[one.key], bands[one.key] + one.cents) for one in claims)
    assert all(upper <= lower for (_, upper), (lower, _) in pairwise(edges))
    words = [Word(one.on, one.cents, bands[one.key]) for one in claims]
    left = max(open_cents - paid, 0)
    assert sum(shares(words, left)) <= left
    assert sum(shares(words, open_cents)) == sum(one.cents for one in claims)
    assert sum(cents for _, cents in still_promised(words, left)) == sum(shares(words, left))

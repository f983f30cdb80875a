"""The statement and a naive day-by-day one agree, and interest behaves as interest must."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.claim import ClaimEvent, ClaimFacts
from relance.domain.interest import statement
from tests.interest import naive
from tests.interest.claims import LAW

FIRST, LAST = date(2009, 1, 1), date(2026, 12, 30)  # the tables end with 2026, and the next day is asked too
EXACT_CENTS = 3_650_000  # in multiples of it each day's interest at a rate of two decimals is whole cents


@st.composite
def claims(draw: st.DrawFn) -> tuple[ClaimFacts, date]:
    """A claim of any kind with up to five events, and a day up to three years after its due date."""
    due = draw(st.dates(FIRST, LAST))
    at = min(LAST, due + timedelta(days=draw(st.integers(0, 1100))))
    amount = draw(st.integers(1, 5_000_000))
    some_day = st.dates(due - timedelta(days=20), at)
    event = st.builds(
        ClaimEvent, some_day, st.sampled_from(["payment", "payment", "credit_note"]), st.integers(1, amount)
    )
    claim = ClaimFacts(
        amount_cents=amount,
        due_on=due,
        customer_kind=draw(st.sampled_from(["business", "business", "public", "consumer"])),
        events=tuple(draw(st.lists(event, max_size=5))),
        rate=draw(st.sampled_from(["default", "3x_legal"]) | st.decimals("0", "16", places=2)),
        formal_notice_on=draw(st.none() | some_day),
        insolvency_on=draw(st.none() | st.none() | some_day),
        imputation=draw(st.sampled_from(["interest_first", "principal_first"])),
        day_count=draw(st.sampled_from(["ACT/365", "ACT/ACT"])),
        below_floor=draw(st.sampled_from(["floor", "default", "as_written"])),
    )
    return claim, at


def agree(case: tuple[ClaimFacts, date]) -> None:
    claim, at = case
    ours, theirs = statement(claim, LAW, at), naive.owed(claim, at)
    found = (ours.principal_cents, ours.interest_cents, ours.indemnity_cents, ours.accrued_cents)
    assert found == (theirs.principal, theirs.interest, theirs.indemnity, theirs.accrued)


@settings(max_examples=150)
@given(claims())
def test_a_naive_statement_agrees(case: tuple[ClaimFacts, date]) -> None:
    agree(case)


@pytest.mark.slow
@settings(max_examples=3000)
@given(claims())
def test_a_naive_statement_agrees_thousands_of_times(case: tuple[ClaimFacts, date]) -> None:
    agree(case)


@settings(max_examples=200)
@given(claims())
def test_every_statement_adds_up(case: tuple[ClaimFacts, date]) -> None:
    found = statement(case[0], LAW, case[1])
    charged = case[0].amount_cents + found.accrued_cents + found.indemnity_charged_cents
    set_off = sum(line.cents - line.unused_cents for line in found.imputed)
    assert charged - set_off == found.total_cents
    assert found.total_cents == found.principal_cents + found.interest_cents + found.indemnity_cents
    assert min(found.principal_cents, found.interest_cents, found.indemnity_cents) >= 0


@settings(max_examples=200)
@given(claims())
def test_lines_follow_each_other_and_count_their_days(case: tuple[ClaimFacts, date]) -> None:
    segments = statement(case[0], LAW, case[1]).segments
    assert all(one.days == (one.to_on - one.from_on).days + 1 for one in segments)
    assert all(before.to_on < after.from_on for before, after in pairwise(segments))
    assert all(case[0].due_on < one.from_on and one.to_on <= case[1] for one in segments)


@settings(max_examples=200)
@given(claims(), st.randoms(use_true_random=False))
def test_the_order_of_payments_does_not_matter(case: tuple[ClaimFacts, date], chance: st.DataObject) -> None:
    claim, at = case
    shuffled = list(claim.events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = statement(replace(claim, events=tuple(shuffled)), LAW, at)
    assert (again.totals, again.segments, again.imputed) == (lambda s: (s.totals, s.segments, s.imputed))(
        statement(claim, LAW, at)
    )


DAYS = st.lists(st.dates(FIRST, LAST), min_size=3, max_size=3).map(sorted)
RATES = st.sampled_from(["default", "3x_legal", Decimal("14.20"), Decimal("9.35")])


def interest(times: int, due: date, at: date, rate: object) -> int:
    claim = ClaimFacts(times * EXACT_CENTS, due, rate=rate)  # type: ignore[arg-type]
    return statement(claim, LAW, at).interest_cents


@settings(max_examples=200)
@given(DAYS, RATES)
def test_interest_from_a_to_c_is_that_from_a_to_b_and_from_b_to_c(days: list[date], rate: object) -> None:
    a, b, c = days
    assert interest(1, a, c, rate) == interest(1, a, b, rate) + interest(1, b, c, rate)


@settings(max_examples=200)
@given(DAYS, RATES, st.integers(2, 50))
def test_interest_on_many_times_the_amount_is_as_many_times_more(days: list[date], rate: object, times: int) -> None:
    assert interest(times, days[0], days[2], rate) == times * interest(1, days[0], days[2], rate)


@settings(max_examples=200)
@given(DAYS, RATES)
def test_the_following_day_adds_what_the_statement_says(days: list[date], rate: object) -> None:
    claim = ClaimFacts(EXACT_CENTS, days[0], rate=rate)  # type: ignore[arg-type]
    today = statement(claim, LAW, days[1] - timedelta(days=1) if days[1] > FIRST else days[1])
    tomorrow = statement(claim, LAW, today.as_of + timedelta(days=1))
    assert tomorrow.interest_cents - today.interest_cents == today.per_day_cents


@settings(max_examples=200)
@given(DAYS)
def test_a_paid_invoice_bears_no_more_interest(days: list[date]) -> None:
    due, paid, later = days
    claim = ClaimFacts(123_456, due, events=(ClaimEvent(paid, "payment", 123_456),))
    assert statement(claim, LAW, later).accrued_cents == statement(claim, LAW, paid).accrued_cents
    assert all(one.to_on <= paid for one in statement(claim, LAW, later).segments)

"""Receipts by week: what is counted, when it is expected, how wide the band is, and what it was worth."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.figures.book import Line, Move
from relance.domain.figures.delays import EARLIEST, PRIOR, Delay
from relance.domain.figures.error import Foreseen, past_errors
from relance.domain.forecast import Expected, Owed, Part, Promised, delays_of, forecast

TODAY = date(2026, 2, 18)  # a Wednesday
HISTORY = [Delay(1, EARLIEST, late, True) for late in range(0, 40)]
CUSTOMERS = st.integers(1, 4)
CENTS = st.integers(1, 10**7)
DUE = st.integers(-100, 60).map(lambda n: TODAY + timedelta(days=n))
SOON = st.integers(-2, 90).map(lambda n: TODAY + timedelta(days=n))
EXPECTED = st.builds(
    Expected,
    today=st.just(TODAY),
    currency=st.just("EUR"),
    owed=st.lists(st.builds(Owed, CUSTOMERS, DUE, CENTS), max_size=8),
    promised=st.lists(st.builds(Promised, CUSTOMERS, DUE, CENTS, SOON), max_size=4),
    parts=st.lists(st.builds(Part, CUSTOMERS, CENTS, SOON), max_size=4),
)
DELAYS = st.lists(st.builds(Delay, CUSTOMERS, st.integers(-60, 0), st.integers(0, 90), st.booleans()), max_size=60)


@given(EXPECTED, DELAYS)
def test_the_weeks_and_what_comes_later_are_what_is_counted(expected: Expected, history: list[Delay]) -> None:
    found = forecast(expected, history)
    assert sum(w.expected_cents for w in found.weeks) + found.later_cents == found.counted_cents
    assert found.later_cents >= 0 and all(w.expected_cents >= 0 for w in found.weeks)
    for week in found.weeks if found.has_band else ():
        assert 0 <= (week.low_cents or 0) <= week.expected_cents <= (week.high_cents or 0) <= found.counted_cents


@given(EXPECTED)
def test_weeks_are_mondays_and_the_first_is_this_one(expected: Expected) -> None:
    mondays = [w.monday for w in forecast(expected, HISTORY).weeks]
    assert mondays == [date(2026, 2, 16) + timedelta(weeks=n) for n in range(12)]


def test_a_line_due_next_week_by_customers_who_pay_on_the_day() -> None:
    on_the_day = [Delay(1, EARLIEST, 0, True)] * 30
    found = forecast(Expected(TODAY, "EUR", owed=[Owed(1, date(2026, 2, 26), 50_000)]), on_the_day)
    assert [w.expected_cents for w in found.weeks[:3]] == [0, 50_000, 0]
    assert (found.weeks[1].low_cents, found.weeks[1].high_cents) == (50_000, 50_000)


def test_what_is_later_than_anything_ever_paid_is_not_expected() -> None:
    found = forecast(Expected(TODAY, "EUR", owed=[Owed(1, date(2025, 10, 1), 50_000)]), HISTORY)
    assert (found.later_cents, sum(w.expected_cents for w in found.weeks)) == (50_000, 0)


def test_a_promise_is_kept_on_its_day_as_often_as_this_customer_keeps_them() -> None:
    promised = [Promised(1, date(2026, 1, 10), 100_000, date(2026, 3, 4))]
    found = forecast(Expected(TODAY, "EUR", promised=promised, words={1: (9, 10)}), HISTORY)
    everybody = 10 / 12
    kept = (9 + PRIOR * everybody) / (10 + PRIOR)
    assert [w.expected_cents for w in found.weeks[:3]] == [0, 0, pytest.approx(100_000 * kept, abs=1)]
    assert found.later_cents == 100_000 - found.weeks[2].expected_cents


def test_a_broken_word_is_paid_as_others_are_from_the_day_after() -> None:
    slow = [Delay(1, EARLIEST, late, True) for late in [60] * 30]  # due on 10 January: the 11th of March
    promised = [Promised(1, date(2026, 1, 10), 100_000, date(2026, 2, 20))]
    weeks = forecast(Expected(TODAY, "EUR", promised=promised, words={}), slow).weeks
    assert [w.expected_cents for w in weeks[:4]] == [50_000, 0, 0, 50_000]


def test_instalments_come_on_their_days_and_a_day_past_is_today() -> None:
    parts = [Part(1, 10_000, date(2026, 2, 17)), Part(1, 10_000, date(2026, 3, 17))]
    weeks = forecast(Expected(TODAY, "EUR", parts=parts), []).weeks
    assert [w.expected_cents for w in weeks[:5]] == [10_000, 0, 0, 0, 10_000]


def test_too_little_history_has_no_band_and_none_at_all_no_dates() -> None:
    owed = [Owed(1, date(2026, 2, 20), 50_000)]
    few = forecast(Expected(TODAY, "EUR", owed=owed), HISTORY[:19])
    assert (few.has_band, few.weeks[0].low_cents, few.notes[0].code) == (False, None, "too_few_settled")
    none = forecast(Expected(TODAY, "EUR", owed=owed), [])
    assert (none.later_cents, none.notes[0].code) == (50_000, "nothing_to_learn_from")


def test_one_customer_s_lines_move_together_and_widen_the_band() -> None:
    apart = forecast(Expected(TODAY, "EUR", owed=[Owed(n, TODAY, 10_000) for n in range(16)]), HISTORY).weeks[1]
    together = forecast(Expected(TODAY, "EUR", owed=[Owed(99, TODAY, 10_000)] * 16), HISTORY).weeks[1]
    assert abs(apart.expected_cents - together.expected_cents) < 16_000
    assert (together.high_cents or 0) - (together.low_cents or 0) > 1.8 * (
        (apart.high_cents or 0) - (apart.low_cents or 0)
    )


def test_what_is_learnt_is_money_of_two_years_and_what_is_still_open() -> None:
    def line(key: int, due_on: date, *moves: Move) -> Line:
        return Line(key, key, "EUR", due_on - timedelta(days=30), due_on, 1000, moves)

    due_on = date(2026, 1, 1)
    lines = [
        line(1, due_on, Move(date(2026, 1, 11), 1000, "paid")),
        line(2, due_on, Move(date(2026, 1, 11), 1000, "credited")),
        line(3, date(2023, 1, 1), Move(date(2023, 1, 11), 1000, "paid")),
        line(4, due_on, Move(date(2026, 1, 11), 400, "paid")),
        line(5, due_on, Move(date(2026, 1, 11), 1000, "undated")),
    ]
    assert delays_of(lines, TODAY, date(2025, 12, 22)) == [Delay(1, -10, 10, True), Delay(4, -10, 47, False)]


def foreseen(week: int, lead: int, expected: int, actual: int, low: int = 0, high: int = 10**6) -> Foreseen:
    monday = date(2026, 1, 5) + timedelta(weeks=week)
    return Foreseen(monday - timedelta(weeks=lead), monday, lead, expected, low, high, actual)


def test_the_error_of_past_forecasts_by_hand() -> None:
    rows = [foreseen(0, 1, 1200, 1000), foreseen(1, 1, 500, 1000, high=900), foreseen(1, 4, 0, 1000)]
    one, four = past_errors(rows)
    assert (one.mean_error_cents, one.mean_error, one.bias) == (350, Fraction(700, 2000), Fraction(-300, 2000))
    assert (one.inside.count, one.inside.of, one.inside.is_small) == (1, 2, True)
    assert (four.lead, four.bias, rows[0].error) == (4, -1, Fraction(1, 5))
    assert past_errors([]) == []


@pytest.mark.parametrize("by_runs", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_band_of_80_percent_holds_about_so_often(seed: int, by_runs: bool) -> None:
    """Sixty customers of known habits pay for three years; each quarter a forecast is made and held to what came."""
    chance = random.Random(seed)
    habits = {c: chance.uniform(0, 25) for c in range(60)}
    begin = date(2023, 1, 2)
    lines = []
    for key in range(6000):
        customer = chance.randrange(60)
        due_on = begin + timedelta(days=chance.randrange(1200))
        paid_on = due_on + timedelta(days=max(round(chance.gauss(habits[customer], 9)), -8))
        if by_runs:  # this customer pays every second Thursday
            paid_on += timedelta(days=(3 + 7 * (customer % 2) - (paid_on - begin).days) % 14)
        lines.append(
            Line(
                key,
                customer,
                "EUR",
                due_on - timedelta(days=40),
                due_on,
                chance.randrange(500, 90_000),
                (Move(paid_on, 0, "paid"),),
            )
        )
    inside = of = 0
    for number in range(6):
        today = begin + timedelta(days=750 + 70 * number)
        known = [line for line in lines if line.issued_on <= today]
        seen = [_as_of(line, today) for line in known]
        owed = [Owed(x.customer, x.due_on, x.amount_cents) for x in seen if not x.moves]
        came: dict[date, int] = defaultdict(int)
        for line in known:
            paid_on = line.moves[0].on
            if paid_on >= today:
                came[paid_on - timedelta(days=paid_on.weekday())] += line.amount_cents
        for week in forecast(Expected(today, "EUR", owed=owed), delays_of(seen, today, begin)).weeks[:7]:
            inside += (week.low_cents or 0) <= came[week.monday] <= (week.high_cents or 0)
            of += 1
    assert 0.65 <= inside / of <= 0.95, f"{inside} of {of}"


def _as_of(line: Line, today: date) -> Line:
    paid_on = line.moves[0].on
    return line._replace(moves=(Move(paid_on, line.amount_cents, "paid"),) if paid_on < today else ())

"""What kind of payer a customer is: each rule by its example, and what holds for every history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.segment_words import SEGMENT_RULES, SEGMENTS, figures_words, segment_words
from relance.domain.segments import History, Open, Settled, segment_of, since

TODAY = date(2026, 6, 15)
DUE = date(2026, 2, 2)


def paid(*days_late: int, cents: int = 100_000) -> tuple[Settled, ...]:
    """Receivables of the same amount, each settled so many days after its due date (before it, if negative)."""
    return tuple(Settled(DUE, DUE + timedelta(days), cents) for days in days_late)


def owed(days_late: int, cents: int, currency: str = "EUR") -> Open:
    return Open(TODAY - timedelta(days_late), cents, currency)


def segment(*settled: Settled, **more: object) -> str:
    return segment_of(History(settled, **more), TODAY).key  # type: ignore[arg-type]


def test_who_settled_fewer_than_three_is_new() -> None:
    assert segment() == "new"
    assert segment(*paid(0, 30)) == "new"


def test_who_pays_within_five_days_on_average_pays_well() -> None:
    assert segment(*paid(0, 4, 10)) == "good"  # 4.67 days
    assert segment(*paid(0, 5, 10)) == "slow"  # 5 days


def test_paying_early_counts_as_on_time_and_makes_up_for_nothing() -> None:
    assert segment(*paid(-60, 0, 15)) == "slow"


def test_a_large_invoice_weighs_more_than_a_small_one() -> None:
    small, large = paid(20, cents=1_000), paid(0, cents=900_000)
    assert segment(*small, *small, *large) == "good"


def test_two_broken_promises_are_held_against_the_customer_even_when_paid_since() -> None:
    assert segment(*paid(0, 0, 0), promises_broken=2, promises_made_good=2, promises_kept=9) == "bad"


def test_one_broken_promise_among_kept_ones_is_not() -> None:
    assert segment(*paid(0, 0, 0), promises_broken=1, promises_kept=1) == "good"
    assert segment(*paid(0, 0, 0), promises_broken=1) == "bad"


def test_a_single_promise_paid_late_is_forgiven() -> None:
    assert segment(*paid(0, 0, 0), promises_broken=1, promises_made_good=1) == "good"


def test_a_formal_notice_within_the_year_is_held_against_the_customer() -> None:
    assert segment(*paid(0, 0, 0), formal_notices=1) == "bad"


@pytest.mark.parametrize(("days", "cents", "expected"), [(61, 50_000, "bad"), (60, 50_000, "new"), (61, 49_999, "new")])
def test_a_third_of_amounts_over_sixty_days_late_is_too_much(days: int, cents: int, expected: str) -> None:
    assert segment(*paid(0), open=(owed(days, cents),)) == expected  # 100,000 settled in time


def test_an_invoice_settled_very_late_counts_among_the_late_amounts() -> None:
    assert segment(*paid(0, 0, 61)) == "bad"
    assert segment(*paid(0, 0, 0, 61)) == "slow"


def test_amounts_of_two_currencies_are_never_added() -> None:
    dollars = owed(90, 10_000_000, "USD")
    found = segment_of(History(paid(0, 0, 0), (dollars,)), TODAY)
    assert (found.key, found.figures["currency"], found.figures["over_60_cents"]) == ("good", "EUR", 0)


def test_the_year_goes_back_to_the_same_day() -> None:
    assert since(date(2026, 6, 15)) == date(2025, 6, 15)
    assert since(date(2028, 2, 29)) == date(2027, 2, 28)


def test_the_figures_read_as_a_sentence() -> None:
    figures = segment_of(History(paid(*[2] * 9, 3, 3, 4)), TODAY).figures
    assert figures_words(figures, "fr") == "12 factures réglées en 12 mois, 2,3\u00a0jours de retard en moyenne"
    assert figures_words(figures, "en") == "12 invoices settled in 12 months, 2.3 days late on average"


def test_what_speaks_against_the_customer_is_said_too() -> None:
    history = History(open=(owed(70, 1_000),), promises_kept=1, promises_broken=2, formal_notices=1)
    assert figures_words(segment_of(history, TODAY).figures, "en") == (
        "no invoice settled in 12 months, 100% of amounts over 60 days late, "
        "promises: 1 kept, 2 broken, a formal notice"
    )
    french = figures_words(segment_of(history, TODAY).figures, "fr")
    assert french.endswith("promesses\u00a0: 1 tenue, 2 non tenues, une mise en demeure")


def test_a_customer_without_figures_has_no_sentence() -> None:
    assert figures_words({}, "fr") == ""


def test_every_segment_and_rule_has_words() -> None:
    assert segment_words("slow", "fr") == "payeur lent"
    assert all(french and english for french, english in (*SEGMENTS.values(), *SEGMENT_RULES.values()))


settlements = st.builds(
    lambda due, late, cents: Settled(TODAY - timedelta(due), TODAY - timedelta(max(due - late, 0)), cents),
    st.integers(0, 400),
    st.integers(-30, 120),
    st.integers(1, 1_000_000),
)
debts = st.builds(owed, st.integers(-60, 200), st.integers(1, 1_000_000), st.sampled_from(["EUR", "USD"]))
past_years = st.builds(
    History,
    settled=st.lists(settlements, max_size=8).map(tuple),
    open=st.lists(debts, max_size=5).map(tuple),
    promises_kept=st.integers(0, 3),
    promises_broken=st.integers(0, 3),
    formal_notices=st.integers(0, 1),
)
WORSE = {"good": 0, "slow": 1, "bad": 2}


@given(past_years, st.data())
def test_paying_later_never_makes_a_better_payer(history: History, data: st.DataObject) -> None:
    waits = data.draw(st.lists(st.integers(0, 60), min_size=8, max_size=8))
    later = [replace(x, paid_on=x.paid_on + timedelta(w)) for x, w in zip(history.settled, waits, strict=False)]
    before, after = segment_of(history, TODAY).key, segment_of(replace(history, settled=later), TODAY).key
    assert after == before if before == "new" and after == "new" else after == "bad" or _worse(before, after)


def _worse(before: str, after: str) -> bool:
    return before in WORSE and after in WORSE and WORSE[after] >= WORSE[before]


@given(past_years)
def test_the_order_of_the_invoices_changes_nothing(history: History) -> None:
    shuffled = replace(history, settled=sorted(history.settled, key=lambda x: (x.cents, x.due_on), reverse=True))
    assert segment_of(shuffled, TODAY) == segment_of(history, TODAY)


@given(past_years)
def test_one_more_broken_promise_never_makes_a_better_payer(history: History) -> None:
    after = segment_of(replace(history, promises_broken=history.promises_broken + 1), TODAY)
    assert after.key == "bad" or after.key == segment_of(history, TODAY).key


@given(past_years)
def test_nobody_is_a_key_account_by_computation_and_every_segment_says_why(history: History) -> None:
    found = segment_of(history, TODAY)
    assert found.key in ("new", "good", "slow", "bad")
    assert found.reasons and set(found.reasons) <= set(SEGMENT_RULES)

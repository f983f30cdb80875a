"""The order of the work list, and the reason that each line gives for its place."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from relance.domain.work_order import Item, in_order, urgency, why_here

TODAY = date(2026, 2, 16)


def an_item(key: str, days: int, cents: int = 0, kind: str = "call", currency: str = "EUR") -> Item:
    """Something due so many days after today, that much being at stake."""
    return Item(key, kind, TODAY + timedelta(days=days), cents, currency)


def keys(*items: Item) -> str:
    return "".join(item.key for item in in_order(items, TODAY))


def test_a_legal_deadline_within_a_week_comes_first_then_late_then_today_then_to_come() -> None:
    legal = an_item("l", 7, kind="declare_claim")
    assert keys(an_item("c", 1, 900), an_item("t", 0, 900), an_item("r", -1), legal) == "lrtc"


def test_a_legal_deadline_further_away_waits_its_turn() -> None:
    assert urgency(an_item("l", 8, kind="declare_claim"), TODAY) == "to_come"


def test_a_legal_deadline_that_has_passed_stays_on_top() -> None:
    assert keys(an_item("r", -90, 10**9), an_item("l", -30, kind="legal_clock")) == "lr"


def test_within_a_class_the_larger_sum_comes_first_then_the_earlier_day() -> None:
    assert keys(an_item("a", -9, 100), an_item("b", -1, 900), an_item("c", -2, 900)) == "cba"


def test_what_has_no_sum_at_stake_comes_after_what_has() -> None:
    assert keys(an_item("a", -30), an_item("b", -1, 100)) == "ba"


def test_sums_of_two_currencies_are_not_compared() -> None:
    euros = (an_item("a", -1, 900), an_item("b", -1, 800))
    assert keys(*euros, an_item("x", -2, 90_000, currency="JPY"), an_item("y", -2, 5, currency="JPY")) == "xayb"


def test_a_task_says_why_it_is_where_it_is() -> None:
    late = an_item("a", -3, 1_240_000)
    assert why_here(late, TODAY, "fr").replace("\u202f", " ").replace("\xa0", " ") == (
        "en retard de 3 jours, 12 400,00 € en jeu"
    )
    assert why_here(late, TODAY, "en").replace("\xa0", " ") == "3 days late, €12,400.00 at stake"


def test_a_legal_deadline_says_that_it_is_one() -> None:
    said = why_here(an_item("l", 1, kind="declare_claim"), TODAY, "fr")
    assert said.replace("\xa0", " ") == "le délai légal s’achève dans 1 jour"


def test_what_is_for_today_or_later_says_so() -> None:
    assert why_here(an_item("a", 0), TODAY, "fr") == "pour aujourd’hui"
    assert why_here(an_item("a", 3), TODAY, "en") == "for 19 February 2026"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-9, 9), st.integers(0, 4), st.sampled_from(["EUR", "USD"])), max_size=12),
    st.randoms(),
)
def test_the_order_loses_nothing_and_does_not_depend_on_the_way_things_came(rows, random) -> None:  # type: ignore[no-untyped-def]
    items = [an_item(str(n), days, cents, currency=currency) for n, (days, cents, currency) in enumerate(rows)]
    shuffled = random.sample(items, len(items))
    assert in_order(items, TODAY) == in_order(shuffled, TODAY)
    assert sorted(x.key for x in in_order(items, TODAY)) == sorted(x.key for x in items)

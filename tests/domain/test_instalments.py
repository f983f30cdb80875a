"""Instalments: parts that add up, days that people expect, limits, and how far payments reach."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.instalments import Limits, equal_parts, limits_broken, parts_wrong, standings
from relance.domain.stops import Part, first_unpaid

JANUARY = date(2026, 1, 31)
WIDE = Limits(12, 365, 0, 5000)


def days(parts: list[Part]) -> list[str]:
    return [part.due_on.isoformat() for part in parts]


def settings(parts: list[Part], limits: Limits) -> list[str]:
    return [one.setting for one in limits_broken(parts, JANUARY, limits)]


def states(parts: list[Part], paid: int, today: date) -> list[str]:
    return [one.state for one in standings(parts, paid, today)]


def test_the_last_instalment_takes_the_cents_that_do_not_divide() -> None:
    assert [part.cents for part in equal_parts(100_000, 3, JANUARY)] == [33_333, 33_333, 33_334]


def test_month_ends_are_counted_from_the_first_day_s_day_of_the_month() -> None:
    assert days(equal_parts(40_000, 4, JANUARY)) == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]


def test_a_leap_year_has_its_twenty_ninth() -> None:
    assert days(equal_parts(20_000, 2, date(2028, 1, 30))) == ["2028-01-30", "2028-02-29"]


def test_every_quarter_and_every_two_weeks() -> None:
    assert days(equal_parts(30_000, 3, JANUARY, every_months=3)) == ["2026-01-31", "2026-04-30", "2026-07-31"]
    assert days(equal_parts(30_000, 3, JANUARY, every_days=14)) == ["2026-01-31", "2026-02-14", "2026-02-28"]


@pytest.mark.parametrize("wrong", [{"count": 0}, {"count": 5}, {"count": 2, "every_days": -1}])
def test_an_instalment_of_nothing_or_a_step_back_is_refused(wrong: dict[str, int]) -> None:
    count = wrong.pop("count")
    with pytest.raises(ValueError, match=r"parted|one instalment or more"):
        equal_parts(4, count, JANUARY, **wrong)


@given(st.integers(1, 10**9), st.integers(1, 60), st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 6))
def test_equal_parts_add_up_and_come_in_order(total: int, count: int, first: date, months: int) -> None:
    if total < count:
        return
    parts = equal_parts(total, count, first, every_months=months)
    assert parts_wrong(parts, total, first) is None
    assert len({part.cents for part in parts[:-1]}) <= 1
    assert 0 <= parts[-1].cents - parts[0].cents < count


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=20), st.integers(0, 10**7))
def test_what_is_paid_and_what_is_missing_make_up_the_plan(cents: list[int], paid: int) -> None:
    parts = [Part(date(2026, 1, 1 + i), one) for i, one in enumerate(cents)]
    found = standings(parts, paid, date(2026, 1, 5))
    assert sum(one.paid_cents for one in found) == min(paid, sum(cents))
    assert found[-1].after_cents == 0 and found[0].after_cents == sum(cents) - cents[0]


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=20), st.integers(0, 10**7))
def test_the_first_instalment_not_paid_is_the_one_that_decides(cents: list[int], paid: int) -> None:
    parts = [Part(date(2026, 1, 1 + i), one) for i, one in enumerate(cents)]
    open_ones = [one.part for one in standings(parts, paid, JANUARY) if one.state != "paid"]
    assert (open_ones[0] if open_ones else None) == first_unpaid(parts, paid)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([], "there is no instalment"),
        ([Part(date(2026, 1, 30), 30_000)], "in the past"),
        ([Part(JANUARY, 10_000), Part(JANUARY, 20_000)], "later day"),
        ([Part(JANUARY, 30_001)], "come to 300.01, what is open to 300.00"),
        ([Part(JANUARY, 0), Part(date(2026, 2, 1), 30_000)], "above zero"),
    ],
)
def test_what_is_no_plan_is_named(parts: list[Part], told: str) -> None:
    wrong = parts_wrong(parts, 30_000, JANUARY)
    assert wrong is not None and told in wrong.en


def test_each_limit_that_is_not_kept_names_its_setting() -> None:
    parts = equal_parts(120_000, 13, JANUARY)
    assert settings(parts, Limits(13, 366, 0, 0)) == []
    assert settings(parts, WIDE) == ["agreement_max_instalments"]
    assert settings(parts, Limits(13, 364, 10, 10_000)) == [
        "agreement_max_days", "agreement_first_percent", "agreement_min_cents",
    ]  # fmt: skip


def test_the_first_per_cent_is_rounded_up_to_the_cent() -> None:
    parts = [Part(JANUARY, 3_333), Part(date(2026, 2, 28), 6_668)]
    assert settings(parts, Limits(12, 365, 33, 0)) == []
    assert settings(parts, Limits(12, 365, 34, 0)) == ["agreement_first_percent"]


def test_the_last_instalment_may_be_smaller_than_the_least() -> None:
    assert settings([Part(JANUARY, 5_000), Part(date(2026, 2, 28), 100)], WIDE) == []
    assert settings([Part(JANUARY, 100), Part(date(2026, 2, 28), 5_000)], WIDE) == ["agreement_min_cents"]
    assert settings([Part(JANUARY, 100)], WIDE) == []


def test_payments_fill_instalments_in_order_and_the_first_unpaid_one_is_next() -> None:
    parts = equal_parts(40_000, 4, JANUARY)
    assert states(parts, 10_000, date(2026, 2, 28)) == ["paid", "next", "to_come", "to_come"]
    assert states(parts, 15_000, date(2026, 4, 1)) == ["paid", "late", "late", "next"]
    assert states(parts, 40_000, date(2027, 1, 1)) == ["paid"] * 4

"""When a message refused for now is tried again: ever later, and given up after five days, never earlier."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.retrying import GIVEN_UP_AFTER, is_given_up, retry_at, wait_after

FIRST = datetime(2026, 2, 6, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 15), (2, 30), (3, 60), (4, 120), (5, 240), (6, 360), (7, 360), (40, 360)]
)
def test_each_attempt_waits_longer_than_the_one_before_then_six_hours(attempts: int, minutes: int) -> None:
    assert retry_at(attempts, FIRST) == FIRST + timedelta(minutes=minutes)


@given(st.integers(0, 10_000))
def test_the_wait_never_shrinks_and_never_ends(attempts: int) -> None:
    assert timedelta(minutes=15) <= wait_after(attempts) <= wait_after(attempts + 1) <= timedelta(hours=6)


def test_it_is_given_up_after_five_days_and_not_a_second_earlier() -> None:
    assert not is_given_up(FIRST, FIRST + GIVEN_UP_AFTER - timedelta(seconds=1))
    assert is_given_up(FIRST, FIRST + timedelta(days=5))


def test_a_server_that_asks_to_wait_for_a_day_is_asked_eight_times_meanwhile() -> None:
    now, attempts = FIRST, 0
    while now < FIRST + timedelta(days=1):
        attempts += 1
        now = retry_at(attempts, now)
    assert attempts == 8

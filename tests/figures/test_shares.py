"""Wilson's interval, against published values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.figures.shares import share, wilson


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (81, 263, 0.2553, 0.3662),  # Newcombe, Statistics in Medicine 1998, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (10, 10, 0.7225, 1.0),
    ],
)
def test_the_interval_is_the_published_one(count: int, of: int, low: float, high: float) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=0.00006)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_within_its_interval(sample: tuple[int, int]) -> None:
    low, high = wilson(*sample)
    assert 0 <= low <= sample[0] / sample[1] <= high <= 1


def test_no_sample_has_no_interval_and_a_small_one_says_so() -> None:
    empty = share(0, 0, enough=10)
    assert (empty.value, empty.low, empty.high, empty.is_small) == (None, None, None, True)
    assert [share(4, n, enough=10).is_small for n in (9, 10)] == [True, False]

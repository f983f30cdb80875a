"""The benchmark, small; `python -m tests.allocate` runs it whole."""

from __future__ import annotations

from relance.domain.allocate.matching import allocate
from tests.allocate.making import make
from tests.allocate.measuring import graded, of_customers


def test_three_hundred_lines_have_no_sure_match_that_is_wrong() -> None:
    made = make(300, 20_26)
    lines = graded(made, allocate(made.money, made.book))
    assert [x for x in lines if x.grade == "wrong"] == []
    counts = of_customers(lines)
    assert counts["sure"] / sum(counts.values()) > 0.5


def test_a_seed_always_makes_the_same_lines() -> None:
    assert make(60, 7).money == make(60, 7).money

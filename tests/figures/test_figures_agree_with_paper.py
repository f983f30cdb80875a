"""Figures agree with the same figures worked out slowly, over random ledgers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain.figures.book import Period
from relance.domain.figures.lateness import lateness_settled, overdue_on
from relance.domain.figures.outstanding import balance_on, countback_dso, simple_dso
from relance.domain.figures.steps import Done, StepName, recovered_by_step
from tests.figures import paper
from tests.figures.ledgers import LEDGERS, NOTES, book_of
from tests.figures.paper import Bill, day

R1 = StepName("standard", "r1", "reminder", "email")
DAYS = st.integers(0, 200)


@given(LEDGERS, NOTES, DAYS)
def test_the_balance_is_that_of_the_accounts(rows: list[Bill], notes: list[tuple[int, int, int]], at: int) -> None:
    assert balance_on(book_of(rows, notes), day(at)).cents == paper.balance(rows, notes, at)


@given(LEDGERS, NOTES, DAYS, DAYS)
def test_dso_is_that_of_the_paper(rows: list[Bill], notes: list[tuple[int, int, int]], a: int, b: int) -> None:
    first, last = min(a, b), max(a, b)
    found = simple_dso(book_of(rows, notes), Period(day(first), day(last)))
    assert (float(found.days) if found.days is not None else None) == pytest.approx(paper.dso(rows, notes, first, last))


@given(LEDGERS, NOTES, DAYS, st.integers(0, 60))
def test_countback_is_that_of_the_paper(
    rows: list[Bill], notes: list[tuple[int, int, int]], last: int, known: int
) -> None:
    found = countback_dso(book_of(rows, notes, known=known), day(last))
    if last < known:
        assert found.days is None
    else:
        assert found.days == paper.countback(rows, notes, last, known)


@given(LEDGERS, NOTES, DAYS)
def test_the_months_counted_back_explain_the_whole_balance(
    rows: list[Bill], notes: list[tuple[int, int, int]], last: int
) -> None:
    found = countback_dso(book_of(rows, notes), day(last))
    if found.days is not None:
        assert sum(m.used_cents for m in found.months) == max(found.balance.cents, 0)
        assert sum(m.days for m in found.months) == found.days


@given(LEDGERS, DAYS, DAYS)
def test_lateness_is_that_of_the_paper(rows: list[Bill], a: int, b: int) -> None:
    first, last = min(a, b), max(a, b)
    found = lateness_settled(book_of(rows, []), Period(day(first), day(last)))
    expected = paper.lateness(rows, first, last)
    if expected is None:
        assert (found.weighted, found.payments) == (None, 0)
    else:
        averages = (found.weighted, found.plain, found.by_count)
        assert [float(x) for x in averages if x is not None] == pytest.approx(expected)


@given(LEDGERS, DAYS)
def test_what_is_overdue_is_that_of_the_paper(rows: list[Bill], at: int) -> None:
    found = overdue_on(book_of(rows, []), day(at))
    assert found.open_cents == sum(paper.left(b, at) for b in rows if b.issued <= at)
    wanted = [paper.overdue(rows, at, days) for days in (0, 60, 90)]
    assert [found.overdue_cents, found.over_60_cents, found.over_90_cents] == wanted


@given(LEDGERS, st.lists(st.tuples(st.integers(0, 11), DAYS), max_size=15, unique=True))
def test_what_came_after_a_step_is_that_of_the_paper(rows: list[Bill], steps: list[tuple[int, int]]) -> None:
    done = [Done(key, R1, day(on)) for key, on in steps]
    found = recovered_by_step(book_of(rows, []), done, Period(day(0), day(200)), windows=(14,))
    mine = [(k, on) for k, on in steps if k < len(rows)]
    walked = [paper.after_step(rows[k], [d for x, d in mine if x == k], on, 14, 200) for k, on in mine]
    counted = [w for w in walked if w is not None and w[0] > 0]
    if not mine:
        assert found == []
        return
    assert (found[0].settled.of, found[0].settled.count) == (len(counted), sum(w[2] for w in counted))
    assert (found[0].open_cents, found[0].paid_cents) == (sum(w[0] for w in counted), sum(w[1] for w in counted))
    assert found[0].too_recent == sum(w is None for w in walked)

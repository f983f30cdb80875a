"""How long a customer takes to pay, and the terms that it looks like."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.books.habits import Payment, delay_of, terms_of
from relance.domain.terms import due_date, parse_terms

ISSUED = [date(2025, 1, 8) + timedelta(days=17 * n) for n in range(10)]


def same(day: date) -> date:
    return day


def paying(terms: str, *late: int) -> list[Payment]:
    """Ten invoices paid by these terms, each so many days after its due date."""
    days = [due_date(day, parse_terms(terms)) + timedelta(days=late[n % len(late)]) for n, day in enumerate(ISSUED)]
    return [Payment(f"F{n}", ISSUED[n], day, 1000) for n, day in enumerate(days)]


@pytest.mark.parametrize("terms", ["on-receipt", "30", "45", "60", "45-end-of-month", "end-of-month-45", "90"])
def test_usual_terms_are_recognised_by_when_money_comes(terms: str) -> None:
    found = terms_of(paying(terms, 0, 1, 3), (), same)
    assert found and (found.terms, found.confidence, found.fitting) == (terms, "sure", 10)


def test_now_and_then_late_is_likely_and_no_rule_is_nothing() -> None:
    found = terms_of(paying("30", 0, 1, 2, 3, 4, 0, 1, 40, 50, 60), (), same)
    assert found and (found.terms, found.confidence, found.fitting) == ("30", "likely", 7)
    assert terms_of(paying("30", 0, 25, 55, 12, 90), (), same) is None


def test_four_payments_prove_nothing() -> None:
    assert terms_of(paying("30", 0)[:4], (), same) is None


def test_what_invoices_bear_counts_before_what_was_paid() -> None:
    written = [(day, due_date(day, parse_terms("30-end-of-month"))) for day in ISSUED[:3]]
    found = terms_of(paying("60", 0), written, same)
    assert found and (found.terms, found.source, found.confidence) == ("30-end-of-month", "written", "sure")


def test_a_due_date_on_a_day_off_is_kept_on_the_next_working_day() -> None:
    payments = [Payment(f"F{n}", day, day + timedelta(days=39), 1) for n, day in enumerate(ISSUED)]
    found = terms_of(payments, (), lambda day: day + timedelta(days=2))
    assert found and found.terms == "30"


def test_delays_have_a_mean_a_middle_and_a_spread() -> None:
    delay = delay_of(paying("30", *range(10)))
    assert delay and (delay.count, delay.mean_tenths, delay.middle, delay.low, delay.high) == (10, 345, 35, 31, 38)
    assert delay_of([]) is None


def test_debits_are_a_habit_when_most_payments_are() -> None:
    payments = [Payment(f"F{n}", day, day, 1, by_direct_debit=n < 7) for n, day in enumerate(ISSUED)]
    delay = delay_of(payments)
    assert delay and delay.is_debited and delay.debited == 7

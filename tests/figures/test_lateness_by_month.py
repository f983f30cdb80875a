"""Sums that the database makes for the dashboard agree with those made line by line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.figures.book import days_before
from relance.ledger import lateness, since, waiting
from relance.ledger.builders import (
    act_on,
    make_bank_line,
    make_creditor,
    make_customer,
    make_done,
    make_invoice,
    make_message,
)
from relance.ledger.figures import figures, recovered_lately
from relance.ledger.models import BankLine, Creditor, Customer, Notice
from relance.ledger.reads import aged_buckets
from relance.operations.make_promise import make_promise
from relance.operations.open_dispute import open_dispute
from relance.operations.record_payment import record_payment

TODAY = date(2026, 2, 16)


@pytest.fixture
def firm(db: None) -> Creditor:
    return make_creditor()


def paid(customer: Customer, number: str, cents: int, due_on: date, late: int) -> None:
    """An invoice paid so many days after its due date."""
    line = make_invoice(customer, number, cents, due_on)
    on = due_on + timedelta(days=late)
    record_payment(creditor=customer.creditor, invoice=line.invoice, cents=cents, on=on, act=act_on(TODAY))


def months_of(firm: Creditor) -> dict[str, lateness.MonthLate]:
    """The months in euros by name."""
    return {f"{one.first:%Y-%m}": one for one in lateness.lateness_by_month(firm, TODAY)["EUR"]}


def test_lateness_of_a_month_is_weighted_by_amount_and_early_counts_as_nothing(firm: Creditor) -> None:
    dupont = make_customer(firm)
    paid(dupont, "A", 30_000, date(2026, 1, 10), 10)
    paid(dupont, "B", 10_000, date(2026, 1, 20), -5)
    january = months_of(firm)["2026-01"]
    assert (january.days, january.settled, january.settled_cents) == (7.5, 2, 40_000)


def test_a_month_in_which_nothing_was_settled_has_no_lateness(firm: Creditor) -> None:
    paid(make_customer(firm), "A", 30_000, date(2026, 1, 10), 10)
    assert months_of(firm)["2025-12"].days is None and len(months_of(firm)) == 12


def test_what_was_late_at_a_months_end_is_what_was_due_and_not_settled_by_then(firm: Creditor) -> None:
    dupont = make_customer(firm)
    paid(dupont, "A", 30_000, date(2025, 11, 30), 20)  # due on the last day: late from the first of December
    make_invoice(dupont, "B", 50_000, date(2026, 1, 31), open_cents=20_000)
    make_invoice(dupont, "C", 70_000, date(2026, 2, 20))
    overdue = {name: one.overdue_cents for name, one in months_of(firm).items()}
    assert (overdue["2025-11"], overdue["2025-12"], overdue["2026-01"], overdue["2026-02"]) == (0, 0, 0, 20_000)
    paid(dupont, "D", 40_000, date(2025, 11, 29), 40)
    assert months_of(firm)["2025-11"].overdue_cents == 40_000


def test_buckets_agree_with_those_of_the_aged_balance(firm: Creditor) -> None:
    dupont = make_customer(firm)
    for number, days in enumerate((-5, 0, 1, 30, 31, 60, 61, 90, 91, 200)):
        make_invoice(dupont, f"F{number}", 1_000 * (number + 1), TODAY - timedelta(days=days))
    make_invoice(dupont, "GB", 5_000, TODAY, currency="GBP")
    euros, pounds = lateness.aged_by_currency(firm, TODAY)
    buckets = aged_buckets(firm, TODAY)
    assert (euros.currency, pounds.currency) == ("EUR", "GBP")
    assert euros.cents == tuple(buckets["EUR"][label]["cents"] for label in lateness.LABELS)
    assert euros.counts == tuple(buckets["EUR"][label]["count"] for label in lateness.LABELS)


def test_the_portfolio_of_a_collector_is_summed_alone(firm: Creditor) -> None:
    make_invoice(make_customer(firm, "MINE", owner="max"), "A", 1_000, TODAY - timedelta(days=5))
    make_invoice(make_customer(firm, "OTHER"), "B", 9_000, TODAY - timedelta(days=5))
    mine = Customer.objects.filter(owner="max")
    (euros,) = lateness.aged_by_currency(firm, TODAY, mine)
    (row,) = lateness.most_overdue(firm, TODAY, mine)
    assert euros.total_cents == 1_000 and row.customer.code == "MINE"


def test_the_most_overdue_come_first_with_what_comes_next(firm: Creditor) -> None:
    small, large = make_customer(firm, "SMALL"), make_customer(firm, "LARGE")
    make_invoice(small, "A", 1_000, TODAY - timedelta(days=5), next_on=TODAY + timedelta(days=2), reason="")
    make_invoice(large, "B", 9_000, TODAY - timedelta(days=50), reason="hold")
    make_invoice(large, "C", 5_000, TODAY + timedelta(days=50))
    first, second = lateness.most_overdue(firm, TODAY)
    assert (first.customer, first.cents, first.oldest) == (large, 9_000, TODAY - timedelta(days=50))
    assert (first.reason, first.next_on) == ("hold", None)
    assert second.next_on == TODAY + timedelta(days=2)


def test_what_the_last_reminders_brought_is_what_the_figures_say_of_them(firm: Creditor) -> None:
    dupont = make_customer(firm)
    for number in range(3):
        due_on = TODAY - timedelta(days=30)
        line = make_invoice(dupont, f"F{number}", 10_000, due_on)
        make_done(line, "r1", TODAY - timedelta(days=20))
        if number:
            on = TODAY - timedelta(days=15)
            record_payment(creditor=firm, invoice=line.invoice, cents=10_000, on=on, act=act_on(TODAY))
    make_invoice(dupont, "never reminded", 10_000, TODAY - timedelta(days=30))
    period = days_before(TODAY, 30)
    (all_of_it,) = figures(firm, period, TODAY)
    assert recovered_lately(firm, period, TODAY)["EUR"] == [one for one in all_of_it.steps if one.days == 7]


def test_what_waits_is_counted_with_its_amounts(firm: Creditor) -> None:
    dupont = make_customer(firm)
    line = make_invoice(dupont, "A", 40_000, TODAY - timedelta(days=20))
    make_message(firm, TODAY, "Bonjour", dupont)
    make_bank_line(firm, 5_000, TODAY)
    BankLine.objects.update(state="unknown")
    open_dispute(creditor=firm, invoice=line.invoice, reason="price", act=act_on(TODAY - timedelta(days=60)))
    found = {(one.kind, one.currency): (one.n, one.cents) for one in waiting.what_waits(firm, TODAY)}
    assert found == {
        ("customers", ""): (1, 0), ("replies", ""): (1, 0), ("money_unknown", "EUR"): (1, 5_000),
        ("disputes_late", "EUR"): (1, 40_000), **_notices(firm),
    }  # fmt: skip
    limited = waiting.what_waits(firm, TODAY, Customer.objects.none())
    assert limited == []


def _notices(firm: Creditor) -> dict[tuple[str, str], tuple[int, int]]:
    """The answer that a dispute makes may wait for a word."""
    rows = Notice.objects.filter(creditor=firm, state="to_confirm")
    return {("to_confirm", "EUR"): (rows.count(), sum(n.total_cents for n in rows))} if rows else {}


def test_events_since_a_day_are_counted_by_verb_and_summed_by_currency(firm: Creditor) -> None:
    dupont = make_customer(firm)
    before, friday = act_on(TODAY - timedelta(days=10)), act_on(TODAY - timedelta(days=3))
    for act, number in ((before, "A"), (friday, "B"), (friday, "C")):
        line = make_invoice(dupont, number, 10_000, TODAY - timedelta(days=20))
        make_promise(creditor=firm, invoice=line.invoice, cents=10_000, on=TODAY + timedelta(days=5), act=act)
    last = since.last_before(firm, friday.today)
    assert [(one.verb, one.by, one.n) for one in since.counted_since(firm, last)] == [("promise_made", "Claire", 2)]
    assert since.amounts_since(firm, last) == [since.Amount("promise_made", "EUR", 2, 20_000)]
    assert since.amounts_since(firm, last, among=Customer.objects.none()) == []

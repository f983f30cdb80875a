"""What the ledger knows becomes what figures are made from: days, sorts of money, credits, currencies."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.figures.book import Line, Move, days_before
from relance.ledger.builders import (
    act_on,
    make_credit_note,
    make_creditor,
    make_customer,
    make_done,
    make_invoice,
    make_payment,
)
from relance.ledger.figures import figures, load_books
from relance.ledger.models import Allocation, Creditor, Customer, Invoice, Promise
from relance.operations.record_payment import record_payment
from relance.operations.write_off import write_off
from tests.figures.conftest import TODAY, has_paid
from tests.operations.scene import dupont_owes, take

SNAPSHOT = {"snapshot": True, "vanished_settled": True}


def lines_of(creditor: Creditor, today: date = TODAY, currency: str = "EUR") -> dict[str, Line]:
    numbers = dict(Invoice.objects.filter(creditor=creditor).values_list("receivables__pk", "number"))
    return {numbers[line.key]: line for line in load_books(creditor, today).by_currency[currency].lines}


def test_a_payment_counts_on_its_day_and_a_write_off_is_none(creditor: Creditor) -> None:
    line = make_invoice(make_customer(creditor), "FA-1", 10_000, date(2026, 1, 10))
    record_payment(creditor=creditor, invoice=line.invoice, cents=4_000, on=date(2026, 1, 15), act=act_on(TODAY))
    write_off(creditor=creditor, invoice=line.invoice, reason="too small", act=act_on(TODAY))
    assert lines_of(creditor)["FA-1"].moves == (
        Move(date(2026, 1, 15), 4_000, "paid"),
        Move(TODAY, 6_000, "written_off"),
    )


def test_money_for_interest_settles_no_invoice(creditor: Creditor) -> None:
    line = make_invoice(make_customer(creditor), "FA-1", 10_000, date(2026, 1, 10))
    payment = make_payment(line.customer, 500, date(2026, 1, 20), open_cents=0)
    Allocation.objects.create(
        creditor=creditor, receivable=line, payment=payment, part="interest", cents=500, on=payment.paid_on
    )
    assert lines_of(creditor)["FA-1"].moves == ()


def test_what_a_list_no_longer_has_was_paid_by_the_day_of_that_list(creditor: Creditor) -> None:
    dupont_owes(
        creditor, "FA-1,2026-01-02,2026-01-20,100,100", "FA-2,2026-01-02,2026-01-20,50,50", day="2026-01-30", **SNAPSHOT
    )
    dupont_owes(creditor, "FA-2,2026-01-02,2026-01-20,50,50", day="2026-02-06", **SNAPSHOT)
    assert lines_of(creditor)["FA-1"].moves == (Move(date(2026, 2, 6), 10_000, "listed"),)
    books = load_books(creditor, TODAY)
    assert books.known_since == date(2026, 1, 30)
    found = figures(creditor, days_before(TODAY, 90), TODAY)[0]
    assert found.dso.refused is not None and "30 January 2026" in found.dso.refused.said.en
    assert (found.lateness.weighted, [n.code for n in found.lateness.notes]) == (
        17, ["partly_known", "small_sample", "by_import_day"],
    )  # fmt: skip


def test_an_open_amount_set_to_nought_by_a_list_counts_on_the_day_of_that_list(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-1,2026-01-02,2026-01-20,100,100", day="2026-01-30")
    dupont_owes(creditor, "FA-1,2026-01-02,2026-01-20,100,0", day="2026-02-06")
    assert lines_of(creditor)["FA-1"].moves == (Move(date(2026, 2, 6), 10_000, "listed"),)


def test_what_was_paid_before_nobody_knows_when_is_taken_on_the_due_date(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-1,2026-01-02,2026-01-20,100,60", "FA-2,2026-01-02,2026-03-20,100,60", day="2026-01-30")
    lines = lines_of(creditor)
    assert lines["FA-1"].moves == (Move(date(2026, 1, 20), 4_000, "undated"),)
    assert lines["FA-2"].moves == (Move(date(2026, 1, 30), 4_000, "undated"),)  # the day of the import is earlier
    assert figures(creditor, days_before(TODAY, 90), TODAY)[0].lateness.notes[-1].code == "undated"


def test_without_issue_dates_the_terms_are_taken_off_the_due_date(creditor: Creditor) -> None:
    header = "customer,customer_name,email,invoice,due_on,amount\n"
    take(creditor, f"{header}DUPONT,Dupont,a@dupont.example,FA-1,2026-01-30,100\n", day="2026-01-20")
    Customer.objects.filter(creditor=creditor).update(terms="45")
    line = lines_of(creditor)["FA-1"]
    assert (line.issued_on, line.is_issue_assumed) == (date(2025, 12, 16), True)


def test_currencies_and_creditors_are_never_added(creditor: Creditor) -> None:
    customer = make_customer(creditor)
    make_invoice(customer, "FA-1", 10_000, date(2026, 1, 10))
    make_invoice(customer, "FA-2", 70_000, date(2026, 1, 10), currency="GBP")
    make_invoice(make_customer(make_creditor("Autre SARL")), "X-1", 999, date(2026, 1, 10))
    opened = {f.currency: f.overdue.open_cents for f in figures(creditor, days_before(TODAY, 90), TODAY)}
    assert opened == {"EUR": 10_000, "GBP": 70_000}


def test_unused_credits_lower_the_balance_and_not_what_is_overdue(creditor: Creditor) -> None:
    has_paid(creditor)
    customer = Customer.objects.get(creditor=creditor)
    make_invoice(customer, "FA-1", 30_000, date(2026, 2, 10))
    make_credit_note(customer, "AV-1", 5_000, issued_on=date(2026, 2, 1))
    found = figures(creditor, days_before(TODAY, 90), TODAY)[0]
    assert (found.dso.balance.cents, found.overdue.overdue_cents) == (25_000, 30_000)
    assert found.dso.days == pytest.approx(25_000 * 90 / (found.dso.invoiced_cents - 5_000))


def test_steps_are_counted_by_plan_kind_and_channel(creditor: Creditor) -> None:
    line = make_invoice(make_customer(creditor), "FA-1", 10_000, date(2026, 1, 10))
    make_done(line, "r1", date(2026, 1, 18))
    record_payment(creditor=creditor, invoice=line.invoice, cents=10_000, on=date(2026, 1, 22), act=act_on(TODAY))
    rows = figures(creditor, days_before(TODAY, 90), TODAY)[0].steps
    assert [tuple(r.name) for r in rows[:1]] == [("test", "r1", "reminder", "email")]
    assert [(r.days, r.settled.count, r.settled.of, r.too_recent) for r in rows] == [
        (7, 1, 1, 0),
        (14, 1, 1, 0),
        (30, 0, 0, 1),
    ]


def test_promises_of_the_period_are_counted_by_what_became_of_them(creditor: Creditor) -> None:
    customer = make_customer(creditor)
    invoice = make_invoice(customer, "FA-1", 10_000, date(2026, 1, 10)).invoice
    for state, paid_on in (("kept", TODAY), ("broken", None), ("broken", TODAY), ("live", None)):
        Promise.objects.create(
            creditor=creditor, customer=customer, invoice=invoice, on=date(2026, 2, 1), cents=100, open_after_cents=0,
            state=state, made_on=date(2026, 1, 20), recorded_by="Claire", paid_on=paid_on,
        )  # fmt: skip
    found = figures(creditor, days_before(TODAY, 90), TODAY)[0].promises
    assert found.counts == {"kept": 1, "late": 1, "broken": 1}

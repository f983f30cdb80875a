"""Months with customers who contest, promise and ask for time."""

from __future__ import annotations

import pytest

from relance.ledger.models import Agreement, Dispute, Invoice, Promise
from relance.operations.agree_instalments import agree_instalments
from relance.operations.make_promise import make_promise
from relance.operations.open_dispute import open_dispute
from relance.operations.settle_dispute import settle_dispute
from tests.operations.scene import csv_of, take
from tests.stories.life import Life, cents, day

pytestmark = pytest.mark.sqlite_only  # months of days; what differs on PostgreSQL is tested with the operations

CREDIT = "customer,customer_name,invoice,document,issued_on,due_on,amount,open,applies_to"


def disputes(life: Life, number: str, euros: float | None = None, reason: str = "quality") -> Dispute:
    part = cents(euros) if euros else None
    return open_dispute(creditor=life.creditor, invoice=life.invoice(number), reason=reason, cents=part, act=life.act)


def promises(life: Life, number: str, on: str, euros: float | None = None) -> Promise:
    part = cents(euros) if euros else None
    return make_promise(creditor=life.creditor, invoice=life.invoice(number), on=day(on), cents=part, act=life.act)


def agrees(life: Life, numbers: str, count: int, first: str, **how: str) -> Agreement:
    invoices = list(Invoice.objects.filter(creditor=life.creditor, number__in=numbers.split("+")))
    return agree_instalments(
        creditor=life.creditor, customer=invoices[0].customer, invoices=invoices, count=count, first_on=day(first),
        act=life.act, **how,
    )  # fmt: skip


# -- the one who disputes half an invoice and wins
def test_half_an_invoice_disputed_and_won_is_never_asked_for(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-03")
    dispute = disputes(life, "FA-1", 600)
    life.lives_until("2026-02-12")
    assert life.mail == ["2026-02-06 r1 FA-1 600.00"]  # the other half is due and is asked for
    settle_dispute(creditor=life.creditor, dispute=dispute, outcome="accepted", credit_cents=cents(600), act=life.act)
    life.lives_until("2026-02-13")
    life.pays("FA-1", 600)
    life.lives_until("2026-04-30")
    assert life.mail == ["2026-02-06 r1 FA-1 600.00"] and life.why("FA-1") == "disputed"
    assert life.answers == ["2026-02-04 dispute-received", "2026-02-13 dispute-accepted"]
    credit = csv_of(["DUPONT,Dupont SARL,AV-1,credit_note,2026-05-04,2026-05-04,600,600,FA-1"], CREDIT)
    assert take(life.creditor, credit, "2026-05-04").is_taken
    life.lives_until("2026-05-15")
    assert life.open("FA-1") == 0 and len(life.mail) == 1
    assert Dispute.objects.get().state == "credited"


def test_a_dispute_that_is_rejected_goes_on_where_it_stood(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-09")
    dispute = disputes(life, "FA-1")
    life.lives_until("2026-03-04")
    assert len(life.mail) == 1 and "dispute_overdue" in life.tasks()
    settle_dispute(creditor=life.creditor, dispute=dispute, outcome="rejected", explanation="Livré.", act=life.act)
    life.lives_until("2026-03-20")
    # the answer of 5 March gives until the 13th; the plan goes on where it stood, after that day
    assert life.answers[1:] == ["2026-03-05 dispute-rejected"]
    assert life.mail[1:] == ["2026-03-16 r2 FA-1 1200.00"]
    assert "dispute_overdue" not in life.tasks()


# -- the promise kept, late, broken twice
def test_a_promise_kept_is_the_end_of_it(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-09")
    promise = promises(life, "FA-1", on="2026-02-27")
    life.lives_until("2026-02-26")
    life.pays("FA-1", 1200)
    life.lives_until("2026-04-30")
    promise.refresh_from_db()
    assert promise.state == "kept" and len(life.mail) == 1 and life.tasks() == []


def test_a_promise_a_day_late_is_within_its_grace(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-09")
    promise = promises(life, "FA-1", on="2026-02-25")
    life.lives_until("2026-02-27")
    life.pays("FA-1", 1200)
    life.lives_until("2026-03-31")
    promise.refresh_from_db()
    assert promise.state == "kept" and len(life.mail) == 1


def test_a_promise_broken_twice_costs_two_pauses_and_the_plan_goes_on(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-09")
    first = promises(life, "FA-1", on="2026-02-20")
    life.lives_until("2026-02-23")
    assert life.mail[1:] == ["2026-02-23 r2 FA-1 1200.00"] and life.tasks() == ["promise_broken"]
    second = promises(life, "FA-1", on="2026-03-13")
    life.lives_until("2026-03-16")
    life.pays("FA-1", 1200)
    life.lives_until("2026-05-29")
    for promise in (first, second):
        promise.refresh_from_db()
    assert [first.state, second.state] == ["broken", "broken"] and second.paid_on == day("2026-03-16")
    assert [line.split()[1] for line in life.mail] == ["r1", "r2", "notice"]


def test_half_promised_leaves_the_other_half_to_ask_for(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-04")
    promises(life, "FA-1", on="2026-03-31", euros=700)
    life.lives_until("2026-02-10")
    assert life.mail == ["2026-02-06 r1 FA-1 500.00"]
    life.pays("FA-1", 700)
    life.lives_until("2026-02-20")
    assert Promise.objects.get().state == "kept"
    assert life.mail[1:] == ["2026-02-16 r2 FA-1 500.00"]


# -- agreements
def test_an_agreement_kept_for_six_instalments_closes_everything(life: Life) -> None:
    life.bills("FA-1", 4000, due="2026-01-16")
    life.bills("FA-2", 2000, due="2026-01-23")
    life.lives_until("2026-01-28")
    before = len(life.mail)
    agreement = agrees(life, "FA-1+FA-2", count=6, first="2026-02-27")
    for instalment in agreement.instalments.order_by("due_on"):
        life.lives_until(str(instalment.due_on))
        number = "FA-1" if life.open("FA-1") else "FA-2"
        life.pays(number, instalment.cents / 100)
    life.lives_until("2026-09-30")
    agreement.refresh_from_db()
    assert agreement.state == "kept" and life.open("FA-1") == life.open("FA-2") == 0
    assert len(life.mail) == before and sum("instalment-reminder" in a for a in life.answers) == 6


def test_an_agreement_broken_at_its_third_instalment_goes_back_to_the_plan(life: Life) -> None:
    life.bills("FA-1", 6000, due="2026-01-16")
    life.lives_until("2026-01-28")
    assert [line.split()[1] for line in life.mail] == ["r1"]
    agreement = agrees(life, "FA-1", count=6, first="2026-02-27")
    for month in ("2026-02-27", "2026-03-27"):
        life.lives_until(month)
        life.pays("FA-1", 1000)
    life.lives_until("2026-05-02")
    agreement.refresh_from_db()
    assert agreement.state == "in_force" and len(life.mail) == 1  # 27 April and five days
    life.lives_until("2026-05-04")
    agreement.refresh_from_db()
    assert agreement.state == "broken" and "agreement_broken" in life.tasks()
    life.lives_until("2026-05-29")
    assert [line.split()[1:] for line in life.mail[1:]] == [["r2", "FA-1", "4000.00"], ["notice", "FA-1", "4000.00"]]


def test_money_that_came_in_time_and_was_known_late_restores_the_agreement(life: Life) -> None:
    life.bills("FA-1", 3000, due="2026-01-16")
    life.lives_until("2026-01-28")
    agreement = agrees(life, "FA-1", count=3, first="2026-02-27")
    life.lives_until("2026-03-06")
    agreement.refresh_from_db()
    assert agreement.state == "broken" and "agreement_broken" in life.tasks()
    life.pays("FA-1", 1000, on="2026-02-26")  # the bank file was a week late
    agreement.refresh_from_db()
    assert agreement.state == "in_force" and "agreement_broken" not in life.tasks()
    life.lives_until("2026-03-20")
    assert life.mail_since("2026-03-07") == []

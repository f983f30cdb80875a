"""The 40 euros: once per invoice paid late, whatever the reminders, and only for those who owe it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from relance.ledger.models import Claim, Invoice
from tests.claims.desk import Desk, claims

DUE = "2026-01-30"
OPEN = [("FA-1", "indemnity", "open", 4000)]


def runs(desk: Desk, *days: str) -> None:
    for day in days:
        desk.do("run", at=day)


def test_nothing_is_claimed_on_the_due_date_itself(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05")
    runs(desk, DUE)
    assert claims() == []


def test_the_days_run_opens_it_once_whatever_the_number_of_reminders(desk: Desk) -> None:
    desk.settings(sending="as_planned", default_plan="two-then-notice")
    desk.bill(DUE, at="2026-01-05")
    runs(desk, "2026-02-09", "2026-02-24", "2026-02-25", "2026-03-11", "2026-04-13")
    assert claims() == OPEN
    assert desk.parts("2026-04-13")[2] == 4000


def test_a_dry_run_opens_nothing(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05")
    desk.do("run", "--dry-run", at="2026-02-09")
    assert claims() == []


def test_the_database_refuses_a_second_one_for_the_same_invoice(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05")
    runs(desk, "2026-02-09")
    first = Claim.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            creditor=first.creditor, customer=first.customer, invoice=first.invoice, part="indemnity", cents=4000,
            opened_on=first.opened_on,
        )  # fmt: skip
    assert claims() == OPEN


def test_interest_that_was_billed_before_does_not_take_its_place(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05")
    invoice = Invoice.objects.get()
    Claim.objects.create(
        creditor=invoice.creditor, customer=invoice.customer, invoice=invoice, part="interest", state="billed",
        cents=333, opened_on="2026-02-05",
    )  # fmt: skip
    runs(desk, "2026-02-09")
    assert ("FA-1", "indemnity", "open", 4000) in claims()


@pytest.mark.parametrize(("kind", "opened"), [("business", 1), ("public", 1), ("consumer", 0), ("other", 0)])
def test_only_businesses_and_public_buyers_owe_it(desk: Desk, kind: str, opened: int) -> None:
    desk.bill(DUE, at="2026-01-05", kind=kind)
    runs(desk, "2026-02-09")
    assert len(claims()) == opened
    assert desk.parts("2026-02-09")[2] == 4000 * opened


def test_it_is_owed_in_euros_and_in_no_other_money(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05", currency="CHF")
    runs(desk, "2026-02-09")
    assert claims() == []
    assert "indemnity_in_euros" in desk.owed("2026-02-09")["warnings"]


@pytest.mark.parametrize(("insolvent_on", "opened"), [("2026-01-30", 0), ("2026-01-31", 1)])
def test_not_where_insolvency_forbade_paying_on_the_due_date(desk: Desk, insolvent_on: str, opened: int) -> None:
    desk.bill(DUE, at="2026-01-05")
    desk.customer("2026-02-01", insolvency_on=insolvent_on)
    runs(desk, "2026-02-09")
    assert len(claims()) == opened
    assert desk.parts("2026-02-09")[2] == 4000 * opened


def test_it_stays_when_the_principal_is_paid(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05")
    runs(desk, "2026-02-09")
    desk.pay("2026-02-10", 100_000)
    runs(desk, "2026-02-11")
    assert claims() == OPEN
    assert desk.parts("2026-06-30")[::2] == (0, 4000)


def test_several_due_dates_of_one_invoice_carry_one(desk: Desk) -> None:
    row = {"invoice": "FA-1", "issued_on": "2026-01-05", "amount": "500.00"}
    desk.take({**row, "due_on": "2026-01-30"}, {**row, "due_on": "2026-02-06"}, at="2026-01-05")
    runs(desk, "2026-02-09")
    assert claims() == OPEN
    assert desk.parts("2026-02-09")[2] == desk.parts("2026-02-09", "DUPONT")[2] == 4000


def test_the_second_due_date_carries_it_where_the_first_was_paid_in_time(desk: Desk) -> None:
    row = {"invoice": "FA-1", "issued_on": "2026-01-05", "amount": "500.00"}
    desk.take({**row, "due_on": "2026-01-30"}, {**row, "due_on": "2026-02-06"}, at="2026-01-05")
    desk.pay("2026-01-30", 50_000)
    runs(desk, "2026-02-09")
    assert claims() == OPEN
    assert [line["indemnity_cents"] for line in desk.owed("2026-02-09")["invoices"]] == [0, 4000]


def test_two_invoices_carry_two(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05")
    desk.bill(DUE, at="2026-01-05", number="FA-2")
    runs(desk, "2026-02-09")
    assert [number for number, *_ in claims()] == ["FA-1", "FA-2"]
    assert desk.parts("2026-02-09", "DUPONT")[2] == 8000


def test_what_was_waived_is_not_opened_again(desk: Desk) -> None:
    desk.bill(DUE, at="2026-01-05")
    desk.do("waive", "FA-1", "--part", "indemnity", "--why", "premier retard", at="2026-02-01")
    runs(desk, "2026-02-09")
    assert (claims(), desk.parts("2026-02-09")[2]) == ([], 0)

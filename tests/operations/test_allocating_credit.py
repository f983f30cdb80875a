"""Money on account and credit notes set against invoices by a person."""

from __future__ import annotations

from datetime import date

import pytest

from relance.ledger.builders import make_credit_note, make_payment
from relance.ledger.models import CreditNote, Creditor, Customer, Payment, Task
from relance.operations.allocate_credit import allocate_credit
from relance.operations.refused import Refused
from tests.operations.scene import MARTIN, an_act, csv_of, customer_of, dupont_owes, invoice_of, open_amounts, run, take


@pytest.fixture
def dupont(creditor: Creditor) -> Customer:
    """Dupont owes 1,200 €, has a credit note of 200 € and paid 300 € on account."""
    dupont_owes(creditor, "FA-1,2026-01-01,2026-01-30,1200.00,1200.00")
    customer = customer_of(creditor)
    make_credit_note(customer, "AV-1", 20_000, issued_on=date(2026, 1, 15))
    make_payment(customer, 30_000, date(2026, 2, 2), reference="VIR 77")
    run(creditor, "2026-02-06", everyone=True)
    return customer


def allocated(customer: Customer, **how: object) -> int:
    invoice = invoice_of(customer.creditor, str(how.pop("number", "FA-1")))
    act = an_act("2026-02-09")
    return allocate_credit(creditor=customer.creditor, customer=customer, invoice=invoice, act=act, **how)  # type: ignore[arg-type]


def test_a_credit_note_lowers_the_invoice(dupont: Customer) -> None:
    assert allocated(dupont, credit="AV-1") == 20_000
    assert (open_amounts(dupont.creditor), CreditNote.objects.get().open_cents) == ({"FA-1": 100_000}, 0)


def test_a_part_of_a_payment_may_be_set(dupont: Customer) -> None:
    assert allocated(dupont, payment_id=Payment.objects.get().pk, cents=10_000) == 10_000
    assert (open_amounts(dupont.creditor), Payment.objects.get().open_cents) == ({"FA-1": 110_000}, 20_000)


def test_the_task_is_done_once_nothing_is_left_on_account(dupont: Customer) -> None:
    asked = Task.objects.filter(customer=dupont, kind="allocate_credit", closed_on=None)
    assert asked.exists()
    allocated(dupont, credit="AV-1")
    assert asked.exists()
    allocated(dupont, payment_id=Payment.objects.get().pk)
    assert not asked.exists()


@pytest.mark.parametrize(
    "how",
    [
        {}, {"credit": "AV-9"}, {"payment_id": 999_999}, {"credit": "AV-1", "cents": 20_001},
        {"credit": "AV-1", "cents": 0}, {"credit": "AV-1", "payment_id": 1},
    ],
)  # fmt: skip
def test_what_is_not_there_cannot_be_set(dupont: Customer, how: dict[str, object]) -> None:
    with pytest.raises(Refused):
        allocated(dupont, **how)
    assert open_amounts(dupont.creditor) == {"FA-1": 120_000}


def test_currencies_do_not_mix(dupont: Customer) -> None:
    make_credit_note(dupont, "AV-2", 100, currency="USD")
    with pytest.raises(Refused, match="do not mix"):
        allocated(dupont, credit="AV-2")


def test_another_customers_credit_is_out_of_reach(dupont: Customer) -> None:
    take(dupont.creditor, csv_of([f"{MARTIN},FB-1,2026-01-01,2026-01-30,10.00,10.00"]))
    make_credit_note(customer_of(dupont.creditor, "MARTIN"), "AV-3", 500)
    with pytest.raises(Refused, match="no credit note"):
        allocated(dupont, credit="AV-3")
    with pytest.raises(Refused, match="not an invoice of"):
        allocated(dupont, credit="AV-1", number="FB-1")

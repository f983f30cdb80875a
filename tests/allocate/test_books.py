"""The book as the ledger gives it: what is open, credits, typed payments, payers; only the creditor's own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relance.domain.allocate.matching import allocate
from relance.domain.allocate.model import Closed, OpenCredit
from relance.ledger.builders import (
    make_bank_line,
    make_credit_note,
    make_creditor,
    make_customer,
    make_invoice,
    make_payment,
)
from relance.ledger.matching import load_book, waiting_money
from relance.ledger.models import Allocation, Creditor, Customer, KnownPayer, Receivable

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only]
DAY = date(2026, 3, 20)


@pytest.fixture
def dupont() -> Customer:
    """A customer that owes FA-1; another creditor's customer owes a FA-1 as well."""
    make_invoice(make_customer(make_creditor("Autre Maison SAS"), "AUTRE"), "FA-1", 5_000, date(2026, 2, 10))
    customer = make_customer(make_creditor(), name="Transports Dupont SARL")
    make_invoice(customer, "FA-1", 123_456, date(2026, 2, 10))
    return customer


def numbers(creditor: Creditor) -> list[tuple[str, int, bool, int]]:
    """Invoice, open, settled by list, lowered by list."""
    book = load_book(creditor)
    return [(x.invoice, x.open_cents, x.is_settled_by_list, x.lowered_by_list_cents) for x in book.items]


def test_only_what_the_creditors_own_customers_owe_is_in_the_book(dupont: Customer) -> None:
    assert numbers(dupont.creditor) == [("FA-1", 123_456, False, 0)]
    assert [x.customer for x in load_book(dupont.creditor).payers] == [dupont.pk]


def test_what_a_list_settled_counts_as_far_as_no_payment_explains_it(dupont: Customer) -> None:
    make_bank_line(dupont.creditor, 123_456, DAY)
    line = Receivable.objects.get(customer=dupont)
    payment = make_payment(dupont, 23_456, DAY)
    Allocation.objects.create(creditor=dupont.creditor, receivable=line, payment=payment, cents=23_456, on=DAY)
    Receivable.objects.filter(pk=line.pk).update(open_cents=0, absent_since=DAY)
    assert numbers(dupont.creditor) == [("FA-1", 100_000, True, 0)]


def test_what_a_list_lowered_is_said(dupont: Customer) -> None:
    Receivable.objects.filter(customer=dupont).update(open_cents=100_000)
    assert numbers(dupont.creditor) == [("FA-1", 100_000, False, 23_456)]


def test_what_was_settled_long_before_the_money_is_closed(dupont: Customer) -> None:
    make_bank_line(dupont.creditor, 123_456, DAY)
    Receivable.objects.filter(customer=dupont).update(open_cents=0, absent_since=date(2025, 12, 1))
    book = load_book(dupont.creditor)
    assert (book.items, book.closed) == ((), (Closed(dupont.pk, "FA-1", 123_456),))


def test_credit_notes_and_money_on_account_can_be_deducted(dupont: Customer) -> None:
    note = make_credit_note(dupont, "AV-1", 5_000)
    payment = make_payment(dupont, 7_000, DAY)
    credits = load_book(dupont.creditor).credits
    assert [(x.key, x.is_payment, x.open_cents) for x in credits] == [
        (note.pk, False, 5_000), (-payment.pk, True, payment.open_cents),
    ]  # fmt: skip
    assert isinstance(credits[0], OpenCredit)


def test_typed_payments_wait_for_their_bank_line_and_learned_payers_are_known(dupont: Customer) -> None:
    line = make_bank_line(dupont.creditor, 7_000, DAY)
    typed = make_payment(dupont, 7_000, DAY)
    make_payment(dupont, 8_000, DAY, bank_line=line)
    KnownPayer.objects.create(
        creditor=dupont.creditor, customer=dupont, sort="iban", value="FR76X", learned_at="2026-03-20T10:00Z"
    )
    book = load_book(dupont.creditor)
    assert ([x.key for x in book.recorded], book.payers[0].ibans) == ([typed.pk], ("FR76X",))


def test_the_money_that_waits_is_what_came_in_and_was_not_decided(dupont: Customer) -> None:
    def line(cents: int, **fields: Any) -> int:
        return make_bank_line(dupont.creditor, cents, DAY, **fields).pk

    waits = [line(1_000), line(2_000, state="proposed"), line(3_000, is_return=True)]
    line(-1_000), line(4_000, state="matched"), line(5_000, state="aside")
    assert [(x.key, x.kind == "returned") for x in waiting_money(dupont.creditor)] == [
        (key, key == waits[2]) for key in waits
    ]


def test_a_line_is_matched_from_the_ledger_in_a_steady_number_of_questions(
    dupont: Customer, django_assert_max_num_queries: Any
) -> None:
    for n in range(2, 12):
        make_invoice(dupont, f"FA-{n}", 1_000 + n, date(2026, 2, 10))
        make_bank_line(dupont.creditor, 1_000 + n, DAY, f"VIR TRANSPORTS DUPONT FACTURE FA-{n}")
    with django_assert_max_num_queries(14):
        outcomes = allocate(waiting_money(dupont.creditor), load_book(dupont.creditor))
    assert len([x for x in outcomes if x.sure]) == 10

"""Payments and credit notes of files: each once, matched only where sure, in whatever order files come."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest
from django.db import transaction

from relance.ledger.builders import make_bank_line
from relance.ledger.models import CreditNote, Creditor, Customer, Hold, Payment, Task
from relance.ledger.reads import aged_balance
from relance.operations.accept_match import Choice, match_by_hand
from relance.operations.hold import release
from relance.operations.undo_match import undo_match
from tests.operations.scene import (
    DUPONT,
    HEADER,
    a_creditor,
    an_act,
    codes,
    counted,
    csv_of,
    customer_of,
    dupont_owes,
    invoice_of,
    open_amounts,
    run,
    take,
)

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
FA_2 = "FA-2,2026-01-10,2026-02-09,300.00,300.00"
PAID = "customer,paid_on,amount,currency,reference,invoice"
DOCUMENTS = f"{HEADER.replace('invoice,issued_on', 'invoice,document,issued_on')},applies_to"
CREDIT = f"{DUPONT},AV-1,credit_note,2026-01-15,,200.00,200.00,FA-1"


def paid(creditor: Creditor, *lines: str, day: str = "2026-01-30"):  # type: ignore[no-untyped-def]
    return take(creditor, csv_of(lines, PAID), day, "payments.csv")


def test_a_payment_naming_its_invoice_lowers_it(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    assert counted(paid(creditor, "DUPONT,2026-01-29,500.00,EUR,VIR 1,FA-1")) == (1, 1, 0, 0, 0)
    assert open_amounts(creditor) == {"FA-1": 70000}


def test_the_same_payments_file_again_pays_nothing_more(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    for _ in range(2):
        report = paid(creditor, "DUPONT,2026-01-29,500.00,EUR,VIR 1,FA-1")
    assert counted(report) == (1, 0, 0, 1, 0)
    assert open_amounts(creditor) == {"FA-1": 70000}


def test_a_number_in_the_reference_is_a_sure_match(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    paid(creditor, "DUPONT,2026-01-29,300.00,EUR,virement fa-2 merci,")
    assert open_amounts(creditor) == {"FA-1": 120000, "FA-2": 0}


@pytest.mark.parametrize("reference", ["FA-1 et FA-2", "FA-12", "XFA-1", "merci"])
def test_a_doubt_stays_on_account(creditor: Creditor, reference: str) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    paid(creditor, f"DUPONT,2026-01-29,300.00,EUR,{reference},")
    assert open_amounts(creditor) == {"FA-1": 120000, "FA-2": 30000}
    assert Payment.objects.get().open_cents == 30000


def test_too_much_money_stays_on_account(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_2)
    paid(creditor, "DUPONT,2026-01-29,350.00,EUR,,FA-2")
    assert open_amounts(creditor) == {"FA-2": 0}
    assert Payment.objects.get().open_cents == 5000


def test_identical_lines_without_reference_stay_as_many_as_they_are(creditor: Creditor) -> None:
    line = "DUPONT,2026-01-29,10.00,EUR,,"
    dupont_owes(creditor, FA_1)
    assert counted(paid(creditor, line, line)) == (2, 2, 0, 0, 0)
    assert counted(paid(creditor, line, line, line)) == (3, 1, 0, 2, 0)
    assert Payment.objects.count() == 3


def test_money_in_another_currency_is_set_against_nothing(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    paid(creditor, "DUPONT,2026-01-29,1200.00,USD,,FA-1")
    assert open_amounts(creditor) == {"FA-1": 120000}


def test_a_payment_may_come_before_its_customer_and_is_not_lost(creditor: Creditor) -> None:
    report = paid(creditor, "DUPONT,2026-01-29,500.00,EUR,,FA-1")
    assert codes(report) == ["CUSTOMER"]
    assert report.is_taken
    dupont_owes(creditor, FA_1)
    assert open_amounts(creditor) == {"FA-1": 70000}
    dupont = customer_of(creditor)
    assert (dupont.name, dupont.kind) == ("Dupont SARL", "business")
    assert not Task.objects.filter(kind="customer_kind", closed_on=None).exists()


def test_a_credit_note_that_names_its_invoice_lowers_it(creditor: Creditor) -> None:
    take(creditor, csv_of([f"{DUPONT},FA-1,invoice,2025-12-31,2026-01-30,1200.00,1200.00,", CREDIT], DOCUMENTS))
    assert open_amounts(creditor) == {"FA-1": 100000}
    assert CreditNote.objects.get().open_cents == 0


def test_the_same_invoices_and_credit_notes_again_are_known(creditor: Creditor) -> None:
    data = csv_of([f"{DUPONT},FA-1,invoice,2025-12-31,2026-01-30,1200.00,1200.00,", CREDIT], DOCUMENTS)
    take(creditor, data)
    assert counted(take(creditor, data)) == (2, 0, 0, 2, 0)
    assert open_amounts(creditor) == {"FA-1": 100000}


FILES = {
    "invoices": csv_of(
        [f"{DUPONT},FA-1,2025-12-31,2026-01-30,1200.00", f"{DUPONT},FA-2,2026-01-10,2026-02-09,300.00"],
        HEADER.removesuffix(",open"),
    ),
    "credits": csv_of([CREDIT], DOCUMENTS),
    "payments": csv_of(["DUPONT,2026-01-29,500.00,EUR,,FA-1", "DUPONT,2026-01-29,100.00,EUR,pour FA-2,"], PAID),
    "customers": csv_of(["DUPONT,Dupont SARL,new@example.com,30"], "customer,customer_name,email,terms"),
}


@pytest.mark.parametrize("order", list(permutations(FILES)), ids="-".join)
def test_the_order_of_files_does_not_matter(creditor: Creditor, order: tuple[str, ...]) -> None:
    for name in (*order, order[0]):
        report = take(creditor, FILES[name], name=f"{name}.csv", kind="customers" if name == "customers" else None)
        assert report.is_taken, report.problems
    assert open_amounts(creditor) == {"FA-1": 50000, "FA-2": 20000}
    assert {p.open_cents for p in Payment.objects.all()} | {n.open_cents for n in CreditNote.objects.all()} == {0}
    assert customer_of(creditor).kind == "business"


def test_an_open_amount_raised_above_a_payment_is_a_question_and_the_lower_one_is_kept(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    paid(creditor, "DUPONT,2026-01-29,500.00,EUR,,FA-1")
    report = dupont_owes(creditor, FA_1, "FA-2,2026-01-10,2026-02-09,300.00,250.00", day="2026-02-02")
    assert codes(report) == ["OPEN_RAISED"]
    assert report.is_taken
    assert counted(report) == (2, 0, 1, 1, 0)
    assert open_amounts(creditor) == {"FA-1": 70000, "FA-2": 25000}


def test_a_raised_amount_is_not_chased_until_a_person_has_looked(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    paid(creditor, "DUPONT,2026-01-29,500.00,EUR,,FA-1")
    dupont_owes(creditor, FA_1, day="2026-02-02")
    assert Task.objects.get(kind="open_amount_differs").amount_cents == 50000
    assert run(creditor, "2026-02-06").created == 0
    release(creditor=creditor, customer=customer_of(creditor), invoice=invoice_of(creditor), act=an_act("2026-02-06"))
    assert run(creditor, "2026-02-06").decided[0].wanted[0].draft.total_cents == 70000


def test_a_raised_amount_is_asked_about_once(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    paid(creditor, "DUPONT,2026-01-29,500.00,EUR,,FA-1")
    for _ in range(2):
        dupont_owes(creditor, FA_1, day="2026-02-02")
    assert (Hold.objects.count(), Task.objects.filter(kind="open_amount_differs").count()) == (1, 1)


def test_a_list_that_agrees_again_answers_the_question(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    paid(creditor, "DUPONT,2026-01-29,500.00,EUR,,FA-1")
    dupont_owes(creditor, FA_1, day="2026-02-02")
    dupont_owes(creditor, "FA-1,2025-12-31,2026-01-30,1200.00,700.00", day="2026-02-03")
    assert run(creditor, "2026-02-06").decided[0].wanted[0].draft.total_cents == 70000
    assert not Task.objects.filter(kind="open_amount_differs", closed_on=None).exists()


def test_a_vanished_invoice_that_comes_back_whole_does_not_forget_its_payment(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, *(f"FA-{n},2025-12-31,2026-01-30,100.00,100.00" for n in range(2, 8)))
    paid(creditor, "DUPONT,2026-01-29,500.00,EUR,,FA-1")
    rest = [f"FA-{n},2025-12-31,2026-01-30,100.00,100.00" for n in range(2, 8)]
    dupont_owes(creditor, *rest, day="2026-02-02", snapshot=True)
    report = dupont_owes(creditor, FA_1, *rest, day="2026-02-03", snapshot=True)
    assert codes(report) == ["OPEN_RAISED"]
    assert open_amounts(creditor)["FA-1"] == 70000


def test_a_list_without_open_amounts_never_undoes_a_payment(creditor: Creditor) -> None:
    take(creditor, FILES["invoices"])
    take(creditor, FILES["payments"], name="payments.csv")
    report = take(creditor, FILES["invoices"], "2026-02-02")
    assert codes(report) == []
    assert counted(report) == (2, 0, 0, 2, 0)
    assert open_amounts(creditor) == {"FA-1": 70000, "FA-2": 20000}


def test_the_aged_balance_is_what_is_open_less_what_is_on_account(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    paid(creditor, "DUPONT,2026-01-29,500.00,EUR,,")
    buckets, (line,) = aged_balance(creditor, an_act("2026-02-06").today)
    assert (line.open_cents, line.credit_cents) == (120000, 50000)
    assert sum(b["cents"] for b in buckets.values()) == 120000


def test_a_fault_half_way_leaves_nothing(creditor: Creditor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("relance.operations.import_file._follow_up", broken)
    with pytest.raises(OSError, match="disk full"), transaction.atomic():
        dupont_owes(creditor, FA_1)
    assert not Customer.objects.exists()


def test_two_creditors_with_the_same_codes_never_mix(creditor: Creditor) -> None:
    other = a_creditor("Autre Maison SAS")
    dupont_owes(creditor, FA_1)
    dupont_owes(other, FA_1, FA_2)
    take(other, csv_of(["DUPONT,2026-01-29,1200.00,EUR,,FA-1"], PAID), name="payments.csv")
    dupont_owes(other, FA_2, day="2026-02-02", snapshot=True, vanished_settled=True)
    assert open_amounts(creditor) == {"FA-1": 120000}
    assert open_amounts(other) == {"FA-1": 0, "FA-2": 30000}


@pytest.fixture
def by_bank(creditor: Creditor) -> Creditor:
    """Dupont's 1,200 € came into the bank on 5 February and paid FA-1."""
    dupont_owes(creditor, FA_1, FA_2)
    line = make_bank_line(creditor, 120_000, date(2026, 2, 5))
    choice = Choice([(invoice_of(creditor), 120_000)])
    match_by_hand(creditor=creditor, line=line, choice=choice, act=an_act("2026-02-06"))
    return creditor


@pytest.mark.sqlite_only
def test_what_the_bank_had_brought_is_not_counted_twice(by_bank: Creditor) -> None:
    for _ in range(2):
        report = paid(by_bank, "DUPONT,2026-02-03,1200.00,EUR,REGL 88,FA-1", day="2026-02-09")
        assert counted(report) == (1, 0, 0, 1, 0)
    assert (Payment.objects.count(), open_amounts(by_bank)) == (1, {"FA-1": 0, "FA-2": 30000})


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    "row",
    ["2026-02-03,1200.00,EUR,REGL 88,FA-2", "2026-02-15,1200.00,EUR,REGL 88,FA-1", "2026-02-03,1199.00,EUR,R,FA-1"],
)
def test_another_invoice_week_or_amount_is_another_payment(by_bank: Creditor, row: str) -> None:
    assert counted(paid(by_bank, f"DUPONT,{row}", day="2026-02-16")) == (1, 1, 0, 0, 0)


@pytest.mark.sqlite_only
def test_two_equal_payments_stay_two_where_the_bank_has_shown_one(by_bank: Creditor) -> None:
    rows = ("DUPONT,2026-02-03,1200.00,EUR,REGL 88,FA-1", "DUPONT,2026-02-04,1200.00,EUR,REGL 89,FA-1")
    assert counted(paid(by_bank, *rows, day="2026-02-09")) == (2, 1, 0, 1, 0)


@pytest.mark.sqlite_only
def test_the_books_say_what_money_on_account_was_for(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    line = make_bank_line(creditor, 30_000, date(2026, 2, 5))
    choice = Choice(customer=customer_of(creditor))
    match_by_hand(creditor=creditor, line=line, choice=choice, act=an_act("2026-02-06"))
    paid(creditor, "DUPONT,2026-02-05,300.00,EUR,REGL 90,FA-2", day="2026-02-09")
    assert (Payment.objects.count(), open_amounts(creditor)["FA-2"]) == (1, 0)
    undo_match(creditor=creditor, line=line, act=an_act("2026-02-09"))
    assert open_amounts(creditor)["FA-2"] == 0  # the books know of it too


@pytest.mark.sqlite_only
def test_a_listed_payment_that_the_bank_confirmed_answers_for_its_own_row(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    row = "DUPONT,2026-02-03,300.00,EUR,REGL 88,FA-2"
    paid(creditor, row, day="2026-02-09")
    Payment.objects.update(bank_line=make_bank_line(creditor, 30_000, date(2026, 2, 5)), was_typed=True)
    report = paid(creditor, row, "DUPONT,2026-02-04,300.00,EUR,REGL 89,", day="2026-02-10")
    assert counted(report) == (2, 1, 0, 1, 0)

"""Money that the bank takes back: the payment is undone, its invoice open again, and nobody guesses."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.statements.return_words import return_reason_words
from relance.ledger.models import BankLine, Creditor, Event, Payment, Task
from relance.operations.accept_match import Choice, match_by_hand
from relance.operations.refused import Refused
from relance.operations.return_payment import return_payment
from tests.operations.bank_files import came, statement, take_bank
from tests.operations.scene import an_act, dupont_owes, invoice_of, notices, open_amounts, run, the_day

pytestmark = pytest.mark.django_db


def a_paid_invoice(creditor: Creditor, **said: str) -> BankLine:
    """Dupont’s direct debit of 1,200.00, matched to its invoice."""
    dupont_owes(creditor, "FA-1,2026-01-02,2026-01-31,1200.00,1200.00")
    take_bank(creditor, statement(came("2026-02-02", 120000, "PRLV FA-1", party="Dupont SARL", **said), opening=0))
    line = BankLine.objects.get(creditor=creditor)
    match(creditor, "2026-02-10")
    line.refresh_from_db()
    assert open_amounts(creditor) == {"FA-1": 0}
    return line


def match(creditor: Creditor, day: str) -> None:
    """By hand, unless the program was sure."""
    line = BankLine.objects.get(creditor=creditor)
    if line.state != "matched":
        choice = Choice([(invoice_of(creditor), 120000)])
        match_by_hand(creditor=creditor, line=line, act=an_act(day), choice=choice)


def back(cents: int = -120000, on: str = "2026-02-06", opening: int = 120000, **said: object) -> list[object]:
    """The statement in which the money goes back."""
    values = {"text": "REJET PRLV", "is_return": True, "return_reason": "AM04", "kind": "returned", **said}
    return statement(came(on, cents, **values), opening=opening)  # type: ignore[arg-type, return-value]


def states() -> list[str]:
    return list(BankLine.objects.order_by("pk").values_list("state", flat=True))


def test_a_rejected_debit_opens_its_invoice_again_and_a_person_is_told(creditor: Creditor) -> None:
    a_paid_invoice(creditor, end_to_end="E2E-1")
    take_bank(creditor, back(returned_reference="E2E-1"))  # type: ignore[arg-type]
    assert open_amounts(creditor) == {"FA-1": 120000} and states() == ["returned", "matched"]
    paid, taken = BankLine.objects.order_by("pk")
    assert paid.returned_by == taken and taken.rule == "sure"
    assert Payment.objects.get(creditor=creditor).cancelled_on == date(2026, 2, 10)
    task = Task.objects.get(creditor=creditor, kind="payment_returned")
    assert "revenu impayé : motif provision insuffisante (AM04)" in task.why.replace("\u00a0", " ")
    assert task.customer is not None and task.amount_cents == 120000
    event = Event.objects.get(creditor=creditor, verb="payment_returned")
    assert event.payload["invoices"] == ["FA-1"] and event.payload["cents"] == 120000


@pytest.mark.sqlite_only
def test_what_was_sent_before_the_return_is_not_sent_again(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-1,2025-12-02,2026-01-01,1200.00,1200.00", day="2026-01-20")
    the_day(creditor, "2026-01-20")
    sent = [one.step for one in notices(creditor, "accepted", "sent")]
    debit = statement(came("2026-01-22", 120000, "PRLV FA-1", party="Dupont SARL", end_to_end="E"), opening=0)
    take_bank(creditor, debit, day="2026-01-23")
    match(creditor, "2026-01-23")
    take_bank(creditor, back(on="2026-01-26", returned_reference="E"), day="2026-01-27")  # type: ignore[arg-type]
    assert open_amounts(creditor) == {"FA-1": 120000}
    run(creditor, "2026-01-27")
    assert sent and sent[0] not in [one.step for one in notices(creditor)[1:]]


@pytest.mark.sqlite_only
def test_the_banks_own_reference_will_do_and_so_will_amount_and_name(creditor: Creditor) -> None:
    a_paid_invoice(creditor, bank_reference="B-77")
    take_bank(creditor, back(bank_reference="B-77"))  # type: ignore[arg-type]
    assert states() == ["returned", "matched"]


@pytest.mark.sqlite_only
def test_without_reference_the_one_receipt_of_that_amount_and_name_is_meant(creditor: Creditor) -> None:
    a_paid_invoice(creditor)
    take_bank(creditor, back(party="DUPONT SARL"))  # type: ignore[arg-type]
    assert states() == ["returned", "matched"] and open_amounts(creditor) == {"FA-1": 120000}


@pytest.mark.sqlite_only
def test_of_two_equal_receipts_none_is_guessed_and_a_person_says_which(creditor: Creditor) -> None:
    first = a_paid_invoice(creditor)
    take_bank(creditor, statement(came("2026-02-04", 120000, "PRLV FA-1", party="Dupont SARL"), opening=120000))
    take_bank(creditor, back(party="Dupont SARL", opening=240000))  # type: ignore[arg-type]
    assert open_amounts(creditor) == {"FA-1": 0} and states()[2] == "unknown"
    task = Task.objects.get(creditor=creditor, kind="return_unclear")
    assert f"n° {first.pk}" in task.why.replace("\u00a0", " ") and task.closed_on is None
    waiting = BankLine.objects.get(is_return=True)
    return_payment(creditor=creditor, line_id=waiting.pk, receipt=first.pk, act=an_act("2026-02-11"))
    task.refresh_from_db()
    assert open_amounts(creditor) == {"FA-1": 120000} and task.closed_on == date(2026, 2, 11)


@pytest.mark.sqlite_only
def test_a_person_names_one_receipt_of_at_most_that_amount(creditor: Creditor) -> None:
    paid = a_paid_invoice(creditor)
    take_bank(creditor, back(-50000, party="Nobody"))  # type: ignore[arg-type]
    waiting = BankLine.objects.get(is_return=True)
    act = an_act("2026-02-11")
    for answer in ({}, {"receipt": paid.pk}, {"payment": 999999}, {"receipt": paid.pk, "nothing": "x"}):
        with pytest.raises(Refused):
            return_payment(creditor=creditor, line_id=waiting.pk, act=act, **answer)  # type: ignore[arg-type]
    assert return_payment(creditor=creditor, line_id=waiting.pk, nothing="our supplier", act=act).state == "aside"
    with pytest.raises(Refused, match="no return"):
        return_payment(creditor=creditor, line_id=waiting.pk, nothing="again", act=act)


@pytest.mark.parametrize("return_first", [True, False])
@pytest.mark.sqlite_only
def test_money_that_nobody_matched_and_its_return_are_set_aside_together(
    creditor: Creditor, return_first: bool
) -> None:
    came_in = statement(came("2026-02-02", 700, "?", end_to_end="X"), opening=0)
    for file in (back(-700, opening=700, returned_reference="X"), came_in)[:: 1 if return_first else -1]:
        take_bank(creditor, file)  # type: ignore[arg-type]
    assert states() == ["aside", "aside"]
    assert not Task.objects.filter(kind="return_unclear", closed_on=None).exists()


@pytest.mark.sqlite_only
def test_a_reversal_in_the_same_file_is_seen(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-1,2026-01-02,2026-01-31,1200.00,1200.00")
    paid = came("2026-02-02", 120000, "VIR FA-1", bank_reference="R1")
    undone = came("2026-02-02", -120000, "VIR FA-1", bank_reference="R1", is_return=True, kind="returned")
    take_bank(creditor, statement(paid, undone, opening=0))
    assert open_amounts(creditor) == {"FA-1": 120000} and states() == ["aside", "aside"]


@pytest.mark.sqlite_only
def test_the_list_of_unpaid_items_and_the_statement_tell_one_return(creditor: Creditor) -> None:
    a_paid_invoice(creditor, end_to_end="E2E-1")
    unpaid = statement(came("2026-02-05", -120000, "IMPAYE", is_return=True, end_to_end="E2E-1"), complete=False)
    take_bank(creditor, unpaid, key="cfonb")
    take_bank(creditor, back(returned_reference="E2E-1"))  # type: ignore[arg-type]
    assert states() == ["returned", "matched", "aside"] and open_amounts(creditor) == {"FA-1": 120000}
    assert Task.objects.filter(kind="payment_returned").count() == 1
    assert not Task.objects.filter(kind="return_unclear", closed_on=None).exists()


@pytest.mark.sqlite_only
def test_one_debit_of_a_batch_comes_back_alone(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-1,2026-01-02,2026-01-31,1200.00,1200.00", "FA-2,2026-01-02,2026-01-31,10.00,10.00")
    take_bank(creditor, statement(came("2026-02-02", 150000, "REMISE PRLV", batch_count=2), opening=0))
    line = BankLine.objects.get(creditor=creditor)
    Payment.objects.create(
        creditor=creditor, customer=invoice_of(creditor).customer, paid_on=line.booked_on, amount_cents=1000,
        open_cents=1000, recorded_by="Anne", bank_line=line,
    )  # fmt: skip
    BankLine.objects.update(state="matched")
    take_bank(creditor, back(-1000, opening=150000, party="Dupont SARL"))  # type: ignore[arg-type]
    assert Payment.objects.get().cancelled_on is not None and states()[1] == "matched"


@pytest.mark.sqlite_only
def test_a_payment_typed_before_the_bank_told_of_it_is_undone_as_well(creditor: Creditor) -> None:
    line = a_paid_invoice(creditor, end_to_end="E2E-1")
    Payment.objects.filter(bank_line=line).update(was_typed=True)
    take_bank(creditor, back(returned_reference="E2E-1"))  # type: ignore[arg-type]
    assert open_amounts(creditor) == {"FA-1": 120000} and Payment.objects.get().cancelled_on is not None


@pytest.mark.sqlite_only
def test_our_own_transfer_that_comes_back_is_nobodys_payment(creditor: Creditor) -> None:
    out = came("2026-02-02", -5000, "VIR FOURNISSEUR", end_to_end="S1")
    again = came("2026-02-03", 5000, "RETOUR VIR", is_return=True, kind="returned", returned_reference="S1")
    take_bank(creditor, statement(out, again, opening=10000))
    assert states() == ["aside", "aside"]


def test_the_reasons_of_banks_have_words() -> None:
    assert return_reason_words("AC04", "fr") == "compte clôturé (AC04)"
    assert return_reason_words("MD06 Refund", "en") == "refund asked for by the debtor (MD06)"
    assert return_reason_words("tiré sans provision", "fr") == "tiré sans provision"
    assert return_reason_words("", "en") == "no reason given"

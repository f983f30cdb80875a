"""`relance money`: what waits, and every way to decide about a receipt."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relance.domain.allocate.model import Match, Part, Reason
from relance.ledger.builders import make_bank_line, make_credit_note, make_creditor, make_customer, make_invoice
from relance.ledger.models import BankLine, Payment, Receivable
from relance.ledger.money import as_json
from tests.cli.conftest import Relance

pytestmark = pytest.mark.sqlite_only
DAY = ("--today", "2026-02-16")


@pytest.fixture(autouse=True)
def _no_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is proposed is what a test says."""
    monkeypatch.setattr("relance.operations.match_money.outcomes", lambda money, book: [])


@pytest.fixture
def receipt(relance: Relance, tmp_path: Any) -> BankLine:
    """Dupont owes FA-1 (1,200 €) and FA-2 (300 €); 1,200 € came in and may pay FA-1."""
    (tmp_path / "home").mkdir(exist_ok=True)
    dupont = make_customer(make_creditor())
    first = make_invoice(dupont, "FA-1", 120_000, date(2026, 2, 6))
    make_invoice(dupont, "FA-2", 30_000, date(2026, 2, 9))
    match = Match("likely", dupont.pk, (Part(first.pk, 120_000),), reasons=(Reason("amount_exact"),))
    return make_bank_line(
        dupont.creditor, 120_000, date(2026, 2, 13), "VIR DUPONT FA1", state="proposed", proposals=[as_json(match)]
    )


def open_cents() -> list[int]:
    return list(Receivable.objects.order_by("invoice__number").values_list("open_cents", flat=True))


def test_what_waits_is_listed_with_its_proposals(relance: Relance, receipt: BankLine) -> None:
    said = relance("money", *DAY).out
    for words in ("VIR DUPONT FA1", "€1,200.00", "[to be confirmed]", "1. DUPONT Dupont SARL", "FA-1", "--accept"):
        assert words in said
    (row,) = relance("money", "--json", *DAY).document["lines"]
    assert (row["state"], row["proposals"][0]["parts"][0]["invoice"]) == ("proposed", "FA-1")
    assert relance("money", "--state", "matched", *DAY).out.startswith("No receipt here.")


def test_a_proposal_is_accepted_and_undone(relance: Relance, receipt: BankLine) -> None:
    row = relance("money", str(receipt.pk), "--accept", "--json", *DAY).document
    assert (row["state"], row["rule"], row["payments"][0]["customer"]) == ("matched", "accepted", "DUPONT")
    assert open_cents() == [0, 30_000]
    assert "[to be confirmed]" in relance("money", str(receipt.pk), "--undo", *DAY).out
    assert open_cents() == [120_000, 30_000]


def test_it_is_set_against_chosen_invoices(relance: Relance, receipt: BankLine) -> None:
    row = relance("money", str(receipt.pk), "--to", "FA-1=950,FA-2=250", "--json", *DAY).document
    assert [x["invoice"] for x in row["payments"][0]["parts"]] == ["FA-1", "FA-2"] and open_cents() == [25_000, 5_000]


def test_what_is_not_said_is_as_much_as_there_is(relance: Relance, receipt: BankLine) -> None:
    relance("money", str(receipt.pk), "--to", "FA-2", "--to", "FA-1", *DAY)
    assert open_cents() == [30_000, 0]


def test_a_credit_note_and_a_bank_fee(relance: Relance, receipt: BankLine) -> None:
    make_credit_note(Receivable.objects.all()[0].customer, "AV-1", 20_000)
    how = ("--to", "FA-1=1200,FA-2=197", "--credit", "AV-1=197", "--difference", "bank_fee")
    said = relance("money", str(receipt.pk), *how, *DAY)
    assert said.code == 2 and "103.00 EUR would be given up, more than 36.00 EUR" in said.err
    how = ("--to", "FA-1=1200,FA-2=200", "--credit", "AV-1=200")
    assert relance("money", str(receipt.pk), *how, *DAY).code == 0 and open_cents() == [0, 10_000]


def test_on_account_none_and_aside(relance: Relance, receipt: BankLine) -> None:
    number = str(receipt.pk)
    assert "[without an answer]" in relance("money", number, "--none", *DAY).out
    assert "[set aside]" in relance("money", number, "--aside", "--why", "a loan", *DAY).out
    assert "[not looked at yet]" in relance("money", number, "--back", *DAY).out
    relance("money", number, "--on-account", "--customer", "DUPONT", *DAY)
    assert Payment.objects.get().open_cents == 120_000


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--accept",), "say which receipt"),
        (("999",), "there is no receipt 999"),
        (("1", "--accept", "--undo"), "one thing at a time"),
        (("1", "--on-account"), "say whose account"),
        (("1", "--aside"), "say why"),
        (("1", "--to", "FA-1", "--credit", "AV-1"), "is not NUMBER=AMOUNT"),
    ],
)
def test_what_cannot_be_done_is_said(
    relance: Relance, receipt: BankLine, words: tuple[str, ...], sentence: str
) -> None:
    said = relance("money", *(str(receipt.pk) if word == "1" else word for word in words), *DAY)
    assert said.code == 2 and sentence in said.err


def test_matching_is_run(relance: Relance, receipt: BankLine) -> None:
    assert "Receipts looked at: 1." in relance("money", "--match", *DAY).out

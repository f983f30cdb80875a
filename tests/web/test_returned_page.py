"""Money that the bank took back: where nothing tells what it was, a person says so on a page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import make_bank_line
from relance.ledger.models import BankLine, Creditor, Payment, Receivable
from relance.operations.accept_match import Choice, match_by_hand
from tests.operations.scene import an_act, invoice_of
from tests.web.conftest import a_member, signed_in

pytestmark = pytest.mark.sqlite_only
PAGE = "/money/returned/"


@pytest.fixture
def rejected(creditor: Creditor) -> BankLine:
    """Dupont paid FA-1; another receipt is of the same amount; the bank took one of them back."""
    paid = make_bank_line(creditor, 120_000, date(2026, 2, 9), text="PRLV FA-1")
    match_by_hand(
        creditor=creditor, line=paid, act=an_act("2026-02-10"), choice=Choice([(invoice_of(creditor, "FA-1"), 120_000)])
    )
    make_bank_line(creditor, 120_000, date(2026, 2, 10), text="VIR INCONNU")
    taken = make_bank_line(creditor, -120_000, date(2026, 2, 12), text="REJET", is_return=True, return_reason="AM04")
    return taken


def test_the_receipts_that_it_may_be_are_shown_with_whose_they_are(claire: Client, rejected: BankLine) -> None:
    page = claire.get(PAGE).content.decode().replace("\u00a0", " ").replace("\u202f", " ")
    assert "1 200,00 €" in page and "provision insuffisante" in page and page.count("C’était celui-ci") == 2
    assert "Dupont" in page and "VIR INCONNU" in page
    page = claire.get("/money/").content.decode().replace("\u00a0", " ")
    assert "La banque a repris 1 somme" in page and "Dire lequel<" in page


def test_the_one_that_is_named_is_undone_and_its_invoice_is_owed_again(claire: Client, rejected: BankLine) -> None:
    paid = BankLine.objects.get(text="PRLV FA-1")
    claire.post(f"{PAGE}{rejected.pk}/", {"origin": f"receipt:{paid.pk}"})
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 120_000
    assert Payment.objects.get(bank_line=paid).cancelled_on and "Aucun rejet" in claire.get(PAGE).content.decode()


def test_it_may_be_nothing_of_a_customer_and_says_why(claire: Client, rejected: BankLine) -> None:
    claire.post(f"{PAGE}{rejected.pk}/", {"origin": "nothing:", "why": "Erreur de la banque"})
    rejected.refresh_from_db()
    assert (rejected.state, rejected.note) == ("aside", "Erreur de la banque")
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 0


@pytest.mark.parametrize("origin", ["", "receipt:x", "invoice:1"])
def test_an_answer_that_names_nothing_changes_nothing(claire: Client, rejected: BankLine, origin: str) -> None:
    page = claire.post(f"{PAGE}{rejected.pk}/", {"origin": origin, "back": PAGE}, follow=True).content.decode()
    assert "ites ce qui est revenu" in page and page.count("C’était celui-ci") == 2


def test_another_companys_return_is_not_there(rejected: BankLine) -> None:
    from relance.ledger.builders import make_creditor

    stranger = signed_in(a_member(make_creditor("Autre SARL"), "eve"))
    assert "REJET" not in stranger.get(PAGE).content.decode()
    sent = stranger.post(f"{PAGE}{rejected.pk}/", {"origin": "nothing:", "why": "x"})
    rejected.refresh_from_db()
    assert (sent.status_code, rejected.state) == (404, "new")

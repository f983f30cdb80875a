"""The page of the bank details: two people, three days, and what is shown meanwhile."""

from __future__ import annotations

import pytest
from django.test import Client

from relance.ledger.bank import account_in_force, pending_change
from relance.ledger.builders import act_on, make_creditor
from relance.ledger.models import BankAccount, Creditor
from tests.web.conftest import TODAY, a_member, signed_in

NEW, THIRD = "FR76 3000 6000 0112 3456 7890 189", "DE89 3704 0044 0532 0130 00"
NOW = act_on(TODAY).now


@pytest.fixture
def luc(creditor: Creditor, claire: Client) -> Client:
    """Luc, who works there as well."""
    return signed_in(a_member(creditor, "luc"))


def propose(client: Client, iban: str = NEW, again: str = NEW) -> str:
    data = {"iban": iban, "again": again, "bic": ""}
    return client.post(
        "/settings/bank/propose/", data, headers={"Referer": "/settings/bank/"}, follow=True
    ).content.decode()


def shown(creditor: Creditor) -> int:
    account = pending_change(creditor, act_on(TODAY).now)
    assert account
    return int(account.pk)


def test_the_account_in_force_is_masked_and_written_out_on_demand(claire: Client) -> None:
    page = claire.get("/settings/bank/").content.decode()
    assert '<summary class="iban">FR76 …\xa09012</summary>' in page
    assert "Ce que vos clients lisent à côté" in page


def test_the_iban_is_typed_twice(claire: Client, creditor: Creditor) -> None:
    assert "Les deux IBAN diffèrent" in propose(claire, NEW, THIRD)
    assert pending_change(creditor, NOW) is None


def test_one_proposes_the_other_approves(claire: Client, luc: Client, creditor: Creditor) -> None:
    page = propose(claire)
    assert "Attend l’accord d’une autre personne\xa0: luc." in page and "bank/approve" not in page
    assert "Approuver\xa0: en vigueur 72 heures plus tard" in luc.get("/settings/bank/").content.decode()
    page = luc.post("/settings/bank/approve/", {"account": shown(creditor)}, follow=True).content.decode()
    assert "approuvé, pas encore en vigueur" in page and "3 jours" in page
    account = account_in_force(creditor, NOW)
    assert account and account.iban.endswith("9012")


def test_whoever_proposed_is_refused_even_without_the_button(claire: Client, luc: Client, creditor: Creditor) -> None:
    propose(claire)
    page = claire.post("/settings/bank/approve/", {"account": shown(creditor)}, follow=True).content.decode()
    assert "Qui propose un compte ne peut pas l’approuver" in page
    assert BankAccount.objects.get(pk=shown(creditor)).approved_at is None


def test_what_is_approved_is_what_was_shown(claire: Client, luc: Client, creditor: Creditor) -> None:
    propose(claire)
    seen = shown(creditor)
    claire.post("/settings/bank/withdraw/", {"account": seen, "why": "erreur"})
    propose(claire, THIRD, THIRD)
    page = luc.post("/settings/bank/approve/", {"account": seen}, follow=True).content.decode()
    assert "Un autre compte est proposé maintenant" in page
    assert BankAccount.objects.get(pk=shown(creditor)).approved_at is None


def test_it_is_withdrawn_with_a_reason(claire: Client, luc: Client, creditor: Creditor) -> None:
    propose(claire)
    seen = shown(creditor)
    assert (
        "Dites en quelques mots"
        in luc.post("/settings/bank/withdraw/", {"account": seen}, follow=True).content.decode()
    )
    page = luc.post("/settings/bank/withdraw/", {"account": seen, "why": "Appel suspect"}, follow=True).content.decode()
    assert "Appel suspect" in page and "annulé" in page
    assert pending_change(creditor, NOW) is None


def test_somebody_alone_is_told_that_it_takes_three_days(claire: Client, creditor: Creditor) -> None:
    assert "Vous êtes seul ici" in claire.get("/settings/bank/").content.decode()
    assert "Prend effet le" in propose(claire)


def test_the_settings_page_takes_no_bank_details(claire: Client, creditor: Creditor) -> None:
    claire.post("/settings/", {"iban": NEW, "bic": "AGRIFRPP"})
    account = account_in_force(creditor, NOW)
    assert account and account.iban.endswith("9012") and BankAccount.objects.count() == 1


def test_another_firms_proposal_is_out_of_reach(claire: Client, creditor: Creditor) -> None:
    other = make_creditor("Autre SARL", key="autre")
    propose(signed_in(a_member(other, "paul")))
    seen = shown(other)
    claire.post("/settings/bank/withdraw/", {"account": seen, "why": "x"})
    assert pending_change(other, NOW) is not None
    assert NEW not in claire.get("/settings/bank/").content.decode()

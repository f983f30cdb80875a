"""Legal clocks: on the customer, and in the list of those that run out."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import make_creditor, make_customer, make_invoice
from relance.ledger.models import Creditor, Customer, LegalFact
from tests.web.conftest import a_member, signed_in
from tests.web.firm import TODAY

FACT = "/customers/DUPONT/fact/"


@pytest.fixture
def old_debt(creditor: Creditor) -> Customer:
    """Roux owes an invoice due on 30 April 2021: five years end in ten weeks."""
    roux = make_customer(creditor, "ROUX")
    make_invoice(roux, "FO-1", 54_000, date(2021, 4, 30))
    return roux


def test_no_clock_running_out_is_said(claire: Client, creditor: Creditor) -> None:
    assert "Aucun délai n’expire" in claire.get("/clocks/").content.decode()


def test_a_limitation_that_ends_soon_is_listed_with_its_article_and_arithmetic(
    claire: Client, old_debt: Customer
) -> None:
    page = claire.get("/clocks/").content.decode()
    assert "FO-1" in page and "expire bientôt" in page and "restent 73 jours" in page
    assert "C. com. L110-4 I" in page and "5 ans à compter de l’échéance du 30 avril 2021" in page
    assert "loi 2008-561" in page


def test_what_has_passed_is_said_by_a_word(claire: Client, creditor: Creditor) -> None:
    make_invoice(make_customer(creditor, "VIEUX"), "FV-1", 10_000, date(2020, 1, 31))
    page = claire.get("/clocks/").content.decode()
    assert '<span class="state late">expiré</span>' in page


def test_another_firm_s_clocks_are_not_seen(claire: Client, old_debt: Customer) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    for address in ("/clocks/", "/clocks/count/"):
        page = stranger.get(address).content.decode()
        assert "FO-1" not in page and "1 délai" not in page


def test_the_work_list_leads_there_with_their_number(claire: Client, old_debt: Customer) -> None:
    assert 'href="/clocks/"' in claire.get("/to-do/").content.decode()
    assert "1 délai qui expire" in claire.get("/clocks/count/").content.decode()


def test_the_customer_s_page_shows_all_its_clocks(claire: Client, creditor: Creditor) -> None:
    page = claire.get("/customers/DUPONT/").content.decode()
    assert "Délais légaux" in page and "Prescription" in page and "en cours" in page
    assert "6 févr. 2031" in page


def test_invoices_that_share_a_clock_are_told_once(claire: Client, old_debt: Customer) -> None:
    make_invoice(old_debt, "FO-2", 20_000, date(2021, 4, 30))
    page = claire.get("/clocks/").content.decode()
    assert page.count("Prescription</strong>") == 1 and "FO-2" in page
    assert "740,00\xa0€" in page


def test_an_acknowledgement_starts_the_period_again(claire: Client, old_debt: Customer) -> None:
    form = {"kind": "acknowledgement", "on": "2026-02-10", "note": "courriel du gérant"}
    answer = claire.post("/customers/ROUX/fact/", form, follow=True)
    page = answer.content.decode()
    assert "10 févr. 2031" in page and "reconnaissance de dette (C. civ. 2240)" in page
    assert "Fait noté\xa0: reconnaissance de dette, le 10 février 2026" in page
    assert "Aucun délai n’expire" in claire.get("/clocks/").content.decode()


def test_a_fact_is_kept_with_its_author_for_the_invoice_it_is_about(claire: Client, creditor: Creditor) -> None:
    claire.post(FACT, {"kind": "court_claim", "on": "2026-02-09", "until": "2026-02-13", "invoice": "FA-1"})
    fact = LegalFact.objects.get()
    assert (fact.kind, fact.on, fact.until_on, fact.recorded_by) == (
        "court_claim", date(2026, 2, 9), date(2026, 2, 13), "claire",
    )  # fmt: skip
    assert fact.invoice is not None and fact.invoice.number == "FA-1"


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"kind": "acknowledgement", "on": "2026-02-17"}, "est à venir"),
        ({"kind": "", "on": "2026-02-10"}, "Choisissez dans la liste"),
        ({"kind": "acknowledgement", "on": ""}, "Choisissez un jour"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_in_words(
    claire: Client, creditor: Creditor, form: dict[str, str], words: str
) -> None:
    answer = claire.post(FACT, form, headers={"Referer": "/customers/DUPONT/"}, follow=True)
    assert words in answer.content.decode()
    assert not LegalFact.objects.exists()


def test_another_customer_s_invoice_cannot_be_named(claire: Client, creditor: Creditor) -> None:
    form = {"kind": "acknowledgement", "on": "2026-02-10", "invoice": "FA-2"}
    assert claire.post(FACT, form).status_code == 404


@pytest.mark.parametrize(("terms", "kind", "is_warned"), [
    ("90", "business", True), ("60", "business", False), ("45-end-of-month", "business", False),
    ("45", "public", True), ("90", "consumer", False), ("à voir", "business", False),
])  # fmt: skip
def test_terms_beyond_the_legal_maximum_are_warned_of(
    claire: Client, creditor: Creditor, terms: str, kind: str, is_warned: bool
) -> None:
    Customer.objects.filter(code="DUPONT").update(terms=terms, kind=kind)
    page = claire.get("/customers/DUPONT/").content.decode()
    assert ("Ces conditions dépassent le maximum légal" in page) is is_warned
    assert TODAY.isoformat() in page

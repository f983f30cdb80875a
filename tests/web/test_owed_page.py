"""What a customer owes: totals that open their working, every line behind them, waivers with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from relance.domain.interest import Segment
from relance.domain.said import Said
from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice, make_payment
from relance.ledger.models import Claim, ClaimWaiver, Creditor, Customer, Event
from relance.operations.record_payment import record_payment
from relance.web.owed_words import worked_out
from tests.web.conftest import a_member, signed_in
from tests.web.firm import TODAY

OWED = "/customers/DUPONT/owed/"


def said(client: Client, address: str = OWED) -> str:
    """The page, with ordinary spaces."""
    return client.get(address).content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_principal_interest_and_indemnity_add_up_to_the_total(claire: Client, creditor: Creditor) -> None:
    page = said(claire)  # 1,200.00 due on 6 February, ten days at 12.15 %: 3.99
    assert "1 243,99 €" in page
    assert "1 200,00 + 3,99 + 40,00" in page
    assert "1 200,00 × 12,15 % × 10 ÷ 365 = 3,9945…" in page
    assert "+ 0,40 € par jour de plus" in page


def test_each_line_names_its_days_its_rate_and_its_source(claire: Client, creditor: Creditor) -> None:
    page = said(claire)
    assert "7 févr. 2026" in page and "16 févr. 2026" in page
    assert "12,15 %" in page and "C. com. L441-10 II" in page and "D441-5" in page


def test_another_day_may_be_chosen(claire: Client, creditor: Creditor) -> None:
    assert "1 200,00 + 0,00 + 0,00" in said(claire, OWED + "?on=2026-02-06")
    assert "choisissez un jour dans le calendrier" in said(claire, OWED + "?on=soon").lower()


def test_a_missing_rate_is_named_with_the_row_to_add(claire: Client, creditor: Creditor) -> None:
    page = said(claire, OWED + "?on=2099-03-01")
    assert "taux de refinancement de la BCE" in page and "ajoutez la ligne" in page and "ecb_refi.csv" in page
    paper = claire.get(OWED + "pdf/?on=2099-03-01", follow=True)
    assert "ajoutez la ligne" in paper.content.decode()


def test_an_invoice_paid_late_is_no_longer_late_but_owes_its_interest(claire: Client, creditor: Creditor) -> None:
    invoice = Customer.objects.get(code="DUPONT").invoices.get()
    assert '<span class="state late">en retard' in said(claire)
    creditor.imputation = "principal_first"
    creditor.save()
    record_payment(creditor=creditor, invoice=invoice, cents=120_000, on=date(2026, 2, 11), act=act_on(TODAY))
    page = said(claire)
    assert "payée, intérêts dus" in page and '<span class="state late">en retard' not in page


def test_a_payment_shows_what_it_was_set_against_and_the_other_order_beside(claire: Client, creditor: Creditor) -> None:
    invoice = Customer.objects.get(code="DUPONT").invoices.get()
    record_payment(creditor=creditor, invoice=invoice, cents=50_000, on=date(2026, 2, 11), act=act_on(TODAY))
    page = said(claire)
    assert "498,00 €" in page and "2,00 €" in page  # five days: 2.00 of interest, the rest principal
    assert "Intérêts d’abord" in page and "Principal d’abord" in page
    assert "702,00 €" in page and "700,00 €" in page


def test_money_on_account_is_said_to_be_left_out(claire: Client, creditor: Creditor) -> None:
    make_payment(Customer.objects.get(code="DUPONT"), 25_000, TODAY)
    assert "250,00 € reçus ou crédités ne sont imputés à aucune facture" in said(claire)


def test_what_no_text_settles_is_said(claire: Client, creditor: Creditor) -> None:
    page = said(claire)
    assert "Ce qu’aucun texte ne tranche" in page and "aucun texte ne tranche entre 365 et 366" in page


def test_a_contract_rate_below_the_minimum_is_warned_of(claire: Client, creditor: Creditor) -> None:
    Customer.objects.filter(code="DUPONT").update(late_rate="5")
    assert "est inférieur à trois fois le taux légal" in said(claire)


def test_the_indemnity_is_waived_with_a_reason_and_its_author(claire: Client, creditor: Creditor) -> None:
    claire.post(OWED + "waive/", {"invoice": "FA-1", "part": "indemnity", "why": "geste commercial"})
    waiver = ClaimWaiver.objects.get(invoice__number="FA-1")
    assert (waiver.part, waiver.cents) == ("indemnity", None)
    assert (waiver.reason, waiver.author) == ("geste commercial", "claire")
    assert "1 200,00 + 3,99 + 0,00" in said(claire)
    assert Event.objects.filter(creditor=creditor, verb="claim_waived").exists()
    assert "Abandon de l’indemnité de FA-1 : geste commercial" in said(claire, "/customers/DUPONT/")


def test_a_part_of_the_interest_is_waived(claire: Client, creditor: Creditor) -> None:
    claire.post(OWED + "waive/", {"invoice": "FA-1", "part": "interest", "amount": "1,50", "why": "arrondi"})
    assert "1 200,00 + 2,49 + 40,00" in said(claire)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"part": "indemnity", "why": ""}, "Dites pourquoi la somme est abandonnée"),
        ({"part": "principal", "why": "x"}, "Choisissez ce qui est abandonné"),
        ({"part": "interest", "amount": "0", "why": "x"}, "supérieur à zéro"),
        ({"part": "interest", "amount": "1.234,56", "why": "x"}, "1234,56"),
    ],
)
def test_a_waiver_that_says_too_little_is_refused(
    claire: Client, creditor: Creditor, form: dict[str, str], words: str
) -> None:
    answer = claire.post(OWED + "waive/", {"invoice": "FA-1", **form}, headers={"Referer": OWED}, follow=True)
    assert words in answer.content.decode()
    assert not ClaimWaiver.objects.exists()


def test_a_claim_note_is_billed_and_given_as_pdf(claire: Client, creditor: Creditor) -> None:
    answer = claire.post(OWED + "bill/", {"invoice": "FA-1"})
    assert answer.content.startswith(b"%PDF-") and "ND-" in answer["Content-Disposition"]
    assert set(Claim.objects.values_list("part", "state")) == {("interest", "billed"), ("indemnity", "billed")}


def test_what_was_billed_is_not_billed_again(claire: Client, creditor: Creditor) -> None:
    claire.post(OWED + "bill/", {"invoice": "FA-1"})
    again = claire.post(OWED + "bill/", {"invoice": "FA-1"}, follow=True)
    assert Claim.objects.count() == 2 and again["Content-Type"].startswith("text/html")


def test_another_customer_s_invoice_is_not_waived_here(claire: Client, creditor: Creditor) -> None:
    form = {"invoice": "FA-2", "part": "indemnity", "why": "x"}
    assert claire.post(OWED + "waive/", form).status_code == 404


def test_another_firm_s_invoice_of_the_same_number_is_untouched(claire: Client, creditor: Creditor) -> None:
    other = make_creditor("Autre SARL", key="autre")
    make_invoice(make_customer(other), "FA-1", 77_000, date(2026, 1, 5))
    claire.post(OWED + "waive/", {"invoice": "FA-1", "part": "indemnity", "why": "x"})
    assert set(ClaimWaiver.objects.values_list("creditor", flat=True)) == {creditor.pk}
    assert "770,00" in said(signed_in(a_member(other, "paul"))) and "770,00" not in said(claire)


def test_currencies_are_never_added(claire: Client, creditor: Creditor) -> None:
    make_invoice(Customer.objects.get(code="DUPONT"), "FX-1", 10_000, date(2026, 3, 10), currency="USD")
    page = said(claire)
    assert "100,00 $US" in page and "1 243,99 €" in page and "1 343,99" not in page


def test_a_customer_that_owes_nothing_is_told_so(claire: Client, creditor: Creditor) -> None:
    make_customer(creditor, "ROUX")
    assert "Rien n’est dû" in said(claire, "/customers/ROUX/owed/")


def test_the_customer_s_page_links_to_it_with_the_total(claire: Client, creditor: Creditor) -> None:
    page = said(claire, "/customers/DUPONT/")
    assert f'<a href="{OWED}">1 243,99 €</a>' in page


def test_the_statement_is_given_as_pdf(claire: Client, creditor: Creditor) -> None:
    answer = claire.get(OWED + "pdf/")
    assert answer.content.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="decompte-DUPONT-2026-02-16.pdf"'


def test_days_of_a_leap_year_are_counted_apart_where_the_setting_says_so() -> None:
    segment = Segment(date(2023, 12, 30), date(2024, 1, 2), 4, 100_000, Decimal("10"), 109, Said("", ""))
    assert worked_out(segment, "ACT/ACT", "EUR").endswith("(2\xa0÷\xa0365 + 2\xa0÷\xa0366) = 1,0943…")
    assert worked_out(segment, "ACT/365", "EUR").endswith("4\xa0÷\xa0365 = 1,0958…")

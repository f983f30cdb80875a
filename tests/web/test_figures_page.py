"""The pages of figures and of receipts to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_creditor, make_customer, make_done, make_invoice
from relance.ledger.models import Creditor, Customer, ForecastWeek, Notice
from relance.operations.record_payment import record_payment
from tests.web.conftest import TODAY, a_member, signed_in


def has_paid(creditor: Creditor, lines: int = 24, code: str = "PETIT", currency: str = "EUR") -> None:
    """A customer paid so many invoices of 100.00, each three days late; the last was reminded."""
    customer = make_customer(creditor, code)
    for number in range(lines):
        due_on = TODAY - timedelta(days=7 * number + 21)
        line = make_invoice(customer, f"{code}-{number}", 10_000, due_on, currency=currency)
        if not number:
            make_done(line, "r1", due_on + timedelta(days=1))
        paid_on = due_on + timedelta(days=3)
        record_payment(creditor=creditor, invoice=line.invoice, cents=10_000, on=paid_on, act=act_on(TODAY))


def read(client: Client, address: str) -> str:
    """The page, its no-break spaces made plain."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def test_figures_open_their_working(claire: Client, creditor: Creditor) -> None:
    has_paid(creditor)
    page = read(claire, "/figures/")
    assert "Retard moyen de ce qui est rentré</span><strong>3,0 jours" in page
    assert "80,8 %" in page  # 2,100 € overdue of 2,600 €
    assert "échantillon faible" in page and "non grâce à elle" in page
    assert "style=" not in page and page.count("<svg") == 2  # seven and fourteen days have gone by, thirty have not


def reminded(creditor: Creditor, times: int, step: str, plan: str) -> None:
    """Invoices of a new customer reminded once each a fortnight ago."""
    customer = make_customer(creditor, f"{plan}-{step}")
    for number in range(times):
        line = make_invoice(customer, f"{plan}-{step}-{number}", 10_000, TODAY - timedelta(days=20))
        make_done(line, step, TODAY - timedelta(days=15))
    Notice.objects.filter(customer=customer).update(plan=plan)


def test_steps_and_plans_are_called_by_their_labels(claire: Client, creditor: Creditor) -> None:
    reminded(creditor, 1, "r1", "standard")
    reminded(creditor, 1, "r9", "standard")
    page = read(claire, "/figures/")
    assert "Première relance<" in page and "Procédure standard" in page
    assert "Relance (r9)" in page  # no plan has it any more
    claire.post("/language/", {"language": "en", "next": "/figures/"})
    assert "First reminder<" in read(claire, "/figures/")


def test_a_step_has_one_row_and_rare_ones_are_folded(claire: Client, creditor: Creditor) -> None:
    reminded(creditor, 5, "r1", "standard")
    reminded(creditor, 4, "r2", "standard")
    shown, folded = read(claire, "/figures/").split("1 étape à moins de 5 relances")
    assert shown.count("Première relance<") == 1 and "0 soldée sur 5" in shown
    assert "Deuxième relance<" not in shown and folded.count("Deuxième relance<") == 1
    assert "5 relances, trop récentes" in shown  # thirty days have not gone by


def test_what_to_know_about_the_figures_stands_below_them(claire: Client, creditor: Creditor) -> None:
    has_paid(creditor)
    page = read(claire, "/figures/?from=2024-01-01")
    cards, below = page.split("</ul>\n<details")
    assert "aucune facture soldée avant le" in below and "aucune facture soldée avant le" not in cards
    assert below.lstrip().startswith('class="more" open')  # a figure refused says why at once


def test_a_dso_beyond_what_is_known_is_refused_in_words(claire: Client, creditor: Creditor) -> None:
    has_paid(creditor)
    page = read(claire, "/figures/?from=2024-01-01")
    assert "non calculé" in page and "aucune facture soldée avant le" in page


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("?to=2026-03-01", "les indicateurs portent sur le passé"),
        ("?from=2026-02-10&to=2026-02-01", "échangez les deux jours"),
        ("?from=soon", "choisissez un jour dans le calendrier"),
    ],
)
def test_a_period_that_cannot_be_is_said_and_the_usual_one_shown(
    claire: Client, creditor: Creditor, address: str, why: str
) -> None:
    page = read(claire, f"/figures/{address}")
    assert why in page.lower()
    assert "90 jours" in page


def test_receipts_say_when_and_how_sure(claire: Client, creditor: Creditor) -> None:
    has_paid(creditor)
    page = read(claire, "/receipts/")
    assert "8 semaines sur 10, entre" in page and "Cette semaine, dès aujourd’hui" in page
    assert "2 600,00 €" in page  # counted in all
    assert page.count('<svg class="bar"') == 2  # weeks in which nothing is expected have no row
    assert "Encaissements attendus par semaine en EUR" in page  # the chart over them is told in words


def test_past_forecasts_are_held_to_what_came_in(claire: Client, creditor: Creditor) -> None:
    has_paid(creditor)
    week = date(2026, 1, 26)  # 100 € came in on the 29th
    ForecastWeek.objects.create(
        creditor=creditor, made_on=date(2026, 1, 19), week=week, expected_cents=15_000, low_cents=0, high_cents=9_000
    )
    page = read(claire, "/receipts/")
    assert "écart moyen 50,00 € (50,0 %)" in page and "hors fourchette" in page


def test_weeks_in_which_nothing_is_expected_are_one_sentence(claire: Client, creditor: Creditor) -> None:
    has_paid(creditor, 10, "LONDRES", "GBP")
    make_invoice(Customer.objects.get(code="LONDRES"), "GB-1", 50_000, TODAY + timedelta(days=10), currency="GBP")
    pounds = read(claire, "/receipts/").split("<h2>GBP</h2>")[1].split("<h2>EUR</h2>")[0]
    assert pounds.count("<tr>") == 3  # the head, this week, the week in which it should come
    assert "Rien n’est attendu les 10 autres semaines" in pounds


def test_a_currency_that_should_bring_nothing_soon_says_so(claire: Client, creditor: Creditor) -> None:
    make_invoice(make_customer(creditor, "LONDRES"), "GB-1", 50_000, TODAY + timedelta(days=10), currency="GBP")
    pounds = read(claire, "/receipts/").split("<h2>GBP</h2>")[1]
    assert "Rien n’est attendu sous 12 semaines." in pounds and "<table" not in pounds
    assert "La première prévision de chaque semaine" not in pounds  # said once, for the first currency


def test_too_little_history_gives_no_band(claire: Client, creditor: Creditor) -> None:
    page = read(claire, "/receipts/")
    assert "Aucune échéance n’a été soldée depuis 24 mois" in page
    assert "8 semaines sur 10" not in page.split("Comment c’est calculé")[0]


def test_a_new_firm_is_told_what_to_import(db: None) -> None:
    client = signed_in(a_member(make_creditor("Neuve SARL")))
    assert "Rien à mesurer pour l’instant" in read(client, "/figures/")
    assert "Dès que des factures seront ouvertes" in read(client, "/receipts/")


def test_another_firm_s_money_is_not_counted(claire: Client, creditor: Creditor) -> None:
    has_paid(make_creditor("Autre SARL", key="autre"))
    assert "3,0 jours" not in read(claire, "/figures/")

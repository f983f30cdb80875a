"""The pages of figures and of receipts to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_creditor, make_customer, make_done, make_invoice
from relance.ledger.models import Creditor, ForecastWeek
from relance.operations.record_payment import record_payment
from tests.web.conftest import TODAY, a_member, signed_in


def has_paid(creditor: Creditor, lines: int = 24) -> None:
    """Petit paid so many invoices of 100 €, each three days late; the last was reminded."""
    customer = make_customer(creditor, "PETIT")
    for number in range(lines):
        due_on = TODAY - timedelta(days=7 * number + 21)
        line = make_invoice(customer, f"P-{number}", 10_000, due_on)
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
    assert page.count("<svg") == 12


def test_past_forecasts_are_held_to_what_came_in(claire: Client, creditor: Creditor) -> None:
    has_paid(creditor)
    week = date(2026, 1, 26)  # 100 € came in on the 29th
    ForecastWeek.objects.create(
        creditor=creditor, made_on=date(2026, 1, 19), week=week, expected_cents=15_000, low_cents=0, high_cents=9_000
    )
    page = read(claire, "/receipts/")
    assert "écart moyen 50,00 € (50,0 %)" in page and "hors fourchette" in page


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

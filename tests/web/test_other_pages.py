"""The work list, the aged balance, the days to come and the settings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_customer, make_invoice
from relance.ledger.models import Creditor, Task
from relance.operations.decide_due import decide_due
from relance.operations.send_due import send_due
from tests.web.conftest import TODAY


def test_the_work_list_says_what_to_do_and_closes_with_a_result(claire: Client, decided: Creditor) -> None:
    assert "Trouver une coordonnée" in claire.get("/to-do/").content.decode()
    task = Task.objects.get(creditor=decided, kind="missing_contact")
    refused = claire.post(f"/to-do/{task.pk}/close/", {"result": ""}, headers={"Referer": "/to-do/"}, follow=True)
    assert "Dites en quelques mots" in refused.content.decode()
    claire.post(f"/to-do/{task.pk}/close/", {"result": "trouvée", "nothing_more": "yes"})
    task.refresh_from_db()
    assert (task.closed_on, task.result) == (TODAY, "trouvée")


def test_a_call_to_make_leads_to_its_screen(claire: Client, creditor: Creditor) -> None:
    Creditor.objects.filter(pk=creditor.pk).update(sending="as_planned")
    firm = Creditor.objects.get(pk=creditor.pk)
    roux = make_customer(firm, "ROUX", plan="phone-first", phone="02 98 00 00 00")
    make_invoice(roux, "FE-1", 80_000, date(2026, 2, 2))
    decide_due(creditor=firm, act=act_on(TODAY))
    send_due(creditor=Creditor.objects.get(pk=firm.pk), act=act_on(TODAY), any_hour=True)
    task = Task.objects.get(creditor=firm, kind="call", customer__code="ROUX")
    assert f'href="/calls/{task.pk}/">Appeler…' in claire.get("/to-do/").content.decode()


def test_the_aged_balance_adds_up(claire: Client, creditor: Creditor) -> None:
    page = claire.get("/ageing/").content.decode()
    assert "2\u202f600,00\xa0€" in page  # all that is open
    assert "2\u202f100,00\xa0€" in page  # of which overdue


def test_each_currency_has_its_own_age_buckets(claire: Client, creditor: Creditor) -> None:
    make_invoice(make_customer(creditor, "LONDRES"), "GB-1", 50_000, TODAY - timedelta(days=40), currency="GBP")
    euros, pounds = claire.get("/ageing/").content.decode().split("<h2>GBP</h2>")
    assert "2\u202f600,00\xa0€" in euros and "500,00\xa0£GB" not in euros
    assert "31-60 jours" in pounds and "500,00\xa0£GB</td>" in pounds


def test_the_days_to_come_name_the_next_steps(claire: Client, creditor: Creditor) -> None:
    page = claire.get("/preview/").content.decode()
    assert "Lundi 16 février 2026" in page and "Deuxième relance" in page


def test_settings_are_saved_and_wrong_ones_refused_in_words(claire: Client, creditor: Creditor) -> None:
    claire.post("/settings/", {"sending": "as_planned", "sending_from": "09:00"})
    creditor.refresh_from_db()
    assert (creditor.sending, f"{creditor.sending_from:%H:%M}") == ("as_planned", "09:00")
    page = claire.post("/settings/", {"siren": "123"}, headers={"Referer": "/settings/"}, follow=True)
    assert "n’est pas un SIREN" in page.content.decode()


def test_the_least_instalment_is_shown_and_typed_in_euros(claire: Client, creditor: Creditor) -> None:
    assert 'name="agreement_min" value="50,00"' in claire.get("/settings/rules/").content.decode()
    claire.post("/settings/rules/", {"agreement_min": "80,50"})
    creditor.refresh_from_db()
    assert creditor.agreement_min_cents == 8050


def test_how_interest_is_worked_out_is_a_setting_explained(claire: Client, creditor: Creditor) -> None:
    page = claire.get("/settings/rules/").content.decode()
    assert "Un paiement partiel règle d’abord" in page and "C. com. L441-10 II" in page
    claire.post(
        "/settings/rules/", {"imputation": "principal_first", "below_floor": "as_written", "day_count": "ACT/ACT"}
    )
    creditor.refresh_from_db()
    assert (creditor.imputation, creditor.below_floor, creditor.day_count) == (
        "principal_first", "as_written", "ACT/ACT",
    )  # fmt: skip


def test_what_letters_miss_is_said(claire: Client, creditor: Creditor) -> None:
    Creditor.objects.filter(pk=creditor.pk).update(signatory="")
    assert "Il manque encore pour les lettres" in claire.get("/settings/").content.decode()


def test_a_plan_reads_as_a_timeline_and_can_be_followed(claire: Client, creditor: Creditor) -> None:
    page = claire.get("/settings/plans/standard/").content.decode()
    assert "8 jours après l’échéance" in page and "Mise en demeure" in page
    claire.post("/settings/plans/standard/use/")
    creditor.refresh_from_db()
    assert creditor.default_plan == "standard"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/departures/",
        "/customers/",
        "/to-do/",
        "/import/",
        "/ageing/",
        "/preview/",
        "/settings/",
        "/customers/DUPONT/",
        "/customers/DUPONT/owed/",
        "/clocks/",
    ],
)
def test_every_page_speaks_english_when_asked(claire: Client, decided: Creditor, address: str) -> None:
    claire.post("/language/", {"language": "en", "next": address})
    page = claire.get(address)
    text = page.content.decode()
    assert page.headers["Content-Language"] == "en" and 'lang="en"' in text
    for french in ("Réglages", "À faire", "Échéance", "échéance", "Première relance", "à confirmer", "relances"):
        assert french not in text

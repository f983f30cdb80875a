"""The settings by subject: what each stands at, what is wrong said at its field, what a change would do."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from relance.ledger.models import Creditor, Event

pytestmark = pytest.mark.sqlite_only
COMPANY, CALENDAR, RULES = "/settings/company/", "/settings/calendar/", "/settings/rules/"


def test_every_subject_says_what_it_stands_at(claire: Client, creditor: Creditor) -> None:
    page = claire.get("/settings/").content.decode()
    for words in (
        "complète",
        "un compte en vigueur",
        "Envoi\xa0: désactivé",
        "1 personne",
        "Une personne confirme tout",
    ):
        assert words in page
    Creditor.objects.filter(pk=creditor.pk).update(signatory="")
    assert "Il manque\xa0: signataire" in claire.get("/settings/").content.decode()


def test_a_wrong_value_is_said_at_its_field_and_nothing_is_saved(claire: Client, creditor: Creditor) -> None:
    page = claire.post(COMPANY, {"siren": "123", "city": "Brest", "email": "x y"}).content.decode()
    assert "2 champs sont à revoir" in page and 'href="#f-siren"' in page
    assert "« x y » n’est pas une adresse électronique" in page.replace("«\xa0", "« ").replace("\xa0»", " »")
    assert 'value="Brest"' in page and Creditor.objects.get(pk=creditor.pk).city == "Lille"


def test_a_company_is_described_and_the_trace_names_what_changed(claire: Client, creditor: Creditor) -> None:
    claire.post(COMPANY, {"siren": "732 829 320", "legal_form": "SAS", "email": creditor.email})
    after = Creditor.objects.get(pk=creditor.pk)
    assert (after.siren, after.legal_form) == ("732829320", "SAS")
    assert Event.objects.get(verb="settings_changed").payload == {"siren": "732 829 320", "legal_form": "SAS"}


def test_the_town_is_read_off_an_address_where_none_is_known(claire: Client, creditor: Creditor) -> None:
    Creditor.objects.filter(pk=creditor.pk).update(city="")
    claire.post(COMPANY, {"address": "12 rue du Bois, 29200 Brest", "city": ""})
    after = Creditor.objects.get(pk=creditor.pk)
    assert (after.address, after.city) == ("12 rue du Bois\n29200 Brest", "Brest")


def test_what_is_too_long_for_its_place_is_refused(claire: Client, creditor: Creditor) -> None:
    page = claire.post(COMPANY, {"phone": "0" * 41, "address": "1\n2\n3\n4\n5"}).content.decode()
    assert "41 caractères" in page and "quatre au plus" in page
    assert Creditor.objects.get(pk=creditor.pk).phone == creditor.phone


def test_hours_in_which_nothing_could_leave_are_refused(claire: Client, creditor: Creditor) -> None:
    page = claire.post(CALENDAR, {"sending_from": "20:00", "sending_until": "09:00"}).content.decode()
    assert "Rien ne pourrait jamais partir" in page and 'id="f-sending_until-problem"' in page
    claire.post(CALENDAR, {"sending_from": "20:00", "sending_until": "22:00"})
    assert f"{Creditor.objects.get(pk=creditor.pk).sending_from:%H:%M}" == "20:00"


def test_the_days_off_follow_the_calendar(claire: Client, creditor: Creditor) -> None:
    page = claire.get(CALENDAR).content.decode()
    assert "Samedi 21 février 2026" in page and "Lundi de Pâques" in page and "Vendredi saint" not in page
    Creditor.objects.filter(pk=creditor.pk).update(calendar="FR-ALSACE-MOSELLE")
    answer = claire.get(CALENDAR)
    assert "Vendredi saint" in answer.content.decode() and len(answer.context["days_off"]) == 10


def test_a_rule_that_decides_is_shown_before_it_is_saved(claire: Client, creditor: Creditor) -> None:
    page = claire.post(RULES, {"sending": "as_planned"}).content.decode()
    assert "Ce que cela changerait" in page and Creditor.objects.get(pk=creditor.pk).sending == "confirm_all"
    claire.post(RULES, {"dispute_days": "21"})
    assert Creditor.objects.get(pk=creditor.pk).dispute_days == 21


def test_a_page_changes_its_own_settings_only(claire: Client, creditor: Creditor) -> None:
    claire.post(RULES, {"dispute_days": "20", "phone": "01", "delivery": "smtp"})
    after = Creditor.objects.get(pk=creditor.pk)
    assert (after.dispute_days, after.phone, after.delivery) == (20, creditor.phone, "outbox")
    claire.post("/settings/", {"delivery": "smtp"})
    assert Creditor.objects.get(pk=creditor.pk).delivery == "outbox"


def test_an_amount_that_is_none_is_said_at_its_field(claire: Client) -> None:
    page = claire.post(RULES, {"small_difference": "beaucoup", "call_attempts": "0"}).content.decode()
    assert 'id="f-small_difference-problem"' in page and "de 1 à 20" in page and 'value="beaucoup"' in page


def test_a_wrong_iban_is_said_at_its_field(claire: Client, creditor: Creditor) -> None:
    page = claire.post("/settings/bank/propose/", {"iban": "FR761", "again": "FR761", "bic": "X"}).content.decode()
    assert 'id="f-iban-problem"' in page and 'id="f-bic-problem"' in page and 'value="FR761"' in page


@pytest.mark.parametrize(
    "address",
    [
        "/settings/", COMPANY, CALENDAR, RULES, "/settings/channels/", "/settings/channels/sending/", "/start/",
        "/start/preview/",
    ],
)  # fmt: skip
def test_every_page_of_settings_asks_few_questions_and_speaks_english(
    claire: Client, decided: Creditor, address: str, django_assert_max_num_queries: Any
) -> None:
    claire.post("/language/", {"language": "en", "next": "/"})
    with django_assert_max_num_queries(30):
        page = claire.get(address).content.decode()
    assert 'lang="en"' in page
    for french in ("Réglages", "Société", "Il manque", "Étape", "Envoi", "Enregistrer", "jours"):
        assert french not in page

"""The morning's page: what waits, what it asks, what confirming does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from relance.ledger.builders import act_on, make_customer, make_invoice
from relance.ledger.models import Creditor, Customer, Hold, Notice
from relance.operations.decide_due import decide_due
from tests.web.conftest import TODAY


def waiting(creditor: Creditor, state: str = "to_confirm") -> Notice:
    return Notice.objects.get(creditor=creditor, state=state)


def test_an_empty_house_says_to_begin_with_a_file(creditor: Creditor, claire: Client) -> None:
    Customer.objects.filter(creditor=creditor).update(creditor=Creditor.objects.create(key="other", name="Other"))
    page = claire.get("/departures/").content.decode()
    assert "Commencez par un fichier" in page
    assert 'href="/import/"' in page


def test_decide_now_fills_the_page(claire: Client, creditor: Creditor) -> None:
    page = claire.post("/departures/decide/", follow=True).content.decode()
    assert "3\xa0clients" in page or "3 clients examinés" in page
    assert "Dupont SARL" in page and "FA-1" in page


def test_each_row_says_who_what_and_how_much(claire: Client, decided: Creditor) -> None:
    page = claire.get("/departures/").content.decode()
    assert "Première relance" in page
    assert "1\u202f200,00\xa0€" in page
    assert "à confirmer" in page


def test_a_silence_is_shown_with_its_reason_in_words(claire: Client, decided: Creditor) -> None:
    page = claire.get("/departures/?q=FA-3").content.decode()
    assert "Lenoir SARL" in page and "Pas encore en retard" in page


def test_silences_are_found_by_words_and_by_reason(claire: Client, decided: Creditor) -> None:
    found = claire.get("/departures/silences/?q=lenoir").content.decode()
    assert "FA-3" in found and "FA-2" not in found
    by_reason = claire.get("/departures/silences/?reason=no_contact").content.decode()
    assert "FA-2" in by_reason and "FA-3" not in by_reason


def test_confirming_first_says_what_it_will_do(claire: Client, decided: Creditor) -> None:
    page = claire.post("/departures/confirm/", {"everything": "1"}).content.decode()
    assert "Confirmer 1 relance" in page
    assert "Part dès la confirmation" in page
    assert "rien ne parvient au client" in page
    assert waiting(decided).state == "to_confirm"


def test_a_confirmed_notice_leaves_into_the_outbox(claire: Client, decided: Creditor) -> None:
    notice = waiting(decided)
    page = claire.post("/departures/confirm/", {"sure": "1", "notice": notice.reference}, follow=True)
    notice.refresh_from_db()
    assert (notice.state, notice.left_on, notice.confirmed_by) == ("sent", TODAY, "claire")
    assert "1 relance confirmée" in page.content.decode()
    files = list((Path(settings.RELANCE_HOME) / "outbox" / decided.key).rglob("*.eml"))
    assert any(notice.reference in file.name for file in files)


def test_what_came_in_between_is_not_confirmed_with_the_rest(claire: Client, decided: Creditor) -> None:
    shown = waiting(decided)
    make_invoice(make_customer(decided, "ROUX"), "FA-9", 70_000, date(2026, 2, 2))
    decide_due(creditor=decided, act=act_on(TODAY))
    claire.post("/departures/confirm/", {"sure": "1", "notice": shown.reference})
    assert waiting(decided).customer.code == "ROUX"


def test_ticking_nothing_changes_nothing(claire: Client, decided: Creditor) -> None:
    page = claire.post("/departures/confirm/", {}, follow=True).content.decode()
    assert "Rien n’est coché" in page
    assert waiting(decided)


def test_outside_working_days_a_confirmed_notice_waits_and_the_page_says_until_when(
    claire: Client, decided: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RELANCE_TODAY", "2026-02-21")  # a Saturday
    notice = waiting(decided)
    page = claire.get(f"/notices/{notice.reference}/").content.decode()
    assert "lundi 23 février 2026" in page
    claire.post("/departures/confirm/", {"sure": "1", "notice": notice.reference})
    notice.refresh_from_db()
    assert (notice.state, notice.left_on) == ("planned", None)
    monkeypatch.setenv("RELANCE_TODAY", "2026-02-23")
    assert "Envoyer ce qui est prêt" in claire.get("/departures/").content.decode()
    claire.post("/departures/send/")
    notice.refresh_from_db()
    assert notice.state == "sent"


def test_a_missing_address_typed_in_place_makes_the_notice_ready(claire: Client, decided: Creditor) -> None:
    notice = waiting(decided, "no_contact")
    row = claire.post(
        f"/notices/{notice.reference}/contact/", {"email": "compta@martin.example"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "à confirmer" in row and "<html" not in row
    assert Customer.objects.get(code="MARTIN").email == "compta@martin.example"
    ready = Notice.objects.get(creditor=decided, customer__code="MARTIN", state="to_confirm")
    assert ready.recipient == "compta@martin.example"


def test_a_wrong_address_typed_in_place_is_said_beside_the_field(claire: Client, decided: Creditor) -> None:
    notice = waiting(decided, "no_contact")
    row = claire.post(
        f"/notices/{notice.reference}/contact/", {"email": "martin"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "n’est pas une adresse électronique" in row
    assert 'value="martin"' in row


def test_a_notice_is_cancelled_with_a_reason_and_not_without(claire: Client, decided: Creditor) -> None:
    notice = waiting(decided)
    refused = claire.post(f"/notices/{notice.reference}/cancel/", {"why": " "}, follow=True).content.decode()
    assert "Dites en quelques mots" in refused
    claire.post(f"/notices/{notice.reference}/cancel/", {"why": "payée ce matin"})
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("cancelled", "payée ce matin")
    assert Hold.objects.filter(customer=notice.customer, until_on=TODAY).exists()


def test_the_list_asks_the_database_as_often_for_many_rows_as_for_few(
    claire: Client, decided: Creditor, django_assert_max_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(30):
        make_invoice(make_customer(decided, f"C{number}"), f"FB-{number}", 80_000 + number, date(2026, 2, 2))
    decide_due(creditor=decided, act=act_on(TODAY))
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        page = claire.get("/departures/").content.decode()
    assert page.count("<tbody id=") >= 30

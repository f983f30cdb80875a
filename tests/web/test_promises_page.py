"""Promises as people record, see and withdraw them."""

from __future__ import annotations

from datetime import date

from django.test import Client

from relance.ledger.builders import act_on
from relance.ledger.models import Creditor, Notice, Promise
from relance.operations.decide_due import decide_due
from tests.web.conftest import TODAY

FORM = {"invoice": "FA-1", "on": "2026-02-20", "said_by": "Mme Roy", "channel": "phone"}
DUPONT = "/customers/DUPONT/"


def record(claire: Client, **changes: str) -> str:
    answer = claire.post(DUPONT + "promise/", FORM | changes, headers={"Referer": DUPONT}, follow=True)
    return answer.content.decode()


def test_a_promise_recorded_on_the_customer_s_page_stops_the_reminder(claire: Client, decided: Creditor) -> None:
    page = record(claire)
    assert "La promesse est notée" in page and "Mme Roy" in page and "en cours" in page
    assert not Notice.objects.filter(customer__code="DUPONT", state="to_confirm").exists()
    assert Promise.objects.get().cents == 120_000


def test_what_cannot_be_promised_is_said_in_french(claire: Client, decided: Creditor) -> None:
    assert "dépasse ce qui peut être promis sur FA-1" in record(claire, amount="5000")
    assert "2026-02-01 est passé" in record(claire, on="2026-02-01")
    assert not Promise.objects.exists()


def test_the_list_shows_what_is_due_and_withdraws_it(claire: Client, decided: Creditor) -> None:
    record(claire, on="2026-02-16")
    page = claire.get("/promises/?list=due").content.decode()
    assert "Dupont SARL" in page and "1\u202f200,00\xa0€" in page and "Mme Roy" in page
    page = claire.post(f"/promises/{Promise.objects.get().pk}/withdraw/", {"why": "erreur"}, follow=True)
    assert "La promesse est retirée" in page.content.decode()
    assert Promise.objects.get().state == "withdrawn"
    assert Notice.objects.filter(customer__code="DUPONT", state="to_confirm").exists()


def test_a_broken_promise_is_listed_with_the_share_kept(claire: Client, creditor: Creditor) -> None:
    record(claire, on="2026-02-16")
    decide_due(creditor=Creditor.objects.get(pk=creditor.pk), act=act_on(date(2026, 2, 19)))
    page = claire.get("/promises/?list=broken").content.decode()
    assert "non tenue" in page and "0 promesse sur 1 tenue à temps (0\xa0%)" in page


def test_an_empty_page_says_what_to_do_first(claire: Client, creditor: Creditor) -> None:
    assert "Aucune promesse pour l’instant" in claire.get("/promises/").content.decode()
    assert date(2026, 2, 16) == TODAY

"""One-time links, sign-out, several companies; every address by everybody is tried in `tests/crawl`."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client

from relance.ledger.builders import make_creditor, make_customer
from relance.ledger.models import Creditor
from relance.operations.sign_in import make_sign_in_token
from relance.web.clock import signing_in
from tests.web.conftest import a_member, signed_in

pytestmark = pytest.mark.sqlite_only  # the same questions, scoped alike, on every database


def test_a_link_signs_in_once_and_only_by_its_button(creditor: Creditor) -> None:
    a_member(creditor)
    address = f"/sign-in/{make_sign_in_token(creditor=creditor, act=signing_in())}/"
    assert b"Entrer dans Relance" in Client().get(address).content  # a mail scanner looks: nothing is used up
    client = Client()
    assert client.post(address).status_code == 302
    assert client.get("/").status_code == 200
    assert Client().post(address).status_code == 403


def test_a_link_grown_old_no_longer_works(creditor: Creditor) -> None:
    a_member(creditor)
    now = signing_in()
    before = type(now)(now.today, now.now - timedelta(hours=25), now.by)
    token = make_sign_in_token(creditor=creditor, act=before)
    assert Client().post(f"/sign-in/{token}/").status_code == 403


def test_signing_out_closes_the_door(claire: Client) -> None:
    claire.post("/sign-out/")
    assert claire.get("/").status_code == 302


def test_somebody_who_works_for_nobody_is_told_so(creditor: Creditor) -> None:
    answer = signed_in(User.objects.create(username="nobody")).get("/")
    assert answer.status_code == 403
    assert "rattaché à aucune société" in answer.content.decode()


def test_an_accountant_of_two_firms_chooses_and_a_third_is_out_of_reach(creditor: Creditor) -> None:
    accountant = a_member(creditor)
    second = make_creditor("Boulangerie Sud", key="sud")
    a_member(second)
    make_creditor("Garage Est", key="est")
    client = signed_in(accountant)
    make_customer(second, "ONLY-SUD")
    client.post("/creditor/", {"creditor": "sud"})
    assert b"ONLY-SUD" in client.get("/customers/").content
    client.post("/creditor/", {"creditor": "est"})
    assert b"ONLY-SUD" in client.get("/customers/").content


def test_an_address_of_the_right_kind_in_another_case_is_still_scoped(decided: Creditor) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert stranger.get("/customers/dupont/").status_code == 404
    assert stranger.get("/customers/Dupont%20SARL/").status_code == 404


def test_a_form_from_elsewhere_is_refused(creditor: Creditor) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_member(creditor))
    answer = client.post("/departures/decide/")
    assert answer.status_code == 403
    assert "Cette action a été refusée" in answer.content.decode()


def test_an_unknown_address_has_a_page_of_its_own(claire: Client) -> None:
    answer = claire.get("/no-such-page/")
    assert answer.status_code == 404
    assert "Il n’y a rien à cette adresse" in answer.content.decode()

"""A sentence written for one message, seen in it before it is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from relance.ledger.models import Creditor, Event, Notice
from relance.operations.freeze import render_notice
from relance.web.mail import read_mail
from tests.web.conftest import TODAY
from tests.web.test_undo import act_now, page_of

pytestmark = pytest.mark.sqlite_only

SAID = "Comme convenu ce matin, le bon de livraison suit."


def the_one(creditor: Creditor) -> Notice:
    return Notice.objects.get(creditor=creditor, state="to_confirm")


def test_it_is_seen_in_the_message_and_nothing_is_kept(claire: Client, decided: Creditor) -> None:
    address = f"/notices/{the_one(decided).reference}/line/"
    part = claire.post(address, {"line": SAID}, headers={"HX-Request": "true"}).content.decode()
    assert "line/shown/" in part and "<html" not in part
    assert SAID in claire.get(f"{address}shown/").content.decode()
    assert not the_one(decided).added_line and not Event.objects.filter(verb="line_added").exists()


def test_kept_it_stands_in_the_exact_message(claire: Client, decided: Creditor) -> None:
    one = the_one(decided)
    page = page_of(claire.post(f"/notices/{one.reference}/line/", {"line": SAID, "act": "save"}, follow=True))
    assert "la phrase figure dans le message" in page
    shown = claire.get(f"/notices/{one.reference}/message/?as=text").content.decode()
    assert SAID in shown and shown == read_mail(render_notice(decided, the_one(decided), act_now()).content).text


def test_a_threat_is_refused_with_what_to_write_instead(claire: Client, decided: Creditor) -> None:
    data = {"line": "Sinon nous ferons saisir vos comptes.", "act": "save"}
    page = page_of(claire.post(f"/notices/{the_one(decided).reference}/line/", data))
    assert "Cette phrase ne peut pas être envoyée" in page and "titre exécutoire" in page
    assert "Sinon nous ferons saisir vos comptes." in page and not the_one(decided).added_line


def test_a_confirmed_message_offers_no_form(claire: Client, decided: Creditor) -> None:
    one = the_one(decided)
    Notice.objects.filter(pk=one.pk).update(state="planned", confirmed_by="claire")
    assert "Ajouter une phrase" not in page_of(claire.get(f"/notices/{one.reference}/"))
    assert one.decided_on == TODAY

"""The search above every page."""

from __future__ import annotations

import pytest
from django.test import Client

from relance.ledger.builders import make_creditor, make_customer, make_invoice, make_payment
from relance.ledger.models import Creditor, Customer, Invoice, Membership, Notice
from tests.web.conftest import TODAY, a_member, signed_in

pytestmark = pytest.mark.sqlite_only


def found(client: Client, words: str) -> str:
    return client.get("/search/", {"q": words}, headers={"HX-Request": "true"}).content.decode()


def test_the_only_thing_found_opens_at_once(decided: Creditor, claire: Client) -> None:
    assert claire.get("/search/?q=lenoir").headers["Location"] == "/customers/LENOIR/"
    one = Invoice.objects.get(number="FA-3")
    assert claire.get("/search/?q=FA-3").headers["Location"] == f"/invoices/{one.pk}/"
    reference = Notice.objects.earliest("pk").reference
    assert claire.get(f"/search/?q={reference}").headers["Location"] == f"/notices/{reference}/"


def test_suggestions_are_a_part_without_the_frame(creditor: Creditor, claire: Client) -> None:
    part = found(claire, "SARL")
    assert "<html" not in part and all(name in part for name in ("Dupont", "Martin", "Lenoir"))
    assert "/search/?q=SARL" in part


def test_an_amount_finds_invoices_and_payments_of_exactly_that(creditor: Creditor, claire: Client) -> None:
    make_payment(Customer.objects.get(code="LENOIR"), 90_000, TODAY)
    part = found(claire, "900,00 €")
    assert "FA-2" in part and "Lenoir SARL" in part and "FA-1" not in part


def test_one_letter_asks_for_more(creditor: Creditor, claire: Client) -> None:
    assert "deux caractères" in claire.get("/search/?q=d").content.decode()
    assert "ne correspond à «\xa0&lt;b&gt;\xa0»" in claire.get("/search/?q=<b>").content.decode()


def test_nothing_of_others_is_found(creditor: Creditor, claire: Client) -> None:
    make_invoice(make_customer(make_creditor("Sud", key="sud"), "SECRET"), "ZZ-1", 777, TODAY)
    assert "SECRET" not in found(claire, "secret").upper().replace("«\xa0SECRET", "") and "ZZ-1" not in found(
        claire, "7,77"
    )
    lea = a_member(creditor, "lea")
    Membership.objects.filter(user=lea).update(role="collector")
    Customer.objects.update(owner="claire")
    for words in ("dupont", "FA-1", "1200,00"):
        assert "/customers/" not in found(signed_in(lea), words) and "/invoices/" not in found(signed_in(lea), words)


def test_the_box_stands_above_every_page(creditor: Creditor, claire: Client) -> None:
    page = claire.get("/customers/").content.decode()
    assert 'id="search-all"' in page and 'hx-target="#search-found"' in page

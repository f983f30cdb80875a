"""Answers on the pages: what they are, what they are about, and their exact message."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import act_on
from relance.ledger.models import Creditor, Dispute, Invoice, Notice
from relance.operations.answer import tell
from tests.web.firm import TODAY


@pytest.fixture
def told(decided: Creditor) -> Notice:
    """Dupont contests FA-1; that it was received waits for a word."""
    invoice = Invoice.objects.get(creditor=decided, number="FA-1")
    dispute = Dispute.objects.create(
        creditor=decided, customer=invoice.customer, invoice=invoice, reason="delivery", opened_on=TODAY,
        opened_by="Claire", due_on=date(2026, 3, 3),
    )  # fmt: skip
    notice = tell(
        creditor=decided, customer=invoice.customer, about=f"dispute:{dispute.pk}:received",
        receivables=list(invoice.receivables.all()), act=act_on(TODAY),
    )  # fmt: skip
    assert notice
    return notice


def text_of(client: Client, address: str) -> str:
    return client.get(address).content.decode().replace("\u00a0", " ")


def test_the_departures_name_it_as_an_answer(claire: Client, told: Notice) -> None:
    page = text_of(claire, f"/departures/?notice={told.reference}")
    assert "Réponse · Litige bien reçu" in page and "Annuler cette réponse" in page


def test_its_message_is_shown_as_it_would_leave(claire: Client, told: Notice) -> None:
    assert "Elle porte sur la totalité" in text_of(claire, f"/notices/{told.reference}/message/")


def test_confirmed_it_is_sent_and_stands_in_the_customers_timeline(claire: Client, told: Notice) -> None:
    claire.post("/departures/confirm/", {"sure": "1", "notice": told.reference})
    told.refresh_from_db()
    assert told.confirmed_by
    assert f"{told.reference} préparée : réponse « Litige bien reçu »" in text_of(claire, "/customers/DUPONT/")


def test_what_is_no_longer_so_is_said_and_not_shown(claire: Client, told: Notice) -> None:
    Dispute.objects.update(state="withdrawn")
    assert "n’est plus exact" in text_of(claire, f"/notices/{told.reference}/")
    assert claire.get(f"/notices/{told.reference}/message/").status_code == 404


def test_a_cancelled_one_still_has_its_page(claire: Client, told: Notice) -> None:
    claire.post(f"/notices/{told.reference}/cancel/", {"why": "dit au téléphone"})
    assert "dit au téléphone" in text_of(claire, f"/notices/{told.reference}/")

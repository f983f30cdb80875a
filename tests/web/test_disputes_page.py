"""Disputes on the pages: recorded on the customer's page, followed, counted, settled."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_creditor
from relance.ledger.models import Creditor, Dispute, Invoice, Notice, Receivable
from relance.operations.open_dispute import open_dispute
from relance.operations.settle_dispute import settle_dispute
from tests.web.conftest import TODAY, a_member, signed_in

FORM = {"invoice": "FA-1", "reason": "quality", "tell": "on"}


def contest(creditor: Creditor, cents: int | None = None, number: str = "FA-1", **how: object) -> Dispute:
    invoice = Invoice.objects.get(creditor=creditor, number=number)
    values = {"reason": "quality", "tell_customer": False, "act": act_on(TODAY), **how}
    return open_dispute(creditor=creditor, invoice=invoice, cents=cents, **values)  # type: ignore[arg-type]


def test_no_dispute_says_what_to_do_first(claire: Client) -> None:
    page = claire.get("/disputes/").content.decode()
    assert "Rien n’est contesté" in page and "Pourquoi" not in page


def test_a_dispute_is_recorded_on_the_customers_page(claire: Client, decided: Creditor) -> None:
    answer = claire.post(
        "/customers/DUPONT/dispute/", {**FORM, "amount": "400,50", "note": "deux cartons"}, follow=True
    )
    page = answer.content.decode()
    dispute = Dispute.objects.get()
    assert (dispute.cents, dispute.owner, dispute.opened_by) == (40050, "claire", "claire")
    assert "Litige sur FA-1" in page and "400,50\xa0€" in page and "deux cartons" in page
    assert Notice.objects.filter(about=f"dispute:{dispute.pk}:received", state="to_confirm").exists()
    (reminder,) = Notice.objects.filter(customer__code="DUPONT", state="to_confirm").exclude(kind="answer")
    assert reminder.total_cents == 79950  # today's departures follow at once


def test_the_customer_is_not_told_without_the_tick(claire: Client, creditor: Creditor) -> None:
    claire.post("/customers/DUPONT/dispute/", {"invoice": "FA-1", "reason": "price"})
    assert Dispute.objects.exists() and not Notice.objects.exists()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"reason": ""}, "Choisissez le motif"),
        ({"amount": "0"}, "supérieur à zéro"),
        ({"amount": "1300"}, "Seuls 1\u202f200,00\xa0€ de FA-1 restent dus"),
        ({"owner": "paul"}, "Personne du nom de"),
        ({"until": "2026-02-15"}, "choisissez aujourd’hui ou plus tard"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    claire: Client, creditor: Creditor, form: dict[str, str], words: str
) -> None:
    answer = claire.post(
        "/customers/DUPONT/dispute/", {**FORM, **form}, headers={"Referer": "/customers/DUPONT/"}, follow=True
    )
    assert words in answer.content.decode()
    assert not Dispute.objects.exists()


def test_the_list_shows_reason_owner_amount_and_what_is_late(claire: Client, creditor: Creditor) -> None:
    contest(creditor, 40000, owner="claire", act=act_on(date(2026, 2, 9)), due_on=date(2026, 2, 12))
    page = claire.get("/disputes/").content.decode()
    assert "Qualité" in page and "claire" in page and "400,00\xa0€" in page and "il y a 7 jours" in page
    assert '<span class="state late">en retard</span>' in page
    assert page.count("100\xa0%") >= 3  # its share of all that is contested


def test_filters_are_kept_in_the_address(claire: Client, creditor: Creditor) -> None:
    contest(creditor, owner="claire")
    contest(creditor, number="FA-2", reason="price")
    page = claire.get("/disputes/?reason=price&owner=-").content.decode()
    assert "FA-2" in page and "FA-1" not in page
    assert '<option value="price" selected>' in page and '<option value="-" selected>' in page
    assert "Aucun litige de cette sorte" in claire.get("/disputes/?overdue=1").content.decode()
    assert claire.get("/disputes/?state=nonsense&page=99").status_code == 200


def test_the_exchange_grows_and_the_dispute_changes_hands(claire: Client, creditor: Creditor) -> None:
    dispute = contest(creditor)
    address = f"/disputes/{dispute.pk}/"
    claire.post(f"{address}note/", {"note": "photos reçues"})
    claire.post(f"{address}note/", {"owner": "claire", "until": "2026-03-09"})
    page = claire.get(address).content.decode()
    assert "photos reçues" in page and "à régler avant le 9 mars 2026, suivi par claire" in page


def test_accepted_it_waits_for_the_credit_note_then_is_closed_by_hand(claire: Client, creditor: Creditor) -> None:
    address = f"/disputes/{contest(creditor).pk}/"
    form = {"outcome": "accepted", "credit": "500", "explanation": "remise oubliée", "tell": "on"}
    page = claire.post(f"{address}settle/", form, follow=True).content.decode()
    assert "accepté, avoir attendu de 500,00\xa0€ (remise oubliée)" in page and "L’avoir est arrivé" in page
    page = claire.post(f"{address}settle/", {"outcome": "credited"}, follow=True).content.decode()
    assert "accepté, avoir reçu" in page and "L’avoir est arrivé" not in page
    assert Dispute.objects.get().state == "credited"


def test_a_settlement_that_is_none_is_refused(claire: Client, creditor: Creditor) -> None:
    dispute = contest(creditor, 40000)
    for form in ({"outcome": ""}, {"outcome": "accepted", "credit": "400,01"}, {"outcome": "credited"}):
        claire.post(f"/disputes/{dispute.pk}/settle/", form)
    assert Dispute.objects.get().state == "open"


def test_totals_say_how_disputes_ended(claire: Client, creditor: Creditor) -> None:
    settled = contest(creditor, act=act_on(date(2026, 2, 10)))
    settle_dispute(creditor=creditor, dispute=settled, outcome="rejected", act=act_on(TODAY), tell_customer=False)
    page = claire.get("/disputes/").content.decode()
    assert "Tous sont réglés" in page
    assert '<td class="number" data-label="Jours en moyenne">6</td>' in page
    assert '<td class="number" data-label="Acceptés">0\xa0%</td>' in page


def test_the_cause_of_lateness_is_said_per_invoice_and_counted(claire: Client, creditor: Creditor) -> None:
    assert '<select name="cause"' in claire.get("/customers/DUPONT/").content.decode()
    claire.post("/customers/DUPONT/cause/", {"invoice": "FA-1", "cause": "cash"})
    assert Receivable.objects.get(invoice__number="FA-1").cause == "cash"
    page = claire.get("/disputes/").content.decode()
    assert "Difficulté de trésorerie" in page and "Inconnue" in page and "57\xa0%" in page


def test_the_customers_page_lists_its_disputes(claire: Client, creditor: Creditor) -> None:
    dispute = contest(creditor, 40000)
    page = claire.get("/customers/DUPONT/").content.decode()
    assert f'href="/disputes/{dispute.pk}/"' in page and "Signaler un litige" in page
    assert "Litige ouvert sur FA-1\xa0: qualité, 400,00\xa0€" in page


def test_another_firms_disputes_are_not_there(claire: Client, creditor: Creditor) -> None:
    dispute = contest(creditor)
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert stranger.get(f"/disputes/{dispute.pk}/").status_code == 404
    assert "FA-1" not in stranger.get("/disputes/").content.decode()


def test_an_invoice_of_another_customer_cannot_be_named(claire: Client, creditor: Creditor) -> None:
    assert claire.post("/customers/DUPONT/dispute/", {**FORM, "invoice": "FA-2"}).status_code == 404


def test_ended_disputes_are_listed_by_the_day_they_ended(claire: Client, creditor: Creditor) -> None:
    settle_dispute(
        creditor=creditor, dispute=contest(creditor), outcome="withdrawn", act=act_on(TODAY), tell_customer=False
    )
    page = claire.get("/disputes/?state=ended").content.decode()
    assert ">Terminé le" in page and ">À régler avant le" not in page

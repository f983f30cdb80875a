"""The call screen: what to say, what was said before, and what comes of it."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.models import Call, Creditor, Dispute, Promise, StepDone, Task
from relance.operations.decide_due import decide_due
from relance.operations.send_due import send_due
from tests.web.conftest import TODAY, a_member, signed_in


@pytest.fixture
def screen(claire: Client, creditor: Creditor) -> str:
    """Roux is to be called about FE-1 and FE-2 today: the address of that call."""
    Creditor.objects.filter(pk=creditor.pk).update(sending="as_planned")
    firm = Creditor.objects.get(pk=creditor.pk)
    roux = make_customer(firm, "ROUX", plan="phone-first", phone="02 98 00 00 00", contact_name="Mme Roux")
    make_invoice(roux, "FE-1", 80_000, date(2026, 2, 2))
    make_invoice(roux, "FE-2", 20_000, date(2026, 2, 3))
    decide_due(creditor=firm, act=act_on(TODAY))
    send_due(creditor=Creditor.objects.get(pk=firm.pk), act=act_on(TODAY), any_hour=True)
    task = Task.objects.get(creditor=firm, kind="call", customer__code="ROUX")
    return f"/calls/{task.pk}/"


def log(claire: Client, address: str, result: str, **form: str) -> str:
    return claire.post(address, {"result": result, **form}, follow=True).content.decode()


def test_it_shows_whom_to_call_what_to_say_and_what_is_open(claire: Client, screen: str) -> None:
    page = claire.get(screen).content.decode()
    assert 'href="tel:0298000000"' in page and "Mme Roux" in page
    assert "Avez-vous deux minutes au sujet" in page  # the script of the call sheet, filled in
    assert "FE-1" in page and "800,00\xa0€" in page
    assert "L’appel revient le 17 février 2026." in page  # what follows a result is said before it is chosen


def test_a_promise_logged_does_the_step_and_closes_the_call(claire: Client, screen: str) -> None:
    form = {"spoke_to": "Mme Roux", "minutes": "4", "note": "virement", "promise_on": "2026-02-20"}
    page = log(claire, screen, "promise", **form)
    assert "L’appel est noté" in page and "L’étape est faite." in page
    assert StepDone.objects.filter(receivable__customer__code="ROUX").count() == 2
    assert Promise.objects.filter(customer__code="ROUX", on=date(2026, 2, 20)).count() == 2
    assert (Call.objects.get().minutes, Task.objects.get(kind="call").closed_on) == (4, TODAY)


def test_a_dispute_logged_is_about_the_invoice_chosen(claire: Client, screen: str) -> None:
    form = {"invoice": "FE-1", "dispute_reason": "price", "dispute_amount": "100,00"}
    log(claire, screen, "dispute", **form)
    assert (Dispute.objects.get().invoice.number, Dispute.objects.get().cents) == ("FE-1", 10_000)


def test_what_is_refused_comes_back_with_all_that_was_typed(claire: Client, screen: str) -> None:
    page = log(claire, screen, "dispute", note="mauvais prix", spoke_to="M. Roux")
    assert "Choisissez la facture contestée" in page
    assert "mauvais prix</textarea>" in page and 'value="M. Roux"' in page
    assert not Call.objects.exists()


def test_nobody_there_leaves_the_call_for_tomorrow(claire: Client, screen: str) -> None:
    page = log(claire, screen, "no_answer")
    assert "pas de réponse. L’appel revient le 17 février 2026." in page
    assert Task.objects.get(kind="call").due_on == date(2026, 2, 17)
    assert "1 essai sur 3 déjà fait" in claire.get(screen).content.decode()


def test_a_wrong_number_leads_to_the_next_channel_at_once(claire: Client, screen: str) -> None:
    log(claire, screen, "wrong_number")
    assert Task.objects.get(kind="call").closed_on == TODAY
    assert Task.objects.filter(kind="missing_contact", customer__code="ROUX", closed_on=None).exists()


def test_a_customer_is_called_without_being_asked_to(claire: Client, decided: Creditor) -> None:
    page = claire.get("/customers/DUPONT/call/").content.decode()
    assert "Un appel qu’aucune étape ne demande" in page and "FA-1" in page
    log(claire, "/customers/DUPONT/call/", "call_back", call_back_on="2026-02-18")
    task = Task.objects.get(creditor=decided, kind="call")
    assert (task.due_on, task.notice) == (date(2026, 2, 18), None)
    assert claire.get("/customers/DUPONT/call/").headers["Location"] == f"/calls/{task.pk}/"


def test_another_firm_s_call_is_out_of_reach(claire: Client, screen: str) -> None:
    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert stranger.get(screen).status_code == 404
    assert stranger.post(screen, {"result": "spoken"}).status_code == 404
    assert not Call.objects.exists()


def test_a_call_made_is_no_longer_there(claire: Client, screen: str) -> None:
    log(claire, screen, "spoken")
    assert claire.get(screen).status_code == 404
    assert "Appel : échange sans engagement" in claire.get("/customers/ROUX/").content.decode().replace("\xa0", " ")

"""From an empty company to its first reminder, in the browser."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from relance.ledger.builders import act_on, make_creditor
from relance.ledger.models import Creditor, Membership, Notice
from relance.operations.setup_creditor import setup_creditor
from tests.web.conftest import TODAY, a_member, signed_in

pytestmark = pytest.mark.sqlite_only
NEW = "/start/company/new/"


@pytest.fixture
def anne(db: None) -> Client:
    """Anne, whose company was set up by its name alone."""
    setup_creditor(name="Menuiserie Kervella", act=act_on(TODAY), owner="anne")
    return signed_in(User.objects.get(username="anne"))


def states(client: Client) -> list[str]:
    steps = client.get("/start/").context["steps"].steps
    return [step.state for step in steps]


def test_the_guide_begins_with_what_the_company_lacks(anne: Client) -> None:
    page = anne.get("/start/").content.decode()
    assert states(anne) == ["next", "later", "later", "later", "later", "later"]
    assert "Il manque\xa0: adresse, SIREN" in page and "Décrire la société" in page and "rien n’atteint vos" in page


def test_the_pages_of_a_step_say_where_one_is_and_lead_back(anne: Client) -> None:
    page = anne.get("/settings/company/").content.decode()
    assert "Étape 1 sur 6" in page and "Retour au guide" in page
    assert "étape 1 sur 6, Votre société" in anne.get("/").content.decode()
    assert "guide-bar" not in anne.get("/customers/").content.decode()


def test_a_step_that_is_done_leads_to_the_next(anne: Client) -> None:
    details = {"siren": "732829320", "email": "a@kervella.example", "phone": "02", "signatory": "Anne", "address": "x"}
    page = anne.post("/settings/company/", details, follow=True).content.decode()
    assert "Ensuite\xa0: Coordonnées bancaires" in page
    iban = "FR7630006000011234567890189"
    anne.post("/settings/bank/propose/", {"iban": iban, "again": iban})
    assert states(anne)[:3] == ["done", "done", "next"]


def test_a_plan_is_chosen_among_those_that_come_with_relance(anne: Client) -> None:
    page = anne.get("/start/plan/").content.decode()
    assert "Deux relances puis mise en demeure" in page and "on appelle d’abord" in page
    anne.post("/start/plan/", {"plan": "standard"})  # the one set beforehand: choosing it is a choice
    assert states(anne)[3] == "done"
    assert "Choisissez d’abord" in anne.post("/start/plan/", {"plan": "nothing"}, follow=True).content.decode()


def test_the_first_reminders_are_read_before_any_leaves(claire: Client, creditor: Creditor) -> None:
    assert "Préparer les premières relances" in claire.get("/start/preview/").content.decode()
    page = claire.post("/start/preview/", follow=True).content.decode()
    assert "Telle que Dupont SARL la lirait" in page and "Passer à la confirmation" in page
    assert states(claire)[4:] == ["done", "next"]
    assert not Notice.objects.exclude(left_on=None).exists()


def test_the_first_departure_ends_the_guide_and_it_stays_at_hand(claire: Client, decided: Creditor) -> None:
    assert "guide-bar" in claire.get("/departures/").content.decode()
    waiting = Notice.objects.filter(state="to_confirm")
    claire.post("/departures/confirm/", {"notice": [n.reference for n in waiting], "sure": "yes"})
    assert "guide-bar" not in claire.get("/departures/").content.decode()
    assert "Votre première relance est partie" in claire.get("/start/").content.decode()


def test_the_first_person_of_an_installation_makes_a_company(db: None) -> None:
    first = signed_in(User.objects.create(username="first"))
    assert first.get("/").headers["Location"] == NEW
    assert first.post(NEW, {"name": "Scierie Nord", "siren": "732 829 320"}).headers["Location"] == "/start/"
    made = Creditor.objects.get()
    assert (made.name, made.siren, made.members.get().role) == ("Scierie Nord", "732829320", "owner")


def test_an_owner_adds_another_company_and_is_there_at_once(anne: Client) -> None:
    anne.post(NEW, {"name": "Scierie Nord"})
    assert "Scierie Nord" in anne.get("/start/").content.decode()
    assert Membership.objects.filter(user__username="anne", role="owner").count() == 2


def test_what_is_wrong_stands_at_its_field_with_what_was_typed(anne: Client) -> None:
    page = anne.post(NEW, {"name": "", "siren": "123", "phone": "02 98 00"}).content.decode()
    assert "2 champs sont à revoir" in page and 'href="#f-siren"' in page and 'id="f-siren-problem"' in page
    assert 'aria-invalid="true"' in page and 'value="02 98 00"' in page
    assert Creditor.objects.count() == 1


def test_nobody_joins_a_company_by_writing_its_name(anne: Client) -> None:
    make_creditor("Garage Est", key="est")
    assert "déjà tenue ici" in anne.post(NEW, {"name": "garage est"}).content.decode()
    assert not Membership.objects.filter(creditor__key="est").exists()


def test_who_owns_nothing_makes_no_company(creditor: Creditor) -> None:
    collector = a_member(creditor, "luc")
    Membership.objects.filter(user=collector).update(role="collector")
    assert signed_in(collector).post(NEW, {"name": "Scierie Nord"}).status_code == 403
    assert not Creditor.objects.filter(name="Scierie Nord").exists()

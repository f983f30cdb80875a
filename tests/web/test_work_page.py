"""The work list and its acts: order, owner, closing with a next step, what comes after the plan, people, credits."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from relance.ledger.builders import act_on, make_credit_note, make_customer, make_done, make_invoice
from relance.ledger.models import Creditor, Customer, Receivable, Task, WriteOff
from relance.operations.people import add_member, set_absence
from tests.web.conftest import TODAY, a_member, signed_in


def a_task(creditor: Creditor, kind: str, due_on: date = TODAY, code: str = "DUPONT", **fields: object) -> Task:
    customer = Customer.objects.get(creditor=creditor, code=code)
    values = {"why": "x", "opened_on": due_on, "subject": "EUR", **fields}
    return Task.objects.create(creditor=creditor, customer=customer, kind=kind, due_on=due_on, **values)


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return page.content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_the_list_says_why_each_line_is_where_it_is(claire: Client, creditor: Creditor) -> None:
    a_task(creditor, "explain_balance", date(2026, 2, 20), amount_cents=900_000)
    a_task(creditor, "customer_kind", date(2026, 2, 13), amount_cents=1_240_000)
    legal = a_task(creditor, "declare_claim", date(2026, 2, 20), code="MARTIN", amount_cents=1_240_000)
    assert "dans 4 jours, 12 400,00 € en jeu" in text_of(claire, f"/to-do/{legal.pk}/")
    page = text_of(claire, "/to-do/?who=all")
    said = [
        "le délai légal s’achève dans 4 jours",
        "en retard de 3 jours",
        "pour le 20 février 2026",
    ]
    places = [page.index(words) for words in said]
    assert places == sorted(places)


def test_waiting_notices_are_one_line_that_leads_to_the_departures(claire: Client, decided: Creditor) -> None:
    page = text_of(claire, "/to-do/")
    assert "Relances à confirmer (1)" in page and "Voir les départs" in page


def test_an_empty_list_says_what_will_come_here(claire: Client, creditor: Creditor) -> None:
    assert "Rien à faire" in text_of(claire, "/to-do/")


def test_one_sees_ones_own_work_and_on_demand_everybodys(claire: Client, creditor: Creditor) -> None:
    add_member(creditor=creditor, name="lea", role="collector", act=act_on(TODAY))
    a_task(creditor, "customer_kind", owner="lea")
    assert "Rien ici" in text_of(claire, "/to-do/")
    assert "Préciser le type de client" in text_of(claire, "/to-do/?who=all")
    assert "Préciser le type de client" in text_of(claire, "/to-do/?who=lea")


def test_while_lea_is_away_her_cover_finds_her_work_among_her_own(claire: Client, creditor: Creditor) -> None:
    add_member(creditor=creditor, name="lea", role="collector", act=act_on(TODAY))
    set_absence(creditor=creditor, name="lea", from_on=TODAY, cover="claire", act=act_on(TODAY))
    a_task(creditor, "customer_kind", owner="lea")
    assert "Préciser le type de client" in text_of(claire, "/to-do/?who=me")


@pytest.mark.parametrize(
    "form",
    [
        {"result": "vu"}, {"nothing_more": "yes"}, {"result": "vu", "next_step": "rappeler"},
        {"result": "vu", "next_step": "rappeler", "next_on": "2026-02-20", "nothing_more": "yes"},
        {"result": "vu", "next_step": "rappeler", "next_on": "2026-02-10"},
    ],
)  # fmt: skip
def test_done_without_a_result_or_a_next_step_is_not_done(
    claire: Client, creditor: Creditor, form: dict[str, str]
) -> None:
    task = a_task(creditor, "customer_kind")
    page = claire.post(f"/to-do/{task.pk}/close/", form, headers={"Referer": "/to-do/"}, follow=True)
    task.refresh_from_db()
    assert task.closed_on is None
    assert 'class="message error"' in page.content.decode()


def test_a_task_done_plans_the_next_one(claire: Client, creditor: Creditor) -> None:
    task = a_task(creditor, "customer_kind")
    form = {"result": "vu", "next_step": "rappeler vendredi", "next_on": "2026-02-20", "list": "?kind=call"}
    assert claire.post(f"/to-do/{task.pk}/close/", form).headers["Location"] == "/to-do/?kind=call"
    page = text_of(claire, "/to-do/?who=all")
    assert "rappeler vendredi" in page and "pour le 20 février 2026" in page


def test_several_tasks_are_given_to_a_colleague_at_once(claire: Client, creditor: Creditor) -> None:
    add_member(creditor=creditor, name="lea", role="collector", act=act_on(TODAY))
    tasks = [a_task(creditor, "customer_kind"), a_task(creditor, "explain_balance")]
    claire.post("/to-do/assign/", {"task": [t.pk for t in tasks], "owner": "lea", "by": "2026-02-20"})
    assert set(Task.objects.values_list("owner", "due_on")) == {("lea", date(2026, 2, 20))}


def test_nobody_elses_tasks_can_be_given_away(claire: Client, creditor: Creditor) -> None:
    task = a_task(creditor, "customer_kind")
    from relance.ledger.builders import make_creditor

    stranger = signed_in(a_member(make_creditor("Autre SARL", key="autre"), "paul"))
    assert stranger.post("/to-do/assign/", {"task": [task.pk], "by": "2026-02-20"}).status_code == 404


def test_the_end_of_the_plan_offers_what_comes_next(claire: Client, creditor: Creditor) -> None:
    task = a_task(creditor, "hand_over")
    page = text_of(claire, f"/to-do/{task.pk}/")
    for words in ("Transmission à un avocat", "Passage en perte", "Nouvelle mise en demeure", "Attente"):
        assert words in page
    claire.post(f"/to-do/{task.pk}/choose/", {"choice": "lawyer", "partner": "Me Petit"})
    assert Customer.objects.get(creditor=creditor, code="DUPONT").handed_over_on == TODAY
    assert "Me Petit" in text_of(claire, "/to-do/?who=all")
    assert "Transmission à un avocat" in text_of(claire, f"/to-do/{task.pk}/") or "Me Petit" in text_of(
        claire, f"/to-do/{task.pk}/"
    )


def test_a_choice_that_lacks_something_says_what(claire: Client, creditor: Creditor) -> None:
    task = a_task(creditor, "hand_over")
    page = claire.post(
        f"/to-do/{task.pk}/choose/", {"choice": "write_off"}, headers={"Referer": f"/to-do/{task.pk}/"}, follow=True
    )
    assert "Dites pourquoi c’est passé en perte" in page.content.decode()


@pytest.mark.parametrize(("choice", "left", "written"), [("write_off", 0, 1), ("keep", 300, 0)])
def test_a_small_rest_is_written_off_or_kept(
    claire: Client, creditor: Creditor, choice: str, left: int, written: int
) -> None:
    receivable = make_invoice(make_customer(creditor, "PETIT"), "FP-1", 300, date(2025, 11, 3))
    Receivable.objects.filter(pk=receivable.pk).update(reason="below_floor")
    task = a_task(creditor, "write_off_or_keep", code="PETIT", amount_cents=300)
    claire.post(f"/to-do/{task.pk}/small/", {"choice": choice, "reason": "trop petit"})
    receivable.refresh_from_db()
    task.refresh_from_db()
    assert (receivable.open_cents, WriteOff.objects.count(), task.choice) == (left, written, choice)


def test_a_credit_is_set_against_an_invoice(claire: Client, creditor: Creditor) -> None:
    dupont = Customer.objects.get(creditor=creditor, code="DUPONT")
    make_credit_note(dupont, "AV-9", 20_000)
    assert "AV-9" in text_of(claire, "/customers/DUPONT/credits/")
    claire.post("/customers/DUPONT/credits/", {"credit": "note:AV-9", "invoice": "FA-1", "amount": "150,00"})
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 105_000
    assert "50,00 €" in text_of(claire, "/customers/DUPONT/credits/")


@pytest.mark.parametrize("credit", ["", "note:AV-0", "payment:7", "payment:x"])
def test_a_credit_that_is_not_there_sets_nothing(claire: Client, creditor: Creditor, credit: str) -> None:
    claire.post("/customers/DUPONT/credits/", {"credit": credit, "invoice": "FA-1"})
    assert Receivable.objects.get(invoice__number="FA-1").open_cents == 120_000


def test_somebody_joins_goes_on_leave_and_comes_back(claire: Client, creditor: Creditor) -> None:
    claire.post("/settings/people/", {"name": "lea", "role": "collector"})
    away = {"name": "lea", "from": "2026-02-16", "until": "2026-02-20", "cover": "claire"}
    claire.post("/settings/people/absence/", away)
    page = text_of(claire, "/settings/people/")
    assert "chargé de relance" in page and "Est de retour" in page
    claire.post("/settings/people/absence/", {"name": "lea", "back": "yes"})
    assert "Est de retour" not in text_of(claire, "/settings/people/")


def test_nobody_of_another_firm_is_sent_on_leave(claire: Client, creditor: Creditor) -> None:
    assert claire.post("/settings/people/absence/", {"name": "zoe", "from": "2026-02-16"}).status_code == 404


def test_what_went_up_says_to_whom(claire: Client, creditor: Creditor) -> None:
    add_member(creditor=creditor, name="marc", role="manager", act=act_on(TODAY))
    task = a_task(creditor, "customer_kind", date(2026, 2, 2), owner="marc", escalated_on=TODAY)
    assert "remontée à marc" in text_of(claire, "/to-do/?who=all")
    assert "en retard de 14 jours" in text_of(claire, f"/to-do/{task.pk}/")


def test_what_has_nobody_above_says_that_it_has_waited_too_long(claire: Client, creditor: Creditor) -> None:
    a_task(creditor, "customer_kind", date(2026, 2, 2), escalated_on=TODAY)
    assert "attend depuis trop longtemps" in text_of(claire, "/to-do/")


def test_a_task_tells_what_was_done_before_for_the_customer(claire: Client, creditor: Creditor) -> None:
    a_task(creditor, "call", closed_on=date(2026, 2, 10), result="promet pour vendredi")
    task = a_task(creditor, "customer_kind")
    assert "promet pour vendredi" in text_of(claire, f"/to-do/{task.pk}/")


def test_a_legal_clock_stands_among_the_tasks(claire: Client, creditor: Creditor) -> None:
    old = make_invoice(make_customer(creditor, "VIEUX"), "FV-1", 50_000, date(2021, 3, 1))
    make_done(old, "r1", date(2021, 3, 10))
    page = text_of(claire, "/to-do/?kind=legal_clock&who=all")
    assert "FV-1" in page and "Voir le délai" in page


def test_what_came_of_a_task_is_said_in_french(claire: Client, creditor: Creditor) -> None:
    task = a_task(creditor, "call", closed_on=TODAY, result="call: promise")
    assert "Ce qu’il en est : paiement promis" in text_of(claire, f"/to-do/{task.pk}/")


def test_the_menu_counts_ones_own_tasks(claire: Client, creditor: Creditor) -> None:
    add_member(creditor=creditor, name="lea", role="collector", act=act_on(TODAY))
    a_task(creditor, "customer_kind", owner="lea")
    assert "vos tâches ouvertes" not in text_of(claire, "/customers/")
    a_task(creditor, "explain_balance")
    assert 'title="vos tâches ouvertes">1<' in text_of(claire, "/customers/")

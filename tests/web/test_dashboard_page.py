"""The first page of the morning: what waits, what happened, where the money is; each for who may see it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from relance.ledger.builders import (
    act_on,
    make_bank_line,
    make_creditor,
    make_customer,
    make_done,
    make_invoice,
    make_message,
)
from relance.ledger.models import BankLine, Creditor, Customer, ForecastWeek, Membership
from relance.operations.make_promise import make_promise
from relance.operations.record_payment import record_payment
from tests.web.conftest import TODAY, a_member, signed_in

pytestmark = pytest.mark.sqlite_only  # what the database is asked is tried on both in tests/figures
FRIDAY = TODAY - timedelta(days=3)


def read(client: Client, address: str = "/", **more: Any) -> str:
    """The page, its no-break spaces made plain."""
    answer = client.get(address, **more)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u202f", " ").replace("\xa0", " ")


def somebody(creditor: Creditor, role: str, name: str = "max") -> Client:
    """A browser of somebody with that role."""
    user = a_member(creditor, name)
    Membership.objects.filter(user=user).update(role=role)
    return signed_in(user)


def test_the_day_begins_with_a_greeting_and_what_waits(claire: Client, decided: Creditor) -> None:
    page = read(claire)
    assert "Bonjour, Claire" in page and "Lundi 16 février 2026" in page
    assert '<a href="/departures/">1 départ à confirmer</a>' in page and "1 200,00 €" in page
    assert "1 relance sans coordonnées" in page
    assert "litige" not in page.split("Depuis")[0]  # what there is none of is left out


@pytest.mark.parametrize(
    ("known_to", "replies", "act"),
    [
        (None, 0, "Importer le relevé bancaire"),
        (date(2026, 2, 10), 1, "Importer le relevé bancaire"),
        (FRIDAY, 1, "Traiter les réponses"),
        (FRIDAY, 0, "Confirmer les départs"),
    ],
)
def test_the_main_act_is_what_must_come_first(
    claire: Client, decided: Creditor, known_to: date | None, replies: int, act: str
) -> None:
    Creditor.objects.update(money_known_to=known_to)
    for _ in range(replies):
        make_message(decided, TODAY, "Bonjour", Customer.objects.get(code="LENOIR"))
    assert f'class="main" href="/{_place(act)}/">{act}</a>' in read(claire)


def _place(act: str) -> str:
    return {"Importer le relevé bancaire": "import", "Traiter les réponses": "replies"}.get(act, "departures")


def test_a_morning_on_which_nothing_waits_says_so(claire: Client, creditor: Creditor) -> None:
    assert "Rien ne vous attend" in read(claire)


def test_receipts_and_replies_lead_to_where_they_are_dealt_with(claire: Client, creditor: Creditor) -> None:
    make_bank_line(creditor, 5_000, TODAY)
    BankLine.objects.update(state="proposed")
    make_message(creditor, TODAY, "Bonjour", Customer.objects.get(code="LENOIR"))
    page = read(claire)
    assert '<a href="/money/?state=proposed">1 encaissement à confirmer</a>' in page and "50,00 €" in page
    assert '<a href="/replies/">1 réponse à lire</a>' in page


def test_sending_that_stopped_comes_first(claire: Client, creditor: Creditor) -> None:
    Creditor.objects.update(sending_stopped_at=act_on(TODAY).now)
    waits = read(claire).split("Ce qui vous attend")[1].split("<li>")
    assert "Les envois sont arrêtés" in waits[1] and "à surveiller" in waits[1]


def test_what_happened_since_the_last_working_day_is_told_with_who_did_it(claire: Client, creditor: Creditor) -> None:
    customer = Customer.objects.get(code="LENOIR")
    old = make_invoice(customer, "OLD", 10_000, FRIDAY - timedelta(days=30))
    day_before = act_on(FRIDAY - timedelta(days=1), "claire")
    make_promise(creditor=creditor, invoice=old.invoice, cents=5_000, on=TODAY, act=day_before)
    record_payment(creditor=creditor, invoice=old.invoice, cents=5_000, on=FRIDAY, act=act_on(FRIDAY, "claire"))
    page = read(claire).split("Depuis le vendredi 13 février")[1].split("Où en est l’argent")[0]
    assert '<a href="/journal/?group=money&amp;from=2026-02-13">1 encaissement affecté</a>' in page
    assert "50,00 €" in page
    assert "promesse reçue" not in page  # it was made on Thursday
    assert "1 promesse tenue" in page and "argent reçu (1)" in page and "who=claire" in page


def test_the_aged_balance_says_how_much_is_late_and_in_which_share(claire: Client, creditor: Creditor) -> None:
    page = read(claire)
    assert "2 100,00 €" in page and "soit 81 % des 2 600,00 € ouverts" in page
    assert 'role="img"' in page and "Balance âgée en EUR" in page and "style=" not in page


def test_what_is_most_overdue_stands_with_its_next_action(claire: Client, decided: Creditor) -> None:
    largest = read(claire).split("Les plus gros retards")[1]
    first, second = largest.index("Dupont SARL"), largest.index("Martin SARL")
    assert first < second and "Confirmer la relance" in largest and "Lenoir" not in largest


def test_the_forecast_kept_this_week_is_drawn_with_its_band(claire: Client, creditor: Creditor) -> None:
    for number in range(12):
        week = TODAY + timedelta(weeks=number)
        ForecastWeek.objects.create(
            creditor=creditor, made_on=TODAY, week=week, expected_cents=10_000, low_cents=5_000, high_cents=20_000
        )
    page = read(claire)
    assert "800,00 €" in page and "prévision du" in page  # eight weeks of a hundred
    assert page.count('<td class="number" data-label="Prévu">100,00 €</td>') == 8


def test_lateness_month_by_month_comes_as_a_part_and_as_a_page(claire: Client, creditor: Creditor) -> None:
    line = make_invoice(Customer.objects.get(code="LENOIR"), "P", 10_000, date(2026, 1, 10))
    record_payment(creditor=creditor, invoice=line.invoice, cents=10_000, on=date(2026, 1, 30), act=act_on(TODAY))
    part = read(claire, "/dashboard/lateness/", headers={"HX-Request": "true"})
    assert "20,0 jours" in part and "janvier 2026" in part and "<html" not in part
    whole = read(claire, "/dashboard/lateness/")
    assert "<html" in whole and "20,0 jours" in whole
    assert claire.get("/dashboard/secrets/").status_code == 404


def test_what_the_reminders_brought_says_when_the_sample_is_too_small(claire: Client, creditor: Creditor) -> None:
    line = make_invoice(Customer.objects.get(code="LENOIR"), "P", 10_000, date(2026, 1, 10))
    make_done(line, "r1", TODAY - timedelta(days=20))
    paid_on = TODAY - timedelta(days=18)
    record_payment(creditor=creditor, invoice=line.invoice, cents=10_000, on=paid_on, act=act_on(TODAY))
    part = read(claire, "/dashboard/steps/", headers={"HX-Request": "true"})
    assert "100,00 €" in part and "échantillon trop petit" in part and "1 sur 1" in part


def test_a_collector_sees_their_portfolio_alone(creditor: Creditor) -> None:
    Customer.objects.filter(code="DUPONT").update(owner="max")
    a_member(creditor, "anne")  # the owner, who is in charge of the others
    max_ = somebody(creditor, "collector")
    page = read(max_)
    assert "1 200,00 €" in page and "Dupont SARL" in page
    assert "Martin" not in page and "2 100,00 €" not in page and "/journal/" not in page and "/ageing/" not in page


def test_a_reader_sees_figures_and_no_acts(creditor: Creditor, decided: Creditor) -> None:
    a_member(creditor, "anne")
    page = read(somebody(creditor, "reader"))
    assert "Ce qui vous attend" not in page and 'class="main"' not in page
    assert "2 100,00 €" in page


def test_somebody_from_outside_without_files_sees_nothing_of_the_company(creditor: Creditor) -> None:
    a_member(creditor, "anne")
    page = read(somebody(creditor, "outside"))
    assert "Aucun client ne vous est confié" in page and "Dupont" not in page


def test_a_company_without_customers_is_led_to_its_first_steps(db: None) -> None:
    page = read(signed_in(a_member(make_creditor("Neuve SARL"))))
    assert "Bienvenue" in page and 'role="button" href="/start/"' in page


def test_another_firms_figures_are_not_mixed_in(claire: Client, creditor: Creditor) -> None:
    other = make_creditor("Autre SARL")
    make_invoice(make_customer(other, "CANARI"), "X", 99_999_00, TODAY - timedelta(days=9))
    page = read(claire)
    assert "Canari" not in page and "99 999,00" not in page


def test_the_page_asks_few_questions(
    claire: Client, decided: Creditor, django_assert_max_num_queries: Any
) -> None:  # fmt: skip
    claire.get("/")
    with django_assert_max_num_queries(30):
        claire.get("/")

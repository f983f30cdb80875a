"""The companies that somebody works for, with what waits in each."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from relance.ledger.builders import make_creditor, make_customer, make_invoice
from relance.ledger.models import Creditor, Membership
from tests.web.conftest import TODAY, signed_in

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def practice(decided: Creditor) -> Client:
    """An accounting practice: two companies, and a third that is none of theirs."""
    user = User.objects.create(username="cabinet")
    south = make_creditor("Boulangerie Sud", key="sud")
    make_invoice(make_customer(south), "S-1", 77_700, TODAY.replace(month=1))
    make_creditor("Garage Est", key="est")
    Membership.objects.create(creditor=decided, user=user)
    Membership.objects.create(creditor=south, user=user, role="accountant")
    return signed_in(user)


def test_each_company_shows_what_waits_and_nobody_elses(practice: Client) -> None:
    page = practice.get("/companies/").content.decode()
    assert "Boulangerie Sud" in page and "777,00" in page and "Garage Est" not in page
    waits = {row["creditor"].key: row["waits"] for row in practice.get("/companies/").context["rows"]}
    assert waits["atelier-nord-sarl"].to_confirm == 1 and waits["sud"].to_confirm == 0


def test_one_goes_there_by_a_button_or_by_its_name(practice: Client) -> None:
    practice.post("/creditor/", {"creditor": "Boulangerie Sud"})
    assert practice.get("/companies/").context["visit"].creditor.key == "sud"
    answer = practice.post("/creditor/", {"creditor": "Garage Est"})
    assert answer.headers["Location"] == "/companies/?q=Garage+Est"
    assert "Aucune société de ce nom" in practice.get(answer.headers["Location"]).content.decode()


def test_whoever_sees_some_customers_only_sees_no_sums_of_the_whole(practice: Client) -> None:
    Membership.objects.filter(user__username="cabinet").update(role="collector")
    page = practice.get("/companies/").content.decode()
    assert "Boulangerie Sud" in page and "777,00" not in page


def test_more_than_eight_companies_are_searched_by_name(practice: Client) -> None:
    assert "<datalist" not in practice.get("/companies/").content.decode()
    user = User.objects.get(username="cabinet")
    for number in range(7):
        Membership.objects.create(creditor=make_creditor(f"Client {number}", key=f"c{number}"), user=user)
    page = practice.get("/companies/?q=client").content.decode()
    assert '<datalist id="creditors"><option value="Atelier Nord SARL">' in page
    assert page.count("<tr>") == 8  # the heading, and the seven found


def test_many_companies_cost_few_questions(practice: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        practice.get("/companies/")

"""The list of customers: found by what one knows of them, filtered, sorted, taken away as a file, held together."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from relance.ledger.builders import (
    make_creditor,
    make_customer,
    make_done,
    make_hold,
    make_invoice,
)
from relance.ledger.models import Creditor, Customer, Hold, Membership
from tests.web.conftest import TODAY, a_member, signed_in

pytestmark = pytest.mark.sqlite_only


def shown(client: Client, query: str = "") -> str:
    answer = client.get(f"/customers/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def order(page: str, *names: str) -> list[str]:
    return sorted((name for name in names if f">{name}<" in page), key=lambda name: page.index(f">{name}<"))


EVERYONE = ("Dupont SARL", "Martin SARL", "Lenoir SARL")


@pytest.mark.parametrize(
    "words",
    ["dupont", "DUPONT", "compta@dupont", "FA-1", "1200", "1 200,00 €", "443 061 841"],
)
def test_a_customer_is_found_by_what_one_knows_of_it(creditor: Creditor, claire: Client, words: str) -> None:
    Customer.objects.filter(code="DUPONT").update(siren="443061841")
    answer = claire.get("/customers/", {"q": words}).content.decode()
    assert order(answer, *EVERYONE) == ["Dupont SARL"]


def test_an_amount_is_also_that_of_the_balance(creditor: Creditor, claire: Client) -> None:
    make_invoice(Customer.objects.get(code="DUPONT"), "FA-9", 345, TODAY)
    assert order(shown(claire, "?q=1203,45"), *EVERYONE) == ["Dupont SARL"]


def test_accents_do_not_depend_on_capitals(creditor: Creditor, claire: Client) -> None:
    make_customer(creditor, "ETOILE", name="ÉTOILE DU NORD")
    assert "ÉTOILE DU NORD" in shown(claire, "?q=étoile")


def test_the_largest_overdue_comes_first_and_heads_turn_it(creditor: Creditor, claire: Client) -> None:
    page = shown(claire)
    assert order(page, *EVERYONE) == list(EVERYONE)
    assert 'aria-sort="descending"' in page and "?sort=overdue" in page
    assert order(shown(claire, "?sort=overdue"), *EVERYONE) == ["Lenoir SARL", "Martin SARL", "Dupont SARL"]
    assert order(shown(claire, "?sort=-late"), *EVERYONE) == ["Martin SARL", "Dupont SARL", "Lenoir SARL"]
    assert order(shown(claire, "?sort=-name"), *EVERYONE) == ["Martin SARL", "Lenoir SARL", "Dupont SARL"]


@pytest.mark.parametrize("sort", ["name", "code", "city", "late", "overdue", "owed", "next", "segment"])
def test_every_column_sorts_both_ways_over_all_pages(creditor: Creditor, claire: Client, sort: str) -> None:
    for n in range(60):
        make_customer(creditor, f"C{n:02}", name=f"Calme {n:02}")
    for sign in ("", "-"):
        pages = shown(claire, f"?sort={sign}{sort}") + shown(claire, f"?sort={sign}{sort}&page=2")
        assert sum(f">Calme {n:02}<" in pages for n in range(60)) == 60 and len(order(pages, *EVERYONE)) == 3


def test_filters_leave_chips_that_take_them_away(creditor: Creditor, claire: Client) -> None:
    page = shown(claire, "?overdue=1&least=1000")
    assert order(page, *EVERYONE) == ["Dupont SARL"]
    assert "Tout effacer" in page and 'href="/customers/?overdue=1"' in page
    assert "1 client" in page and "1\u202f200,00\xa0€" in page


def test_who_has_not_been_reminded_for_long_is_found(creditor: Creditor, claire: Client) -> None:
    line = Customer.objects.get(code="DUPONT").receivables.get()
    make_done(line, "reminder-1", TODAY - timedelta(days=10))
    assert order(shown(claire, "?quiet=15"), *EVERYONE) == ["Martin SARL"]
    assert order(shown(claire, "?overdue=1"), *EVERYONE) == ["Dupont SARL", "Martin SARL"]


def test_those_on_hold_are_found_with_what_comes_next(creditor: Creditor, claire: Client) -> None:
    make_hold(Customer.objects.get(code="MARTIN"), TODAY, TODAY + timedelta(days=9))
    assert order(shown(claire, "?situation=held"), *EVERYONE) == ["Martin SARL"]
    assert order(shown(claire, "?situation=disputed"), *EVERYONE) == []


def test_nothing_found_leads_back_to_everyone(creditor: Creditor, claire: Client) -> None:
    page = shown(claire, "?q=zzz&sort=name")
    assert "ne correspond à «\xa0zzz\xa0»" in page and 'href="/customers/?sort=name"' in page


def test_the_list_alone_is_renewed_while_one_types(creditor: Creditor, claire: Client) -> None:
    headers = {"HX-Request": "true", "HX-Target": "customer-list"}
    answer = claire.get("/customers/?q=dup&segment=", headers=headers)
    assert "<html" not in answer.content.decode() and "Dupont" in answer.content.decode()
    assert answer.headers["HX-Push-Url"] == "/customers/?q=dup"


def test_a_collector_sees_their_own_customers_alone(creditor: Creditor, claire: Client) -> None:
    lea = a_member(creditor, "lea")
    Membership.objects.filter(user=lea).update(role="collector")
    Customer.objects.update(owner="claire")
    Customer.objects.filter(code="MARTIN").update(owner="lea")
    page = shown(signed_in(lea), "?sort=-owed")
    assert order(page, *EVERYONE) == ["Martin SARL"] and "1 client" in page and "900,00" in page
    assert "1\u202f200,00" not in page and order(shown(signed_in(lea), "?q=FA-1"), *EVERYONE) == []


def test_several_are_held_once_one_has_seen_what_it_does(creditor: Creditor, claire: Client) -> None:
    form = {"customer": ["DUPONT", "MARTIN"], "list": "?overdue=1"}
    first = claire.post("/several/hold/", form).content.decode()
    assert "Suspendre les relances de 2\xa0clients" in first.replace(" clients", "\xa0clients")
    assert not Hold.objects.exists()
    sure = {**form, "sure": "yes", "reason": "salon", "until": "2026-02-27"}
    assert claire.post("/several/hold/", sure).headers["Location"] == "/customers/?overdue=1"
    assert set(Hold.objects.values_list("customer__code", "until_on", "reason")) == {
        ("DUPONT", date(2026, 2, 27), "salon"), ("MARTIN", date(2026, 2, 27), "salon"),
    }  # fmt: skip


def test_one_on_hold_already_keeps_its_own_hold(creditor: Creditor, claire: Client) -> None:
    make_hold(Customer.objects.get(code="MARTIN"), TODAY, None)
    claire.post("/several/hold/", {"customer": ["DUPONT", "MARTIN"], "sure": "yes", "reason": "salon"})
    assert Hold.objects.count() == 2


def test_several_get_another_person_in_charge(creditor: Creditor, claire: Client) -> None:
    a_member(creditor, "marc")
    form = {"customer": ["DUPONT", "LENOIR"], "owner": "marc"}
    assert "liste de cette personne" in claire.post("/several/assign/", form).content.decode()
    claire.post("/several/assign/", {**form, "sure": "yes"})
    assert set(Customer.objects.filter(owner="marc").values_list("code", flat=True)) == {"DUPONT", "LENOIR"}


def test_nothing_is_done_to_customers_of_others(creditor: Creditor, claire: Client) -> None:
    make_customer(make_creditor("Boulangerie Sud", key="sud"), "PAUL")
    form = {"customer": ["PAUL"], "sure": "yes", "reason": "x"}
    page = claire.post("/several/hold/", form, headers={"Referer": "/customers/"}, follow=True).content.decode()
    assert "Cochez au moins un client" in page.replace("cochez", "Cochez") and not Hold.objects.exists()


def test_the_list_is_a_file_as_it_is_filtered(creditor: Creditor, claire: Client) -> None:
    make_customer(creditor, "EVIL", name='=HYPERLINK("x")')
    make_invoice(Customer.objects.get(code="EVIL"), "FA-9", 999_900, date(2026, 2, 1))
    answer = claire.get("/customers.csv?least=1000&sort=-owed")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert [line.split(";")[0] for line in lines] == ["Code client", "EVIL", "DUPONT"]
    assert lines[1].split(";")[1].startswith("\"'=HYPERLINK") and lines[2].split(";")[5:8] == ["1200,00"] * 2 + ["EUR"]
    assert claire.get("/customers.xlsx").content.startswith(b"PK")


def test_a_collector_takes_no_file_of_everything(creditor: Creditor) -> None:
    lea = a_member(creditor, "lea")
    Membership.objects.filter(user=lea).update(role="collector")
    assert signed_in(lea).get("/customers.csv").status_code == 403
    assert "/customers.csv" not in shown(signed_in(lea))

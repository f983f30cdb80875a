"""Showing again that it is you: before bank details, people, exports of everything and one's own account."""

from __future__ import annotations

import pytest
from django.test import Client

from relance.ledger.models import BankAccount, Creditor, Membership
from tests.web.conftest import just_signed_in, signed_in
from tests.web.people import PASSWORD, a_person, code_of, give_codes, wait_a_quarter

pytestmark = pytest.mark.sqlite_only  # the same sessions on every database
IBAN = "FR7630006000011234567890189"
ACCOUNT = {"iban": IBAN, "again": IBAN, "bic": ""}


@pytest.fixture
def anne(creditor: Creditor) -> Client:
    """Anne, a quarter of an hour after she came in."""
    client = signed_in(a_person(creditor, "anne"))
    wait_a_quarter(client)
    return client


def test_within_a_quarter_of_an_hour_nothing_is_asked(creditor: Creditor) -> None:
    client = just_signed_in(a_person(creditor, "anne"))
    client.post("/settings/people/", {"name": "lea", "role": "reader"})
    assert Membership.objects.filter(user__username="lea").exists()


def test_later_the_password_is_asked_and_what_was_asked_waits(anne: Client, creditor: Creditor) -> None:
    before = BankAccount.objects.count()
    asked = anne.post("/settings/bank/propose/", ACCOUNT, headers={"referer": "http://testserver/settings/bank/"})
    assert asked.headers["Location"] == "/account/again/password/?next=%2Faccount%2Fagain%2Fcontinue%2F"
    page = anne.post(asked.headers["Location"], {"password": PASSWORD}, follow=True).content.decode()
    assert BankAccount.objects.count() == before
    assert f'<input type="hidden" name="iban" value="{IBAN}">' in page
    assert 'action="/settings/bank/propose/"' in page
    assert 'href="http://testserver/settings/bank/"' in page
    anne.post("/settings/bank/propose/", ACCOUNT)
    assert BankAccount.objects.count() == before + 1


def test_with_a_wrong_password_nothing_opens(anne: Client) -> None:
    answer = anne.post("/account/again/password/?next=/customers/", {"password": "no"})
    assert "Ce n’est pas votre mot de passe" in answer.content.decode()
    assert anne.post("/settings/bank/withdraw/").headers["Location"].startswith("/account/again/")


def test_a_code_serves_as_well(creditor: Creditor) -> None:
    user = a_person(creditor, "anne", password="")
    secret = give_codes(user)
    client = signed_in(user)
    wait_a_quarter(client)
    where = client.post("/settings/bank/withdraw/").headers["Location"]
    assert where.startswith("/account/again/code/")
    assert client.post(where, {"code": code_of(secret)}).headers["Location"] == "/account/again/continue/"


def test_who_came_by_a_link_and_has_nothing_else_gets_another_link(creditor: Creditor) -> None:
    client = signed_in(a_person(creditor, "anne", password=""))
    wait_a_quarter(client)
    answer = client.post("/settings/people/invite/", follow=True)
    assert "relance sign-in" in answer.content.decode()
    assert client.get("/account/password/set/").headers["Location"].startswith("/account/again/by-link/")


GUARDED = [
        "/settings/bank/propose/", "/settings/bank/approve/", "/settings/bank/withdraw/", "/settings/people/",
        "/settings/people/invite/", "/settings/people/invitation/", "/settings/people/remove/",
        "/settings/people/file/", "/settings/people/second-factor/", "/account/password/change/",
        "/account/codes/set-up/", "/account/codes/remove/", "/account/recovery/new/", "/account/passkeys/add/",
        "/account/passkeys/1/remove/", "/account/email/",
]  # fmt: skip


def test_each_of_these_asks(anne: Client) -> None:
    asked = {address: anne.post(address).headers.get("Location", "").split("?")[0] for address in GUARDED}
    assert asked == dict.fromkeys(GUARDED, "/account/again/password/")


def test_looking_asks_nothing(anne: Client) -> None:
    pages = ("/settings/bank/", "/settings/people/", "/account/", "/customers/")
    assert [anne.get(page).status_code for page in pages] == [200] * 4


@pytest.mark.parametrize("address", ["/tracking/csv/", "/tracking/xlsx/"])
def test_an_export_of_everything_asks_and_leads_back_to_its_page(anne: Client, address: str) -> None:
    asked = anne.get(address, headers={"referer": "http://testserver/tracking/"})
    assert asked.headers["Location"].startswith("/account/again/password/?next=http%3A%2F%2Ftestserver%2Ftracking")
    back = anne.post(asked.headers["Location"], {"password": PASSWORD})
    assert back.headers["Location"] == "http://testserver/tracking/"
    assert anne.get(address).headers["Content-Disposition"].startswith("attachment")


def test_a_form_that_waited_is_offered_once(anne: Client) -> None:
    where = anne.post("/settings/bank/propose/", ACCOUNT).headers["Location"]
    assert IBAN in anne.post(where, {"password": PASSWORD}, follow=True).content.decode()
    assert anne.get("/account/again/continue/").headers["Location"] == "/"


def test_without_a_proof_the_form_that_waits_is_not_shown(anne: Client) -> None:
    anne.post("/settings/bank/propose/", ACCOUNT)
    assert anne.get("/account/again/continue/").headers["Location"] == "/"

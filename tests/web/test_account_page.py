"""One's own account: open to nobody else, the address that counts once it is confirmed, no script in the pages."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse

from relance.ledger.models import Creditor
from relance.web.account_urls import urlpatterns
from relance.web.rights import OWN_ACCOUNT
from tests.web.conftest import signed_in
from tests.web.people import a_person, give_codes, link_in_mail, verbs

pytestmark = pytest.mark.sqlite_only  # the same sessions on every database
ONES_OWN = [
    reverse(str(one.name), kwargs=dict.fromkeys(one.pattern.converters, 1))
    for one in urlpatterns
    if one.name in OWN_ACCOUNT
]
PAGES = [
    "/sign-in/", "/account/", "/account/welcome/", "/account/second-factor/needed/", "/account/again/by-link/",
    "/account/again/password/", "/account/email/", "/account/password/change/", "/account/codes/set-up/",
    "/account/codes/remove/", "/account/recovery/", "/account/recovery/new/", "/account/passkeys/add/",
    "/account/password/forgotten/", "/account/password/forgotten/sent/", "/account/password/new/done/",
    "/account/password/new/1-x/", "/account/email/sent/", "/account/email/x/confirm/", "/account/inactive/",
]  # fmt: skip


def test_without_signing_in_it_leads_to_the_door(db: None) -> None:
    answers = [ask(address) for address in ONES_OWN for ask in (Client().get, Client().post)]
    assert len(answers) > 40
    assert {one.headers["Location"].split("?")[0] for one in answers} == {"/sign-in/"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_its_pages_have_no_script_or_style_of_their_own(creditor: Creditor, language: str) -> None:
    user = a_person(creditor, "anne")
    client, stranger, new = signed_in(user), Client(), signed_in(a_person(creditor, "luc"))
    for one in (client, stranger, new):
        one.cookies["relance-language"] = language
    give_codes(user)
    for address in PAGES:
        who = new if address.endswith(("set-up/", "needed/")) else client
        who = stranger if "forgotten" in address or address == "/sign-in/" else who
        page = who.get(address, follow=True).content.decode()
        assert "</html>" in page, address
        assert re.findall(r"<script(?![^>]*(?:src=|type=\"application/json\"))|\sstyle=|\son\w+=", page) == [], address
        assert page.count("<h1>") == 1, address


def test_somebody_who_works_for_nobody_has_an_account_all_the_same(db: None) -> None:
    assert signed_in(User.objects.create(username="nobody")).get("/account/").status_code == 200


def test_a_new_address_counts_once_it_is_confirmed(creditor: Creditor) -> None:
    user = a_person(creditor, "anne")
    client = signed_in(user)
    client.post("/account/email/", {"email": "anne@ailleurs.fr", "action_add": "yes"})
    user.refresh_from_db()
    assert (user.email, mail.outbox[-1].to) == ("anne@firm.fr", ["anne@ailleurs.fr"])
    link = link_in_mail()
    client.get(link)
    user.refresh_from_db()
    assert user.email == "anne@firm.fr"  # a mail program that looks at links confirms nothing
    client.post(link)
    user.refresh_from_db()
    assert user.email == "anne@ailleurs.fr"
    assert "person_email_changed" in verbs(creditor)


def test_the_address_of_somebody_else_is_not_taken(creditor: Creditor) -> None:
    a_person(creditor, "luc")
    client = signed_in(a_person(creditor, "anne"))
    client.post("/account/email/", {"email": "luc@firm.fr", "action_add": "yes"})
    assert User.objects.filter(email="luc@firm.fr").count() == 1
    assert User.objects.get(username="anne").email == "anne@firm.fr"


def test_mails_about_accounts_are_in_the_language_of_the_page(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    for language, words in (("fr", "Choisir un autre mot de passe"), ("en", "Choose another password")):
        client = Client()
        client.cookies["relance-language"] = language
        client.post("/account/password/forgotten/", {"email": "anne@firm.fr"})
        assert words in mail.outbox[-1].subject
        assert "!" not in mail.outbox[-1].body

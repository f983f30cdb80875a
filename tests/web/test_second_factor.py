"""The second factor: set up, asked for whatever the way in, and demanded where the company says so."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from relance.ledger.builders import act_on
from relance.ledger.models import Creditor
from relance.operations.require_second_factor import require_second_factor
from relance.operations.sign_in import make_sign_in_token
from relance.web.clock import signing_in
from relance.web.second_factor import is_demanded
from tests.web.conftest import a_member, signed_in
from tests.web.firm import TODAY
from tests.web.people import PASSWORD, a_person, code_of, give_codes, link_in_mail, sign_in, verbs

pytestmark = pytest.mark.sqlite_only  # the same sessions on every database
ASKED = "/account/second-factor/"


def is_in(client: Client) -> bool:
    return client.get("/customers/").status_code == 200


def test_an_application_is_set_up_with_its_first_code(
    creditor: Creditor, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(a_person(creditor, "anne"))
    page = client.get("/account/codes/set-up/").content.decode()
    secret = re.search(r'class="secret">(\w+)<', page)
    assert secret
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/account/codes/set-up/", {"code": code_of(secret[1])})
    assert answer.headers["Location"] == "/account/recovery/"
    assert len(re.findall(r"<li>\d{8}</li>", client.get("/account/recovery/").content.decode())) == 10
    assert not re.findall(r"<li>\d{8}</li>", client.get("/account/recovery/").content.decode())  # shown once
    assert {"second_factor_added", "recovery_codes_made"} <= set(verbs(creditor))


def test_after_the_password_a_code_is_asked_for(creditor: Creditor) -> None:
    secret = give_codes(a_person(creditor, "anne"))
    client = Client()
    assert sign_in(client, "anne").headers["Location"] == ASKED
    assert not is_in(client)
    client.post(ASKED, {"code": "000000"})
    assert not is_in(client)
    client.post(ASKED, {"code": code_of(secret)})
    assert is_in(client)
    assert verbs(creditor) == ["sign_in_failed", "signed_in"]


def test_a_recovery_code_lets_in_once(creditor: Creditor) -> None:
    user = a_person(creditor, "anne")
    give_codes(user)
    code = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client, "anne")
        client.post(ASKED, {"code": code})
    assert is_in(first)
    assert not is_in(second)


def test_a_link_of_the_shell_does_not_replace_the_second_factor(creditor: Creditor) -> None:
    secret = give_codes(a_person(creditor, "anne"))
    client = Client()
    answer = client.post(f"/sign-in/{make_sign_in_token(creditor=creditor, act=signing_in())}/")
    assert answer.headers["Location"] == ASKED
    assert not is_in(client)
    client.post(ASKED, {"code": code_of(secret)})
    assert is_in(client)


def test_a_new_password_does_not_replace_it_either(creditor: Creditor) -> None:
    give_codes(a_person(creditor, "anne"))
    other, client = Client(), Client()
    client.post("/account/password/forgotten/", {"email": "anne@firm.fr"})
    page = client.get(link_in_mail(), follow=True)
    new = "une tout autre phrase de passe"
    client.post(page.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert not is_in(client)
    assert sign_in(other, "anne", new).headers["Location"] == ASKED
    assert not is_in(other)
    assert "password_changed" in verbs(creditor)


def test_guessing_codes_locks(creditor: Creditor) -> None:
    secret = give_codes(a_person(creditor, "anne"))
    client = Client()
    sign_in(client, "anne")
    codes = [client.post(ASKED, {"code": f"00000{n}"}).status_code for n in range(6)]
    assert 429 in codes
    assert client.post(ASKED, {"code": code_of(secret)}).status_code == 429
    assert not is_in(client)


def test_codes_are_kept_unreadable(creditor: Creditor) -> None:
    user = a_person(creditor, "anne")
    secret = give_codes(user)
    assert secret not in str(Authenticator.objects.filter(user=user).values_list("data", flat=True))


def test_beside_another_key_every_code_is_refused(creditor: Creditor, settings: Any) -> None:
    secret = give_codes(a_person(creditor, "anne"))
    settings.SECRET_KEY = "another key, of an installation elsewhere"
    client = Client()
    sign_in(client, "anne")
    assert client.post(ASKED, {"code": code_of(secret)}).status_code == 200
    assert not is_in(client)


def test_removing_it_is_told_by_mail_and_in_the_journal(creditor: Creditor) -> None:
    user = a_person(creditor, "anne")
    give_codes(user)
    signed_in(user).post("/account/codes/remove/")
    assert not Authenticator.objects.filter(user=user).exists()
    assert "second_factor_removed" in verbs(creditor)
    assert "Double authentification retirée" in mail.outbox[-1].subject


@pytest.mark.parametrize(
    ("choice", "role", "demanded"),
    [
        ("offered", "owner", False), ("by_role", "owner", True), ("by_role", "manager", True),
        ("by_role", "accountant", True), ("by_role", "collector", False), ("by_role", "outside", False),
        ("everyone", "reader", True),
    ],
)  # fmt: skip
def test_the_company_says_of_whom_it_is_demanded(choice: str, role: str, demanded: bool) -> None:
    assert is_demanded(choice, role) is demanded


def test_on_a_real_service_an_owner_sets_it_up_before_anything_else(creditor: Creditor, settings: Any) -> None:
    settings.RELANCE_HTTPS = True
    user = a_member(creditor, "anne")
    client = signed_in(user)
    assert client.get("/customers/").headers["Location"] == "/account/second-factor/needed/"
    assert client.post("/departures/decide/").headers["Location"] == "/account/second-factor/needed/"
    assert client.get("/account/second-factor/needed/").status_code == 200
    give_codes(user)
    assert is_in(client)


def test_on_ones_own_machine_it_is_offered(creditor: Creditor, settings: Any) -> None:
    settings.RELANCE_HTTPS = False
    client = signed_in(a_member(creditor, "anne"))
    assert is_in(client)
    assert "vaut ses deux minutes" in client.get("/account/").content.decode()


def test_where_it_is_only_offered_nobody_is_led_away(creditor: Creditor, settings: Any) -> None:
    settings.RELANCE_HTTPS = True
    require_second_factor(creditor=creditor, of="offered", act=act_on(TODAY))
    assert is_in(signed_in(a_member(creditor, "anne")))
    assert verbs(creditor) == ["second_factor_required"]


def test_the_password_that_one_knows_is_not_asked_of_the_journal(creditor: Creditor) -> None:
    secret = give_codes(a_person(creditor, "anne"))
    client = Client()
    sign_in(client, "anne")
    client.post(ASKED, {"code": code_of(secret)})
    told = str(list(creditor.events.values_list("payload", flat=True)))
    assert PASSWORD not in told
    assert secret not in told

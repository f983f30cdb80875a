"""Coming in by a password: one answer for known and unknown, and a lock for whoever guesses."""

from __future__ import annotations

import pytest
from django.core import mail
from django.test import Client

from relance.ledger.models import Creditor, Event
from relance.operations.sign_in import make_sign_in_token
from relance.web.clock import signing_in
from tests.web.people import PASSWORD, a_person, sign_in, verbs

pytestmark = pytest.mark.sqlite_only  # the same sessions and attempts on every database


def test_name_and_password_let_in(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    client = Client()
    assert sign_in(client, "anne").headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert verbs(creditor) == ["signed_in"]
    assert Event.objects.get(creditor=creditor).payload == {"person": "anne", "how": "password"}


def test_the_address_serves_as_a_name_and_one_comes_to_the_page_that_was_asked(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    answer = Client().post("/sign-in/", {"login": "Anne@firm.fr", "password": PASSWORD, "next": "/customers/"})
    assert answer.headers["Location"] == "/customers/"


def test_the_sign_in_page_carries_where_one_was_going(db: None) -> None:
    page = Client().get("/sign-in/?next=/customers/").content.decode()
    assert page.count('name="next" value="/customers/"') == 2  # with a password, and with a passkey


def test_one_does_not_come_to_a_page_elsewhere(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    answer = Client().post("/sign-in/", {"login": "anne", "password": PASSWORD, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"


def test_an_unknown_name_gets_the_answer_of_a_wrong_password(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    known, unknown = (Client().post("/sign-in/", {"login": who, "password": "no"}) for who in ("anne", "bert"))
    assert known.status_code == unknown.status_code == 200
    assert "Ce nom et ce mot de passe ne vont pas ensemble" in known.content.decode()
    assert shape(known.content.decode()) == shape(unknown.content.decode())


def shape(page: str) -> str:
    """The page without what changes with every request, and without the name that was typed."""
    lines = (line for line in page.splitlines() if "csrf" not in line.lower())
    return "\n".join(lines).replace("anne", "…").replace("bert", "…")


def test_a_password_is_hashed_for_an_unknown_name_as_well(creditor: Creditor, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(
        "allauth.account.auth_backends.AuthenticationBackend._mitigate_timing_attack",
        lambda _self, password: hashed.append(password),
    )
    sign_in(Client(), "nobody")
    assert hashed == [PASSWORD]


def test_guessing_locks_the_account_for_this_address_and_nobody_else(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    a_person(creditor, "luc")
    guesser, elsewhere = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="192.0.2.8")
    answers = [guesser.post("/sign-in/", {"login": "anne", "password": f"no{n}"}).status_code for n in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]
    assert sign_in(guesser, "anne").status_code == 429
    assert sign_in(guesser, "anne@firm.fr").status_code == 429
    assert sign_in(elsewhere, "anne").status_code == 302
    assert sign_in(guesser, "luc").status_code == 302


def test_a_lock_is_a_page_and_a_line_in_the_journal(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    client = Client()
    for _ in range(7):
        last = client.post("/sign-in/", {"login": "anne", "password": "no"})
    assert "Trop d’essais" in last.content.decode()
    assert verbs(creditor) == ["sign_in_failed"] * 4 + ["sign_in_locked"]
    assert set(creditor.events.values_list("by", flat=True)) == {"relance"}


def test_an_unknown_name_is_locked_alike(creditor: Creditor) -> None:
    client = Client()
    codes = [client.post("/sign-in/", {"login": "nobody", "password": "no"}).status_code for _ in range(6)]
    assert codes == [200, 200, 200, 200, 429, 429]


def test_whoever_comes_in_has_another_session_than_before(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    client = Client()
    client.get("/sign-in/")
    session = client.session
    session["seen"] = "before"
    session.save()
    before = session.session_key
    client.cookies["relance"] = before
    sign_in(client, "anne")
    assert client.session.session_key != before


def test_nobody_can_make_an_account_by_themselves(db: None) -> None:
    assert Client().get("/account/signup/").status_code == 404
    assert "inscri" not in Client().get("/sign-in/").content.decode().lower()


def test_a_deactivated_person_does_not_come_in(creditor: Creditor) -> None:
    user = a_person(creditor, "anne")
    client = Client()
    sign_in(client, "anne")
    user.is_active = False
    user.save()
    assert client.get("/").headers["Location"].startswith("/sign-in/")  # the session is over at once
    sign_in(client, "anne")
    assert client.get("/").headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("password", ["short", "qwerty123456", "1q2w3e4r5t6y"])
def test_a_short_or_common_password_is_refused(creditor: Creditor, password: str) -> None:
    client = Client()
    client.force_login(a_person(creditor, "anne", password=""))
    client.post("/account/password/set/", {"password1": password, "password2": password})
    assert sign_in(Client(), "anne", password).status_code == 200


def test_a_long_password_of_small_letters_is_welcome(creditor: Creditor) -> None:
    client, password = Client(), "le petit chat dort sur la chaise"
    client.force_login(a_person(creditor, "anne", password=""))
    client.post("/account/password/set/", {"password1": password, "password2": password})
    assert sign_in(Client(), "anne", password).status_code == 302
    assert "password_changed" in verbs(creditor)


def test_a_forgotten_password_is_answered_alike_for_known_and_unknown(creditor: Creditor) -> None:
    a_person(creditor, "anne")
    ask = "/account/password/forgotten/"
    known, unknown = (Client().post(ask, {"email": f"{who}@firm.fr"}, follow=True) for who in ("anne", "no"))
    assert known.redirect_chain == unknown.redirect_chain
    assert shape(known.content.decode()) == shape(unknown.content.decode())
    assert [one.to for one in mail.outbox] == [["anne@firm.fr"]]


def test_a_link_of_the_shell_lets_in_and_is_noted(creditor: Creditor) -> None:
    a_person(creditor, "anne", password="")
    Client().post(f"/sign-in/{make_sign_in_token(creditor=creditor, act=signing_in())}/")
    assert Event.objects.get(creditor=creditor).payload["how"] == "link"


def test_signing_out_is_noted(creditor: Creditor) -> None:
    client = Client()
    client.force_login(a_person(creditor, "anne"))
    client.post("/sign-out/")
    assert verbs(creditor) == ["signed_out"]

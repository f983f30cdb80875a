"""Sessions: listed, ended here and elsewhere, and over by themselves."""

from __future__ import annotations

import time

import pytest
from django.test import Client

from relance.ledger.models import Creditor
from relance.operations.end_sessions import clear_old_sessions
from relance.operations.remove_member import remove_member
from relance.web.browser_words import browser_words
from relance.web.clock import act_for, signing_in
from relance.web.session_ages import BEGUN, SEEN
from tests.web.people import a_person, link_in_mail, sign_in, verbs

pytestmark = pytest.mark.sqlite_only  # the same sessions on every database
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


@pytest.fixture
def two(creditor: Creditor) -> tuple[Client, Client]:
    """Anne at her desk, and Anne on her telephone."""
    a_person(creditor, "anne")
    a_person(creditor, "luc")
    desk, phone = Client(HTTP_USER_AGENT=FIREFOX), Client(HTTP_USER_AGENT=SAFARI)
    sign_in(desk, "anne")
    sign_in(phone, "anne")
    return desk, phone


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_every_session_is_listed_with_its_browser(two: tuple[Client, Client]) -> None:
    page = two[0].get("/account/").content.decode()
    assert "Firefox, Linux" in page
    assert "Safari, iPhone" in page


def test_one_is_ended_from_the_other(two: tuple[Client, Client], creditor: Creditor) -> None:
    desk, phone = two
    number = next(one for one in desk.get("/account/").context["sessions"] if not one["is_this"])["row"].pk
    desk.post(f"/account/sessions/{number}/end/")
    assert is_in(desk)
    assert not is_in(phone)
    assert verbs(creditor)[-1] == "sessions_ended"


def test_all_others_are_ended_at_once(two: tuple[Client, Client]) -> None:
    desk, phone = two
    phone.post("/account/sessions/end-others/")
    assert is_in(phone)
    assert not is_in(desk)


def test_nobody_ends_the_session_of_somebody_else(two: tuple[Client, Client]) -> None:
    luc = Client()
    sign_in(luc, "luc")
    number = two[0].get("/account/").context["sessions"][0]["row"].pk
    assert luc.post(f"/account/sessions/{number}/end/").status_code == 404
    assert is_in(two[0])


def test_a_new_password_by_mail_ends_them_all(two: tuple[Client, Client]) -> None:
    client, new = Client(), "une tout autre phrase de passe"
    client.post("/account/password/forgotten/", {"email": "anne@firm.fr"})
    client.post(client.get(link_in_mail(), follow=True).redirect_chain[-1][0], {"password1": new, "password2": new})
    assert not any(is_in(one) for one in two)


def test_changing_ones_password_leaves_only_this_browser(two: tuple[Client, Client]) -> None:
    desk, phone = two
    new, old = "une tout autre phrase de passe", "une longue phrase de passe"
    desk.post("/account/password/change/", {"oldpassword": old, "password1": new, "password2": new})
    assert is_in(desk)
    assert not is_in(phone)


def test_whoever_is_removed_is_out_at_once(two: tuple[Client, Client], creditor: Creditor) -> None:
    remove_member(creditor=creditor, name="anne", why="left the firm", act=act_for(creditor, "luc"))
    assert not any(is_in(one) for one in two)
    assert verbs(creditor)[-1] == "member_removed"


@pytest.mark.parametrize(("which", "ago"), [(SEEN, 13 * 3600), (BEGUN, 8 * 24 * 3600)])
def test_a_session_ends_by_itself(two: tuple[Client, Client], which: str, ago: int) -> None:
    desk, phone = two
    session = desk.session
    session[which] = time.time() - ago
    session.save()
    assert not is_in(desk)
    assert is_in(phone)


def test_a_session_in_use_is_noted_from_time_to_time(two: tuple[Client, Client]) -> None:
    session = two[0].session
    session[SEEN] = before = time.time() - 6 * 60
    session.save()
    two[0].get("/account/")
    assert two[0].session[SEEN] > before + 300


def test_what_is_over_is_forgotten(two: tuple[Client, Client]) -> None:
    desk, phone = two
    session = desk.session
    session.set_expiry(-10)
    session.save()
    clear_old_sessions(act=signing_in())
    assert len(phone.get("/account/").context["sessions"]) == 1


@pytest.mark.parametrize(
    ("told", "words"), [(FIREFOX, "Firefox, Linux"), (SAFARI, "Safari, iPhone"), ("curl/8", "un autre programme")]
)
def test_a_browser_is_named(told: str, words: str) -> None:
    assert browser_words(told) == words

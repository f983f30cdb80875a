"""OWASP ASVS 5.0: what every answer carries (3, 14), forms from elsewhere (3.5), how texts are shown (1)."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from relance.web.rights import OPEN_TO_ALL
from tests.config.test_door import settings_with
from tests.crawl.reading import said
from tests.crawl.routes import address, every_route
from tests.crawl.world import Company, add_customer, make_company

World = tuple[Company, Company]
pytestmark = pytest.mark.sqlite_only
MARKUP = '"><u id=x>'


@pytest.fixture(scope="module")
def over_https(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """The settings of a service behind HTTPS."""
    return settings_with(tmp_path_factory.mktemp("home"), RELANCE_HTTPS="1", RELANCE_HSTS_SUBDOMAINS="1")


def test_3_3_1_over_https_every_cookie_is_of_this_host_alone(over_https: dict[str, object]) -> None:
    names = {over_https[f"{kind}_COOKIE_NAME"] for kind in ("SESSION", "CSRF", "LANGUAGE")}
    assert {str(name)[:15] for name in names} == {"__Host-relance", "__Host-relance-"}
    assert (
        over_https["SESSION_COOKIE_SECURE"]
        and over_https["CSRF_COOKIE_SECURE"]
        and over_https["LANGUAGE_COOKIE_SECURE"]
    )


def test_3_3_2_cookies_stay_with_our_own_pages_and_no_script_reads_them(world: World, settings: Settings) -> None:
    client = world[0].browser("owner")
    client.get("/customers/")
    client.post("/language/", {"language": "en"})
    cookies = {name: morsel for name, morsel in client.cookies.items() if name != settings.SESSION_COOKIE_NAME}
    assert {"relance-csrf", "relance-language"} <= set(cookies)
    for name, cookie in cookies.items():
        assert cookie["samesite"] == "Lax" and cookie["httponly"] and cookie["path"] == "/" and not cookie["domain"], (
            name
        )


def test_3_3_4_the_session_is_not_for_scripts(settings: Settings) -> None:
    assert settings.SESSION_COOKIE_HTTPONLY and settings.SESSION_COOKIE_SAMESITE == "Lax"


def test_3_4_1_browsers_are_told_to_come_by_https_only(over_https: dict[str, object], settings: Settings) -> None:
    assert over_https["SECURE_HSTS_SECONDS"] == 31_536_000
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    told = Client().get("/no-such-page/", secure=True).headers["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains"


def test_3_5_1_no_form_of_another_site_is_taken(world: World) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(world[0].creditor.members.get(role="owner").user)
    taken = []
    for route in every_route():
        where = address(route, world[0], "seen")
        answer = client.post(where)
        if answer.status_code not in (403, 404, 405):
            taken.append((where, answer.status_code))
    assert taken == []


def test_14_2_1_the_address_after_signing_in_holds_no_secret(world: World) -> None:
    from relance.operations.sign_in import make_sign_in_token
    from relance.web.clock import signing_in

    token = make_sign_in_token(creditor=world[0].creditor, act=signing_in())
    answer = Client().post(f"/sign-in/{token}/")
    assert answer.status_code == 302 and token not in answer.headers["Location"]
    assert Client().get(f"/sign-in/{token}/").headers["Referrer-Policy"] == "same-origin"


def test_1_2_1_markup_in_any_field_is_shown_as_it_stands(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELANCE_TODAY", "2026-02-16")
    company = make_company("north", "FR7630006000011234567890189", spice=MARKUP)
    add_customer(company, "seen", "C-SEEN", owner="collector-north")
    client, wrong = company.browser("owner"), []
    for route in every_route():
        if route.name in OPEN_TO_ALL or route.name.endswith(("_pdf", "_zip", "_xlsx", "_csv", "_print")):
            continue
        answer = client.get(str(address(route, company, "seen")))
        if answer.headers["Content-Type"].startswith("text/html") and re.search(rb"<u id=x", answer.content):
            wrong.append(route.name)
        if answer.status_code >= 500:
            wrong.append(f"{route.name}: {answer.exc_info[1]!r}"[:200])  # type: ignore[attr-defined]
    assert wrong == []


def test_1_2_1_markup_stays_text_in_a_mail_and_in_a_letter(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELANCE_TODAY", "2026-02-16")
    company = make_company("north", "FR7630006000011234567890189", spice=MARKUP)
    add_customer(company, "seen", "C-SEEN", owner="collector-north")
    client = company.browser("owner")
    waiting = company.ids["seen"]["line_shown"]["reference"]
    mail = client.get(reverse("message", args=[waiting]))
    assert b"<u id=x" not in mail.content and b"&lt;u id=x" in mail.content
    assert "<uid=x" in said(client.get("/customers/C-SEEN/owed/pdf/"))

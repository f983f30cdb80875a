"""Passkeys in a real browser, with an authenticator that the browser plays itself."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ComeIn
from tests.browser.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]
FINGER = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip


def a_machine_that_reads_fingers(page: Page) -> None:
    """From now on the browser plays an authenticator itself."""
    machine = page.context.new_cdp_session(page)
    machine.send("WebAuthn.enable")
    machine.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})


def test_a_passkey_lets_in_alone_and_is_the_second_factor_of_a_password(come_in: ComeIn, house: House) -> None:
    claire = come_in("monday", base_url=f"http://localhost:{house.port}")  # a name: passkeys belong to names
    page = claire.page
    a_machine_that_reads_fingers(page)
    page.goto("/account/passkeys/add/")
    page.get_by_label("Nom de cette clé d’accès").fill("mon portable")
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_role("heading", name="Codes de secours").wait_for()
    assert page.locator(".codes li").count() == 10
    page.goto("/account/")
    page.get_by_text("mon portable").wait_for()
    sign_out(page)
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url("/")
    page.goto("/account/password/set/")
    for label in ("Nouveau mot de passe", "Nouveau mot de passe, encore une fois"):
        page.get_by_label(label, exact=True).fill("une longue phrase de passe")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Votre mot de passe est choisi").wait_for()
    sign_out(page)
    page.get_by_label("Nom ou adresse électronique").fill(f"claire-{claire.firm.split('-')[-1]}")
    page.get_by_label("Mot de passe").fill("une longue phrase de passe")
    page.get_by_role("button", name="Connexion").click()
    page.get_by_role("heading", name="Double authentification").wait_for()
    page.get_by_role("button", name="Utiliser une clé d’accès").click()
    page.wait_for_url("/")
    page.goto("/account/")
    page.get_by_role("link", name="Retirer").click()
    page.get_by_role("button", name="Retirer").click()
    page.get_by_text("La clé d’accès est retirée").wait_for()


def sign_out(page: Page) -> None:
    """Leave."""
    page.locator("details.person summary").click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("heading", name="Connexion").wait_for()

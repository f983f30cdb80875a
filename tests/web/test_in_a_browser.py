"""The morning in a real browser: no script of others, no error on the console, nothing that only looks right."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.web.firm import TODAY

pytestmark = pytest.mark.browser


class House(NamedTuple):
    """A running server: its address, a way in, and where its messages are put."""

    address: str
    token: str
    outbox: Path

    def left(self) -> list[str]:
        """The names of what is in the outbox."""
        return sorted(path.name for path in (self.outbox / TODAY.isoformat()).glob("*"))


@pytest.fixture
def house(command_environment: dict[str, str], chromium_path: str) -> Iterator[House]:
    """The firm with its decisions, served by a process of its own."""
    environment = {
        **command_environment,
        "RELANCE_TODAY": TODAY.isoformat(),
        "DJANGO_SETTINGS_MODULE": "relance.config.settings",
    }
    command = [sys.executable, "-m", "tests.web.firm"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as server:
        assert server.stdout
        port, token, key = server.stdout.readline().decode().split()
        yield House(f"http://127.0.0.1:{port}", token, Path(environment["RELANCE_HOME"]) / "outbox" / key)
        server.terminate()


@pytest.fixture
def page(house: House, chromium_path: str) -> Iterator[Page]:
    """A signed-in page; at the end, the console must have been silent."""
    said: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=house.address)
        page.set_default_timeout(15_000)
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"/sign-in/{house.token}/")
        page.get_by_role("button", name="Entrer dans Relance").click()
        page.wait_for_url("**/")
        page.goto("/departures/")
        yield page
        browser.close()
    assert said == []


def test_one_notice_is_read_confirmed_and_leaves(page: Page, house: House) -> None:
    assert house.left() == []
    page.locator("a.open").nth(0).click()
    mail = page.frame_locator("iframe.message")
    mail.get_by_text("FA-1").first.wait_for()
    page.get_by_role("button", name="Confirmer et envoyer").click()
    page.get_by_text("1 relance confirmée").wait_for()
    assert [name.rsplit(".")[-1] for name in house.left()] == ["eml"]
    assert page.locator("#left").get_by_text("Dupont SARL").is_visible()


def test_ticking_counts_and_the_next_page_says_what_happens(page: Page) -> None:
    page.get_by_label("Tout cocher").check()
    page.get_by_role("button", name="Confirmer la sélection… (1)").click()
    page.get_by_role("heading", name="Confirmer 1 relance").wait_for()
    page.get_by_role("button", name="Confirmer et envoyer").click()
    page.get_by_text("Parties : 1.").wait_for()


def test_a_missing_mail_address_is_typed_in_place(page: Page) -> None:
    row = page.locator("tbody", has_text="Martin SARL").first
    row.get_by_label("Courriel").fill("compta@martin.example")
    row.get_by_role("button", name="Enregistrer").click()
    fresh = page.locator("tbody.fresh")
    fresh.get_by_text("à confirmer").wait_for()
    assert fresh.get_by_label("Cocher Martin SARL").is_visible()
    page.locator("#counts", has_text="2 relances à confirmer").wait_for()
    assert page.locator("#waits").inner_text().strip() == "2"
    assert "sans contact" not in page.locator("#counts").inner_text()


def test_a_total_opens_its_working_and_the_indemnity_is_waived(page: Page) -> None:
    page.goto("/customers/DUPONT/")
    page.get_by_role("button", name="Sommes dues").click()
    card = page.locator(".cards.big > li", has_text="Intérêts de retard")
    assert not card.get_by_text("Courus, ligne par ligne").is_visible()
    card.locator("summary").click()
    card.get_by_text("Courus, ligne par ligne").wait_for()
    page.locator(".claim summary", has_text="3,99").click()
    page.get_by_text("= 3,9945…").wait_for()
    page.get_by_text("Abandonner…").click()
    page.get_by_label("Ce qui est abandonné").select_option("indemnity")
    page.get_by_label("Pourquoi").fill("geste commercial")
    page.get_by_role("button", name="Abandonner").click()
    page.get_by_text("L’indemnité de FA-1 est abandonnée").wait_for()


def test_a_file_is_dropped_looked_at_and_imported(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "ouvertes.csv"
    file.write_text("customer,customer_name,invoice,due_on,amount\nROUX,Roux SARL,FD-1,2026-01-31,1200.50\n")
    page.goto("/import/")
    page.set_input_files("#file", file)
    page.get_by_text("Rien n’a encore changé").wait_for()
    page.get_by_role("button", name="Importer", exact=True).click()
    page.get_by_text("ouvertes.csv est importé").wait_for()
    page.get_by_role("button", name="Voir qui relancer").click()
    page.get_by_role("link", name="Roux SARL").first.wait_for()


def test_silences_are_searched_without_leaving_the_page(page: Page) -> None:
    page.get_by_placeholder("Client ou numéro de facture").press_sequentially("FA-3")
    page.locator("#silence-list tbody tr").nth(1).wait_for(state="detached")
    assert page.locator("#silence-list tbody").inner_text().startswith("Lenoir SARL")


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    for address in (
        "/",
        *(f"/{name}/" for name in "departures customers to-do import ageing preview settings".split()),
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, address


def test_everything_on_the_page_can_be_reached_and_has_a_name(page: Page) -> None:
    for address in (
        "/",
        "/departures/",
        "/customers/DUPONT/",
        "/customers/DUPONT/owed/",
        "/import/",
        "/settings/",
        "/to-do/",
    ):
        page.goto(address)
        nameless = page.evaluate(
            """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, iframe")]
            .filter(e => !(e.labels?.length || e.getAttribute("aria-label") || e.title || e.textContent.trim()))
            .map(e => e.outerHTML)"""
        )
        assert nameless == [], address

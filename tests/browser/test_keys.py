"""The keyboard in a real browser: help, going about, rows, typing that stays typing; a theme that does not flash."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import ComeIn

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]


def help_opens_and_closes(page: Page) -> None:
    """“?” and Esc."""
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Clavier")
    sheet.wait_for()
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")


def rows_are_walked_and_ticked(page: Page) -> None:
    """“j” and “x”."""
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_role("button", name="Confirmer la sélection… (1)").wait_for()
    assert page.evaluate("document.activeElement.classList.contains('open')")


def typing_stays_typing(page: Page) -> None:
    """Letters in a field are letters; Esc leaves it."""
    field = page.locator("#silence-words")
    field.focus()
    page.keyboard.type("gc?")
    assert field.input_value() == "gc?"
    page.keyboard.press("Escape")


def a_broken_answer_is_told(page: Page) -> None:
    """One sentence, and a button that tries again."""
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError', {detail: {}}))")
    trouble = page.get_by_role("alert").filter(has_text="Le serveur ne répond pas")
    trouble.wait_for()
    page.get_by_role("button", name="Réessayer").click()
    trouble.wait_for(state="hidden")


def dark_is_dark_at_once(page: Page) -> None:
    """The theme is said by the server, before anything is drawn."""
    page.locator("details.person > summary").click()
    page.get_by_role("button", name="Sombre").click()
    page.wait_for_function("document.documentElement.dataset.theme === 'dark'")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(18, 24, 27)"


def keys_that_are_off_do_nothing(page: Page) -> None:
    """WCAG 2.1.4: single keys can be switched off."""
    page.goto("/help/keys/")
    page.get_by_role("button", name="Désactiver les touches seules").click()
    page.get_by_role("button", name="Activer les touches seules").wait_for()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.get_by_role("button", name="Activer les touches seules").click()
    page.get_by_role("button", name="Désactiver les touches seules").wait_for()
    assert page.url.endswith("/help/keys/")


def test_a_morning_without_the_mouse(come_in: ComeIn) -> None:
    page = come_in("monday").page
    page.goto("/departures/")
    help_opens_and_closes(page)
    rows_are_walked_and_ticked(page)
    typing_stays_typing(page)
    a_broken_answer_is_told(page)
    dark_is_dark_at_once(page)
    keys_that_are_off_do_nothing(page)
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/customers/")

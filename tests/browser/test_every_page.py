"""Every page of the demonstration, in both languages, wide and narrow, light and dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import LookedUp
from tests.browser.house import House, Watch, a_page
from tests.browser.steps import faults, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
# each page is loaded in two of the four pairs of language and width, and measured in both widths
LOOKS = {
    "fr": {"viewport": WIDE, "color_scheme": "light"},
    "en": {"viewport": NARROW, "color_scheme": "dark"},
}


def test_every_route_is_looked_at_or_named_with_its_reason(looked_up: LookedUp) -> None:
    assert looked_up["puzzles"] == {}
    assert len(looked_up["pages"]) > 50


@pytest.mark.parametrize("language", LOOKS)
def test_every_page_is_faultless(
    browser: Browser, demonstration_house: House, looked_up: LookedUp, language: str
) -> None:
    token = demonstration_house.ask()["token"]
    watch = Watch()
    with a_page(browser, demonstration_house, watch, token, language=language, **LOOKS[language]) as page:
        found = dict(_looked_at(page, watch, looked_up["pages"].values()))
    assert not found, "\n".join(f"{address}\n    " + "\n    ".join(said) for address, said in found.items())


@pytest.mark.parametrize("language", LOOKS)
def test_the_pages_before_one_is_signed_in_are_faultless(
    browser: Browser, demonstration_house: House, looked_up: LookedUp, language: str
) -> None:
    watch = Watch()
    with a_page(browser, demonstration_house, watch, language=language, **LOOKS[language]) as page:
        found = dict(_looked_at(page, watch, looked_up["outside"].values()))
    assert not found


def _looked_at(page: Page, watch: Watch, addresses: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """What is wrong with each page that is not faultless."""
    usual, other = (WIDE, NARROW) if page.viewport_size == WIDE else (NARROW, WIDE)
    for address in addresses:
        watch.said.clear()
        page.goto(address)
        said = faults(page)
        page.set_viewport_size(other)
        said += too_wide(page)
        page.set_viewport_size(usual)
        said += watch.said
        if said:
            yield address, said

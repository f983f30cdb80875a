"""What a person does at the screen, in their words; labels as the pages have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Locator, Page, expect

from tests.browser.house import PATIENCE

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
GRAVE = ("serious", "critical")
# rows of a long list are all alike: the first dozen is looked at
RUN_AXE = """async () => {
    const rows = ["tbody > tr", "table > tbody", "article.box"].map((row) => [`${row}:nth-of-type(n+13)`]);
    const found = await axe.run({exclude: rows}, {resultTypes: ["violations"], iframes: false});
    return found.violations.map((one) => ({rule: one.id, impact: one.impact, help: one.help,
        at: one.nodes.map((node) => node.target.join(" "))}));
}"""
OVER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Screen:
    """A page, or a part of it in which the next steps happen."""

    page: Page
    root: Page | Locator
    firm: str = ""  # the key of the creditor

    def open(self, address: str) -> None:
        """Go to an address."""
        self.page.goto(address)
        settled(self.page)

    def part(self, selector: str, words: str = "") -> Screen:
        """The part of the page that holds these words."""
        return Screen(self.page, self.root.locator(selector).filter(has_text=words).first, self.firm)

    def press(self, name: str) -> None:
        """Press the button of that name."""
        self.root.get_by_role("button", name=name, exact=True).locator("visible=true").first.click()

    def follow(self, name: str) -> None:
        """Follow the link of that name."""
        self.root.locator("a", has_text=name).locator("visible=true").first.click()

    def unfold(self, title: str) -> None:
        """Open what is folded under that title, if it is."""
        settled(self.page)
        fold = self.root.locator("details").filter(has=self.page.locator("> summary", has_text=title)).last
        if fold.get_attribute("open") is None:
            fold.locator("> summary").click()

    def fill(self, fields: Mapping[str, str]) -> None:
        """Type into fields, by their labels."""
        for label, text in fields.items():
            self._field(label).fill(text)

    def choose(self, label: str, option: str) -> None:
        """Choose the first of a list that says so."""
        field = self._field(label)
        field.select_option(field.locator("option", has_text=option).first.get_attribute("value"))

    def tick(self, label: str, on: bool = True) -> None:
        """Tick a box, or take the tick away."""
        self._field(label).set_checked(on)

    def hand_over(self, label: str, name: str, content: bytes) -> None:
        """Choose a file of that name and content."""
        self._field(label).set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": content})

    def download(self, name: str) -> Path:
        """The file behind that link."""
        with self.page.expect_download() as waited:
            self.follow(name)
        return Path(waited.value.path())

    def sees(self, *words: str) -> None:
        """All of these words are shown, or will be in a moment."""
        for one in words:
            expect(self.root.get_by_text(one).locator("visible=true").first, one).to_be_visible(timeout=PATIENCE)

    def sees_no(self, *words: str) -> None:
        """None of these words is shown."""
        for one in words:
            expect(self.root.get_by_text(one).locator("visible=true"), one).to_have_count(0, timeout=PATIENCE)

    def value(self, label: str) -> str:
        """What stands in a field."""
        return self._field(label).input_value()

    def look(self) -> None:
        """Everybody can read this page: axe finds no grave fault, and nothing is wider than the screen."""
        assert faults(self.page) == [], self.page.url

    def _field(self, label: str) -> Locator:
        return self.root.get_by_label(label).locator("visible=true").first


def faults(page: Page) -> list[str]:
    """What axe finds serious or critical on a page, and whether it scrolls sideways."""
    settled(page)
    page.evaluate(_axe())  # by the debugger's door: the page's own policy admits no script of others
    found: list[dict[str, Any]] = page.evaluate(RUN_AXE)
    said = [
        f"{one['rule']} ({one['impact']}): {one['help']}: {'; '.join(one['at'][:5])}"
        for one in found
        if one["impact"] in GRAVE
    ]
    return [*said, *too_wide(page)]


def settled(page: Page) -> None:
    """Wait until the parts that come after their page have come."""
    page.locator(".htmx-request, [aria-busy=true]").first.wait_for(state="detached")


def too_wide(page: Page) -> list[str]:
    """Whether the page scrolls sideways."""
    over = page.evaluate(OVER)
    return [f"{over} pixels wider than the screen"] if over > 0 else []


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")

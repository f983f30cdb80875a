"""The watch itself: what is wrong with a page does not escape it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House, Watch, a_page
from tests.browser.steps import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.sqlite_only]
WRONG = """() => {
    const main = document.querySelector("main");
    main.insertAdjacentHTML("beforeend", '<p style="color: red">inline</p><img src="/nowhere.png"><p>wide</p>');
    main.lastElementChild.style.width = "3000px";
}"""


def test_a_violation_a_missing_file_and_a_nameless_picture_are_noticed(browser: Browser, house: House) -> None:
    watch = Watch()
    with a_page(browser, house, watch) as page:
        page.goto("/sign-in/")
        with page.expect_response("**/nowhere.png"):
            page.evaluate(WRONG)
        found = faults(page)
    assert any("content security policy: style-src" in one for one in watch.said)
    assert any("/nowhere.png: 404" in one for one in watch.said)
    assert [one.split()[0] for one in found][:1] == ["image-alt"] and "wider than the screen" in found[-1]

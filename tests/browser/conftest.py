"""One server and one browser for all journeys of a process; a firm, a person and a watched page for each."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import postgres
from tests.browser.addresses import look_up
from tests.browser.house import House, Watch, a_house, a_page
from tests.browser.steps import Screen
from tests.demonstration import TODAY as DEMONSTRATED
from tests.demonstration import Demonstration, alone, copied, of_home
from tests.operations.sink import Sink, a_mail_server
from tests.web.firm import TODAY

ON_POSTGRES = os.environ.get("RELANCE_TEST_DATABASE") == "postgres"
LookedUp = dict[str, dict[str, str]]
ComeIn = Callable[..., Screen]


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    """Chromium, once for the journeys of this process."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def post_office() -> Iterator[tuple[Sink, dict[str, str]]]:
    """A mail server that keeps what it is given, and the variables that lead to it."""
    with a_mail_server() as (sink, settings):
        yield sink, {f"RELANCE_{name.upper()}": value for name, value in settings.items()}


@pytest.fixture(scope="session")
def house(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: str, post_office: tuple[Sink, dict[str, str]]
) -> Iterator[House]:
    """The server of the journeys, on the database that this run is about."""
    home = tmp_path_factory.mktemp("house")
    with ExitStack() as stack:
        url = f"sqlite:///{home / 'relance.sqlite3'}"
        if ON_POSTGRES:
            url = stack.enter_context(postgres.empty_database(os.environ["RELANCE_DATABASE_URL"]))
        changed = {
            "RELANCE_HOME": str(home),
            "RELANCE_DATABASE_URL": url,
            "RELANCE_TODAY": TODAY.isoformat(),
        }
        yield stack.enter_context(a_house({**of_home(home), **changed, **post_office[1]}))


@pytest.fixture(scope="session")
def looked_up(demonstration: Demonstration, run_folder: Path) -> LookedUp:
    """What every route of the demonstration came to: `pages` and `outside` with their addresses, `puzzles`."""
    found = run_folder / "pages.json"
    with alone(run_folder / "pages.lock"):
        if not found.exists():
            found.write_text(json.dumps(look_up(copied(demonstration.home, run_folder / "pages"))), encoding="utf-8")
    answer: LookedUp = json.loads(found.read_text(encoding="utf-8"))
    return answer


@pytest.fixture(scope="session")
def demonstration_house(
    looked_up: LookedUp, run_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """The pages of a copy of the demonstration, on its day."""
    home = copied(run_folder / "pages", tmp_path_factory.mktemp("served") / "home")
    with a_house({**of_home(home), "RELANCE_TODAY": DEMONSTRATED}) as served:
        yield served


@pytest.fixture
def come_in(browser: Browser, house: House) -> Iterator[ComeIn]:
    """Claire comes in to a firm of her own; at the end, her browser must have had nothing to complain of."""
    watch = Watch()
    with ExitStack() as stack:

        def opened(firm: str, *, settings: dict[str, str] | None = None, **options: object) -> Screen:
            made = house.ask(firm=firm, **(settings or {}))
            page = stack.enter_context(a_page(browser, house, watch, made["token"], **options))
            return Screen(page, page, made["key"])

        yield opened
    assert watch.said == [], house.complaints()


@pytest.fixture
def outbox(house: House) -> Callable[[Screen], list[str]]:
    """The names of what a person's firm has in its outbox today."""
    return lambda screen: house.left(screen.firm)


@pytest.fixture
def mails(post_office: tuple[Sink, dict[str, str]]) -> Callable[[str], list[str]]:
    """The mails that reached one address, as text."""

    def to(address: str) -> list[str]:
        kept = [one for one in post_office[0].mails if address in one.rcpt_tos]
        return [bytes(one.content or b"").decode("utf-8", "replace") for one in kept]

    return to

"""The server of the journeys as the tests know it, and a browser that notices everything."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.web.firm import TODAY

SETTINGS = "relance.config.settings"
LOG = "server.log"
PATIENCE = 15_000  # milliseconds
# a violation of the content security policy becomes an error on the console
TELL_VIOLATIONS = """addEventListener("securitypolicyviolation", (event) =>
    console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""


@dataclass
class House:
    """A running server; firms are made on request, each with its own person."""

    port: int
    home: Path
    orders: IO[str]
    answers: IO[str]

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def ask(self, **order: str) -> dict[str, str]:
        """One order to the server's process, and its answer."""
        print(json.dumps(order), file=self.orders, flush=True)
        answer: dict[str, str] = json.loads(self.answers.readline())
        assert "problem" not in answer, answer["problem"]
        return answer

    def complaints(self) -> str:
        """The end of what the server's process wrote to its log."""
        return (self.home / LOG).read_text(encoding="utf-8", errors="replace")[-3000:]

    def left(self, key: str, day: str = TODAY.isoformat()) -> list[str]:
        """The names of what that firm has in its outbox."""
        return sorted(path.name for path in (self.home / "outbox" / key / day).glob("*"))


@contextmanager
def a_house(environment: dict[str, str]) -> Iterator[House]:
    """A server on the home and the database that the environment names."""
    command, home = [sys.executable, "-m", "tests.browser.served"], Path(environment["RELANCE_HOME"])
    values = {**environment, "DJANGO_SETTINGS_MODULE": SETTINGS}
    pipe = subprocess.PIPE
    with (
        (home / LOG).open("w", encoding="utf-8") as log,
        subprocess.Popen(command, env=values, stdin=pipe, stdout=pipe, stderr=log, text=True) as server,
    ):
        assert server.stdin and server.stdout
        try:
            house = House(int(server.stdout.readline() or 0), home, server.stdin, server.stdout)
            assert house.port, house.complaints()
            yield house
        finally:
            server.kill()


@dataclass
class Watch:
    """All that a page should never say: errors and warnings, refused resources, what failed on the way."""

    said: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context."""
        context.add_init_script(TELL_VIOLATIONS)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.said.append(str(error.error)))
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.text} ({message.location.get('url', '')})")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # a page that was left, a file that was downloaded
            self.said.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.said.append(f"{response.url}: {response.status}")


@contextmanager
def a_page(
    browser: Browser, house: House, watch: Watch, token: str = "", language: str = "fr", **options: Any
) -> Iterator[Page]:
    """A page in a context of its own, watched, and signed in where there is a token."""
    values = {"viewport": {"width": 1280, "height": 900}, "locale": "fr-FR", "base_url": house.address, **options}
    context = browser.new_context(**values)
    context.set_default_timeout(PATIENCE)
    context.add_cookies([{"name": "relance-language", "value": language, "url": house.address}])
    watch.over(context)
    page = context.new_page()
    if token:
        page.goto(f"/sign-in/{token}/")
        page.locator("main form button").first.click()
        page.wait_for_url("/")
    yield page
    context.close()

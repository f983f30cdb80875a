"""A picture of every page of the demonstration: `python -m tests.browser.pictures [FOLDER]`, or `make pictures`.

In French, 1280 and 390 pixels wide, some dark, with an index page. `--readme` makes the few of docs/images anew.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.addresses import look_up
from tests.browser.house import House, Watch, a_house, a_page
from tests.browser.steps import settled
from tests.demonstration import REPOSITORY, TODAY, Demonstration, copied, of_home, the_demonstration

FOLDER = REPOSITORY / ".cache" / "pictures"
IMAGES = REPOSITORY / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
TALLEST = 2400  # pixels of a page that are kept
DARK = ("dashboard", "departures", "customer", "money", "figures", "plan_edit")
KEY = "only for pictures, only for pictures, only for pictures"
STYLE = """
body { font: 15px/1.4 system-ui, sans-serif; margin: 1rem; background: #eef1f2; color: #22292d; }
nav a { display: inline-block; margin: 0 .8rem .2rem 0; } h2 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
div { display: flex; flex-wrap: wrap; gap: .8rem; align-items: flex-start; }
img { border: 1px solid #c9d1d6; max-width: 100%; height: auto; }
img.wide { width: 640px; } img.narrow { width: 195px; }
"""


class Look(NamedTuple):
    """How wide the screen is, and whether it is dark."""

    width: int
    scheme: str = "light"

    @property
    def suffix(self) -> str:
        """What the name of a picture ends in."""
        return f"{self.width}{'-dark' if self.scheme == 'dark' else ''}"


class Shown(NamedTuple):
    """One picture of README: the page, the screen, and how much of it is kept."""

    page: str
    look: Look
    height: int


README = {
    "dashboard": Shown("dashboard", Look(1280), 1000),
    "departures": Shown("departures", Look(1280), 900),
    "receipts": Shown("money", Look(1280), 900),
    "customer": Shown("customer", Look(1280), 1000),
    "plan": Shown("plan_edit", Look(1280), 1000),
    "phone": Shown("dashboard", Look(390), 844),
}


def main(arguments: list[str]) -> None:
    """Every page into a folder, or the pictures of README."""
    for_readme = "--readme" in arguments
    names = [one for one in arguments if not one.startswith("-")]
    folder = Path(names[0]) if names else FOLDER
    os.environ.setdefault("RELANCE_SECRET_KEY", KEY)
    with tempfile.TemporaryDirectory() as work, _served(Path(work)) as (browser, house, found):
        if for_readme:
            _for_readme(browser, house, found["pages"])
            return
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for look in (Look(1280), Look(390), Look(1280, "dark")):
            for is_inside, some in ((False, found["outside"]), (True, found["pages"])):
                wanted = some if look.scheme == "light" else {name: some[name] for name in DARK if name in some}
                with _seen(browser, house, look, is_inside=is_inside) as page:
                    _take(page, wanted, look, folder)
        pages = {**found["outside"], **found["pages"]}
        print(f"{len(pages)} pages: open {_index(folder, pages)}")


@contextmanager
def _served(work: Path) -> Iterator[tuple[Browser, House, dict[str, dict[str, str]]]]:
    """The demonstration on a server, and a browser; it is made anew each time."""
    made: Demonstration = the_demonstration(work)
    home = copied(made.home, work / "home")
    found = look_up(home)
    chromium = os.environ.get("RELANCE_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    with a_house({**of_home(home), "RELANCE_TODAY": TODAY}) as house, sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser, house, found
        browser.close()


@contextmanager
def _seen(browser: Browser, house: House, look: Look, *, is_inside: bool = True) -> Iterator[Page]:
    """A page of that width, signed in or not."""
    size = {"width": look.width, "height": 900 if look.width > 600 else 844}
    token = house.ask()["token"] if is_inside else ""
    with a_page(browser, house, Watch(), token, viewport=size, color_scheme=look.scheme) as page:
        yield page


def _take(page: Page, pages: dict[str, str], look: Look, folder: Path) -> None:
    for name, address in pages.items():
        page.goto(address)
        settled(page)
        page.screenshot(path=folder / f"{name}.{look.suffix}.png", **_part(page, look.width, TALLEST))


def _part(page: Page, width: int, height: int) -> dict[str, object]:
    tall = page.evaluate("document.documentElement.scrollHeight")
    return {"full_page": True, "clip": {"x": 0, "y": 0, "width": width, "height": min(tall, height)}}


def _for_readme(browser: Browser, house: House, pages: dict[str, str]) -> None:
    for name, shown in README.items():
        if shown.page not in pages:
            continue
        with _seen(browser, house, shown.look) as page:
            page.goto(pages[shown.page])
            settled(page)
            _keep(page.screenshot(**_part(page, shown.look.width, shown.height)), IMAGES / f"{name}.png")


def _keep(picture: bytes, path: Path) -> None:
    """Written small, with a palette, where Pillow is installed."""
    try:
        from PIL import Image
    except ImportError:
        path.write_bytes(picture)
        return
    with Image.open(io.BytesIO(picture)) as image:
        few = image.convert("RGB").quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, optimize=True)  # rare colours are kept: a mark is small, and its colour says something
    print(f"{path.name}: {path.stat().st_size // 1024} kB")


def _index(folder: Path, pages: dict[str, str]) -> Path:
    links = "".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in pages)
    parts = []
    for name, address in pages.items():
        shown = sorted(folder.glob(f"{name}.*.png"))
        images = " ".join(
            f'<img loading="lazy" class="{"narrow" if ".390" in one.name else "wide"}" src="{escape(one.name)}" alt="">'
            for one in shown
        )
        parts.append(f'<h2 id="{escape(name)}">{escape(name)} <code>{escape(address)}</code></h2><div>{images}</div>')
    page = folder / "index.html"
    head = f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Pages</title><style>{STYLE}</style>'
    page.write_text(f"{head}<h1>Every page</h1><nav>{links}</nav>{''.join(parts)}</html>", encoding="utf-8")
    return page


if __name__ == "__main__":
    main(sys.argv[1:])

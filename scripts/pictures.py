"""Takes a picture of every letter and mail in a folder and puts them on one page: `python scripts/pictures.py FOLDER`.

Letters page by page (pdftoppm, Debian package poppler-utils); mails as a wide and a narrow screen show them, light and
dark (Chromium by Playwright). What is missing on this computer is left out, and said.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

DOTS = "80"  # per inch: small, and still read
WIDTHS = (600, 320)  # pixels
SCHEMES = ("light", "dark")
PAGE = "pictures.html"
STYLE = """
body { font: 15px/1.4 system-ui, sans-serif; margin: 1rem; background: #eef1f2; color: #22292d; }
h2 { font-size: 1rem; margin: 1.6rem 0 .4rem; } nav a { display: inline-block; margin: 0 .8rem .2rem 0; }
div { display: flex; flex-wrap: wrap; gap: .8rem; align-items: flex-start; }
img { border: 1px solid #c9d1d6; background: #fff; max-width: 100%; }
pre { white-space: pre-wrap; max-width: 60rem; margin: 0; }
"""


def letter_pictures(folder: Path) -> int:
    """A PNG a page beside each PDF; the number of PDFs."""
    if not shutil.which("pdftoppm"):
        print("Letters are left out: pdftoppm is not installed (Debian package poppler-utils).")
        return 0
    papers = sorted(folder.glob("*.pdf"))
    for paper in papers:
        asked = ["pdftoppm", "-q", "-r", DOTS, "-png", str(paper), str(paper.with_suffix(""))]
        subprocess.run(asked, check=True, stderr=subprocess.DEVNULL)
    return len(papers)


def mail_pictures(folder: Path) -> int:
    """Four PNG beside each mail; the number of mails."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("Mails are left out: Playwright is not installed (make dev).")
        return 0
    mails = sorted(path for path in folder.glob("*-email.html"))
    with sync_playwright() as tool:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = tool.chromium.launch(executable_path=found)
        for width in WIDTHS:
            for scheme in SCHEMES:
                page = browser.new_page(viewport={"width": width, "height": 500}, color_scheme=scheme)
                for mail in mails:
                    page.goto(mail.resolve().as_uri())
                    page.screenshot(path=str(mail.with_suffix(f".{width}-{scheme}.png")), full_page=True)
        browser.close()
    return len(mails)


def index(folder: Path) -> Path:
    """One page with all pictures, by name."""
    names = sorted({path.name.split(".")[0] for path in (*folder.glob("*.pdf"), *folder.glob("*.eml"))})
    words = sorted(path for path in folder.glob("*-team-*.txt"))
    links = "".join(f'<a href="#{escape(name)}">{escape(name)}</a>' for name in names)
    parts = [_section(folder, name) for name in names]
    parts += [f"<h2>{escape(one.stem)}</h2><pre>{escape(one.read_text(encoding='utf-8'))}</pre>" for one in words]
    page = folder / PAGE
    page.write_text(
        f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Letters and mails</title><style>{STYLE}</style>'
        f"<h1>Letters and mails</h1><nav>{links}</nav>{''.join(parts)}</html>",
        encoding="utf-8",
    )
    return page


def _section(folder: Path, name: str) -> str:
    sizes = [folder / f"{name}.{width}-{scheme}.png" for width in WIDTHS for scheme in SCHEMES]
    shown = [*(one for one in sizes if one.exists()), *sorted(folder.glob(f"{name}-[0-9]*.png"))]
    files = [f"{name}{suffix}" for suffix in (".pdf", ".eml", ".html", ".txt") if (folder / f"{name}{suffix}").exists()]
    links = _joined(f'<a href="{escape(one)}">{escape(Path(one).suffix[1:])}</a>' for one in files)
    pictures = _joined(f'<img loading="lazy" src="{escape(one.name)}" alt="">' for one in shown)
    return f'<h2 id="{escape(name)}">{escape(name)} {links}</h2><div>{pictures}</div>'


def _joined(parts: Iterable[str]) -> str:
    return " ".join(parts)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("Say which folder: python scripts/pictures.py FOLDER")
    where = Path(sys.argv[1])
    print(f"{letter_pictures(where)} papers and {mail_pictures(where)} mails: open {index(where)}")

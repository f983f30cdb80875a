"""Checks that every link of README.md and docs/ leads to a file, and every anchor to a heading.

Addresses outside the project are asked only with --online.
"""

from __future__ import annotations

import re
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
LINK = re.compile(r"\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|<(?:img|a)\b[^>]*?(?:src|href)=\"([^\"]+)\"")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def main(arguments: list[str]) -> int:
    """Prints every dead link as file: link: why; the exit code says whether there was one."""
    pages = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
    dead = [problem for page in pages for problem in problems(page, online="--online" in arguments)]
    print("\n".join(dead) if dead else f"{len(pages)} pages, every link leads somewhere.")
    return 1 if dead else 0


def problems(page: Path, *, online: bool) -> Iterator[str]:
    """The dead links of one page."""
    text = CODE.sub(blanked, page.read_text(encoding="utf-8"))
    for match in LINK.finditer(text):
        target = match.group(1) or match.group(2)
        why = why_dead(page, target, online=online)
        if why:
            line = text.count("\n", 0, match.start()) + 1
            yield f"{page.relative_to(ROOT)}:{line}: {target}: {why}"


def why_dead(page: Path, target: str, *, online: bool) -> str:
    """Empty where the link is alive, or is not to be asked."""
    if target.startswith(("http://", "https://")):
        return why_unreachable(target) if online else ""
    if target.startswith("mailto:"):
        return ""
    name, _, anchor = unquote(target).partition("#")
    path = (page.parent / name).resolve() if name else page
    if not path.exists():
        return "no such file"
    if anchor and path.suffix == ".md" and anchor not in anchors(path):
        return "no such heading"
    return ""


def blanked(match: re.Match[str]) -> str:
    """Code holds no links; its lines stay, so that line numbers hold."""
    return "\n" * match.group().count("\n")


def anchors(path: Path) -> set[str]:
    """Headings as the forges turn them into anchors."""
    titles = HEADING.findall(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def why_unreachable(url: str) -> str:
    """One polite request."""
    request = urllib.request.Request(url, method="HEAD", headers={"User-Agent": "relance-docs-check"})
    try:
        urllib.request.urlopen(request, timeout=20).close()
    except urllib.error.HTTPError as error:
        return "" if error.code in (403, 405, 429) else f"answers {error.code}"
    except OSError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

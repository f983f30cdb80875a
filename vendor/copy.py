"""Copies the style and script files that pages use from node_modules into the package, with their sums.

Run `npm ci` in this folder first. With --check it changes nothing and says what differs from the sums.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "src" / "relance" / "web" / "static" / "vendor"
SUMS = STATIC / "SHA256SUMS"
COPIES = {
    "@picocss/pico/css/pico.min.css": "pico.min.css",
    "@picocss/pico/LICENSE.md": "pico.LICENSE.txt",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE.txt",
}


def main(arguments: list[str]) -> int:
    """Copies, or checks; the exit code says whether all is as it should be."""
    if "--check" not in arguments:
        STATIC.mkdir(parents=True, exist_ok=True)
        for source, target in COPIES.items():
            shutil.copyfile(HERE / "node_modules" / source, STATIC / target)
        SUMS.write_text(sums(), encoding="ascii")
    if SUMS.read_text(encoding="ascii") == sums():
        return 0
    print(f"The files of {STATIC} are not those of {SUMS.name}: run vendor/copy.py again.", file=sys.stderr)
    return 1


def sums() -> str:
    """One line per copied file, as sha256sum writes it."""
    names = sorted(COPIES.values())
    return "".join(f"{hashlib.sha256((STATIC / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What the official name of a book of accounts says (LPF art. A47 A-1, X): SirenFECAAAAMMJJ."""

from __future__ import annotations

import re

from stdnum.fr import siren as siren_number

_NAMED = re.compile(r"(?<!\d)(\d{9})FEC(\d{8})(?!\d)", re.IGNORECASE)


def company_named(name: str) -> str:
    """The SIREN in a file name; "" where there is none, or one that stands for nobody (000000000)."""
    found = _NAMED.search(name)
    if not found or len(set(found[1])) == 1 or not siren_number.is_valid(found[1]):
        return ""
    return found[1]


def closing_named(name: str) -> str:
    """The closing date in a file name as it is written, AAAAMMJJ, or ""."""
    found = _NAMED.search(name)
    return found[2] if found else ""

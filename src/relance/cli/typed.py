"""What people type on the command line: amounts, days, and KEY=VALUE pairs."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from collections.abc import Iterable
from datetime import date

from relance.operations.refused import Refused

_AMOUNT = re.compile(r"(\d+)(?:[.,](\d{1,2}))?")
_SPACES = re.compile("[ \u00a0\u202f\u2009']")


def cents_of(text: str) -> int:
    """Cents of `1200`, `1200.50` or `1 200,50`. Raises Refused for anything else."""
    found = _AMOUNT.fullmatch(_SPACES.sub("", text).removesuffix("€").removesuffix("EUR"))
    if not found:
        raise Refused(f"“{text}” is not an amount: write it as 1200, 1200.50 or 1 200,50")
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def day(text: str) -> date:
    """A day written as 2026-02-16."""
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is not a day: write it as 2026-02-16") from None


def whole(text: str) -> int:
    """A whole number of one or more."""
    if not text.isdecimal() or not 0 < int(text) < 100_000:
        raise ArgumentTypeError(f"“{text}” is not a number of one or more")
    return int(text)


def pairs(words: Iterable[str]) -> dict[str, str]:
    """`KEY=VALUE` words as a dictionary. Raises Refused for a word without `=`."""
    found = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or not key.strip():
            raise Refused(f"“{word}” is not KEY=VALUE: write for example email=name@company.fr")
        found[key.strip()] = value.strip()
    return found

"""The late interest rate agreed with a customer, as files and people write it.

`default` (or nothing) is the law's own rate; `3x_legal` (or `floor`) three times the legal rate; else a percentage
a year.
"""

from __future__ import annotations

import re
from decimal import Decimal

from relance.domain.claim import AgreedRate

_PERCENT = re.compile(r"^(\d{1,2})(?:[.,](\d{1,4}))?\s*%?$")


class RateRefused(ValueError):
    """A rate that cannot be read; the message says how to write it."""


def parse_late_rate(text: str) -> AgreedRate:
    """`default`, `3x_legal`, or a percentage a year as a Decimal. Raises RateRefused."""
    words = text.strip().lower()
    if words in ("", "default"):
        return "default"
    if words in ("3x_legal", "floor"):
        return "3x_legal"
    found = _PERCENT.match(words)
    if not found:
        raise RateRefused(f"“{text}” is no late rate: write default, 3x_legal or a percentage a year such as 12.5")
    return Decimal(f"{found[1]}.{found[2] or 0}")


def late_rate_text(text: str, kind: str, language: str) -> str:
    """A contract rate in words, for businesses only; empty where the law's own rate holds."""
    rate = parse_late_rate(text)
    if kind != "business" or rate == "default":
        return ""
    if not isinstance(rate, Decimal):
        return (
            "trois fois le taux d’intérêt légal" if language == "fr" else "three times the French legal interest rate"
        )
    number = f"{rate.normalize():f}"
    if language == "fr":
        return f"{number.replace('.', ',')}\u00a0% par an, prévu au contrat"
    return f"{number}% a year, as agreed in the contract"

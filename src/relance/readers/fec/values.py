"""Dates and amounts as accountants' software writes them."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?|(\d{2})[/.-](\d{2})[/.-](\d{4})", re.ASCII)
_AMOUNT = re.compile(r"([+-]?)(\d+)(?:[.,](\d*))?([+-]?)|([+-]?)[.,](\d+)", re.ASCII)
_LARGEST_DIGITS = 15


def day_of(text: str) -> date | None:
    """A FEC date (AAAAMMJJ, ISO or dd/mm/yyyy); None for empty, impossible and 1900 ones."""
    match = _DAY.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1980 <= found.year <= 2100 else None


def cents_of(text: str) -> int | None:
    """A FEC amount in cents (0000000074,70 · 12.5 · 8,00-); 0 for empty, None for what is no amount."""
    plain = text.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").strip("'\"\t€")
    if not plain:
        return 0
    if "," in plain and "." in plain:  # the last mark is the decimal one
        plain = plain.replace("." if plain.rfind(",") > plain.rfind(".") else ",", "")
    match = _AMOUNT.fullmatch(plain)
    if match is None or len(plain.lstrip("+-0")) > _LARGEST_DIGITS + 12:
        return None
    sign = match[1] or match[4] or match[5] or ""
    whole, fraction = match[2] or "0", (match[3] or match[6] or "")
    if len(whole.lstrip("0")) > _LARGEST_DIGITS:
        return None
    try:
        exact = Decimal(f"{whole}.{fraction or '0'}") * 100
        cents = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    except InvalidOperation:
        return None
    return -cents if sign == "-" else cents

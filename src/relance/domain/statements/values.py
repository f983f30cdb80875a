"""Amounts and days as electronic bank statements write them (ISO 20022, OFX), to cents and local days."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from relance.domain.problems.texts import Refused
from relance.domain.tabular.amounts import LARGEST, written
from relance.domain.tabular.words import exponent_of

BANK_ZONE = ZoneInfo("Europe/Paris")  # a booking day is the bank's day
_EXACT = re.compile(r"([+-]?)(\d*)(?:\.(\d*))?", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_EARLIEST, _LATEST = 1980, 2100


def exact_cents(text: str, currency: str) -> int:
    """Minor units of “-1234.50”; more decimals are taken only where they are zeros, and nothing is rounded.

    Raises `Refused`: AMOUNT (empty, no number, larger than any amount taken), PRECISION.
    """
    if not text:
        raise Refused("AMOUNT.empty", field="amount")
    match = _EXACT.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        raise Refused("AMOUNT", field="amount", value=text)
    exponent = exponent_of(currency)
    fraction = match[3] or ""
    if fraction[exponent:].strip("0"):
        raise Refused("PRECISION", field="amount", value=text, currency=currency)
    whole = match[2].lstrip("0")
    cents = int((whole or "0") + fraction[:exponent].ljust(exponent, "0")) if len(whole) < 20 else LARGEST
    if cents >= LARGEST:
        raise Refused("AMOUNT.large", field="amount", value=text)
    return -cents if match[1] == "-" else cents


def iso_day(text: str) -> date:
    """The local day of an ISO date, or of an instant with or without its zone; `Refused` DATE for another text."""
    plain = _DAY.fullmatch(text)
    try:
        if plain:
            found = date(int(plain[1]), int(plain[2]), int(plain[3]))
        else:
            instant = datetime.fromisoformat(text)
            found = (instant.astimezone(BANK_ZONE) if instant.tzinfo else instant).date()
    except (ValueError, OverflowError):
        raise Refused("DATE", field="date", value=text) from None
    if not _EARLIEST <= found.year <= _LATEST:
        raise Refused("DATE", field="date", value=text)
    return found


def money(cents: int, currency: str) -> str:
    """“1234.50 EUR”, for a sentence."""
    return f"{written(cents, currency)} {currency}".rstrip()

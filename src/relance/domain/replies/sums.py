"""Sums of money named in a sentence, in integer cents. Pure."""

from __future__ import annotations

import re
from typing import Final

_DIGITS = r"(?P<digits>\d{1,3}(?:[ .,']\d{3}){1,4}(?:[.,]\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?)"
_THOUSANDS = r"(?P<thousands>\s?k)?"
_CURRENCY = r"(?:€|eur\b|euros?\b|£|\$|usd\b|gbp\b|chf\b|pounds?\b|dollars?\b)"

# 1 200 €, 1.200,00€, 1200 euros, 1,2k€; €1,200.00, EUR 1200; 800 k€; 12 € 50 is left to a person
_AFTER = re.compile(rf"(?<![\d/.,-]){_DIGITS} ?{_THOUSANDS} ?{_CURRENCY}")
_BEFORE = re.compile(rf"{_CURRENCY} ?{_DIGITS}{_THOUSANDS}\b(?![/-]?\d)")
_CENTS_WRITTEN = re.compile(r"(?<![\d/.,-])(?P<digits>\d{1,3}(?:[ ']\d{3}){0,3},\d\d)(?P<thousands>)(?![\d/.,%]| ?%)")

# “we paid 1,000 on account”: thousands, parted, with nothing that counts things behind
_THOUSANDS_WRITTEN = re.compile(
    r"(?<![\w/.,-])(?<!\d )(?P<digits>\d{1,3}(?:[ ,.]\d{3}){1,3}(?:[.,]\d\d)?)(?P<thousands>)(?![\w/-]|[ .,]\d)"
    r"(?! (?:pieces|units|items|km|kg|cartons|palettes|heures|hours|exemplaires|copies))"
)

# la moitié, 50 %, un tiers, a third
_SHARES: Final[tuple[tuple[re.Pattern[str], int, int], ...]] = (
    (re.compile(r"\b(?:la|une|first|premiere) moitie\b|\bmoitie (?:maintenant|du|de|d')|\bhalf (?:of|the|now|today)\b"
                r"|\b(?:pay|paying|paid|one|first) half\b"), 1, 2),
    (re.compile(r"\b(?:un|le|premier) tiers\b|\b(?:a|one) third\b"), 1, 3),
    (re.compile(r"\b(?:un|le) quart\b|\b(?:a|one) quarter (?:of|now)\b"), 1, 4),
)  # fmt: skip
_PERCENT = re.compile(r"\b(\d{1,2})(?:[.,]\d)? ?(?:%|pour ?cents?\b|per ?cent\b|percent\b)")
_NOT_A_SHARE = re.compile(r"remise|escompte|rabais|discount|tva|vat|ristourne|retenue|penalit|interest|interet")


def sums(sentence: str) -> tuple[int, ...]:
    """The cents of each sum the plain sentence names, in its order."""
    found: dict[int, tuple[int, int]] = {}
    for pattern in (_AFTER, _BEFORE, _CENTS_WRITTEN, _THOUSANDS_WRITTEN):
        for match in pattern.finditer(sentence):
            start, end = match.span("digits")
            if not any(s < end and start < e for s, (e, _) in found.items()):
                found[start] = (end, _cents(match["digits"], bool(match["thousands"])))
    return tuple(cents for _, (_, cents) in sorted(found.items()) if cents)


def share(sentence: str, of_cents: int) -> int | None:
    """“la moitié”, “30 %” of a sum, in cents rounded half up; None where no share is named."""
    if _NOT_A_SHARE.search(sentence):
        return None
    for pattern, part, parts in _SHARES:
        if pattern.search(sentence):
            return (2 * of_cents * part + parts) // (2 * parts)
    percent = _PERCENT.search(sentence)
    return (of_cents * int(percent[1]) + 50) // 100 if percent and int(percent[1]) else None


def _cents(digits: str, is_thousands: bool) -> int:
    """The last mark followed by one or two digits is the decimal one; three digits after it are thousands."""
    bare = digits.replace(" ", "").replace("'", "")
    mark = max(bare.rfind(","), bare.rfind("."))
    whole, decimals = (bare[:mark], bare[mark + 1 :]) if mark >= 0 and len(bare) - mark <= 3 else (bare, "")
    whole = whole.replace(",", "").replace(".", "")
    cents = int(whole or "0") * 100 + int(decimals.ljust(2, "0") or "0")
    return cents * 1000 if is_thousands else cents

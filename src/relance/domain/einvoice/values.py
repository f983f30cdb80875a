"""Single values of an e-invoice: amounts, days, identifiers, texts. Refuses what cannot be read, guesses nothing."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from relance.domain.problems.texts import Refused
from relance.domain.tabular.amounts import LARGEST
from relance.domain.tabular.customers import emails_of, siren_of
from relance.domain.tabular.words import ISO_CURRENCIES, exponent_of
from relance.domain.xml_files import child, line_of, text_at

_DECIMAL = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})", re.ASCII)
_DAY_102 = re.compile(r"\d{8}", re.ASCII)
_DAY_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007\u200b\ufeff]+")
_SIREN_SCHEMES = ("0002", "0009")  # ISO 6523: SIREN, SIRET


def plain(text: str, most: int = 500) -> str:
    """A text without control characters, its spaces made single and its ends trimmed (no-break spaces too)."""
    kept = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text)
    return _SPACES.sub(" ", kept).strip()[:most].strip()


def text_of(parent: Any, *path: str, most: int = 500) -> str:
    """The tidied text at a path of local names; empty where nothing stands."""
    return plain(text_at(parent, *path), most)


def currency_of(parent: Any, term: str, *path: str) -> str:
    """A currency of three capitals (BT-5, BT-6)."""
    text = text_of(parent, *path)
    if text not in ISO_CURRENCIES:
        found = child(parent, *path)
        raise Refused("CURRENCY", field=term, line=line_of(found) if found is not None else None, value=text)
    return text


def decimal_of(element: Any, term: str) -> Decimal:
    """A plain XML decimal; “1e5”, “1 000” and “10,50” are none (AMOUNT)."""
    text = (element.text or "").strip()
    if len(element) or not _DECIMAL.fullmatch(text):
        key = "AMOUNT" if text or len(element) else "AMOUNT.empty"
        raise Refused(key, field=term, line=line_of(element), value=text)
    return Decimal(text)


def cents_of(element: Any, term: str, currency: str, *, must_name_currency: bool = False) -> int:
    """The minor units of an amount in the document's currency; another or (UBL) no currency is refused."""
    named = element.get("currencyID")
    if (named is None and must_name_currency) or (named is not None and named.strip() != currency):
        raise Refused("CURRENCY.amount", field=term, line=line_of(element), value=named or "—", currency=currency)
    scaled = decimal_of(element, term).scaleb(exponent_of(currency))
    if abs(scaled) >= LARGEST:
        raise Refused("AMOUNT_RANGE", field=term, line=line_of(element), value=(element.text or "").strip())
    if scaled != scaled.to_integral_value():
        raise Refused(
            "PRECISION", field=term, line=line_of(element), value=(element.text or "").strip(), currency=currency
        )
    return int(scaled)


def day_102(element: Any, term: str) -> date:
    """A day of CII: eight digits under format 102 (UNTDID 2379), and no other way of writing."""
    text, written = (element.text or "").strip(), element.get("format", "102").strip()
    line = line_of(element)
    if written != "102" or not _DAY_102.fullmatch(text):
        raise Refused("DATE.format_102", field=term, line=line, value=text, code=written)
    return _real_day(f"{text[:4]}-{text[4:6]}-{text[6:]}", text, term, line)


def day_iso(element: Any, term: str) -> date:
    """A day of UBL (`xsd:date`); its zone, if any, is left aside: the day is the one that was written."""
    text = (element.text or "").strip()
    found = _DAY_ISO.fullmatch(text)
    if found is None:
        raise Refused("DATE", field=term, line=line_of(element), value=text)
    return _real_day(found[1], text, term, line_of(element))


def _real_day(iso: str, text: str, term: str, line: int | None) -> date:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        raise Refused("DATE", field=term, line=line, value=text) from None
    if not 1990 <= day.year <= 2100:
        raise Refused("DATE", field=term, line=line, value=text)
    return day


def siren_among(identifiers: list[tuple[str, str]], vat: str, *, is_french: bool) -> tuple[str, str]:
    """(SIREN, what stands in its place and is none) from identifiers with their schemes, else from a French VAT number.

    An identifier without a scheme counts only for a French party.
    """
    bad = ""
    for scheme, text in identifiers:
        if not (scheme in _SIREN_SCHEMES or (not scheme and is_french)):
            continue
        try:
            return siren_of(text), ""
        except Refused:
            bad = bad or (text if scheme else "")
    if vat.startswith("FR") and len(vat) == 13:
        try:
            return siren_of(vat[4:]), bad
        except Refused:
            bad = bad or vat
    return "", bad


def vat_of(text: str) -> str:
    """A VAT number without spaces, dots or dashes, in capitals; empty for what has no country before it."""
    compact = re.sub(r"[^A-Z0-9]", "", text.upper())
    return compact if re.fullmatch(r"[A-Z]{2}[A-Z0-9]{2,13}", compact) else ""


def address_of_mail(text: str) -> str:
    """The good e-mail addresses of a field, or an empty text."""
    try:
        return emails_of(text)[0][:254]
    except Refused:
        return ""


def iban_of(text: str) -> str:
    """An account number without spaces, in capitals."""
    return re.sub(r"\s", "", text).upper()[:34]

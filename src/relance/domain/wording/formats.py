"""Amounts, dates and counts as a French or an English reader writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from babel.core import Locale
from babel.dates import format_date
from babel.numbers import format_currency, get_currency_precision

_LOCALES = {"fr": "fr_FR", "en": "en_GB"}
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_FRENCH_MARKS = re.compile(r"[ \u00a0](?=[:;!?»])|(?<=«)[ \u00a0]")


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, "fr_FR"))


def clean(value: str) -> str:
    """One line without control or direction marks: what came from a file must not shape the page."""
    return _BREAKS.sub(" ", value).strip()


def clean_lines(value: str) -> tuple[str, ...]:
    """The non-empty lines of an address, each cleaned."""
    return tuple(line for line in (clean(part) for part in value.splitlines()) if line)


def money(cents: int, currency: str, language: str) -> str:
    """`1 234,56 €` (U+202F, U+00A0) in French, `€1,234.56` in English; `cents` are minor units."""
    amount = Decimal(cents).scaleb(-get_currency_precision(currency))
    return format_currency(amount, currency, locale=_locale(language))


def percent(rate: Decimal, language: str) -> str:
    """`12,15\u00a0%` in French, `12.15%` in English; two decimals, or as many as the rate has."""
    number = f"{rate:.{max(2, -int(rate.normalize().as_tuple().exponent))}f}"
    return f"{number.replace('.', ',')}\u00a0%" if language == "fr" else f"{number}%"


def upper_first(text: str) -> str:
    """The same phrase as a heading begins."""
    return text[:1].upper() + text[1:]


def date_long(day: date, language: str) -> str:
    """`1er janvier 2026` (the first only) or `1 January 2026`."""
    return date_as(day, "d MMMM y", language)


def date_as(day: date, pattern: str, language: str) -> str:
    """A day by a CLDR pattern whose only `d` is the day of the month: `1er févr.` for French, the first only."""
    if language == "fr" and day.day == 1:
        pattern = pattern.replace("d", "d'er'")
    return format_date(day, pattern, locale=_locale(language))


def date_short(day: date, language: str) -> str:
    """`21/11/2026` in both languages (day first, as in France and in Britain)."""
    return format_date(day, "dd/MM/yyyy", locale=_locale(language))


def days(count: int, language: str) -> str:
    """`1 jour`, `2 jours`; `1 day`, `2 days`."""
    unit = "jour" if language == "fr" else "day"
    return f"{count}\u00a0{unit}{'' if is_singular(count, language) else 's'}"


def is_singular(count: int, language: str) -> bool:
    """French counts zero as singular, English does not."""
    return abs(count) < 2 if language == "fr" else abs(count) == 1


def ordinal(number: int, language: str) -> str:
    """`deuxième`, `second`… in full up to ten."""
    words = {
        "fr": "première deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
        "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
    }[language].split()
    if 1 <= number <= len(words):
        return words[number - 1]
    return f"{number}e" if language == "fr" else f"{number}th"


def join(items: Sequence[str], language: str) -> str:
    """`a, b et c`; `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {'et' if language == 'fr' else 'and'} {items[-1]}"


def grouped(code: str, size: int = 4) -> str:
    """An IBAN in groups of four, with plain spaces so that it can be copied."""
    return " ".join(code[i : i + size] for i in range(0, len(code), size))


def siren(code: str) -> str:
    """A SIREN as `123 456 789`; anything else unchanged."""
    digits = code.replace(" ", "")
    return grouped(digits, 3).replace(" ", "\u00a0") if re.fullmatch(r"\d{9}", digits) else code


def french_spaces(text: str) -> str:
    """No-break spaces before `: ; ! ?` and inside guillemets, where the text already has a space."""
    return _FRENCH_MARKS.sub("\u00a0", text)


def country_name(code: str, language: str) -> str:
    """The country's name in `language`, or the code itself when it is not known."""
    return str(_locale(language).territories.get(code.upper(), code.upper()))

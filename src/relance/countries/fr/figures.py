"""Rates and dates as French law texts print them, in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

from relance.domain.said import Said
from relance.domain.wording.formats import date_long, french_spaces


@lru_cache(maxsize=1000)
def percent(rate: Decimal) -> Said:
    """`12.40%` and `12,40 %`, with two decimals or as many as the rate has."""
    places = max(2, -int(rate.as_tuple().exponent))
    number = f"{rate:.{places}f}"
    return Said(f"{number}%", f"{number.replace('.', ',')}\u00a0%")


@lru_cache(maxsize=1000)
def day_words(day: date) -> Said:
    """`1 July 2026` and `1er juillet 2026`."""
    return Said(date_long(day, "en"), date_long(day, "fr"))


def said(en: str, fr: str, **words: Said | str) -> Said:
    """A sentence in both languages, its `{names}` filled in each."""

    def filled(text: str, language: str) -> str:
        return text.format(**{k: w if isinstance(w, str) else w.text(language) for k, w in words.items()})

    return Said(filled(en, "en"), french_spaces(filled(fr, "fr")))

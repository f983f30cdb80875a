"""The arithmetic of a line of interest in figures, and what a missing rate says to people."""

from __future__ import annotations

import calendar
from datetime import timedelta
from decimal import ROUND_DOWN, Decimal

from babel.numbers import format_decimal, get_currency_precision

from relance.domain.claim import DayCount
from relance.domain.day_count import LEAP_YEAR, YEAR
from relance.domain.interest import Segment
from relance.domain.interest_law import RateMissing
from relance.operations.refused import Refused
from relance.web.door import LOCALES, page_language
from relance.web.sentences import said


def _number(value: Decimal, form: str) -> str:
    return format_decimal(value, format=form, locale=LOCALES[page_language()], decimal_quantization=False)


def percent(rate: Decimal) -> str:
    """`12,15 %`."""
    text = _number(rate.normalize(), "0.00##")
    return f"{text}\u00a0%" if page_language() == "fr" else f"{text}%"


def worked_out(segment: Segment, day_count: DayCount, currency: str) -> str:
    """`1 200,00 × 12,15 % × 17 ÷ 365 = 6,7906…`: what anyone can type into a calculator, before rounding."""
    places = get_currency_precision(currency)
    base = Decimal(segment.base_cents).scaleb(-places)
    leap = _leap_days(segment) if day_count == "ACT/ACT" else 0
    plain = segment.days - leap
    parts = [(n, year) for n, year in ((plain, YEAR), (leap, LEAP_YEAR)) if n]
    years = sum((Decimal(n) / year for n, year in parts), Decimal(0))
    exact = base * segment.rate / 100 * years
    shown = exact.quantize(Decimal(1).scaleb(-places - 2), ROUND_DOWN)
    fractions = " + ".join(f"{n}\u00a0÷\u00a0{year}" for n, year in parts)
    if len(parts) > 1:
        fractions = f"({fractions})"
    form = f"#,##0.{'0' * places}" if places else "#,##0"
    more = "…" if shown != exact else ""
    result = _number(shown, f"#,##0.{'0' * (places + 2)}")
    return f"{_number(base, form)} × {percent(segment.rate)} × {fractions} = {result}{more}"


def _leap_days(segment: Segment) -> int:
    days = (segment.from_on + timedelta(days=n) for n in range(segment.days))
    return sum(1 for day in days if calendar.isleap(day.year))


def refusal_words(refusal: Refused, language: str) -> str:
    """Why there is no statement; a missing rate is named in the language of the page, with the row to add."""
    missing = refusal.__cause__
    return missing.said.text(language) if isinstance(missing, RateMissing) else said(str(refusal))

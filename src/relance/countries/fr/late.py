"""Late interest and the fixed indemnity under French law, by kind of customer.

Businesses: C. com. L441-10 II and D441-5. Public buyers: CCP L2192-13, R2192-31 and D2192-35.
Consumers: C. civ. 1231-6 and 1344-1, at the legal rate of CMF L313-2. Insolvency: C. com. L622-28.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from relance.countries.fr.figures import day_words, percent, said
from relance.countries.fr.late_notes import assumptions, below_floor, general_warnings
from relance.countries.fr.rates import Rates, half_year
from relance.domain.claim import ClaimFacts
from relance.domain.day_count import DAY
from relance.domain.interest_law import LateRules, RateMissing, RateSpan
from relance.domain.said import Note, Said

BUSINESS_POINTS, PUBLIC_POINTS = Decimal(10), Decimal(8)
FLOOR_TIMES = 3
INDEMNITY_CENTS = 4000  # D441-5 and D2192-35
LME_ON = date(2009, 1, 1)  # before it: ECB + 7 points and a floor of 1.5 times
INDEMNITY_SOURCE = {"business": "C. com. L441-10 II, D441-5", "public": "CCP L2192-13, D2192-35"}


@dataclass(frozen=True, slots=True)
class _Bearing:
    """The rate of a half-year, its source, and what must be said of it."""

    rate: Decimal
    source: Said
    note: Note | None = None


def late_rules(claim: ClaimFacts, rates: Rates, to_on: date) -> LateRules:
    """Rates from the first day of interest to a day, or to the eve of insolvency if that is sooner."""
    first, bearing = _first_day(claim), _BEARING.get(claim.regime)
    last = min(to_on, claim.insolvency_on - DAY) if claim.insolvency_on else to_on
    spans: list[RateSpan] = []
    notes: list[Note] = []
    missing: RateMissing | None = None
    for begins, ends in _half_years(first, last) if first and bearing else ():
        try:
            one = bearing(claim, rates, begins) if bearing else None
        except RateMissing as error:
            missing = RateMissing(error.said, begins)
            break
        if one and one.note:
            notes.append(Note(one.note.code, one.note.said, begins, ends))
        if one:
            _add(spans, RateSpan(begins, ends, one.rate, one.source))
    indemnity = _indemnity_cents(claim)
    source = INDEMNITY_SOURCE[claim.regime] if indemnity else ""
    return LateRules(
        spans=tuple(spans),
        indemnity_cents=indemnity,
        indemnity_source=Said(source, source) if source else None,
        warnings=(*general_warnings(claim), *notes),
        assumptions=assumptions(claim),
        missing=missing,
    )


def _first_day(claim: ClaimFacts) -> date | None:
    """The day after the due date; for a consumer the day after the formal notice if that is later."""
    if claim.regime in ("business", "public"):
        return claim.due_on + DAY
    if claim.regime == "consumer" and claim.formal_notice_on:
        return max(claim.due_on, claim.formal_notice_on) + DAY
    return None


def _half_years(first: date, last: date) -> Iterator[tuple[date, date]]:
    while first <= last:
        end = min(half_year(first)[1], last)
        yield first, end
        first = end + DAY


def _add(spans: list[RateSpan], span: RateSpan) -> None:
    """Half-years at one rate from one source are one span."""
    if spans and (spans[-1].rate, spans[-1].source) == (span.rate, span.source):
        span = RateSpan(spans.pop().from_on, span.to_on, span.rate, span.source)
    spans.append(span)


def _indemnity_cents(claim: ClaimFacts) -> int:
    """40 € between professionals and from public buyers, unless insolvency forbade paying on the due date."""
    forbidden = claim.insolvency_on is not None and claim.due_on >= claim.insolvency_on
    owed = claim.regime in INDEMNITY_SOURCE and claim.currency == "EUR" and not forbidden
    return INDEMNITY_CENTS if owed else 0


def _business(claim: ClaimFacts, rates: Rates, day: date) -> _Bearing:
    if day < LME_ON:
        raise RateMissing(
            Said(
                "Late interest before 1 January 2009 follows another text (ECB + 7 points): work it out by hand.",
                "Les pénalités antérieures au 1er janvier 2009 suivent un autre texte (BCE + 7 points)\u00a0: "
                "à calculer à la main.",
            ),
            day,
        )
    if claim.rate == "default":
        return _default(rates, day)
    floor = _floor(rates, day)
    if isinstance(claim.rate, str):
        return floor
    if claim.rate >= floor.rate:
        return _contract(claim.rate)
    applied = floor
    if claim.below_floor != "floor":
        applied = _default(rates, day) if claim.below_floor == "default" else _contract(claim.rate)
    note = below_floor(claim, floor.rate, applied.rate, half_year(day))
    return _Bearing(applied.rate, applied.source, note)


def _default(rates: Rates, day: date) -> _Bearing:
    anchor, _ = half_year(day)
    ecb = rates.ecb_on(anchor)
    source = said(
        "ECB {ecb} on {anchor} + 10 points (C. com. L441-10 II)",
        "BCE {ecb} au {anchor} + 10 points (C. com. L441-10 II)",
        ecb=percent(ecb),
        anchor=day_words(anchor),
    )
    return _Bearing(ecb + BUSINESS_POINTS, source)


def _floor(rates: Rates, day: date) -> _Bearing:
    legal = rates.legal_on(day)
    source = said(
        "3 × legal interest {legal} (C. com. L441-10 II; {source})",
        "3 × taux légal {legal} (C. com. L441-10 II ; {source})",
        legal=percent(legal.professional_rate),
        source=legal.source,
    )
    return _Bearing(FLOOR_TIMES * legal.professional_rate, source)


def _contract(rate: Decimal) -> _Bearing:
    return _Bearing(rate, said("contract rate {rate}", "taux du contrat {rate}", rate=percent(rate)))


def _public(claim: ClaimFacts, rates: Rates, day: date) -> _Bearing:
    """The rate of the half-year in which interest began, kept to the end (CCP R2192-31)."""
    anchor, _ = half_year(claim.due_on + DAY)
    ecb = rates.ecb_on(anchor)
    source = said(
        "ECB {ecb} on {anchor} + 8 points, for the whole period (CCP R2192-31)",
        "BCE {ecb} au {anchor} + 8 points, pour toute la période (CCP R2192-31)",
        ecb=percent(ecb),
        anchor=day_words(anchor),
    )
    return _Bearing(ecb + PUBLIC_POINTS, source)


def _legal(claim: ClaimFacts, rates: Rates, day: date) -> _Bearing:
    """The legal rate of a creditor who is a business, whoever the debtor is (CMF L313-2)."""
    legal = rates.legal_on(day)
    source = said(
        "legal interest, other cases (C. civ. 1231-6, CMF L313-2; {source})",
        "taux légal, autres cas (C. civ. 1231-6, CMF L313-2 ; {source})",
        source=legal.source,
    )
    return _Bearing(legal.professional_rate, source)


_BEARING: dict[str, Callable[[ClaimFacts, Rates, date], _Bearing]] = {
    "business": _business,
    "public": _public,
    "consumer": _legal,
}

"""Interest and indemnity with their amounts: what a notice demands on top of the principal.

Only for a step that demands claims, and only what this kind of customer owes: professionals and public buyers
from the due date, consumers legal interest from the formal notice on, others nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from relance.domain.message import NoticeFacts
from relance.domain.owed import OwedInvoice, OwedSum
from relance.domain.wording import formats
from relance.domain.wording.model import ClaimsBlock, ClaimsRow
from relance.domain.wording.words import WORDS, word

PROFESSIONAL = ("business", "public")
_MOST_RATES = 3  # more of them are in the statement only


class _Bearing(NamedTuple):
    """Days that bore one rate."""

    rate: Decimal
    from_on: date
    to_on: date


def may_claim(facts: NoticeFacts) -> bool:
    """Whether this customer can be told of claims at this step at all."""
    kind = facts.customer.kind
    if facts.claims == "none" or facts.kind == "courtesy":
        return False
    return kind in PROFESSIONAL or (kind == "consumer" and facts.kind == "formal_notice")


def is_demanded(facts: NoticeFacts) -> bool:
    """Whether amounts of interest or indemnity are demanded: the statement then goes with the notice."""
    asked = facts.claims == "demand" and may_claim(facts)
    return asked and facts.owed is not None and facts.owed.all.claims_cents > 0


def demanded_cents(facts: NoticeFacts) -> int:
    """What the notice asks to be paid, in cents: the principal, with the claims if it demands them."""
    return facts.owed.all.total_cents if facts.owed and is_demanded(facts) else facts.total_cents


def claims_block(facts: NoticeFacts) -> ClaimsBlock | None:
    """The claims under the table of invoices; None when no amount is demanded."""
    if facts.owed is None or not is_demanded(facts):
        return None
    language, owed = facts.customer.language, facts.owed
    has_indemnity = owed.all.indemnity_cents > 0
    has_listed = any(not line.acted for line in owed.lines)
    own = "claims_acted_formal" if facts.kind == "formal_notice" else "subtotal" if has_listed else "claims_acted"
    rows = [_row(facts, _word(facts, own), owed.acted, has_indemnity)]
    if has_listed:
        rows.append(_row(facts, _word(facts, "claims_listed"), owed.listed, has_indemnity))
        rows.append(_row(facts, _word(facts, "claims_all"), owed.all, has_indemnity))
    columns = ("claims_for", "claims_principal", f"interest_{facts.customer.kind}", "claims_indemnity", "claims_total")
    kept = [name for name in columns if has_indemnity or name != "claims_indemnity"]
    return ClaimsBlock(
        title=word(language, "claims_title", formats.date_long(owed.as_of, language)),
        headings=tuple(formats.upper_first(_word(facts, name)) for name in kept),
        rows=tuple(rows),
        notes=tuple(_notes(facts)),
    )


def _row(facts: NoticeFacts, label: str, owed: OwedSum, has_indemnity: bool) -> ClaimsRow:
    cells = [owed.principal_cents, owed.interest_cents, owed.indemnity_cents, owed.total_cents]
    if not has_indemnity:
        del cells[2]
    return ClaimsRow(label, tuple(_money(facts, cents) for cents in cells))


def _notes(facts: NoticeFacts) -> Iterable[str]:
    owed = facts.owed
    if owed and owed.all.principal_cents != facts.total_cents:
        yield _word(facts, "claims_imputed")
    if owed and owed.all.per_day_cents:
        yield word(facts.customer.language, "claims_per_day", _money(facts, owed.all.per_day_cents))


def claim_fields(facts: NoticeFacts) -> dict[str, Any]:
    """The fields under `claims`, but for its text: finished amounts, empty where there are none."""
    language, owed = facts.customer.language, facts.owed if may_claim(facts) else None
    acted_cents = sum(line.open_cents for line in facts.lines if line.acted)
    every = owed.all if owed else OwedSum()

    def money(cents: int) -> str:
        return _money(facts, cents) if cents else ""

    return {
        "demanded": is_demanded(facts),
        "sum": _sum_words(facts) or _money(facts, acted_cents),
        "total": _money(facts, demanded_cents(facts)),
        "interest": money(every.interest_cents),
        "indemnity": money(every.indemnity_cents),
        "per_day": money(every.per_day_cents),
        "rates": _rates(owed.lines, language) if owed else "",
        "next_rate": _next_rate(owed.lines, language) if owed else "",
        "no_interest": owed is not None and not every.interest_cents and not every.per_day_cents,
        "no_indemnity": owed is not None and not every.indemnity_cents,
    }


def _sum_words(facts: NoticeFacts) -> str:
    """“952,34 €, soit 900,00 € en principal, 12,34 € de pénalités de retard et 40,00 € d’indemnité…”."""
    if facts.owed is None or not is_demanded(facts):
        return ""
    language, acted = facts.customer.language, facts.owed.acted
    if not acted.claims_cents:
        return ""
    parts = [word(language, "sum_principal", _money(facts, acted.principal_cents))]
    if acted.interest_cents:
        parts.append(word(language, f"sum_interest_{facts.customer.kind}", _money(facts, acted.interest_cents)))
    if acted.indemnity_cents:
        parts.append(word(language, "sum_indemnity", _money(facts, acted.indemnity_cents)))
    return word(language, "sum", _money(facts, acted.total_cents), formats.join(parts, language))


def _rates(lines: Iterable[OwedInvoice], language: str) -> str:
    """“12,15 % du 31 janvier 2026 au 16 mars 2026”, several joined; many are left to the statement."""
    found: dict[Decimal, _Bearing] = {}
    segments = [s for line in lines for s in line.statement.segments if s.interest_cents]
    for one in sorted(segments, key=lambda s: (s.from_on, s.rate)):
        known = found.get(one.rate, _Bearing(one.rate, one.from_on, one.to_on))
        found[one.rate] = _Bearing(one.rate, min(known.from_on, one.from_on), max(known.to_on, one.to_on))
    if not found:
        return ""
    if len(found) > _MOST_RATES:
        low, high = (formats.percent(rate, language) for rate in (min(found), max(found)))
        first, last = min(b.from_on for b in found.values()), max(b.to_on for b in found.values())
        ends = (formats.date_long(first, language), formats.date_long(last, language))
        return word(language, "rates_many", low, high, *ends)
    return formats.join([_rate_phrase(bearing, language) for bearing in found.values()], language)


def _rate_phrase(bearing: _Bearing, language: str) -> str:
    days = (formats.date_long(bearing.from_on, language), formats.date_long(bearing.to_on, language))
    return word(language, "rate_period", formats.percent(bearing.rate, language), *days)


def _next_rate(lines: Iterable[OwedInvoice], language: str) -> str:
    """The one rate of the coming day; empty if there is none, or more than one."""
    rates = {line.next_rate.rate for line in lines if line.next_rate}
    return formats.percent(rates.pop(), language) if len(rates) == 1 else ""


def _word(facts: NoticeFacts, key: str) -> str:
    language = facts.customer.language
    own = f"{key}_{facts.customer.kind}"
    return word(language, own if own in WORDS[language] else key)


def _money(facts: NoticeFacts, cents: int) -> str:
    return formats.money(cents, facts.currency, facts.customer.language)

"""Notices that know what is owed: the statements of their lines, worked out by French law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from relance.discovery import country
from relance.domain.claim import ClaimEvent, ClaimFacts
from relance.domain.interest import statement
from relance.domain.message import LineFacts, NoticeFacts
from relance.domain.owed import OwedFacts, OwedInvoice

LAW = country("FR")


def owed_line(
    number: str, cents: int, due: str, at: date, paid: Mapping[str, int] | None = None, **facts: Any
) -> OwedInvoice:
    """One invoice with its statement; `paid` is cents by day, other words are facts of the claim."""
    due_on, acted = date.fromisoformat(due), facts.pop("acted", True)
    events = tuple(ClaimEvent(date.fromisoformat(on), "payment", part) for on, part in (paid or {}).items())
    claim = replace(ClaimFacts(cents, due_on, events=events), **facts)
    spans = LAW.late_rules(claim, at + timedelta(1)).spans
    coming = next((span for span in reversed(spans) if span.to_on > at), None)
    found = statement(claim, LAW, at)
    return OwedInvoice(number, found, due_on - timedelta(30), acted=acted, next_rate=coming)


def with_owed(facts: NoticeFacts, **claim: Any) -> NoticeFacts:
    """The same notice with the statements of its lines; a consumer's interest starts with the formal notice."""
    claim.setdefault("customer_kind", facts.customer.kind)
    if facts.kind == "formal_notice":
        claim.setdefault("formal_notice_on", facts.today)
    lines = tuple(_owed(line, facts.today, claim) for line in facts.lines)
    return replace(facts, owed=OwedFacts(facts.today, facts.currency, lines))


def _owed(line: LineFacts, today: date, claim: Mapping[str, Any]) -> OwedInvoice:
    paid = {"2026-02-20": line.amount_cents - line.open_cents} if line.amount_cents > line.open_cents else {}
    return owed_line(line.invoice, line.amount_cents, line.due_on.isoformat(), today, paid, acted=line.acted, **claim)

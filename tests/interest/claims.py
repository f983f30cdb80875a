"""Claims in the trade's words, for tests: `dupont(due="2025-01-31", paid={"2025-03-02": 100000})`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from relance.discovery import country
from relance.domain.claim import ClaimEvent, ClaimFacts
from relance.domain.interest import Statement, statement

LAW = country("FR")


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def dupont(
    euros: int = 1000,
    due: str = "2025-01-31",
    paid: Mapping[str, int] | None = None,
    credited: Mapping[str, int] | None = None,
    **facts: Any,
) -> ClaimFacts:
    """Dupont SARL, a business, owes an invoice; `paid` and `credited` are euros by day."""
    events = [ClaimEvent(day(on), "payment", cents * 100) for on, cents in (paid or {}).items()]
    events += [ClaimEvent(day(on), "credit_note", cents * 100) for on, cents in (credited or {}).items()]
    return replace(ClaimFacts(euros * 100, day(due), events=tuple(events)), **facts)


def owed(claim: ClaimFacts, at: str) -> Statement:
    """The statement by French law with the rates that come with Relance."""
    return statement(claim, LAW, day(at))


def codes(found: Statement) -> set[str]:
    """The words of all warnings and assumptions."""
    return {note.code for note in (*found.warnings, *found.assumptions)}

"""The legal clocks of claims: what runs against the creditor, until when, by which article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from relance.discovery import country
from relance.domain.clocks import Clock, ClockLaw, running_out
from relance.ledger.clock_facts import clock_candidates, clock_facts
from relance.ledger.models import Creditor, Receivable
from relance.ledger.sight import Among


class ClaimClock(NamedTuple):
    """One clock of one receivable."""

    receivable: Receivable
    clock: Clock


def clocks_of(creditor: Creditor, receivables: Sequence[Receivable]) -> list[ClaimClock]:
    """Every clock of these receivables, the first to end first."""
    law: ClockLaw = country(creditor.country).bound_to(creditor.calendar)
    facts = clock_facts(creditor, receivables)
    found = [ClaimClock(r, c) for r, f in zip(receivables, facts, strict=True) for c in law.clocks(f)]
    return sorted(found, key=lambda x: (x.clock.due_on, x.receivable.pk, x.clock.key))


def clocks_running_out(creditor: Creditor, today: date, among: Among = None) -> list[ClaimClock]:
    """The clocks that have passed or are about to, over all customers; a granted deadline is not a danger."""
    found = clocks_of(creditor, clock_candidates(creditor, today, among))
    soon = {id(c) for c in running_out([x.clock for x in found], today)}
    return [x for x in found if id(x.clock) in soon and x.clock.key != "deadline"]

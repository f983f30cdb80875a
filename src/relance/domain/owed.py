"""What is owed by one customer on a day, as letters and papers print it: plain facts, already worked out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from relance.domain.interest import Statement
from relance.domain.interest_law import RateSpan
from relance.domain.said import Note


class OwedSum(NamedTuple):
    """Several statements added up, in cents. `per_day_cents` is what each further day adds."""

    principal_cents: int = 0
    interest_cents: int = 0
    indemnity_cents: int = 0
    per_day_cents: int = 0

    @property
    def total_cents(self) -> int:
        """Principal, interest and indemnity."""
        return self.principal_cents + self.interest_cents + self.indemnity_cents

    @property
    def claims_cents(self) -> int:
        """What comes on top of the principal."""
        return self.interest_cents + self.indemnity_cents


@dataclass(frozen=True, slots=True)
class OwedInvoice:
    """One due-date line with its statement.

    `set_aside_cents`: a part of the amount that is not claimed for now (disputed, promised, covered by a
    credit) and bears no interest here. `next_rate`: the rate of the day after the statement, if it bears any.
    """

    invoice: str
    statement: Statement
    issued_on: date | None = None
    notes: tuple[Note, ...] = ()
    acted: bool = True
    set_aside_cents: int = 0
    next_rate: RateSpan | None = None

    @property
    def due_on(self) -> date:
        """When it fell due."""
        return self.statement.claim.due_on

    @property
    def billed_cents(self) -> int:
        """The amount as billed."""
        return self.statement.claim.amount_cents + self.set_aside_cents


@dataclass(frozen=True, slots=True)
class OwedFacts:
    """The statements of one customer in one currency, at the end of a day.

    `on_account_cents`: payments and credits of the customer set against no invoice yet, not deducted here.
    """

    as_of: date
    currency: str
    lines: tuple[OwedInvoice, ...]
    on_account_cents: int = 0

    @property
    def all(self) -> OwedSum:
        """Everything."""
        return _sum(self.lines)

    @property
    def acted(self) -> OwedSum:
        """What the notice is about."""
        return _sum(line for line in self.lines if line.acted)

    @property
    def listed(self) -> OwedSum:
        """What is only listed as also owed."""
        return _sum(line for line in self.lines if not line.acted)


def _sum(lines: Iterable[OwedInvoice]) -> OwedSum:
    found = [line.statement for line in lines]
    return OwedSum(
        sum(s.principal_cents for s in found),
        sum(s.interest_cents for s in found),
        sum(s.indemnity_cents for s in found),
        sum(s.per_day_cents for s in found),
    )

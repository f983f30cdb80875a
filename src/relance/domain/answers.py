"""What a message that reminds of nothing tells a customer: a dispute received or ended, a promise noted, a plan agreed.

Money is integer cents of the notice's currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from relance.domain.stops import Part


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """A dispute: received (no `outcome` yet), or ended. `cents` None: the whole invoice.

    `explanation` is what the person who settled it wrote for the customer.
    """

    reason: str
    cents: int | None
    opened_on: date
    due_on: date
    outcome: Literal["", "accepted", "rejected", "withdrawn"] = ""
    credit_cents: int | None = None
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PromiseAnswer:
    """What was promised, and by when."""

    on: date
    cents: int
    made_on: date


@dataclass(frozen=True, slots=True)
class AgreementAnswer:
    """A payment plan that was agreed: its letter is enclosed, to be signed and returned."""

    reference: str
    cents: int
    agreed_on: date
    parts: tuple[Part, ...]
    claims: Literal["running", "frozen", "waived"]


@dataclass(frozen=True, slots=True)
class InstalmentAnswer:
    """An instalment that comes due: what is still to be paid of it, and what remains after it."""

    reference: str
    rank: int
    count: int
    due_on: date
    cents: int
    after_cents: int


Answer = DisputeAnswer | PromiseAnswer | AgreementAnswer | InstalmentAnswer

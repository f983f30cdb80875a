"""The facts of one claim that interest and indemnity are worked out from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from relance.domain.said import Said

CustomerKind = Literal["business", "consumer", "public", "other"]
AgreedRate = Literal["default", "3x_legal"] | Decimal
Imputation = Literal["interest_first", "principal_first"]
DayCount = Literal["ACT/365", "ACT/ACT"]
BelowFloor = Literal["floor", "default", "as_written"]
Part = Literal["principal", "interest", "indemnity"]


@dataclass(frozen=True, slots=True)
class ClaimEvent:
    """Money received or credited on a day, in cents. `toward`: the part that the debtor said it was for.

    A `write_off` is what the creditor gave up of the principal that day: no payment, but it bears no interest after.
    """

    on: date
    kind: Literal["payment", "credit_note", "write_off"]
    cents: int
    toward: Part | None = None

    def __post_init__(self) -> None:
        if self.cents <= 0:
            raise ValueError(f"a {self.kind.replace('_', ' ')} is above zero, not {self.cents} cents")


@dataclass(frozen=True, slots=True)
class Waiver:
    """Interest or indemnity given up on a day. `cents` None: all of it, and what would still accrue."""

    on: date
    part: Literal["interest", "indemnity"]
    reason: str
    author: str
    cents: int | None = None

    def __post_init__(self) -> None:
        if not self.reason.strip() or not self.author.strip():
            raise ValueError(f"a waiver of the {self.part} needs a reason and the name of its author")
        if self.cents is not None and self.cents <= 0:
            raise ValueError(f"a waiver is above zero, not {self.cents} cents; leave the amount out to waive all")


@dataclass(frozen=True, slots=True)
class Pause:
    """Days, both included, on which interest stands still, and why. `to_on` None: until further notice."""

    from_on: date
    reason: Said
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """One due-date line: what was billed (tax included), when it fell due, and what happened since.

    `rate` is the contract's rate in % a year, or `default` / `3x_legal`. `treated_as` is a person's choice
    for customers of kind `other`. `capitalise_from` is the day from which a contract or a judgment lets
    whole years of interest bear interest. `indemnity_elsewhere`: another line of the invoice carries it.
    `pauses`: days on which interest stands still, as agreed.
    """

    amount_cents: int
    due_on: date
    customer_kind: CustomerKind = "business"
    events: tuple[ClaimEvent, ...] = ()
    rate: AgreedRate = "default"
    formal_notice_on: date | None = None
    insolvency_on: date | None = None
    imputation: Imputation = "interest_first"
    day_count: DayCount = "ACT/365"
    below_floor: BelowFloor = "floor"
    waivers: tuple[Waiver, ...] = ()
    capitalise_from: date | None = None
    treated_as: Literal["", "business", "consumer"] = ""
    currency: str = "EUR"
    indemnity_elsewhere: bool = False
    pauses: tuple[Pause, ...] = ()

    def __post_init__(self) -> None:
        if self.amount_cents <= 0:
            raise ValueError(f"a claim is above zero, not {self.amount_cents} cents")
        if isinstance(self.rate, Decimal) and not 0 <= self.rate < 100:
            raise ValueError(f"a late rate is from 0 to 100 % a year, not {self.rate}")

    @property
    def regime(self) -> CustomerKind:
        """The kind whose rules apply: the customer's own, or the one a person chose for it."""
        return self.treated_as or self.customer_kind if self.customer_kind == "other" else self.customer_kind

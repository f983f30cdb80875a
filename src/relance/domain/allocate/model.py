"""What matching looks at, and what it says. Money is integer cents; keys name records of the ledger.

*Sure* means provably unique: no other reading of the line explains its amount as well. *Likely* is shown to a
person, who needs one click. Nothing is ever guessed, and why is always said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Certainty = Literal["sure", "likely"]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """A due-date line that money may pay.

    `is_settled_by_list`: an imported list no longer had it (on `settled_on`), so nothing is open, and this money may
    be why; `open_cents` is then what no payment explains yet. `lowered_by_list_cents`: a list said that less is open,
    and no payment explains it yet, so that money may belong to what is open or to what was taken off.
    """

    key: int
    customer: int
    invoice: str
    open_cents: int
    currency: str
    due_on: date
    issued_on: date | None = None
    amount_cents: int = 0
    order_reference: str = ""
    payment_reference: str = ""
    is_settled_by_list: bool = False
    settled_on: date | None = None
    lowered_by_list_cents: int = 0
    direct_debit: bool = False


@dataclass(frozen=True, slots=True)
class OpenCredit:
    """A credit note, or money on account, that a customer may have deducted.

    `key` is that of a credit note, or the negative key of a payment: `is_payment` says which.
    """

    key: int
    customer: int
    number: str
    open_cents: int
    currency: str
    issued_on: date | None = None

    @property
    def is_payment(self) -> bool:
        """Whether this is money on account: the payment's key is then `-key`."""
        return self.key < 0


@dataclass(frozen=True, slots=True)
class Closed:
    """A number of which nothing is open any more: a line that names it speaks of no open item.

    `amount_cents` is what was billed, None where that is not known.
    """

    customer: int
    number: str
    amount_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A payment known before the bank spoke of it (typed, or from another file); the bank line confirms it."""

    key: int
    customer: int
    paid_on: date
    amount_cents: int
    currency: str
    invoice: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Payer:
    """How a customer shows on bank lines; `names` and `ibans` were learned from accepted matches."""

    customer: int
    code: str
    name: str
    siren: str = ""
    names: tuple[str, ...] = ()
    ibans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Money:
    """A movement that came in: `cents` > 0. `text` keeps the bank's lines apart with newlines."""

    key: int
    on: date
    cents: int
    currency: str
    kind: str = "other"
    text: str = ""
    party: str = ""
    party_iban: str = ""
    end_to_end: str = ""
    structured: str = ""
    batch_count: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Cents of the money set against one open item (`parts`), or taken from one credit (`credits`)."""

    item: int
    cents: int


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in a match; `key` is a word of `domain/allocate/words.py`, `values` fill its sentence."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """One reading of a movement: sum of `parts` + `on_account_cents` = its cents + `credits` used.

    `difference_cents` is what would stay open on the parts' items (a bank fee, a cash discount): a person says
    whether it is given up. `recorded` names the payment that the movement confirms; then there are no parts.
    Parts of several customers only for batches.
    """

    certainty: Certainty
    customer: int
    parts: tuple[Part, ...] = ()
    credits: tuple[Part, ...] = ()
    recorded: int | None = None
    difference_cents: int = 0
    on_account_cents: int = 0
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of one movement: one sure match, or likely ones (best first, at most five), or nothing.

    `customers` are those who may have paid although nothing of theirs fits: one click puts the money on account.
    """

    money: int
    sure: Match | None = None
    likely: tuple[Match, ...] = ()
    customers: tuple[int, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """Everything of one creditor that money may pay, and the numbers and accounts that tell what it does not pay."""

    items: tuple[OpenItem, ...] = ()
    credits: tuple[OpenCredit, ...] = ()
    recorded: tuple[Recorded, ...] = ()
    payers: tuple[Payer, ...] = ()
    small_difference_cents: int = 500
    own_names: tuple[str, ...] = ()
    own_ibans: tuple[str, ...] = ()
    closed: tuple[Closed, ...] = ()

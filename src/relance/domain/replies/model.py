"""What is known when a reply is read, and what is proposed about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

ReplyMeaning = Literal[
    "promise",  # will pay, on a day
    "more_time",  # asks for a later date, or to pay in instalments
    "already_paid",
    "dispute",
    "wrong_contact",  # not the person, not the company, left
    "copy_wanted",  # asks for the invoice, a statement, proof of delivery
    "new_bank_details",  # speaks of new bank details, ours or theirs: a warning
    "nothing",  # thanks, acknowledges
]
MEANINGS: tuple[ReplyMeaning, ...] = get_args(ReplyMeaning)


@dataclass(frozen=True, slots=True)
class KnownInvoice:
    """An invoice that a reply may speak of; cents of the account's currency."""

    number: str
    due_on: date
    amount_cents: int
    open_cents: int


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """What is known of the customer when the reply arrives on `today`. `invoices` are those of the notice answered,
    then its other open ones."""

    today: date
    invoices: tuple[KnownInvoice, ...] = ()
    asked_cents: int = 0


@dataclass(frozen=True, slots=True)
class Proposed:
    """One meaning with the sentence that says so. `invoices` are numbers (empty: all that was asked for).

    `on` is the day it names (of payment, promised or made), `cents` the sum, `reason` the cause of a dispute (a key of
    `relance.domain.dispute`).
    """

    meaning: ReplyMeaning
    quote: str
    invoices: tuple[str, ...] = ()
    on: date | None = None
    cents: int | None = None
    reason: str = ""

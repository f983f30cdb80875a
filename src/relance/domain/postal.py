"""What a postal provider is: it prints and posts letters, under our own reference, and says what became of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from relance.domain.message import Begin, CustomerFacts, at_once
from relance.domain.wording.formats import clean, clean_lines

OrderOutcome = Literal["ordered", "refused", "misconfigured", "unknown", "refused_for_now"]
TrackedState = Literal[
    "handed_over", "posted", "presented", "delivered", "refused", "unclaimed", "wrong_address", "cancelled"
]
ProofKind = Literal["deposit", "receipt", "content", "other"]


@dataclass(frozen=True, slots=True)
class Party:
    """Sender or addressee of a letter; `street` has three lines at most, `country` is ISO 3166 alpha-2."""

    name: str
    street: tuple[str, ...]
    postcode: str
    city: str
    country: str = "FR"
    person: str = ""
    is_company: bool = True


_TOWN = re.compile(r"(\d{4,5})\s+(\S.*)")


def sender_of(name: str, address: str, country: str) -> Party | None:
    """The sender from an address whose last line is postcode and town; None where it is not."""
    lines = clean_lines(address)
    town = _TOWN.fullmatch(lines[-1]) if lines else None
    if not town or not name.strip():
        return None
    return Party(clean(name), _three(lines[:-1]), town[1], town[2], country)


def recipient_of(customer: CustomerFacts) -> Party:
    """The addressee as the letter's own window shows it."""
    return Party(
        name=clean(customer.name), street=_three(clean_lines(customer.address)), postcode=clean(customer.postcode),
        city=clean(customer.city), country=customer.country.upper() or "FR", person=clean(customer.contact_name),
        is_company=customer.kind != "consumer",
    )  # fmt: skip


def _three(lines: tuple[str, ...]) -> tuple[str, ...]:
    return (*lines[:2], ", ".join(lines[2:])) if len(lines) > 3 else lines


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """A letter to be printed and posted. `reference` is ours, the same whenever the same letter is asked for.

    `account` names the creditor, where several share one account of the provider. `content` is a PDF of `pages` pages.
    """

    reference: str
    account: str
    is_registered: bool
    sender: Party
    recipient: Party
    content: bytes
    pages: int
    filename: str = "letter.pdf"


@dataclass(frozen=True, slots=True)
class OrderReceipt:
    """What asking for a letter came to.

    `ordered`; `refused_for_now` (certainly not ordered, ask again later); `refused` (not ordered, for good);
    `misconfigured` (nothing can be ordered with these settings: stop); `unknown` (it may have been ordered: no machine
    asks again). `reference` is the provider's, empty where it did not tell; `cost_cents` taxes included, 0 if not told.
    """

    outcome: OrderOutcome
    detail: str = ""
    reference: str = ""
    cost_cents: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to “have you this letter of ours?”.

    `reference` is the provider's, empty if it has none; `is_certain` whether that was said for sure: an uncertain
    “none” settles nothing. `detail` is what a person should know.
    """

    reference: str = ""
    is_certain: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Tracked:
    """A station of a letter's way; `on` is None where the provider gives no day. `number`: the registered letter's."""

    state: TrackedState
    on: date | None = None
    number: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ProofFile:
    """A file that proves something of the way."""

    kind: ProofKind
    name: str
    content_type: str
    content: bytes


class PostalTrouble(Exception):
    """A question that the provider did not answer, in one sentence; `is_refusal` where it refuses our account."""

    def __init__(self, sentence: str, *, is_refusal: bool = False) -> None:
        super().__init__(sentence)
        self.is_refusal = is_refusal


class PostalProvider(Protocol):
    """What a folder under `postal/` offers as `PROVIDER`.

    `settings` are texts by the names in `names`, from the environment: RELANCE_<KEY>_<NAME>. Every question has a time
    limit, and none raises anything but PostalTrouble.
    """

    key: str
    label: str
    names: tuple[str, ...]

    def missing(self, settings: Mapping[str, str]) -> str:
        """The names of settings that are needed and not given, with commas; empty where nothing is missing."""
        ...

    def estimate_cents(self, order: LetterOrder, settings: Mapping[str, str]) -> int:
        """About what the letter will cost, without asking anyone; never too little by much."""
        ...

    def place_order(self, order: LetterOrder, settings: Mapping[str, str], begin: Begin = at_once) -> OrderReceipt:
        """Ask for the letter, once. Never raises: every fault is an outcome.

        `begin` is called once, right before the request from which nobody can tell whether the letter was ordered;
        where it answers False nothing is asked.
        """
        ...

    def find_order(self, order: LetterOrder, settings: Mapping[str, str]) -> Found:
        """Look for a letter by our reference. Never raises: what cannot be told is uncertain."""
        ...

    def track(self, reference: str, settings: Mapping[str, str]) -> tuple[Tracked, ...]:
        """The stations known by now, in no sure order. Raises PostalTrouble."""
        ...

    def proofs(self, reference: str, number: str, settings: Mapping[str, str]) -> tuple[ProofFile, ...]:
        """The proofs that are there by now, perhaps none. Raises PostalTrouble."""
        ...

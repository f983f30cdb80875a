"""The trade's words for tests of matching: a small book, a line of the bank, and what is said of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from relance.domain.allocate.matching import allocate
from relance.domain.allocate.model import Book, Closed, Match, Money, OpenCredit, OpenItem, Outcome, Payer, Recorded

DAY = date(2026, 3, 20)
DUPONT, MARTIN, LEROY = 1, 2, 3
IBAN = "FR7630006000011234567890189"
PAYERS = (
    Payer(DUPONT, "DUPONT01", "Transports Dupont SARL", "732829320", ibans=(IBAN,)),
    Payer(MARTIN, "MARTIN02", "SAS Menuiserie Martin"),
    Payer(LEROY, "LEROY03", "Leroy Distribution"),
)


def owes(number: str, cents: int, customer: int = DUPONT, key: int | None = None, **more: Any) -> OpenItem:
    """An open line, issued fifty days before and due twenty days before the money came."""
    issued = more.pop("issued_on", DAY - timedelta(days=50))
    due = more.pop("due_on", DAY - timedelta(days=20))
    found = key or zlib.crc32(f"{number} {customer} {due}".encode())
    amount = more.pop("amount_cents", cents)
    return OpenItem(found, customer, number, cents, "EUR", due, issued, amount, **more)


def book(*items: OpenItem, payers: Iterable[Payer] = PAYERS, **more: Any) -> Book:
    """What these items make, with three customers."""
    return Book(items=items, payers=tuple(payers), own_names=("Atelier Demo SARL",), **more)


def closed(number: str, customer: int = DUPONT, cents: int | None = None) -> Closed:
    """A number of which nothing is open."""
    return Closed(customer, number, cents)


def credit(number: str, cents: int, customer: int = DUPONT, key: int = 900) -> OpenCredit:
    """A credit note."""
    return OpenCredit(key, customer, number, cents, "EUR", DAY - timedelta(days=30))


def typed(cents: int, number: str = "", customer: int = DUPONT, key: int = 70, on: date = DAY) -> Recorded:
    """A payment that was typed."""
    return Recorded(key, customer, on, cents, "EUR", number)


def came(cents: int, text: str = "", party: str = "", **more: Any) -> Money:
    """A line of the bank."""
    key, on, kind = more.pop("key", 1), more.pop("on", DAY), more.pop("kind", "transfer")
    return Money(key, on, cents, "EUR", kind, text, party, **more)


def said_of(money: Money, of: Book) -> Outcome:
    """What is said of one line."""
    return allocate([money], of)[0]


def paid(match: Match | None, of: Book) -> dict[str, int]:
    """Cents by invoice number; empty for no match."""
    items, found = {item.key: item for item in of.items}, dict[str, int]()
    for part in match.parts if match else ():
        number = items[part.item].invoice
        found[number] = found.get(number, 0) + part.cents
    return found


def surely(money: Money, of: Book) -> dict[str, int]:
    """What a line surely pays."""
    return paid(said_of(money, of).sure, of)


def first(money: Money, of: Book) -> dict[str, int]:
    """What a line likely pays, in the first place; a sure one is a failure."""
    outcome = said_of(money, of)
    assert outcome.sure is None, outcome
    return paid(outcome.likely[0], of) if outcome.likely else {}


def why(money: Money, of: Book) -> list[str]:
    """The keys of the reasons of the sure match, or of the likeliest."""
    outcome = said_of(money, of)
    match = outcome.sure or (outcome.likely[0] if outcome.likely else None)
    return [x.key for x in (match.reasons if match else outcome.reasons)]

"""A reading of one movement on its way to a match: what it would pay, what speaks for it, and what against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from relance.domain.allocate.mentions import Found
from relance.domain.allocate.model import Match, Money, OpenItem, Part, Reason
from relance.domain.allocate.names import capitals
from relance.domain.allocate.payers import LIKE, NAMED, Known
from relance.domain.allocate.shelf import Shelf

_FIGURES = re.compile(r"(?:[A-Z]{1,3}[ -]?)?[0-9][0-9/.-]*|[0-9][0-9/.-]*")
LATE_LIST = timedelta(days=10)


@dataclass(slots=True)
class Case:
    """One movement and what its bank line says, read once."""

    money: Money
    known: dict[int, Known]
    found: Found
    slipped: Found = field(default_factory=Found)
    words: frozenset[str] = frozenset()
    near: dict[tuple[int, str], str] | None = None

    def nearly(self, shelf: Shelf) -> dict[tuple[int, str], str]:
        """Numbers, by customer, that differ from a word of the text by one slip of the finger, with that word."""
        if self.near is None:
            text = capitals(self.money.text.replace("\n", ""))
            figures = dict.fromkeys(re.sub(r"[^A-Z0-9]", "", x) for x in _FIGURES.findall(text))
            found = (
                (shelf.numbers.entries[at], word)
                for word in figures
                if len(word) >= 4
                for at in shelf.numbers.near(word)
            )
            self.near = {(entry.customer, entry.number): word for entry, word in found}
        return self.near

    def level(self, customer: int) -> int:
        """How well a customer is recognised as the payer; 0 not at all."""
        return self.known[customer].level if customer in self.known else 0

    def is_payer(self, customer: int) -> bool:
        """Whether the payer is this customer and, as far as can be read, nobody else."""
        mine = self.level(customer)
        return mine >= NAMED and all(x == customer or known.level < mine for x, known in self.known.items())

    def names_something(self) -> bool:
        """Whether the text holds a number of ours, or what stands where one belongs."""
        return bool(self.found.mentions or self.found.unknown)

    def knows_payer(self) -> bool:
        """Whether anybody is recognised as the payer."""
        return any(known.level >= NAMED for known in self.known.values())

    def agrees(self, customer: int) -> bool:
        """Whether the payer may be this customer, and nobody else is recognised better."""
        mine = self.level(customer)
        is_within = mine == LIKE and self.known[customer].how == "name_within"
        return (mine >= NAMED or is_within) and all(known.level <= mine for known in self.known.values())

    def is_another(self, customer: int) -> bool:
        """Whether another customer is recognised as the payer, and this one is not."""
        return self.level(customer) < NAMED and any(
            known.level >= NAMED for x, known in self.known.items() if x != customer
        )

    def payers(self) -> list[int]:
        """The customers that it may come from, the best recognised first."""
        return sorted(self.known, key=lambda x: (-self.known[x].level, x))


@dataclass(slots=True)
class Draft:
    """What a movement would pay. Without `doubts` it is as good as proven; `weight` orders the likely ones."""

    customer: int
    parts: tuple[Part, ...] = ()
    credits: tuple[Part, ...] = ()
    recorded: int | None = None
    difference: int = 0
    reasons: list[Reason] = field(default_factory=list)
    doubts: list[Reason] = field(default_factory=list)
    weight: int = 0
    is_exact: bool = False
    is_plain: bool = False  # every number in it is written so that it means no other

    @property
    def what(self) -> tuple[object, ...]:
        """What makes two drafts the same."""
        return (self.customer, frozenset(self.parts), frozenset(self.credits), self.recorded)

    def match(self, money: Money, *, is_sure: bool) -> Match:
        """The match that this becomes."""
        used = sum(x.cents for x in self.credits)
        account = 0 if self.recorded is not None else money.cents + used - sum(x.cents for x in self.parts)
        return Match(
            "sure" if is_sure else "likely", self.customer, self.parts, self.credits, self.recorded,
            self.difference, account, tuple([*self.reasons, *([] if is_sure else self.doubts)]),
        )  # fmt: skip


def reason(key: str, **values: str) -> Reason:
    """A reason with what fills its sentence."""
    return Reason(key, values)


def whole(shelf: Shelf, items: Iterable[OpenItem]) -> tuple[Part, ...]:
    """All that is left of these lines."""
    return tuple(Part(item.key, shelf.left[item.key]) for item in items)


def poured(shelf: Shelf, items: Sequence[OpenItem], cents: int) -> tuple[Part, ...]:
    """So many cents over lines in their order, never more than is left of each."""
    found = []
    for item in items:
        part = min(cents, shelf.left[item.key])
        if part > 0:
            found.append(Part(item.key, part))
            cents -= part
    return tuple(found)


def doubts_of_items(money: Money, items: Iterable[OpenItem]) -> list[Reason]:
    """What in the lines themselves keeps a reading from being sure."""
    found = []
    for item in items:
        if item.lowered_by_list_cents:
            found.append(reason("list_lowered", number=item.invoice))
        if item.issued_on and money.on < item.issued_on:
            found.append(reason("before_invoice", number=item.invoice))
        if item.is_settled_by_list and item.settled_on and money.on > item.settled_on + LATE_LIST:
            found.append(reason("settled_before", number=item.invoice))
    return found[:3]


def payer_reasons(case: Case, customer: int) -> list[Reason]:
    """By what the customer is recognised, if it is."""
    return [reason(f"payer_{case.known[customer].how}")] if case.level(customer) >= LIKE else []

"""Who works for a creditor, who does whose work today, and to whom it goes when it waits too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from relance.domain.reason_words import Words

ROLES: Final = ("owner", "manager", "collector", "accountant", "reader", "outside")
ROLE_WORDS: Final[Words] = {
    "owner": ("dirigeant", "owner"),
    "manager": ("responsable", "manager"),
    "collector": ("chargé de relance", "collector"),
    "accountant": ("comptable", "accountant"),
    "reader": ("lecteur", "reader"),
    "outside": ("conseil extérieur", "outside counsel"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works for a creditor. Absent from a day to a day, both included; None: no end is known."""

    name: str
    role: str = "owner"
    absent_from: date | None = None
    absent_until: date | None = None
    cover: str = ""

    def is_absent(self, today: date) -> bool:
        """Whether this person is away on that day."""
        if self.absent_from is None or today < self.absent_from:
            return False
        return self.absent_until is None or today <= self.absent_until


@dataclass(frozen=True, slots=True)
class Crew:
    """The people of one creditor, in the order in which they came."""

    people: Mapping[str, Person]

    @classmethod
    def of(cls, people: Iterable[Person]) -> Crew:
        """The crew of these people."""
        return cls({person.name: person for person in people})

    def in_charge(self, names: Sequence[str]) -> str:
        """The first of these names that works here, else the first owner, else anybody; empty where nobody does."""
        known = next((name for name in names if name in self.people), "")
        return known or self._first("owner") or next(iter(self.people), "")

    def doing(self, names: Sequence[str], today: date) -> str:
        """Who does today what these people are responsible for, the nearest first.

        An absent person's cover does it, the cover's cover where that one is away too; a circle, or a cover who is
        away and has none, leads to whoever is there among the managers, the owners, the others who do such work.
        With everybody away it stays with the person in charge.
        """
        charged = self.in_charge(names)
        name, seen = charged, set[str]()
        while name in self.people and name not in seen:
            if not self.people[name].is_absent(today):
                return name
            seen.add(name)
            name = self.people[name].cover
        there = (self._first(role, today) for role in ("manager", "owner", "collector", "accountant"))
        return next((name for name in there if name), charged)

    def above(self, name: str) -> str:
        """To whom the work of a person goes when it waits too long: the manager, from there the owner."""
        role = self.people[name].role if name in self.people else ""
        up = ("owner",) if role in ("manager", "owner") else ("manager", "owner")
        return next((found for found in map(self._first, up) if found), name)

    def _first(self, role: str, today: date | None = None) -> str:
        of_role = (person for person in self.people.values() if person.role == role)
        return next((p.name for p in of_role if today is None or not p.is_absent(today)), "")

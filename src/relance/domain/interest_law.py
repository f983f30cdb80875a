"""What a statement asks of a country's law: rates by day, the indemnity, and what nobody has settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from relance.domain.claim import ClaimFacts
from relance.domain.said import Note, Said


class RateMissing(ValueError):
    """A rate that was not published when the tables were last filled; says which to add, and where."""

    def __init__(self, said: Said, from_on: date) -> None:
        super().__init__(said.en)
        self.said = said
        self.from_on = from_on


@dataclass(frozen=True, slots=True)
class RateSpan:
    """Days, both included, that bear one rate in % a year, and the text it comes from."""

    from_on: date
    to_on: date
    rate: Decimal
    source: Said


@dataclass(frozen=True, slots=True)
class LateRules:
    """What the law gives for one claim. No span: no interest. Spans are in order and do not overlap.

    `missing` stands for every day from its `from_on` on; it is raised only if such a day bears interest.
    """

    spans: tuple[RateSpan, ...] = ()
    indemnity_cents: int = 0
    indemnity_source: Said | None = None
    warnings: tuple[Note, ...] = ()
    assumptions: tuple[Note, ...] = ()
    missing: RateMissing | None = None


class InterestLaw(Protocol):
    """One country's rules of late interest; a folder of `countries/` offers it."""

    def with_rates(self, folder: Path | None, today: date | None = None) -> InterestLaw:
        """The same law with the rates that a user added in a folder. Raises ValueError naming file and line."""
        ...

    def late_rules(self, claim: ClaimFacts, to_on: date) -> LateRules:
        """The rates of the days up to `to_on` included, and the indemnity of an invoice paid late."""
        ...

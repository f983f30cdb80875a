"""How promises of payment were kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from relance.domain.figures.book import Period
from relance.domain.figures.notes import SMALL_SAMPLE, small_sample
from relance.domain.figures.shares import Share, share
from relance.domain.said import Note

Outcome = Literal["kept", "late", "broken"]


class Given(NamedTuple):
    """A promise that ended: for which day, how much, and what became of it."""

    on: date
    cents: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class KeptPromises:
    """Counts and cents by outcome, and the share kept in time (a promise kept late was not kept)."""

    period: Period
    counts: dict[Outcome, int]
    cents: dict[Outcome, int]
    share: Share
    notes: tuple[Note, ...] = ()


def outcome_of(state: str, paid_on: date | None) -> Outcome | None:
    """What became of a promise; None while it is live, or withdrawn."""
    if state == "kept":
        return "kept"
    if state == "broken":
        return "late" if paid_on else "broken"
    return None


def kept_promises(promises: Iterable[Given], period: Period) -> KeptPromises:
    """The promises whose day lies in the period."""
    counts: dict[Outcome, int] = {"kept": 0, "late": 0, "broken": 0}
    cents: dict[Outcome, int] = {"kept": 0, "late": 0, "broken": 0}
    for given in promises:
        if period.has(given.on):
            counts[given.outcome] += 1
            cents[given.outcome] += given.cents
    of = sum(counts.values())
    notes = (small_sample(of, SMALL_SAMPLE),) if 0 < of < SMALL_SAMPLE else ()
    return KeptPromises(period, counts, cents, share(counts["kept"], of, enough=SMALL_SAMPLE), notes)

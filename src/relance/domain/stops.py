"""What disputes, promises and agreements keep out of reminders, in cents and until when. Pure.

A promise is a band of what is open on an invoice: it is kept once no more than `open_after_cents` of the invoice is
open. So payments fill promises in order of their days, and nothing has to be counted twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple


class Word(NamedTuple):
    """A live promise about one invoice: `cents` by `on`, after which `open_after_cents` of it is open."""

    on: date
    cents: int
    open_after_cents: int


class Part(NamedTuple):
    """One instalment: so many cents on that day."""

    due_on: date
    cents: int


def shares(words: Sequence[Word], open_cents: int) -> list[int]:
    """What each live promise still covers of the open amount, cents, in the order given."""
    left = open_cents
    found = [0] * len(words)
    for i in sorted(range(len(words)), key=lambda i: (words[i].on, -words[i].open_after_cents)):
        found[i] = min(max(left - words[i].open_after_cents, 0), words[i].cents)
        left -= found[i]
    return found


def still_promised(words: Sequence[Word], open_cents: int) -> list[tuple[date, int]]:
    """What the live promises still cover of the open amount: pairs of day and cents, earliest day first."""
    pairs = zip(words, shares(words, open_cents), strict=True)
    return sorted(((word.on, cents) for word, cents in pairs if cents), key=lambda pair: pair[0])


def spread(cents: int, room: Sequence[int]) -> list[int]:
    """Cents of an invoice laid on its due-date lines in order, no more on each than there is room for."""
    laid = []
    for most in room:
        part = min(max(cents, 0), max(most, 0))
        laid.append(part)
        cents -= part
    return laid


def first_unpaid(parts: Sequence[Part], paid_cents: int) -> Part | None:
    """The earliest instalment that payments so far do not fill; None where all are paid. Order of days."""
    reached = 0
    for part in sorted(parts):
        reached += part.cents
        if reached > paid_cents:
            return part
    return None


def kept_until(parts: Sequence[Part], paid_cents: int, grace_days: int) -> date | None:
    """The last day on which the agreement counts as kept if nothing more is paid; None where all is paid."""
    part = first_unpaid(parts, paid_cents)
    return part.due_on + timedelta(days=grace_days) if part else None

"""Promises to pay as they are made and kept: how they share an invoice, which give way, when money reached one. Pure.

Money is integer cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

LONGEST = 365  # days: what is further away is a payment plan, not a promise


class Claimed(NamedTuple):
    """What a promise still asks of an invoice: `cents` by `on`. `key` names it, in the order of making."""

    key: int
    on: date
    cents: int


def default_cents(lines: Sequence[tuple[date, int]], on: date) -> int:
    """What is promised where nobody names an amount: the free cents of the lines due by that day, else of all."""
    due = sum(cents for due_on, cents in lines if due_on <= on)
    return due or sum(cents for _, cents in lines)


def give_way(live: Sequence[Claimed], new_cents: int, free_cents: int) -> list[int]:
    """Keys of the live promises that a new one replaces: the first made, until all fit in what can be promised."""
    going = []
    total = sum(one.cents for one in live) + new_cents
    for one in sorted(live):
        if total <= free_cents:
            break
        going.append(one.key)
        total -= one.cents
    return going


def lay_bands(open_cents: int, claims: Sequence[Claimed]) -> dict[int, int]:
    """What of the invoice is open once each promise is kept, by key: consecutive bands in order of their days."""
    left = open_cents
    bands = {}
    for one in sorted(claims, key=lambda c: (c.on, c.key)):
        left = max(left - one.cents, 0)
        bands[one.key] = left
    return bands


def reached_on(
    open_after_cents: int, open_cents: int, moneys: Sequence[tuple[date, int]], made_on: date, *, all_dated: bool
) -> date | None:
    """The day on which no more than `open_after_cents` was open; None where no dated money tells it.

    `moneys` are what was set against the invoice, with its own day. Where part of what lowered it bears no day (a
    list of what is open, say), money from before the promise proves nothing: it may have been counted already.
    """
    left = open_cents
    for on, cents in sorted(moneys, reverse=True):
        left += cents
        if left > open_after_cents:
            return on if all_dated or on >= made_on else None
    return None


def last_day(on: date, grace_days: int) -> date:
    """The last day on which money for a promise counts as in time."""
    return on + timedelta(days=grace_days)


@dataclass(frozen=True, slots=True)
class Reliability:
    """How a customer's word has held. `late`: broken, but paid since.

    Those withdrawn or still running count neither way.
    """

    kept: int = 0
    late: int = 0
    broken: int = 0
    live: int = 0
    withdrawn: int = 0

    @property
    def ended(self) -> int:
        """Promises that came to an end, in time or not: what the share is worth."""
        return self.kept + self.late + self.broken

    @property
    def percent(self) -> int | None:
        """Whole per cent kept in time of those that ended; None where none has."""
        if not self.ended:
            return None
        return int((Decimal(100 * self.kept) / self.ended).quantize(Decimal(1), ROUND_HALF_UP))

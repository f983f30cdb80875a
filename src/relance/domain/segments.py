"""Which kind of payer a customer is, worked out from its last twelve months (DECIDING, section 9).

The rules, the first that fits wins: `bad` for broken promises, a formal notice or a third of amounts over sixty days
late; `new` for fewer than three receivables settled; `good` for an average lateness under five days; else `slow`.
`key` is a person's choice alone.

Where the rules are silent, goodwill decides: early counts as on time; a due date on a day off counts as the next
working day; amounts in dispute, under a kept agreement, written off or credited weigh nothing; a broken promise whose
money came since is not held against a customer that broke no other; where currencies differ, the one with most
receivables is weighed, for amounts of two currencies are never added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

MONTHS = 12
NEW_BELOW = 3  # receivables settled
GOOD_BELOW = 5  # days of average lateness
VERY_LATE = 60  # days
BROKEN_AT = 2  # promises


@dataclass(frozen=True, slots=True)
class Settled:
    """A receivable paid within the twelve months; cents of its currency."""

    due_on: date
    paid_on: date
    cents: int
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Open:
    """A receivable still open, without what is in dispute; cents of its currency."""

    due_on: date
    cents: int
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class History:
    """A customer's last twelve months, and what it owes today.

    `promises_broken` are all that were broken, `promises_made_good` those among them whose money came since.
    """

    settled: Sequence[Settled] = ()
    open: Sequence[Open] = ()
    promises_kept: int = 0
    promises_broken: int = 0
    promises_made_good: int = 0
    formal_notices: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """The segment, the figures it was worked out from (JSON: whole numbers and texts), and the rules that fitted."""

    key: str
    figures: dict[str, Any]
    reasons: tuple[str, ...]


def since(today: date) -> date:
    """The same day of last year: what came after it is within the twelve months."""
    try:
        return today.replace(year=today.year - 1)
    except ValueError:  # 29 February
        return today.replace(year=today.year - 1, day=28)


def segment_of(history: History, today: date) -> Segment:
    """The segment of a customer with this history."""
    currency = _main_currency(history)
    settled = [x for x in history.settled if x.currency == currency]
    still_open = [x for x in history.open if x.currency == currency]
    days_cents = sum(_late(x.due_on, x.paid_on) * x.cents for x in settled)
    settled_cents, open_cents = sum(x.cents for x in settled), sum(x.cents for x in still_open)
    very_late = sum(x.cents for x in settled if _late(x.due_on, x.paid_on) > VERY_LATE)
    very_late += sum(x.cents for x in still_open if _late(x.due_on, today) > VERY_LATE)
    whole = settled_cents + open_cents
    figures = {
        "currency": currency,
        "settled": len(history.settled),
        "settled_cents": settled_cents,
        "late_tenths": days_cents * 10 // settled_cents if settled_cents else 0,
        "open_cents": open_cents,
        "over_60_cents": very_late,
        "over_60_percent": very_late * 100 // whole if whole else 0,
        "promises_kept": history.promises_kept,
        "promises_broken": history.promises_broken,
        "formal_notices": history.formal_notices,
    }
    reasons = _against(history, very_late, whole)
    if reasons:
        return Segment("bad", figures, reasons)
    if len(history.settled) < NEW_BELOW:
        return Segment("new", figures, ("few_settled",))
    on_time = days_cents < GOOD_BELOW * settled_cents or not settled_cents
    return Segment(*(("good", figures, ("on_time",)) if on_time else ("slow", figures, ("pays_late",))))


def _against(history: History, very_late: int, whole: int) -> tuple[str, ...]:
    """The rules that make a bad payer, those that hold."""
    broken, kept = history.promises_broken, history.promises_kept
    promises = broken >= BROKEN_AT or broken - history.promises_made_good > kept
    rules = {
        "broken_promises": promises,
        "formal_notice": history.formal_notices > 0,
        "late_amounts": very_late > 0 and very_late * 3 >= whole,
    }
    return tuple(rule for rule, holds in rules.items() if holds)


def _late(due_on: date, paid_on: date) -> int:
    return max((paid_on - due_on).days, 0)


def _main_currency(history: History) -> str:
    """The currency of most receivables; of several, the first by name."""
    counted = Counter([*(x.currency for x in history.settled), *(x.currency for x in history.open)])
    return min(counted, key=lambda name: (-counted[name], name), default="EUR")

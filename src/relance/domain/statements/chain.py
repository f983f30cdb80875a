"""Up to which day an account's movements are known, and where a statement is missing. Amounts are integer cents.

A statement joins the one before if it begins no later than that one ends, or with the balance with which it ended.
Lists without balances join unless working days enough lie between that one must be missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

IDLE_WEEKDAYS = 5  # so many working days without a movement, in lists without balances, are a missing list
OLD_DAYS = 90  # what is missing longer ago no longer holds back what is known today; it stays on the work list


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days that a statement covers whole, and its balances where it gives them."""

    first_on: date
    last_on: date
    opening_cents: int | None = None
    closing_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Days of which nothing is known: from the day after `after` to the day before `before`.

    Where the two follow one another, a part of a day is missing. The balances are those on both sides, where given.
    """

    after: date
    before: date
    closing_cents: int | None = None
    opening_cents: int | None = None

    @property
    def name(self) -> str:
        """What identifies it among the gaps of its account."""
        return f"{self.after.isoformat()}/{self.before.isoformat()}"

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last missing day."""
        if self.before - self.after <= timedelta(days=1):
            return self.after, self.before
        return self.after + timedelta(days=1), self.before - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Chain:
    """`known_to` is the last day up to which nothing is missing, `closing_cents` the last balance given."""

    known_to: date | None = None
    closing_cents: int | None = None
    gaps: tuple[Gap, ...] = ()


def chain(spans: Iterable[Span], today: date, accepted: Collection[str] = ()) -> Chain:
    """Join an account's statements. `accepted` names gaps of which a person said that nothing is missing in them."""
    gaps: list[Gap] = []
    ends: list[Span] = []  # those that end on the last day so far: a day may come in several statements
    for span in sorted(spans, key=lambda one: (one.first_on, one.last_on)):
        if ends and span.first_on > ends[0].last_on and not any(_joins(end, span) for end in ends):
            end = _final(ends)
            gaps.append(Gap(end.last_on, span.first_on, end.closing_cents, span.opening_cents))
        if ends and span.last_on == ends[0].last_on:
            ends.append(span)
        elif not ends or span.last_on > ends[0].last_on:
            ends = [span]
    if not ends:
        return Chain()
    end = _final(ends)
    since = today - timedelta(days=OLD_DAYS)
    open_gaps = [gap for gap in gaps if gap.name not in accepted]
    young = [gap for gap in open_gaps if gap.before > since]
    known_to = young[0].after if young else end.last_on
    return Chain(known_to, end.closing_cents, tuple(open_gaps))


def _final(ends: list[Span]) -> Span:
    """Of statements that end on one day, the one after which no other goes on."""
    told = [end for end in ends if end.closing_cents is not None]
    openings = [end.opening_cents for end in told if end.opening_cents != end.closing_cents]
    last = [end for end in told if end.closing_cents not in openings]
    return (last or told or ends)[-1]


def _joins(end: Span, span: Span) -> bool:
    if end.closing_cents is not None and span.opening_cents is not None:
        return end.closing_cents == span.opening_cents
    days = (span.first_on - end.last_on).days
    between = (end.last_on + timedelta(days=n) for n in range(1, min(days, 30)))
    return sum(day.weekday() < 5 for day in between) < IDLE_WEEKDAYS  # Monday to Friday


def earliest(known: Iterable[date | None]) -> date | None:
    """The day up to which all of these accounts are known; None if one is not known at all, or there is none."""
    days = list(known)
    found = [day for day in days if day is not None]
    return min(found) if found and len(found) == len(days) else None

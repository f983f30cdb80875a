"""What came in after each step: counts, cents and intervals, a payment counting for the last step before it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from relance.domain.figures.book import MONEY, Book, Line, Period, open_on
from relance.domain.figures.notes import SMALL_STEP, by_import_day, small_sample, too_recent, undated
from relance.domain.figures.shares import Share, share
from relance.domain.plan import KINDS
from relance.domain.said import Note

WINDOWS: Final = (7, 14, 30)


class StepName(NamedTuple):
    """Which step: of which plan (empty: by hand, before any plan), its kind and the channel it took."""

    plan: str
    step: str
    kind: str
    channel: str


class Done(NamedTuple):
    """A step done on a line on a day."""

    line: int
    name: StepName
    on: date


@dataclass(frozen=True, slots=True)
class Recovered:
    """Of the lines reminded by one step at least `days` ago: how many were wholly settled, and the cents paid.

    Money of the step's own day is not counted as coming after it; the next step ends the window, its day included.
    `already_paid` lines had been paid, as was learnt later, before the step; they are not among the reminded.
    """

    name: StepName
    days: int
    settled: Share
    open_cents: int
    paid_cents: int
    too_recent: int
    already_paid: int
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Sum:
    reminded: int = 0
    settled: int = 0
    open_cents: int = 0
    paid_cents: int = 0
    too_recent: int = 0
    already_paid: int = 0
    listed: int = 0
    undated: int = 0


def recovered_by_step(
    book: Book, done: Iterable[Done], period: Period, windows: Sequence[int] = WINDOWS
) -> list[Recovered]:
    """A row for each step done in the period and each number of days, gentle steps first.

    `done` must hold every step done on a line since the period began: later ones end the windows of earlier ones.
    """
    lines = {line.key: line for line in book.lines}
    days_of: dict[int, set[date]] = defaultdict(set)
    mine = [d for d in done if d.line in lines]
    for one in mine:
        days_of[one.line].add(one.on)
    ordered = {key: sorted(days) for key, days in days_of.items()}
    sums: dict[tuple[StepName, int], _Sum] = defaultdict(_Sum)
    for one in mine:
        if period.has(one.on):
            later = ordered[one.line]
            rank = bisect_right(later, one.on)
            ends = later[rank] if rank < len(later) else None
            for days in windows:
                _add(sums[one.name, days], lines[one.line], one.on, ends, days, book.today)
    return [_row(name, days, sums[name, days]) for name, days in sorted(sums, key=_order)]


def _add(total: _Sum, line: Line, on: date, next_on: date | None, days: int, today: date) -> None:
    until = on + timedelta(days=days)
    if until > today:
        total.too_recent += 1
        return
    opened = open_on(line, on)
    if not opened:
        total.already_paid += 1
        return
    until = min(until, next_on) if next_on else until
    paid = [m for m in line.moves if m.sort in MONEY and on < m.on <= until]
    total.reminded += 1
    total.open_cents += opened
    total.paid_cents += sum(m.cents for m in paid)
    total.settled += bool(paid) and open_on(line, until) == 0
    total.listed += any(m.sort == "listed" for m in paid)
    total.undated += any(m.sort == "undated" for m in line.moves)


def _row(name: StepName, days: int, total: _Sum) -> Recovered:
    notes = []
    if total.too_recent:
        notes.append(too_recent(total.too_recent, days))
    if 0 < total.reminded < SMALL_STEP:
        notes.append(small_sample(total.reminded, SMALL_STEP))
    if total.listed:
        notes.append(by_import_day(total.listed))
    if total.undated:
        notes.append(undated(total.undated))
    return Recovered(
        name, days, share(total.settled, total.reminded, enough=SMALL_STEP), total.open_cents, total.paid_cents,
        total.too_recent, total.already_paid, tuple(notes),
    )  # fmt: skip


def _order(key: tuple[StepName, int]) -> tuple[object, ...]:
    name, days = key
    severity: Mapping[str, int] = {kind: rank for rank, kind in enumerate(KINDS)}
    return name.plan, severity.get(name.kind, len(KINDS)), name.step, name.channel, days

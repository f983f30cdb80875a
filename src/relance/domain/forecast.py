"""Receipts by week, from each customer's own lateness. Pure; cents in, whole cents out.

*Expected.* A line that no promise and no agreement covers is paid by the end of a week with the chance that
`figures.delays` gives for its customer, knowing that it is unpaid today. A promise is kept on its day with the share
of promises this customer kept (mixed with everybody's like delays are); if it is not, the line goes on as the others
do from the day after. Instalments of an agreement in force come on their days. What is disputed, covered by credit,
or owed by an insolvent or handed-over customer is not counted. Invoices still to be issued are not foreseen.

*Band.* Payments of one customer tend to move together (a payment run takes several invoices, or none): within a week
the variance of a customer is taken three tenths of the way from that of lines paid each on its own to that of lines
paid in one draw (in invented firms the band then holds 80 to 95 % of the weeks, whether customers pay by runs or
invoice by invoice); variances are added between customers. The band of 80 % is the expected sum ± 1.2816 standard
deviations, never below zero or above what is counted. It knows nothing of a change in habits. Chances and deviations
are floats; cents are rounded once, on the running total, so that the weeks and what comes later add up to what is
counted, to the cent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Final, NamedTuple

from relance.domain.figures.book import MONEY, Line, settled_on
from relance.domain.figures.delays import PRIOR, Delay, Delays, learn
from relance.domain.figures.notes import nothing_to_learn_from, too_few_settled
from relance.domain.said import Note

WEEKS: Final = 12
Z80: Final = 1.2815515655446004  # two-sided 80 %
TOGETHER: Final = 0.3  # how far payments of one customer move together: 0 not at all, 1 always
ENOUGH: Final = 20  # settled lines below which there is no band
MEMORY_DAYS: Final = 730  # 24 months of settled lines are learnt from
NOT_COUNTED: Final = ("disputed", "credit", "insolvency", "handed_over")


class Owed(NamedTuple):
    """Cents of an open line that nothing covers."""

    customer: int
    due_on: date
    cents: int


class Promised(NamedTuple):
    """Cents promised by a live promise, with the due date of the line they belong to."""

    customer: int
    due_on: date
    cents: int
    on: date


class Part(NamedTuple):
    """What is unpaid of an instalment of an agreement in force."""

    customer: int
    cents: int
    on: date


@dataclass(frozen=True, slots=True)
class Expected:
    """What a forecast of one currency is made from. `words` has kept and ended promises by customer."""

    today: date
    currency: str
    owed: Sequence[Owed] = ()
    promised: Sequence[Promised] = ()
    parts: Sequence[Part] = ()
    words: Mapping[int, tuple[int, int]] | None = None
    not_counted: Mapping[str, int] | None = None

    @property
    def counted_cents(self) -> int:
        """All that is expected, some day."""
        return sum(x.cents for rows in (self.owed, self.promised, self.parts) for x in rows)


class Week(NamedTuple):
    """A week by its Monday (the first one from today on): cents expected, and the band; None where there is none."""

    monday: date
    expected_cents: int
    low_cents: int | None
    high_cents: int | None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Weeks, what comes later or never (`later_cents`), and what was learnt from."""

    today: date
    currency: str
    weeks: tuple[Week, ...]
    later_cents: int
    counted_cents: int
    not_counted: Mapping[str, int]
    settled_count: int
    notes: tuple[Note, ...]

    @property
    def has_band(self) -> bool:
        """Whether there was history enough for a band."""
        return self.settled_count >= ENOUGH


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def delays_of(lines: Iterable[Line], today: date, known_since: date | None) -> list[Delay]:
    """The lines to learn from: those settled by money within 24 months, and those open (watched up to yesterday)."""
    begin = today - timedelta(days=MEMORY_DAYS)
    found = []
    for line in lines:
        since = (max(line.issued_on, begin, known_since or begin) - line.due_on).days
        paid_on = settled_on(line)
        if paid_on is None:
            found.append(Delay(line.customer, since, (today - line.due_on).days - 1, False))
        elif line.moves[-1].sort in MONEY and begin <= paid_on <= today:
            found.append(Delay(line.customer, since, (paid_on - line.due_on).days, True))
    return [d for d in found if d.is_settled or d.since <= d.late]


def forecast(expected: Expected, history: Iterable[Delay], weeks: int = WEEKS) -> Forecast:
    """Receipts of the coming weeks, the current one first."""
    delays = learn(history)
    ends = [7 - expected.today.weekday() + 7 * n for n in range(weeks)]
    means, variances = [0.0] * weeks, [0.0] * weeks
    together: dict[int, list[float]] = defaultdict(lambda: [0.0] * weeks)
    for customer, cents, chances in _draws(expected, delays, ends):
        own, before = together[customer], 0.0
        for week, until in enumerate(chances):
            chance = until - before
            before = until
            means[week] += cents * chance
            deviation = cents * sqrt(max(chance * (1 - chance), 0.0))
            own[week] += deviation
            variances[week] += (1 - TOGETHER) * deviation * deviation
    for own in together.values():
        for week, deviation in enumerate(own):
            variances[week] += TOGETHER * deviation * deviation
    settled = delays.everybody.settled_count
    return _rounded(expected, means, variances, settled)


def _draws(expected: Expected, delays: Delays, ends: list[int]) -> Iterator[tuple[int, int, list[float]]]:
    """Customer, cents, and the chance of being paid by the end of each week, for everything counted."""
    today = expected.today
    for line in expected.owed:
        yield line.customer, line.cents, delays.paid_within(line.customer, (today - line.due_on).days, ends)
    words = _Words(expected.words or {})
    for promise in expected.promised:
        wait = max((promise.on - today).days, 0)
        kept = words.kept(promise.customer)
        after = delays.paid_after(promise.customer, (today - promise.due_on).days, ends, wait + 1)
        paid = [kept if wait < until else 0.0 for until in ends]
        yield promise.customer, promise.cents, [k + (1 - kept) * a for k, a in zip(paid, after, strict=True)]
    for part in expected.parts:
        wait = max((part.on - today).days, 0)
        yield part.customer, part.cents, [1.0 if wait < until else 0.0 for until in ends]


class _Words:
    """The chance that a promise is kept: the customer's own share, mixed with everybody's; one in two to begin with."""

    def __init__(self, words: Mapping[int, tuple[int, int]]) -> None:
        self.words = words
        kept, ended = (sum(x[n] for x in words.values()) for n in (0, 1))
        self.everybody = (kept + 1) / (ended + 2)

    def kept(self, customer: int) -> float:
        """Between 0 and 1."""
        kept, ended = self.words.get(customer, (0, 0))
        return (kept + PRIOR * self.everybody) / (ended + PRIOR)


def _rounded(expected: Expected, means: list[float], variances: list[float], settled: int) -> Forecast:
    counted = expected.counted_cents
    weeks, total, before = [], 0.0, 0
    for number, (mean, variance) in enumerate(zip(means, variances, strict=True)):
        total += mean
        reached = min(max(round(total), before), counted)
        half = Z80 * sqrt(variance)
        has_band = settled >= ENOUGH
        weeks.append(
            Week(
                monday_of(expected.today) + timedelta(weeks=number),
                reached - before,
                min(max(round(mean - half), 0), reached - before) if has_band else None,
                min(max(round(mean + half), reached - before), counted) if has_band else None,
            )
        )
        before = reached
    notes: tuple[Note, ...] = ()
    if not settled:
        notes = (nothing_to_learn_from(),)
    elif settled < ENOUGH:
        notes = (too_few_settled(settled, ENOUGH),)
    return Forecast(
        expected.today, expected.currency, tuple(weeks), counted - before, counted,
        {key: (expected.not_counted or {}).get(key, 0) for key in NOT_COUNTED}, settled, notes,
    )  # fmt: skip

"""Days sales outstanding (DSO): how many days of invoices wait to be paid.

Both ways take amounts with tax and the balance of the accounts: open invoices less credit notes and payments that are
set against nothing yet. Invoiced is net of the credit notes issued, by issue date.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from relance.domain.figures.book import Book, Period, open_on
from relance.domain.figures.notes import history_too_short, issue_assumed, nothing_invoiced, runs_out
from relance.domain.said import Note


@dataclass(frozen=True, slots=True)
class Balance:
    """What the accounts stood at on a day: open invoices less credits, cents."""

    invoices_cents: int
    credits_cents: int

    @property
    def cents(self) -> int:
        """The balance; below zero where more is credited than owed."""
        return self.invoices_cents - self.credits_cents


@dataclass(frozen=True, slots=True)
class SimpleDso:
    """Balance ÷ invoiced × days; `days` is None where it is refused, and `refused` says why."""

    period: Period
    balance: Balance
    invoiced_cents: int
    credited_cents: int
    days: Fraction | None
    refused: Note | None = None
    notes: tuple[Note, ...] = ()


class MonthBack(NamedTuple):
    """A month of the countback: what was invoiced in it, how much of the balance it explains, in how many days."""

    first: date
    invoiced_cents: int
    used_cents: int
    days: int


@dataclass(frozen=True, slots=True)
class CountbackDso:
    """Days counted back until the invoices of those days make up the balance."""

    balance: Balance
    days: int | None
    months: tuple[MonthBack, ...] = ()
    refused: Note | None = None
    notes: tuple[Note, ...] = field(default=())


def balance_on(book: Book, day: date) -> Balance:
    """The accounts at the end of a day. A payment that came before its invoice counts as a credit until then."""
    invoices = ahead = 0
    for line in book.lines:
        if line.issued_on <= day:
            invoices += open_on(line, day)
        else:
            ahead += sum(m.cents for m in line.moves if m.on <= day)
    credits = sum(c.open_cents for c in book.credits if c.on <= day)
    return Balance(invoices, credits + ahead)


def simple_dso(book: Book, period: Period) -> SimpleDso:
    """DSO over a period: the balance at its end ÷ what was invoiced in it × its days."""
    balance = balance_on(book, period.last)
    issued = [line for line in book.lines if period.has(line.issued_on)]
    invoiced = sum(line.amount_cents for line in issued)
    credited = sum(c.amount_cents for c in book.credits if c.is_note and period.has(c.on))
    refused = None
    if book.known_since is None or book.known_since > period.first:
        refused = history_too_short(book.known_since)
    elif invoiced <= credited:
        refused = nothing_invoiced()
    days = None if refused else Fraction(max(balance.cents, 0) * period.days, invoiced - credited)
    return SimpleDso(
        period, balance, invoiced, credited, days, refused, _assumed(sum(x.is_issue_assumed for x in issued))
    )


def countback_dso(book: Book, last: date) -> CountbackDso:
    """DSO by exhaustion: whole months back from `last`, then days back in the month where the balance runs out."""
    balance = balance_on(book, last)
    if book.known_since is None or book.known_since > last:
        return CountbackDso(balance, None, refused=history_too_short(book.known_since))
    by_day, assumed = _invoiced_by_day(book, last)
    left, days, end = balance.cents, 0, last
    months: list[MonthBack] = []
    while left > 0:
        first = end.replace(day=1)
        known = max(first, book.known_since)
        if known > end:
            return CountbackDso(balance, None, tuple(months), runs_out(book.known_since))
        sums = [by_day.get(end - timedelta(days=n), 0) for n in range((end - known).days + 1)]
        used, spent = _days_back(sums, left)
        if used < left and known > first:
            return CountbackDso(balance, None, tuple(months), runs_out(book.known_since))
        months.append(MonthBack(first, sum(sums), used, spent))
        left, days, end = left - used, days + spent, first - timedelta(days=1)
    return CountbackDso(balance, days, tuple(months), notes=_assumed(assumed))


def _days_back(sums: list[int], left: int) -> tuple[int, int]:
    """Cents of the balance that a month explains, and in how many of its days, latest first."""
    total = sum(sums)
    if total < left:
        return total, len(sums)
    reached = 0
    for number, cents in enumerate(sums, start=1):
        reached += cents
        if reached >= left:
            return left, number
    return left, len(sums)


def _invoiced_by_day(book: Book, last: date) -> tuple[dict[date, int], int]:
    by_day: dict[date, int] = defaultdict(int)
    assumed = 0
    for line in book.lines:
        if line.issued_on <= last:
            by_day[line.issued_on] += line.amount_cents
            assumed += line.is_issue_assumed
    for credit in book.credits:
        if credit.is_note and credit.on <= last:
            by_day[credit.on] -= credit.amount_cents
    return by_day, assumed


def _assumed(count: int) -> tuple[Note, ...]:
    return (issue_assumed(count),) if count else ()

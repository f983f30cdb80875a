"""What figures are made from: due-date lines with every movement that lowered them, and credits. Cents and days.

A movement's `sort` says what it was and how well its day is known: `paid` (a payment, on its day), `listed` (a list of
open invoices no longer had it: the day of that import), `undated` (lowered before or between imports, nobody knows
when: taken on the due date, or on the day of the import if that was earlier), `credited`, `written_off`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

Sort = Literal["paid", "listed", "undated", "credited", "written_off"]
MONEY: Final = frozenset({"paid", "listed"})  # money whose day is known, exactly or by the import that showed it


class Move(NamedTuple):
    """Part of a line that was no longer owed from that day on."""

    on: date
    cents: int
    sort: Sort


class Line(NamedTuple):
    """One due-date line of an invoice, with its movements in order of days.

    `is_issue_assumed`: the invoice has no issue date, and the due date less the terms was taken.
    """

    key: int
    customer: int
    currency: str
    issued_on: date
    due_on: date
    amount_cents: int
    moves: tuple[Move, ...] = ()
    is_issue_assumed: bool = False


class Credit(NamedTuple):
    """A credit note, or a payment on account: its whole amount and what is set against nothing yet."""

    on: date
    currency: str
    amount_cents: int
    open_cents: int
    is_note: bool


class Period(NamedTuple):
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def has(self, day: date) -> bool:
        """Whether that day lies in it."""
        return self.first <= day <= self.last


def days_before(last: date, days: int) -> Period:
    """The period of so many days that ends on that day."""
    return Period(last - timedelta(days=days - 1), last)


@dataclass(frozen=True, slots=True)
class Book:
    """One currency of a creditor's ledger as known on `today`.

    `known_since` is the day from which what is settled is known: invoices issued since then are all there.
    None where nothing was ever imported or settled.
    """

    today: date
    currency: str
    lines: Sequence[Line]
    credits: Sequence[Credit] = ()
    known_since: date | None = None


def open_on(line: Line, day: date) -> int:
    """What was open of a line at the end of that day, cents (its issue date is not looked at)."""
    return max(line.amount_cents - sum(m.cents for m in line.moves if m.on <= day), 0)


def settled_on(line: Line) -> date | None:
    """The day on which nothing was left open; None while something is."""
    if not line.moves or sum(m.cents for m in line.moves) < line.amount_cents:
        return None
    return line.moves[-1].on


def first_known(lines: Iterable[Line], first_import: date | None) -> date | None:
    """The day from which settled invoices are known: the first import, or an earlier settlement that it brought.

    Whoever imports a list of open invoices lacks those settled before; whoever brings settled ones along has them
    from the first settlement on, for an invoice issued later cannot have been settled earlier.
    """
    days = [day for day in map(settled_on, lines) if day]
    return min([*days, *([first_import] if first_import else [])], default=None)

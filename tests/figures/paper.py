"""The same figures worked out slowly, as on squared paper: a row a line, a column a day, nothing shared with the core.

Only plain numbers go in: an invoice is (issued, due, cents, [(day, cents, sort)…]), days counted from any day 0.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

ORIGIN = date(2025, 1, 1)


class Bill(NamedTuple):
    """A line on paper: days are numbers."""

    issued: int
    due: int
    cents: int
    moves: tuple[tuple[int, int, str], ...]


def day(number: int) -> date:
    """The date of a day number."""
    return ORIGIN + timedelta(days=number)


def left(bill: Bill, at: int) -> int:
    """What is open at the end of a day, walking from day to day."""
    cents = bill.cents
    for on in range(-5, at + 1):
        cents -= sum(c for d, c, _ in bill.moves if d == on)
    return max(cents, 0)


def balance(bills: list[Bill], notes: list[tuple[int, int, int]], at: int) -> int:
    """Invoices issued, less everything that came in, less what is credited and unused. A note: day, cents, unused."""
    total = 0
    for bill in bills:
        total += bill.cents if bill.issued <= at else 0
        total -= sum(c for d, c, _ in bill.moves if d <= at)
    return total - sum(unused for d, _, unused in notes if d <= at)


def invoiced(bills: list[Bill], notes: list[tuple[int, int, int]], first: int, last: int) -> int:
    """Sales of the days, net of credit notes."""
    total = 0
    for on in range(first, last + 1):
        total += sum(b.cents for b in bills if b.issued == on) - sum(c for d, c, _ in notes if d == on)
    return total


def dso(bills: list[Bill], notes: list[tuple[int, int, int]], first: int, last: int) -> float | None:
    """Balance ÷ sales × days."""
    sales = invoiced(bills, notes, first, last)
    return max(balance(bills, notes, last), 0) * (last - first + 1) / sales if sales > 0 else None


def countback(bills: list[Bill], notes: list[tuple[int, int, int]], last: int, known: int) -> int | None:
    """Whole months are taken while they are smaller than what is left, then single days."""
    remaining, on, days = balance(bills, notes, last), last, 0
    while remaining > 0:
        month = [n for n in range(on, on - 31, -1) if (day(n).year, day(n).month) == (day(on).year, day(on).month)]
        if month[0] < known:
            return None
        counted = [n for n in month if n >= known]
        sales = [invoiced(bills, notes, n, n) for n in counted]
        if sum(sales) < remaining:
            if len(counted) < len(month):
                return None
            remaining, days, on = remaining - sum(sales), days + len(month), month[-1] - 1
            continue
        spent = 0
        while sum(sales[:spent]) < remaining:
            spent += 1
        return days + spent
    return days


def lateness(bills: list[Bill], first: int, last: int) -> tuple[float, float, float] | None:
    """Averages by amount (early as 0), by amount (early negative), by payment (early as 0)."""
    rows = [(d - b.due, c) for b in bills for d, c, sort in b.moves if sort in "paid listed" and first <= d <= last]
    if not rows:
        return None
    total = sum(c for _, c in rows)
    weighted = sum(c * late for late, c in rows if late > 0) / total
    return weighted, sum(c * late for late, c in rows) / total, sum(late for late, _ in rows if late > 0) / len(rows)


def overdue(bills: list[Bill], at: int, more_than: int) -> int:
    """What is open and more than so many days late."""
    return sum(left(b, at) for b in bills if b.issued <= at and at - b.due > more_than)


def after_step(bill: Bill, steps: list[int], on: int, days: int, today: int) -> tuple[int, int, bool] | None:
    """Open at the step, paid after it, wholly settled: walking day by day until the next step or the last day."""
    if on + days > today:
        return None
    opened, paid, n = left(bill, on), 0, on
    while n < on + days:
        n += 1
        paid += sum(c for d, c, sort in bill.moves if d == n and sort in "paid listed")
        if n in steps:
            break
    return opened, paid, paid > 0 and left(bill, n) == 0

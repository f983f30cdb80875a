"""How late money came in, and how late what is open is. Lateness is in calendar days from the written due date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from relance.domain.figures.book import MONEY, Book, Period, open_on
from relance.domain.figures.notes import SMALL_SAMPLE, by_import_day, partly_known, small_sample, undated
from relance.domain.said import Note


@dataclass(frozen=True, slots=True)
class Lateness:
    """Of the money that came in during a period; averages in days, None where none came in.

    `weighted`: by amount, what came early or in time counting as 0. `plain`: by amount, early counting as negative.
    `by_count`: each payment of a line counting once, early as 0. Credit notes and write-offs are no payments.
    """

    period: Period
    payments: int
    cents: int
    early_cents: int
    weighted: Fraction | None
    plain: Fraction | None
    by_count: Fraction | None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Overdue:
    """What was open on a day: how much of it was late, and by how much. Cents; unused credits are not deducted."""

    on: date
    open_cents: int
    overdue_cents: int
    over_60_cents: int
    over_90_cents: int
    lines: int
    weighted: Fraction | None

    def part(self, cents: int) -> Fraction | None:
        """A part of everything open; None where nothing is."""
        return Fraction(cents, self.open_cents) if self.open_cents else None


def lateness_settled(book: Book, period: Period) -> Lateness:
    """Average lateness of what was paid in the period, a part payment counting for its part."""
    count = cents = early_cents = late = signed = days = listed = left_out = 0
    for line in book.lines:
        for move in line.moves:
            if not period.has(move.on):
                continue
            if move.sort not in MONEY:
                left_out += move.sort == "undated"
                continue
            after = (move.on - line.due_on).days
            count, cents = count + 1, cents + move.cents
            late, signed, days = late + max(after, 0) * move.cents, signed + after * move.cents, days + max(after, 0)
            early_cents += move.cents if after < 0 else 0
            listed += move.sort == "listed"
    notes = _notes(book, period, count, listed, left_out)
    if not cents:
        return Lateness(period, 0, 0, 0, None, None, None, notes)
    averages = Fraction(late, cents), Fraction(signed, cents), Fraction(days, count)
    return Lateness(period, count, cents, early_cents, *averages, notes=notes)


def _notes(book: Book, period: Period, count: int, listed: int, left_out: int) -> tuple[Note, ...]:
    notes = []
    if book.known_since and book.known_since > period.first:
        notes.append(partly_known(book.known_since))
    if 0 < count < SMALL_SAMPLE:
        notes.append(small_sample(count, SMALL_SAMPLE))
    if listed:
        notes.append(by_import_day(listed))
    if left_out:
        notes.append(undated(left_out))
    return tuple(notes)


def overdue_on(book: Book, day: date) -> Overdue:
    """What was open at the end of a day, and how late; overdue from the day after the due date."""
    opened = overdue = over_60 = over_90 = lines = weight = 0
    for line in book.lines:
        cents = open_on(line, day) if line.issued_on <= day else 0
        if not cents:
            continue
        opened += cents
        late = (day - line.due_on).days
        if late > 0:
            overdue, lines, weight = overdue + cents, lines + 1, weight + cents * late
            over_60 += cents if late > 60 else 0
            over_90 += cents if late > 90 else 0
    return Overdue(day, opened, overdue, over_60, over_90, lines, Fraction(weight, overdue) if overdue else None)

"""What the company's accounting program exported on each day of the story: files made in memory."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from relance.cli.demo.cast import HABITS, PLAYERS, Habit, Player, cents_of

# An invoice is DUE:AMOUNT; DUE in days from today (negative: past), then `/600.00` of which 600 was paid, with `@-9`
# on that day, with `c` taken off by a credit note; `+5`: the rest is paid five days after the due date. Several due
# dates with `&`; `avoir` for a credit note.
ONE = re.compile(r"(-?\d+):(avoir)?(\d+\.\d\d)((?:/\d+\.\d\d(?:@-?\d+)?c?)*)(?:\+(-?\d+))?")
PART = re.compile(r"/(\d+\.\d\d)(?:@(-?\d+))?(c?)")
TERMS = timedelta(days=30)
PART_PAID_AFTER = timedelta(days=3)
LONG_AGO = 430  # days of past that the company brings along
FIRST_NUMBER = 201


class Paid(NamedTuple):
    """Part of an invoice that is no longer owed from that day on; cents."""

    on: date
    cents: int
    is_money: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One due-date line of an invoice as the story has it; cents."""

    player: Player
    number: str
    issued_on: date
    due_on: date
    cents: int
    paid: tuple[Paid, ...] = ()
    is_credit: bool = False

    def open_on(self, day: date) -> int:
        """What is unpaid on that day; 0 where it is not issued yet."""
        if day < self.issued_on:
            return 0
        return self.cents - sum(part.cents for part in self.paid if part.on <= day)


class Draft(NamedTuple):
    """An invoice before it has its number: its due dates with what is paid of each."""

    player: Player
    parts: tuple[tuple[date, int, tuple[Paid, ...]], ...]
    is_credit: bool = False

    @property
    def issued_on(self) -> date:
        """Thirty days before the first due date."""
        return self.parts[0][0] - TERMS


def lines(today: date) -> list[Line]:
    """Every line of the story, numbered year by year in the order in which the invoices were issued."""
    drafts = sorted([*_told(today), *_habitual(today)], key=lambda d: (d.issued_on, d.player.code))
    ranks: Counter[int] = Counter()
    found: list[Line] = []
    for draft in drafts:
        year = draft.issued_on.year
        rank = FIRST_NUMBER + ranks[year]
        ranks[year] += 1
        number = f"{'AV' if draft.is_credit else 'FA'}-{year}-{rank:04d}"
        for due_on, cents, paid in draft.parts:
            found.append(Line(draft.player, number, draft.issued_on, due_on, cents, paid, draft.is_credit))
    return found


def _told(today: date) -> Iterator[Draft]:
    """The invoices that players.txt tells one by one."""
    for player in PLAYERS:
        for word in player.invoices.split():
            pieces = [found for piece in word.split("&") if (found := ONE.fullmatch(piece))]
            yield Draft(player, tuple(_part(piece, today) for piece in pieces), bool(pieces[0][2]))


def _part(piece: re.Match[str], today: date) -> tuple[date, int, tuple[Paid, ...]]:
    due_on, cents = today + timedelta(days=int(piece[1])), cents_of(piece[3])
    paid = [
        Paid(today + timedelta(days=int(on)) if on else due_on + PART_PAID_AFTER, cents_of(amount), not credit)
        for amount, on, credit in PART.findall(piece[4])
    ]
    rest = cents - sum(part.cents for part in paid)
    if piece[5] and rest:
        paid.append(Paid(due_on + timedelta(days=int(piece[5])), rest))
    return due_on, cents, tuple(paid)


def _habitual(today: date) -> Iterator[Draft]:
    """The invoices of customers who order again and again, each paid as late as that customer pays."""
    players = {player.code: player for player in PLAYERS}
    for habit in HABITS:
        count = (LONG_AGO + habit.last) // habit.every
        for rank in range(count):
            due_on = today + timedelta(days=habit.last - rank * habit.every)
            late = habit.days_late[rank % len(habit.days_late)]
            cents = _amount_of(habit, rank)
            yield Draft(players[habit.code], ((due_on, cents, (Paid(due_on + timedelta(days=late), cents),)),))


def _amount_of(habit: Habit, rank: int) -> int:
    """Up to a fifth above or below what is usual, in whole euros."""
    return habit.cents * (80 + rank * 17 % 41) // 10_000 * 100


def customers_csv() -> bytes:
    """The customer file."""
    rows = [
        (p.code, p.name, p.contact, p.kind, p.email, p.phone, p.address, p.postcode, p.city, p.country, p.language,
         p.plan)
        for p in PLAYERS
    ]  # fmt: skip
    return _csv(
        "customer customer_name contact_name kind email phone address postcode city country language plan", rows
    )


def snapshot_csv(story: Iterable[Line], day: date) -> bytes:
    """Everything open on that day."""
    return _invoices([(line, line.open_on(day)) for line in story if line.open_on(day)])


def settled_by(story: Iterable[Line], day: date) -> list[Line]:
    """The invoices that were issued and wholly paid by that day."""
    return [line for line in story if line.issued_on <= day and not line.open_on(day) and not line.is_credit]


def past_csv(settled: Iterable[Line]) -> bytes:
    """Invoices as they were issued; payments_csv tells how they were paid."""
    return _invoices([(line, line.cents) for line in settled])


def _invoices(open_lines: Iterable[tuple[Line, int]]) -> bytes:
    rows = [
        (
            line.player.code, line.player.name, line.number, "credit_note" if line.is_credit else "invoice",
            line.issued_on.isoformat(), line.due_on.isoformat(), _amount(line.cents), _amount(open_cents),
            line.player.currency, line.player.direct_debit,
        )
        for line, open_cents in open_lines
    ]  # fmt: skip
    return _csv("customer customer_name invoice document issued_on due_on amount open currency direct_debit", rows)


def payments_csv(story: Iterable[Line], after: date, day: date) -> bytes:
    """What the bank received after one day and up to another."""
    rows = [
        (line.player.code, part.on.isoformat(), _amount(part.cents), line.player.currency,
         f"VIR {line.player.name}"[:60], line.number)
        for line in story for part in line.paid if part.is_money and after < part.on <= day
    ]  # fmt: skip
    return _csv("customer paid_on amount currency reference invoice", sorted(rows, key=lambda row: row[1]))


def _csv(headers: str, rows: Sequence[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers.split())
    writer.writerows(rows)
    return out.getvalue().encode()


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"

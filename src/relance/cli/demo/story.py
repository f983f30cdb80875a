"""What the company's accounting program exported on each day of the story: files made in memory."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from relance.cli.demo.cast import PLAYERS, Player

ONE = re.compile(r"(-?\d+):(avoir)?(\d+)\.(\d\d)(?:/(\d+)\.(\d\d))?(?:\+(\d+))?")
TERMS = timedelta(days=30)
PART_PAID_AFTER = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Line:
    """One due-date line as the story has it; cents."""

    player: Player
    number: str
    issued_on: date
    due_on: date
    cents: int
    part_cents: int = 0
    paid_on: date | None = None
    is_credit: bool = False

    def open_on(self, day: date) -> int:
        """What is unpaid on that day; 0 where it is not issued yet."""
        if day < self.issued_on or (self.paid_on and day >= self.paid_on):
            return 0
        return self.cents - (self.part_cents if day >= self.due_on + PART_PAID_AFTER else 0)


def lines(today: date) -> list[Line]:
    """Every line of the story, numbered in the order in which the invoices were issued."""
    drafts = sorted(_drafts(today), key=lambda d: (d[1], d[0].code))
    found: list[Line] = []
    for rank, (player, issued_on, parts) in enumerate(drafts, start=1):
        is_credit = bool(parts[0][2])
        number = f"{'AV' if is_credit else 'FA'}-{issued_on.year}-{200 + rank:04d}"
        for part in parts:
            found.append(_line(player, number, issued_on, part, today))
    return found


def _drafts(today: date) -> Iterator[tuple[Player, date, list[re.Match[str]]]]:
    for player in PLAYERS:
        for word in player.invoices.split():
            parts = [found for piece in word.split("&") if (found := ONE.fullmatch(piece))]
            yield player, today + timedelta(days=int(parts[0][1])) - TERMS, parts


def _line(player: Player, number: str, issued_on: date, part: re.Match[str], today: date) -> Line:
    due_on = today + timedelta(days=int(part[1]))
    paid_on = due_on + timedelta(days=int(part[7])) if part[7] else None
    part_cents = int(part[5]) * 100 + int(part[6]) if part[5] else 0
    cents = int(part[3]) * 100 + int(part[4])
    return Line(player, number, issued_on, due_on, cents, part_cents, paid_on, bool(part[2]))


def customers_csv() -> bytes:
    """The customer file."""
    rows = [
        (p.code, p.name, p.contact, p.kind, p.email, p.phone, p.address, p.postcode, p.city, p.country, p.language,
         p.plan, p.no_dunning)
        for p in PLAYERS
    ]  # fmt: skip
    headers = (
        "customer customer_name contact_name kind email phone address postcode city country language plan no_dunning"
    )
    return _csv(headers, rows)


def snapshot_csv(story: list[Line], day: date) -> bytes:
    """Everything open on that day."""
    rows = [_row(line, day) for line in story if line.open_on(day)]
    return _csv("customer customer_name invoice document issued_on due_on amount open currency direct_debit", rows)


def _row(line: Line, day: date) -> tuple[str, ...]:
    player = line.player
    return (
        player.code, player.name, line.number, "credit_note" if line.is_credit else "invoice",
        line.issued_on.isoformat(), line.due_on.isoformat(), _amount(line.cents), _amount(line.open_on(day)),
        player.currency, player.direct_debit,
    )  # fmt: skip


def _csv(headers: str, rows: Sequence[tuple[str, ...]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headers.split())
    writer.writerows(rows)
    return out.getvalue().encode()


def _amount(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"

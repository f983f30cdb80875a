"""Bank files for tests: what a reader would have read, taken in as if a file had been given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from relance.domain.rows import BankRow, FileFacts, Problem, ReadOptions, Row, StatementRow
from relance.ledger.models import BankLine, Creditor
from relance.operations import import_file as importing
from relance.operations.import_file import Imported
from tests.operations.scene import an_act

OURS = "FR1420041010050500013M02606"


@dataclass
class Told:
    """A reader that has read the file already."""

    items: Sequence[Row | Problem]
    key: str = "camt"
    label: str = "told"

    def recognises(self, name: str, head: bytes) -> bool:
        """Always."""
        return True

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """What it was told."""
        rows = [one for one in self.items if isinstance(one, BankRow)]
        unread = sum(isinstance(one, Problem) and one.severity == "error" for one in self.items)
        yield from self.items
        yield FileFacts("bank", len(rows) + unread, sum(row.cents for row in rows))


def came(on: str, cents: int, text: str = "VIR SEPA DUPONT SARL", entry: int = -1, **what: Any) -> BankRow:
    """One movement; `entry` ties the details of a batch together."""
    values = {"currency": "EUR", "entry_cents": 0 if entry >= 0 else cents, "text": text, **what}
    return BankRow(1, 0, entry, date.fromisoformat(on), cents, **values)


def statement(
    *rows: BankRow, account: str = OURS, opening: int | None = None, first: str = "", last: str = "", number: int = 0,
    complete: bool = True, **what: Any,
) -> list[Row]:  # fmt: skip
    """The movements of one statement and the statement; with `opening` it has both balances."""
    placed = [_placed(row, number, n) for n, row in enumerate(rows)]
    days = sorted(row.booked_on for row in placed)
    first_on = date.fromisoformat(first) if first else (days[0] if days else None)
    last_on = date.fromisoformat(last) if last else (days[-1] if days else None)
    total = sum({row.entry: row.entry_cents for row in placed if row.entry_cents}.values())
    values = {"currency": "EUR", "opening_cents": opening, "complete_to": last_on if complete else None, **what}
    if opening is not None:
        values.setdefault("closing_cents", opening + total)
    return [*placed, StatementRow(1, number, account, first_on=first_on, last_on=last_on, entries=len(rows),
                                  sum_cents=sum(row.cents for row in placed), **values)]  # fmt: skip


def _placed(row: BankRow, statement: int, place: int) -> BankRow:
    entry = row.entry if row.entry >= 0 else 1000 + place
    return replace(row, statement=statement, entry=entry, line=place + 1)


def take_bank(
    creditor: Creditor, items: Sequence[Row | Problem], day: str = "2026-02-10", key: str = "camt", **how: Any
) -> Imported:
    """Import a bank file on that day; every line must be accounted for."""
    fresh = Creditor.objects.get(pk=creditor.pk)
    data = json.dumps([repr(one) for one in items]).encode()
    options = ReadOptions(today=date.fromisoformat(day), language=how.pop("language", "en"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importing, "choose_reader", lambda *_: Told(items, key))
        report = importing.import_file(
            creditor=fresh, name=how.pop("name", "bank.xml"), data=data, act=an_act(day), options=options, **how
        )
    assert report.read == report.created + report.changed + report.known + report.rejected, report
    return report


def there(creditor: Creditor) -> list[tuple[str, int]]:
    """Day and cents of every line, in order."""
    rows = BankLine.objects.filter(creditor=creditor).order_by("booked_on", "cents", "pk")
    return [(on.isoformat()[5:], cents) for on, cents in rows.values_list("booked_on", "cents")]

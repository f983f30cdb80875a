"""`relance track`: the tracking table, a row per receivable; on the screen, as CSV, as a workbook, as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.domain.tracking import Tracked

SHOWN = ("customer", "invoice", "due_on", "days_late", "open", "step_reached", "answer", "next_action", "next_on")


class Command(RelanceCommand):
    """Every receivable with its reminders, the customer's answer, and what comes next."""

    help = "the tracking table: a row per receivable, with its reminders and what comes next"

    def options(self, parser: CommandParser) -> None:
        """Which rows, and where to."""
        from relance.ledger.tracking import ORDERS

        parser.add_argument("customer", nargs="?", default="", metavar="CUSTOMER", help="only this customer")
        parser.add_argument("--all", action="store_true", help="settled ones too")
        parser.add_argument("--overdue", action="store_true", help="only what is late")
        parser.add_argument("--owner", default="", metavar="USER", help="what this person answers for")
        parser.add_argument(
            "--step", default="", metavar="KEY", help="whose last step is this one; “none”: no step yet"
        )
        parser.add_argument("--reason", default="", help="left in peace for this reason (disputed, promised…)")
        parser.add_argument("--order", default="due", choices=sorted(ORDERS), help="in which order (default: due)")
        parser.add_argument("--csv", default="", metavar="FILE", help="write as CSV; - for standard output")
        parser.add_argument("--xlsx", default="", metavar="FILE", help="write as a workbook")

    def answer(self, ask: Ask) -> Answer:
        """Rows to where they were asked for."""
        from relance.operations.refused import Refused

        if ask["csv"] == "-" and (ask.is_quiet or ask["xlsx"]):
            raise Refused("standard output takes one thing: give --csv - alone, or --csv FILE")
        rows: Iterable[Tracked] = _rows(ask)
        if ask.is_quiet or bool(ask["csv"]) == bool(ask["xlsx"]):
            rows = list(rows)  # read more than once
        count = _write(ask, rows)
        if ask.is_quiet or not (ask["csv"] or ask["xlsx"]):
            kept = list(rows)
            return Answer(_document(ask, kept), _text(ask, kept))
        if ask["csv"] == "-":
            return Answer({})
        files = ", ".join(ask[name] for name in ("csv", "xlsx") if ask[name])
        return Answer({}, [ask.say(f"{count} lignes dans {files}", f"{count} rows in {files}")])


def _rows(ask: Ask) -> Iterator[Tracked]:
    from relance.cli.subjects import customer_of
    from relance.ledger.tracking import Asked
    from relance.operations.track import track

    code = customer_of(ask.creditor, ask["customer"]).code if ask["customer"] else ""
    asked = Asked(
        code, all=ask["all"], overdue=ask["overdue"], owner=ask["owner"], step=ask["step"], reason=ask["reason"],
        order=ask["order"],
    )  # fmt: skip
    return track(creditor=ask.creditor, asked=asked, today=ask.act.today)


def _write(ask: Ask, rows: Iterable[Tracked]) -> int:
    """Write the files asked for; returns how many rows there were."""
    from relance.documents.sheets import csv_lines, write_xlsx
    from relance.domain.tracking_words import COLUMNS, cells

    count = 0

    def told() -> Iterator[tuple[Any, ...]]:
        nonlocal count
        for count, row in enumerate(rows, start=1):  # noqa: B007
            yield cells(row, ask.language)

    if ask["csv"] == "-":
        sys.stdout.writelines(csv_lines(COLUMNS, told(), ask.language))
    elif ask["csv"]:
        with _opened(ask["csv"]) as file:
            file.writelines(line.encode() for line in csv_lines(COLUMNS, told(), ask.language))
    if ask["xlsx"]:
        with _opened(ask["xlsx"]) as book:
            write_xlsx(book, COLUMNS, told(), ask.language)
    return count


def _opened(name: str) -> BinaryIO:
    """The file, ready to be written. Raises Refused."""
    from relance.operations.refused import Refused

    try:
        return Path(name).expanduser().open("wb")
    except OSError as error:
        raise Refused(f"{name} cannot be written ({error.strerror}): choose another place") from None


def _document(ask: Ask, rows: list[Tracked]) -> dict[str, Any]:
    from relance.cli.tracking_document import tracked

    return {"today": ask.act.today, "creditor": ask.creditor.key, "rows": [tracked(row) for row in rows]}


def _text(ask: Ask, rows: list[Tracked]) -> list[Text]:
    from relance.cli.words import MOST_ROWS, iso
    from relance.domain.tracking_words import COLUMNS, cells
    from relance.domain.wording.formats import money

    if not rows:
        return [ask.say("Rien à suivre.", "Nothing to track.")]
    at = [[c.key for c in COLUMNS].index(key) for key in SHOWN]
    heads = tuple(COLUMNS[i].head(ask.language) for i in at)
    table = []
    for row in rows[:MOST_ROWS]:
        told = cells(row, ask.language)
        shown = {"open": money(row.open_cents, row.currency, ask.language), "due_on": iso(row.due_on)}
        shown["next_on"] = iso(row.next.on) if row.next else ""
        table.append(tuple(shown.get(COLUMNS[i].key, str(told[i] or ""))[:34] for i in at))
    text: list[Text] = [Table(heads, table, right=(3, 4))]
    if len(rows) > MOST_ROWS:
        more = len(rows) - MOST_ROWS
        text.append(ask.say(f"… et {more} de plus (--csv les donne toutes)", f"… and {more} more (--csv has them all)"))
    return text

"""`relance preview`: what would leave on which day if nobody paid."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.present import Document
from relance.cli.screen import Table, Text
from relance.cli.typed import whole
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """The coming days, with today's plan or another."""

    help = "what would leave on which day if nobody paid; with a plan, the difference"

    def options(self, parser: CommandParser) -> None:
        """How far, and with which plan."""
        parser.add_argument("--days", type=whole, default=30)
        parser.add_argument("--plan", metavar="F.toml", help="another plan: the difference is shown")

    def answer(self, ask: Ask) -> Answer:
        """Departures, and with a plan what it would add and take away."""
        from relance.cli import present
        from relance.operations.edit_plan import check_plan
        from relance.operations.preview_days import preview_days

        now = preview_days(creditor=ask.creditor, act=ask.act, days=ask["days"])
        document = present.preview(ask.act.today, ask["days"], now)
        if not ask["plan"]:
            return Answer(document, _table(ask, document["departures"]))
        plan = check_plan(read_plan(ask["plan"])).plan
        then = preview_days(creditor=ask.creditor, act=ask.act, days=ask["days"], plan=plan)
        document["plan"] = plan.key
        document["with_plan"] = [present.departure(d) for d in then]
        document["difference"] = _difference(document["departures"], document["with_plan"])
        return Answer(document, _compared(ask, document))


def read_plan(name: str) -> str:
    """The text of a plan's file. Raises Refused."""
    try:
        return Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{name} is not a text in UTF-8: save it as UTF-8") from None
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}") from None


def _difference(now: list[Document], then: list[Document]) -> Document:
    def key(one: Document) -> tuple[object, ...]:
        return one["on"], one["customer"], one["currency"], one["kind"], one["channel"], one["total_cents"]

    before, after = {key(d) for d in now}, {key(d) for d in then}
    return {
        "no_longer": [d for d in now if key(d) not in after],
        "in_addition": [d for d in then if key(d) not in before],
    }


def _table(ask: Ask, departures: Iterable[Document]) -> list[Text]:
    from relance.cli.words import MOST_ROWS, iso
    from relance.domain.reasons import channel_words, kind_words
    from relance.domain.wording.formats import money

    rows = [
        (
            iso(d["on"]), d["customer"], kind_words(d["kind"], ask.language),
            channel_words(d["channel"], ask.language) if d["channel"] else "",
            money(d["total_cents"], d["currency"], ask.language), ", ".join(x["invoice"] for x in d["lines"])[:50],
        )
        for d in departures
    ]  # fmt: skip
    if not rows:
        return [ask.say("Rien ne partirait.", "Nothing would leave.")]
    headers = ("Day", "Customer", "What", "By", "Total", "Invoices")
    if ask.language == "fr":
        headers = ("Jour", "Client", "Quoi", "Par", "Total", "Factures")
    most = MOST_ROWS * 5
    table: list[Text] = [Table(headers, rows[:most], right=(4,))]
    if len(rows) > most:
        table.append(ask.say(f"… et {len(rows) - most} de plus", f"… and {len(rows) - most} more"))
    return table


def _compared(ask: Ask, document: Document) -> list[Text]:
    plan, difference = document["plan"], document["difference"]
    return [
        ask.say(f"Avec {plan}, partiraient en plus :", f"With {plan}, these would leave in addition:"),
        *_table(ask, difference["in_addition"]),
        "",
        ask.say("Et ne partiraient plus :", "And these would no longer leave:"),
        *_table(ask, difference["no_longer"]),
    ]

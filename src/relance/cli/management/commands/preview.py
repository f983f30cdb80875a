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
from relance.domain.comparing import difference_words
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
        from relance.operations.preview_change import preview_change
        from relance.operations.preview_days import preview_days

        if not ask["plan"]:
            now = preview_days(creditor=ask.creditor, act=ask.act, days=ask["days"])
            document = present.preview(ask.act.today, ask["days"], now)
            return Answer(document, departures_table(ask, document["departures"]))
        plan = check_plan(read_plan(ask["plan"])).plan
        found = preview_change(creditor=ask.creditor, act=ask.act, days=ask["days"], plan=plan, everywhere=True)
        document = {**present.preview(ask.act.today, ask["days"], found.now), "plan": plan.key}
        document["with_plan"] = [present.departure(d) for d in found.then]
        document["difference"] = present.difference(found)
        return Answer(document, difference_text(ask, document["difference"]))


def read_plan(name: str) -> str:
    """The text of a plan's file. Raises Refused."""
    try:
        return Path(name).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{name} is not a text in UTF-8: save it as UTF-8") from None
    except OSError as error:
        raise Refused(f"{name} cannot be read: {error.strerror}") from None


def departures_table(ask: Ask, departures: Iterable[Document]) -> list[Text]:
    """Departures, one a line, the first of them where there are many."""
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


def difference_text(ask: Ask, difference: Document) -> list[Text]:
    """What a change would add, take away or move, with the sums of each."""
    counts = difference["counts"]
    if not counts:
        return [ask.say("Rien ne changerait.", "Nothing would change.")]
    more, less = sum(1 for d in difference["in_addition"]), sum(1 for d in difference["no_longer"])
    told = ", ".join(f"{difference_words(how, ask.language)} : {n}" for how, n in sorted(counts.items()))
    if ask.language != "fr":
        told = told.replace(" : ", ": ")
    first = difference["first_on"]
    return [
        ask.say(f"Dès le {first} : {told}.", f"From {first} on: {told}."),
        "",
        ask.say(f"Partiraient alors ({more}) :", f"These would leave then ({more}):"),
        *departures_table(ask, difference["in_addition"]),
        "",
        ask.say(f"Au lieu de ({less}) :", f"In place of ({less}):"),
        *departures_table(ask, difference["no_longer"]),
    ]

"""`relance people`: who works for the creditor, and who stands in for whom."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table
from relance.cli.typed import day
from relance.cli.words import iso
from relance.operations.refused import Refused


def _days(text: str) -> tuple[date, date | None]:
    first, dots, last = text.partition("..")
    if not dots:
        raise ArgumentTypeError(f"“{text}” is not FROM..UNTIL: write 2026-02-09..2026-02-20, or 2026-02-09..")
    return day(first), day(last) if last else None


class Command(RelanceCommand):
    """Show the people, add one or change a role, note an absence and its cover."""

    help = "who works here, with roles, absences and covers"

    def options(self, parser: CommandParser) -> None:
        """Whom, and what about them."""
        parser.add_argument("name", nargs="?", default="", metavar="NAME")
        parser.add_argument("--role", default="", help="owner, manager, collector, accountant or reader")
        parser.add_argument("--absent", type=_days, metavar="FROM..UNTIL", help="away from a day to a day")
        parser.add_argument("--cover", default="", metavar="NAME", help="who does the work meanwhile")
        parser.add_argument("--back", action="store_true", help="the absence is over")

    def answer(self, ask: Ask) -> Answer:
        """The people after the change, if any."""
        from relance.domain.work_facts import role_words
        from relance.ledger.crew import load_crew, members

        _change(ask)
        today, crew = ask.act.today, load_crew(ask.creditor)
        people: list[dict[str, Any]] = [
            {
                "person": m.user.username, "role": m.role, "absent_from": m.absent_from,
                "absent_until": m.absent_until, "cover": m.cover or None,
                "does_the_work_today": crew.doing((m.user.username,), today),
            }
            for m in members(ask.creditor)
        ]  # fmt: skip
        words = ask.say("Nom;Rôle;Absence;Remplacement;Aujourd’hui", "Name;Role;Away;Cover;Today")
        rows = [
            (
                p["person"], role_words(p["role"], ask.language),
                f"{iso(p['absent_from'])}..{iso(p['absent_until'])}" if p["absent_from"] else "",
                p["cover"] or "", p["does_the_work_today"],
            )
            for p in people
        ]  # fmt: skip
        return Answer({"creditor": ask.creditor.key, "people": people}, [Table(tuple(words.split(";")), rows)])


def _change(ask: Ask) -> None:
    from relance.operations.people import add_member, set_absence

    name, away = ask["name"], ask["absent"]
    if not name and (ask["role"] or away or ask["back"] or ask["cover"]):
        raise Refused("say whom this is about: relance people NAME …")
    if ask["cover"] and not away:
        raise Refused("a cover goes with an absence: --absent 2026-02-09..2026-02-20 --cover NAME")
    if away and ask["back"]:
        raise Refused("--absent and --back say two things: give one of them")
    if ask["role"]:
        add_member(creditor=ask.creditor, name=name, role=ask["role"], act=ask.act)
    if away or ask["back"]:
        first, last = away or (None, None)
        set_absence(
            creditor=ask.creditor, name=name, from_on=first, until_on=last, cover=ask["cover"], act=ask.act
        )  # fmt: skip
    if name and not (ask["role"] or away or ask["back"]):
        raise Refused(f"say what about {name}: --role, --absent FROM..UNTIL --cover NAME, or --back")

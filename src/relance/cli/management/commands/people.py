"""`relance people`: who works for the creditor, who is invited, and who stands in for whom."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table
from relance.cli.serving import ADDRESS
from relance.cli.typed import day
from relance.cli.words import iso
from relance.operations.refused import Refused

ABOUT = ("role", "invite", "remove", "open", "close", "forget_second_factor", "absent", "back")


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
        parser.add_argument("--role", default="", help="owner, manager, collector, accountant, reader or outside")
        parser.add_argument("--invite", default="", metavar="EMAIL", help="a link by which NAME joins, with --role")
        parser.add_argument("--address", default=ADDRESS, help="where the web app answers, for that link")
        parser.add_argument("--remove", default="", metavar="WHY", help="NAME works here no longer")
        parser.add_argument("--open", default="", metavar="CUSTOMER", help="open this file to NAME, outside counsel")
        parser.add_argument("--close", default="", metavar="CUSTOMER", help="close this file to NAME again")
        parser.add_argument(
            "--forget-second-factor", action="store_true", help="NAME has lost the telephone and the recovery codes"
        )
        parser.add_argument("--absent", type=_days, metavar="FROM..UNTIL", help="away from a day to a day")
        parser.add_argument("--cover", default="", metavar="NAME", help="who does the work meanwhile")
        parser.add_argument("--back", action="store_true", help="the absence is over")

    def answer(self, ask: Ask) -> Answer:
        """The people after the change, if any."""
        from relance.domain.work_facts import role_words
        from relance.ledger.crew import load_crew, members

        link = _change(ask)
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
        text: list[Any] = [Table(tuple(words.split(";")), rows)]
        if link:
            text = [ask.say("Lien à transmettre, valable 7 jours :", "Link to hand over, for 7 days:"), link, *text]
        document = {"creditor": ask.creditor.key, "people": people, "invitation": link or None}
        return Answer(document, text)


def _change(ask: Ask) -> str:
    """What was asked for; returns the link of an invitation."""
    from relance.operations.people import add_member

    name, done = ask["name"], [word for word in ABOUT if ask[word]]
    if not name and (done or ask["cover"]):
        raise Refused("say whom this is about: relance people NAME …")
    if ask["cover"] and not ask["absent"]:
        raise Refused("a cover goes with an absence: --absent 2026-02-09..2026-02-20 --cover NAME")
    if ask["absent"] and ask["back"]:
        raise Refused("--absent and --back say two things: give one of them")
    if name and not done:
        raise Refused(f"say what about {name}: --role, --absent FROM..UNTIL --cover NAME, or --back")
    if ask["invite"]:
        return _invite(ask)
    if ask["role"]:
        add_member(creditor=ask.creditor, name=name, role=ask["role"], act=ask.act)
    _access(ask)
    _absence(ask)
    return ""


def _invite(ask: Ask) -> str:
    from relance.operations.invite import invite

    if not ask["role"]:
        raise Refused("say with which role: relance people NAME --invite EMAIL --role collector")
    return invite(
        creditor=ask.creditor, email=ask["invite"], name=ask["name"], role=ask["role"], act=ask.act,
        link_of=lambda token: f"{ask['address'].rstrip('/')}/invitation/{token}/",
    ).link  # fmt: skip


def _access(ask: Ask) -> None:
    """Files opened and closed, a second factor forgotten, a person who goes."""
    from relance.cli.subjects import customer_of
    from relance.operations.forget_second_factor import forget_second_factor
    from relance.operations.open_files import close_file, open_file
    from relance.operations.remove_member import remove_member

    creditor, name, act = ask.creditor, ask["name"], ask.act
    if ask["open"]:
        open_file(creditor=creditor, name=name, customer=customer_of(creditor, ask["open"]), act=act)
    if ask["close"]:
        close_file(creditor=creditor, name=name, customer=customer_of(creditor, ask["close"]), act=act)
    if ask["forget_second_factor"]:
        forget_second_factor(creditor=creditor, name=name, act=act)
    if ask["remove"]:
        remove_member(creditor=creditor, name=name, why=ask["remove"], act=act)


def _absence(ask: Ask) -> None:
    from relance.operations.people import set_absence

    if ask["absent"] or ask["back"]:
        first, last = ask["absent"] or (None, None)
        set_absence(
            creditor=ask.creditor, name=ask["name"], from_on=first, until_on=last, cover=ask["cover"], act=ask.act
        )  # fmt: skip

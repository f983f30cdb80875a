"""`relance sign-in`: prints a fresh link that signs a person in once."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.serving import ADDRESS, sign_in_link


class Command(RelanceCommand):
    """Make a link; it works once, within a day."""

    help = "prints a link that signs a person in, once"

    def options(self, parser: CommandParser) -> None:
        """For whom, and where the web app answers."""
        parser.add_argument("--user", default="", help="who; the first member by default")
        parser.add_argument("--address", default=ADDRESS, help="where the web app answers")

    def answer(self, ask: Ask) -> Answer:
        """Make it."""
        link = sign_in_link(ask.creditor, ask["address"], ask["user"])
        words = ask.say("Valable une fois, pendant 24 heures :", "Works once, within 24 hours:")
        return Answer({"sign_in": link}, [words, link])

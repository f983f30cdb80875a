"""`relance confirm`: a person's word on notices that wait for it."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Text


class Command(RelanceCommand):
    """Let notices leave."""

    help = "lets notices leave: their references, or --all"

    def options(self, parser: CommandParser) -> None:
        """Which notices."""
        parser.add_argument("notices", nargs="*", metavar="NOTICE")
        parser.add_argument("--all", action="store_true", help="every notice that waits for a word")

    def answer(self, ask: Ask) -> Answer:
        """Confirm; what no longer waits is said."""
        from relance.operations.confirm_notices import confirm_notices
        from relance.operations.refused import Refused

        if bool(ask["notices"]) == ask["all"]:
            raise Refused("say which notices to confirm (`relance todo` lists them), or --all, not both")
        references = None if ask["all"] else ask["notices"]
        done = confirm_notices(creditor=ask.creditor, references=references, act=ask.act)
        document = {"confirmed": list(done.confirmed), "untouched": list(done.untouched)}
        text: list[Text] = [
            ask.say(
                f"Confirmées : {len(done.confirmed)}. Elles partent au prochain envoi (relance send).",
                f"Confirmed: {len(done.confirmed)}. They leave at the next sending (relance send).",
            )
        ]
        if done.untouched:
            names = ", ".join(done.untouched)
            text.append(ask.say(f"N’attendaient plus d’accord : {names}.", f"No longer waited for a word: {names}."))
        return Answer(document, text, PROBLEMS if done.untouched else DONE)

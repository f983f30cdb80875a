"""`relance resolve`: a person says what became of a message of which nobody could tell."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand


class Command(RelanceCommand):
    """Settle a notice whose delivery is unknown; nothing is sent by this."""

    help = "says whether a message in doubt left (sent) or not (not_sent: it is decided again)"

    def options(self, parser: CommandParser) -> None:
        """Which notice, what became of it, and how one knows."""
        parser.add_argument("notice", metavar="NOTICE")
        parser.add_argument("--as", dest="way", required=True, choices=("sent", "not_sent"))
        parser.add_argument("--why", required=True)

    def answer(self, ask: Ask) -> Answer:
        """The notice as it stands now."""
        from relance.operations.resolve_unknown import resolve_unknown

        notice = resolve_unknown(
            creditor=ask.creditor, reference=ask["notice"], way=ask["way"], why=ask["why"], act=ask.act
        )
        document = {"notice": notice.reference, "state": notice.state, "resolved": ask["way"], "why": ask["why"]}
        words = ask.say(f"{notice.reference} compte comme envoyée.", f"{notice.reference} counts as sent.")
        if ask["way"] == "not_sent":
            words = ask.say(
                f"{notice.reference} n’est pas partie : l’étape sera décidée de nouveau.",
                f"{notice.reference} did not leave: its step is decided again.",
            )
        return Answer(document, [words])

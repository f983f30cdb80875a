"""`relance cancel`: takes back a notice that has not left."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand


class Command(RelanceCommand):
    """Cancel a notice, with a reason."""

    help = "takes back a notice that has not left, with a reason"

    def options(self, parser: CommandParser) -> None:
        """Which notice, and why."""
        parser.add_argument("notice", metavar="NOTICE")
        parser.add_argument("--why", required=True)

    def answer(self, ask: Ask) -> Answer:
        """Cancel it; its invoices rest today."""
        from relance.operations.confirm_notices import cancel_notice

        notice = cancel_notice(creditor=ask.creditor, reference=ask["notice"], why=ask["why"], act=ask.act)
        document = {"notice": notice.reference, "state": notice.state, "why": ask["why"]}
        words = ask.say(f"{notice.reference} est annulée.", f"{notice.reference} is cancelled.")
        return Answer(document, [words])

"""`relance tie-out`: what is shown, tied to account 411 of the books."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand


class Command(RelanceCommand):
    """Every customer account of the FEC beside what Relance shows of it, each difference named."""

    help = "ties what is open to account 411 of the FEC, every difference explained"

    def options(self, parser: CommandParser) -> None:
        """None of its own."""

    def answer(self, ask: Ask) -> Answer:
        """Read the kept books again and compare; 1 where a cent is left unexplained."""
        from relance.cli.tie_out_document import tie_out_document, tie_out_text
        from relance.operations.tie_out import tie_out

        report = tie_out(creditor=ask.creditor, act=ask.act, language=ask.language)
        document = {"today": ask.act.today, "creditor": ask.creditor.name, **tie_out_document(report)}
        code = DONE if document["is_explained"] else PROBLEMS
        return Answer(document, tie_out_text(report, ask.language), code)

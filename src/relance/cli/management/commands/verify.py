"""`relance verify`: checks the chain of events, and says where it breaks."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import DONE, PROBLEMS, Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Text
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """Recompute every link of the chain."""

    help = "checks that nothing in the record of what happened was changed"

    def options(self, parser: CommandParser) -> None:
        """A bundle, once they exist."""
        parser.add_argument("bundle", nargs="?", default="", metavar="F.zip")

    def answer(self, ask: Ask) -> Answer:
        """Each creditor's chain, or that of the one named."""
        from relance.ledger import reads
        from relance.ledger.creditors import all_creditors

        if ask["bundle"]:
            raise Refused("evidence bundles cannot be checked yet: `relance verify` alone checks the database")
        chosen = [ask.creditor] if ask["creditor"] else all_creditors()
        chains = [{"creditor": c.key, "break": reads.chain_break(c)} for c in chosen]
        intact = all(chain["break"] is None for chain in chains)
        text: list[Text] = []
        for chain in chains:
            good = ask.say("la chaîne est intacte", "the chain is intact")
            text.append(f"{chain['creditor']}: {chain['break'] or good}")
        return Answer({"intact": intact, "chains": chains}, text, DONE if intact else PROBLEMS)

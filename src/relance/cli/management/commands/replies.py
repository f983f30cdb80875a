"""`relance replies`: what customers wrote back and what it seems to mean; how well the rules read."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.reply_document import measure_row, measure_table, replies_text, reply_row
from relance.cli.subjects import customer_of
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """List the messages that wait, or all of one customer."""

    help = "messages from customers that wait, with what they seem to mean; --measure: how well the rules read"

    def options(self, parser: CommandParser) -> None:
        """Whose, and the measure."""
        parser.add_argument("--customer", default="", metavar="CODE", help="all that this customer wrote")
        parser.add_argument("--measure", action="store_true", help="count what was accepted, corrected and rejected")

    def answer(self, ask: Ask) -> Answer:
        """The list, or the count."""
        from relance.ledger import replies

        if ask["measure"]:
            if ask["customer"]:
                raise Refused("--measure counts the replies of all customers: leave out --customer")
            tallies = [measure_row(meaning, one) for meaning, one in replies.rules_measured(ask.creditor).items()]
            return Answer({"creditor": ask.creditor.key, "measured": tallies}, [measure_table(tallies, ask)])
        found = replies.waiting_replies(ask.creditor)
        if ask["customer"]:
            found = replies.customer_replies(ask.creditor, customer_of(ask.creditor, ask["customer"]))
        rows = [reply_row(ask.creditor, one) for one in found]
        document = {"today": ask.act.today, "creditor": ask.creditor.key, "replies": rows}
        return Answer(document, replies_text(rows, ask))

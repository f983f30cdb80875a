"""`relance cause`: why an invoice is paid late, as far as a person knows."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import invoice_of
from relance.domain.reasons import cause_words


class Command(RelanceCommand):
    """Say why an invoice is late."""

    help = "says why an invoice is late: forgotten, cash, our_error, their_process, dispute, unknown"

    def options(self, parser: CommandParser) -> None:
        """Which invoice, and why."""
        parser.add_argument("invoice", metavar="INVOICE")
        parser.add_argument("cause", metavar="CAUSE")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Keep it."""
        from relance.operations.set_cause import set_cause

        invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
        count = set_cause(creditor=ask.creditor, invoice=invoice, cause=ask["cause"], act=ask.act)
        document = {
            "invoice": invoice.number, "customer": invoice.customer.code, "cause": ask["cause"], "due_dates": count
        }  # fmt: skip
        number, cause = invoice.number, cause_words(ask["cause"], ask.language)
        return Answer(
            document, [ask.say(f"{number} : cause du retard, {cause}.", f"{number}: late because of {cause}.")]
        )

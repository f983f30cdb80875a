"""`relance release`: ends the holds on a customer, or on an invoice."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import subject_of


class Command(RelanceCommand):
    """Let reminders go on, one step at a time."""

    help = "lets reminders go on after a hold"

    def options(self, parser: CommandParser) -> None:
        """What to release."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """End the holds in force."""
        from relance.operations.hold import release

        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        count = release(creditor=ask.creditor, customer=subject.customer, invoice=subject.invoice, act=ask.act)
        invoice = subject.invoice.number if subject.invoice else None
        document = {"customer": subject.customer.code, "invoice": invoice, "released": count}
        what = invoice or subject.customer.code
        words = ask.say(f"{what} : les relances reprennent.", f"{what}: reminders go on.")
        return Answer(document, [words])

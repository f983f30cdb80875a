"""`relance hold`: stops reminders to a customer, or about an invoice."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import subject_of
from relance.cli.typed import day


class Command(RelanceCommand):
    """Stop reminders, for a reason and perhaps until a day."""

    help = "stops reminders to a customer or about an invoice, with a reason"

    def options(self, parser: CommandParser) -> None:
        """What to stop, until when, and why."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE")
        parser.add_argument("--until", type=day, metavar="DAY", help="the last day of the stop")
        parser.add_argument("--reason", required=True)
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Set the hold."""
        from relance.operations.hold import hold

        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        row = hold(
            creditor=ask.creditor, customer=subject.customer, invoice=subject.invoice, act=ask.act,
            reason=ask["reason"], until=ask["until"],
        )  # fmt: skip
        document = {
            "customer": subject.customer.code, "invoice": subject.invoice.number if subject.invoice else None,
            "from": row.from_on, "until": row.until_on, "reason": row.reason,
        }  # fmt: skip
        what = document["invoice"] or document["customer"]
        until = f" {ask.say('jusqu’au', 'until')} {row.until_on}" if row.until_on else ""
        words = ask.say(f"{what} : relances suspendues{until}.", f"{what}: reminders are on hold{until}.")
        return Answer(document, [words])

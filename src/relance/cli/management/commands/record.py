"""`relance record`: a reminder made outside Relance counts as that step done."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import invoice_of
from relance.cli.typed import day


class Command(RelanceCommand):
    """Record a call, a letter by hand, a formal notice."""

    help = "records a reminder made by hand: INVOICE --step STEP --on DAY"

    def options(self, parser: CommandParser) -> None:
        """Which step, on which invoice, when and how."""
        parser.add_argument("invoice", metavar="INVOICE")
        parser.add_argument("--step", required=True, metavar="KEY_OR_KIND", help="r1, reminder, formal_notice…")
        parser.add_argument("--on", type=day, required=True, metavar="DAY")
        parser.add_argument("--channel", default="", metavar="CHANNEL", help="phone, letter, registered_letter…")
        parser.add_argument("--note", default="", help="what was said")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Mark the step."""
        from relance.operations.record_step import record_step
        from relance.operations.refused import Refused

        invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
        if ask["channel"]:
            _known_channel(ask["channel"], Refused)
        done = record_step(
            creditor=ask.creditor, invoice=invoice, step=ask["step"], on=ask["on"], act=ask.act,
            channel=ask["channel"], note=ask["note"],
        )  # fmt: skip
        document = {
            "notice": done.notice.reference, "invoice": invoice.number, "customer": invoice.customer.code,
            "step": done.notice.step, "kind": done.notice.kind, "on": done.notice.left_on,
            "deadline_on": done.notice.deadline_on, "receivables": done.receivables,
        }  # fmt: skip
        label = done.notice.step_label or done.notice.step
        words = ask.say(
            f"{invoice.number} : « {label} » notée au {ask['on']} ({done.notice.reference}).",
            f"{invoice.number}: “{label}” recorded on {ask['on']} ({done.notice.reference}).",
        )
        return Answer(document, [words])


def _known_channel(channel: str, refused: type[Exception]) -> None:
    from relance.discovery import channels

    if channel not in channels():
        raise refused(f"there is no channel “{channel}”: known are {', '.join(sorted(channels()))}")

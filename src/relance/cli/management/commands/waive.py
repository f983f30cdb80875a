"""`relance waive`: gives up interest or the indemnity of an invoice, with the reason."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import invoice_of
from relance.cli.typed import cents_of
from relance.domain.wording.formats import money


class Command(RelanceCommand):
    """Give up a claim, or part of it."""

    help = "gives up interest or the indemnity of an invoice, with the reason"

    def options(self, parser: CommandParser) -> None:
        """What, how much, and why."""
        parser.add_argument("invoice", metavar="INVOICE")
        parser.add_argument("--part", choices=["interest", "indemnity"], required=True)
        parser.add_argument("--amount", default="", help="an amount; left out: all of it, and what would accrue")
        parser.add_argument("--why", required=True)
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Keep the waiver with its reason and author."""
        from relance.operations.waive_claim import waive_claim

        invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
        cents = cents_of(ask["amount"]) if ask["amount"] else None
        waiver = waive_claim(
            creditor=ask.creditor, invoice=invoice, part=ask["part"], reason=ask["why"], cents=cents, act=ask.act
        )
        document = {
            "invoice": invoice.number, "part": waiver.part, "cents": waiver.cents, "currency": invoice.currency,
            "reason": waiver.reason, "author": waiver.author, "on": waiver.on,
        }  # fmt: skip
        return Answer(document, [_sentence(ask, document)])


def _sentence(ask: Ask, document: dict[str, Any]) -> str:
    what = {
        "interest": ask.say("intérêts abandonnés", "interest waived"),
        "indemnity": ask.say("indemnité abandonnée", "indemnity waived"),
    }[document["part"]]
    much = "" if document["cents"] is None else f" ({money(document['cents'], document['currency'], ask.language)})"
    return ask.say(f"{document['invoice']} : {what}{much}.", f"{document['invoice']}: {what}{much}.")

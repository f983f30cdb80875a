"""`relance write-off`: gives up what an invoice still owes, or takes that back."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import invoice_of
from relance.cli.typed import cents_of
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """Write off an invoice, or part of it, with a reason."""

    help = "gives up what an invoice still owes, with a reason; --undo takes it back"

    def options(self, parser: CommandParser) -> None:
        """Which invoice, how much, and why."""
        parser.add_argument("invoice", metavar="INVOICE")
        parser.add_argument("--amount", default="", help="1200, 1200.50 or 1 200,50; all that is open by default")
        parser.add_argument("--reason", default="")
        parser.add_argument("--undo", action="store_true", help="take back all that was written off of it")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """What was given up, or taken back, and what is open now."""
        from relance.domain.wording.formats import money
        from relance.operations.write_off import undo_write_off, write_off

        invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
        if ask["undo"]:
            if ask["amount"]:
                raise Refused("--undo takes back all that was written off: leave --amount out")
            cents = -undo_write_off(creditor=ask.creditor, invoice=invoice, act=ask.act)
        else:
            wanted = cents_of(ask["amount"]) if ask["amount"] else None
            rows = write_off(
                creditor=ask.creditor, invoice=invoice, cents=wanted, reason=ask["reason"], act=ask.act
            )  # fmt: skip
            cents = sum(row.cents for row in rows)
        left = sum(invoice.receivables.values_list("open_cents", flat=True))
        document = {
            "invoice": invoice.number, "customer": invoice.customer.code, "currency": invoice.currency,
            "written_off_cents": cents, "open_cents": left,
        }  # fmt: skip
        total, rest = (money(x, invoice.currency, ask.language) for x in (abs(cents), left))
        if cents < 0:
            words = ask.say(
                f"{invoice.number} : {total} de nouveau dus, reste dû {rest}.",
                f"{invoice.number}: {total} owed again, {rest} open.",
            )
        else:
            words = ask.say(
                f"{invoice.number} : {total} passés en perte, reste dû {rest}.",
                f"{invoice.number}: {total} written off, {rest} open.",
            )
        return Answer(document, [words])

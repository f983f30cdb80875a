"""`relance allocate`: sets what a customer has on account against an invoice."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import customer_of, invoice_of
from relance.cli.typed import cents_of


class Command(RelanceCommand):
    """Set a credit note, or a payment on account, against an invoice of the same customer."""

    help = "sets a credit note or a payment on account against an invoice"

    def options(self, parser: CommandParser) -> None:
        """What, against which invoice."""
        parser.add_argument("customer", metavar="CUSTOMER")
        parser.add_argument("--credit", default="", metavar="NUMBER", help="the credit note")
        parser.add_argument("--payment", type=int, metavar="ID", help="or the payment")
        parser.add_argument("--to", required=True, dest="invoice", metavar="INVOICE")
        parser.add_argument("--amount", default="", help="at most so much; all that fits by default")

    def answer(self, ask: Ask) -> Answer:
        """What was set, and what is open now."""
        from relance.domain.wording.formats import money
        from relance.operations.allocate_credit import allocate_credit

        customer = customer_of(ask.creditor, ask["customer"])
        invoice = invoice_of(ask.creditor, ask["invoice"], customer.code)
        cents = allocate_credit(
            creditor=ask.creditor, customer=customer, invoice=invoice, act=ask.act, credit=ask["credit"],
            payment_id=ask["payment"], cents=cents_of(ask["amount"]) if ask["amount"] else None,
        )  # fmt: skip
        left = sum(invoice.receivables.values_list("open_cents", flat=True))
        document = {
            "customer": customer.code, "invoice": invoice.number, "currency": invoice.currency,
            "allocated_cents": cents, "open_cents": left,
        }  # fmt: skip
        done, rest = (money(x, invoice.currency, ask.language) for x in (cents, left))
        words = ask.say(
            f"{invoice.number} : {done} affectés, reste dû {rest}.", f"{invoice.number}: {done} set, {rest} open."
        )
        return Answer(document, [words])

"""`relance pay`: a payment typed by hand."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import invoice_of
from relance.cli.typed import cents_of, day


class Command(RelanceCommand):
    """Record money received for an invoice."""

    help = "records a payment by hand: INVOICE AMOUNT --on DAY"

    def options(self, parser: CommandParser) -> None:
        """The payment."""
        parser.add_argument("invoice", metavar="INVOICE")
        parser.add_argument("amount", metavar="AMOUNT", help="1200, 1200.50 or 1 200,50")
        parser.add_argument("--on", type=day, required=True, metavar="DAY", help="the day it was received")
        parser.add_argument("--reference", default="")
        parser.add_argument("--toward", choices=["interest", "indemnity"], help="a claim instead of the principal")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """What was set against the invoice, and what stays on account."""
        from relance.domain.wording.formats import money
        from relance.operations.pay_claim import pay_claim
        from relance.operations.record_payment import record_payment

        invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
        cents = cents_of(ask["amount"])
        what = {
            "creditor": ask.creditor, "invoice": invoice, "cents": cents, "on": ask["on"], "act": ask.act,
            "reference": ask["reference"],
        }  # fmt: skip
        payment = pay_claim(part=ask["toward"], **what) if ask["toward"] else record_payment(**what)
        left = sum(invoice.receivables.values_list("open_cents", flat=True))
        document = {
            "payment": payment.pk, "invoice": invoice.number, "customer": invoice.customer.code,
            "amount_cents": cents, "currency": payment.currency, "allocated_cents": cents - payment.open_cents,
            "on_account_cents": payment.open_cents, "open_cents": left,
        }  # fmt: skip
        paid, rest = money(cents, payment.currency, ask.language), money(left, payment.currency, ask.language)
        text = [
            ask.say(
                f"Paiement {payment.pk} : {paid} sur {invoice.number}, reste dû {rest}.",
                f"Payment {payment.pk}: {paid} on {invoice.number}, {rest} still open.",
            )
        ]
        if payment.open_cents:
            extra = money(payment.open_cents, payment.currency, ask.language)
            text.append(ask.say(f"{extra} de trop : laissés en compte.", f"{extra} too much: left on account."))
        return Answer(document, text)

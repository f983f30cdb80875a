"""`relance unpay`: undoes a payment."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand


class Command(RelanceCommand):
    """Undo a payment: what it settled opens again at the step it had."""

    help = "undoes a payment (a cheque came back, a typing mistake)"

    def options(self, parser: CommandParser) -> None:
        """Which payment."""
        parser.add_argument("payment", type=int, metavar="PAYMENT", help="its number, as `relance pay` printed it")

    def answer(self, ask: Ask) -> Answer:
        """Undo it."""
        from relance.domain.wording.formats import money
        from relance.operations.undo_match import undo_payment

        payment = undo_payment(creditor=ask.creditor, payment_id=ask["payment"], act=ask.act)
        document = {
            "payment": payment.pk, "customer": payment.customer.code, "amount_cents": payment.amount_cents,
            "currency": payment.currency, "cancelled_on": payment.cancelled_on,
        }  # fmt: skip
        amount = money(payment.amount_cents, payment.currency, ask.language)
        words = ask.say(
            f"Paiement {payment.pk} de {amount} annulé : les factures reprennent où elles en étaient.",
            f"Payment {payment.pk} of {amount} undone: its invoices go on where they were.",
        )
        return Answer(document, [words])

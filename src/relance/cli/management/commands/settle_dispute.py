"""`relance settle-dispute`: how a dispute ends."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.dispute_document import dispute_row
from relance.cli.subjects import invoice_of
from relance.cli.typed import cents_of, whole
from relance.domain.reasons import dispute_state_words
from relance.domain.wording.formats import money
from relance.operations.refused import Refused

OUTCOMES = ("accepted", "rejected", "withdrawn", "credited")


class Command(RelanceCommand):
    """Accept, reject or take back a dispute; or note that the agreed credit is there."""

    help = "ends a dispute: INVOICE --accepted, --rejected, --withdrawn or --credited"

    def options(self, parser: CommandParser) -> None:
        """Which dispute, how it ends, and what the customer is told."""
        parser.add_argument("invoice", metavar="INVOICE")
        how = parser.add_mutually_exclusive_group(required=True)
        for outcome in OUTCOMES:
            how.add_argument(f"--{outcome}", dest="outcome", action="store_const", const=outcome)
        parser.add_argument(
            "--credit", metavar="A", help="the credit note that is agreed; all that is disputed without"
        )
        parser.add_argument("--explanation", default="", help="told to the customer")
        parser.add_argument("--no-answer", action="store_true", help="do not tell the customer")
        parser.add_argument("--dispute", type=whole, metavar="ID", help="where the invoice has several")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Settle it."""
        from relance.ledger.disputes import find_dispute
        from relance.operations.settle_dispute import settle_dispute

        invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
        dispute = settle_dispute(
            creditor=ask.creditor, dispute=_chosen(ask, invoice), outcome=ask["outcome"], act=ask.act,
            explanation=ask["explanation"], credit_cents=cents_of(ask["credit"]) if ask["credit"] else None,
            tell_customer=not ask["no_answer"],
        )  # fmt: skip
        document = dispute_row(ask.creditor, find_dispute(ask.creditor, dispute.pk), ask.act.today)
        state = dispute_state_words(dispute.state, ask.language)
        credit = dispute.expected_credit_cents
        of = f" ({money(credit, invoice.currency, ask.language)})" if credit else ""
        number = invoice.number
        return Answer(document, [ask.say(f"{number} : litige {state}{of}.", f"{number}: dispute {state}{of}.")])


def _chosen(ask: Ask, invoice: Any) -> Any:
    """The dispute named with --dispute, else the invoice's only one in force. Raises Refused."""
    from relance.ledger.disputes import disputes

    rows = list(disputes(ask.creditor).filter(invoice=invoice).order_by("pk"))
    if ask["dispute"]:
        rows = [d for d in rows if d.pk == ask["dispute"]]
    else:
        rows = [d for d in rows if d.state in ("open", "accepted")]
    if not rows:
        raise Refused(f"no such dispute is in force on {invoice.number}: `relance dispute` lists those that are")
    if len(rows) > 1:
        which = ", ".join(f"{d.pk} ({d.reason}, {d.state})" for d in rows)
        raise Refused(f"{invoice.number} has several disputes: give --dispute, one of {which}")
    return rows[0]

"""`relance dispute`: what a customer contests; or the list of what is contested, and how often for which reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.dispute_document import cause_row, causes_text, dispute_row, disputes_text, total_row
from relance.cli.subjects import invoice_of
from relance.cli.typed import cents_of, day
from relance.domain.reasons import dispute_reason_words
from relance.domain.wording.formats import date_short, money
from relance.operations.refused import Refused

if TYPE_CHECKING:
    from relance.cli.present import Document


class Command(RelanceCommand):
    """Open a dispute about an invoice; without an invoice, list those in force."""

    help = "opens a dispute about an invoice: INVOICE --reason R; without an invoice, lists those in force"

    def options(self, parser: CommandParser) -> None:
        """What is contested, why, who deals with it and until when."""
        parser.add_argument("invoice", metavar="INVOICE", nargs="?", default="")
        parser.add_argument("--amount", help="the part that is contested; the whole invoice without it")
        parser.add_argument("--reason", default="", help="delivery, quality, price, wrong_document, already_paid…")
        parser.add_argument("--owner", default="", metavar="USER", help="who deals with it")
        parser.add_argument("--until", type=day, metavar="DAY", help="the day by which it is to be settled")
        parser.add_argument("--note", default="", help="what was said; kept in the exchange, not told to the customer")
        parser.add_argument("--no-answer", action="store_true", help="do not tell the customer that it was received")
        parser.add_argument("--causes", action="store_true", help="count disputes, and why what is late is late")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Open it, or list."""
        if not ask["invoice"]:
            return _listed(ask)
        if ask["causes"]:
            raise Refused("--causes counts all disputes: leave out the invoice")
        return _opened(ask)


def _opened(ask: Ask) -> Answer:
    from relance.ledger.disputes import find_dispute
    from relance.operations.open_dispute import open_dispute

    if not ask["reason"]:
        raise Refused("say what is contested: --reason delivery, quality, price, wrong_document, order_reference…")
    invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
    dispute = open_dispute(
        creditor=ask.creditor, invoice=invoice, reason=ask["reason"], act=ask.act, owner=ask["owner"],
        cents=cents_of(ask["amount"]) if ask["amount"] else None, due_on=ask["until"], note=ask["note"],
        tell_customer=not ask["no_answer"],
    )  # fmt: skip
    document = dispute_row(ask.creditor, find_dispute(ask.creditor, dispute.pk), ask.act.today)
    number, until = invoice.number, date_short(dispute.due_on, ask.language)
    total = money(document["cents"], document["currency"], ask.language)
    why, owner = dispute_reason_words(dispute.reason, ask.language), dispute.owner
    text = ask.say(
        f"{number} : litige {dispute.pk} ouvert sur {total} ({why}), à régler avant le {until}"
        + (f" par {owner}." if owner else "."),
        f"{number}: dispute {dispute.pk} opened on {total} ({why}), to be settled by {until}"
        + (f" by {owner}." if owner else "."),
    )
    return Answer(document, [text])


def _listed(ask: Ask) -> Answer:
    from relance.ledger import disputes

    today = ask.act.today
    rows = [dispute_row(ask.creditor, d, today) for d in disputes.disputes_in_force(ask.creditor)]
    document: Document = {"today": today, "creditor": ask.creditor.key, "disputes": rows}
    text = disputes_text(rows, ask)
    if ask["causes"]:
        document |= {
            f"by_{by}": [total_row(x) for x in disputes.dispute_totals(ask.creditor, by)] for by in disputes.BY
        }
        document["causes"] = [cause_row(x) for x in disputes.causes_of_lateness(ask.creditor, today)]
        text += causes_text(document, ask)
    return Answer(document, text)

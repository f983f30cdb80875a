"""`relance clocks`: the legal periods that run, with article and arithmetic; and those running out."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table
from relance.cli.subjects import subject_of
from relance.domain.wording.formats import date_short
from relance.operations.legal_clocks import ClaimClock

STATES = {
    "fr": {"running": "court", "soon": "bientôt", "passed": "dépassé"},
    "en": {"running": "running", "soon": "soon", "passed": "passed"},
}


class Command(RelanceCommand):
    """Legal clocks of a customer or an invoice; without a name, those running out everywhere."""

    help = "legal periods with article and arithmetic; without a subject, those running out"

    def options(self, parser: CommandParser) -> None:
        """Of what."""
        parser.add_argument("subject", nargs="?", default="", metavar="CUSTOMER|INVOICE")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """A row a clock, the first to end first."""
        found = _clocks(ask)
        today = ask.act.today
        rows = [_row(x, ask) for x in found]
        document = {"today": today, "clocks": rows}
        words = ask.say("Client;Facture;Délai;Jusqu’au;État;Texte", "Customer;Invoice;Period;Until;State;Text")
        table = Table(
            tuple(words.split(";")),
            [
                (r["customer"], r["invoice"], r["label"], date_short(r["due_on"], ask.language),
                 STATES[ask.language][r["state"]], f"{r['article']}. {r['arithmetic']}")
                for r in rows
            ],
        )  # fmt: skip
        return Answer(
            document, [table] if rows else [ask.say("Aucun délai n’expire bientôt.", "No period is running out.")]
        )


def _clocks(ask: Ask) -> list[ClaimClock]:
    from relance.ledger import reads
    from relance.operations.legal_clocks import clocks_of, clocks_running_out

    if not ask["subject"]:
        return clocks_running_out(ask.creditor, ask.act.today)
    subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
    rows = reads.customer_receivables(ask.creditor, subject.customer).select_related("customer")
    if subject.invoice:
        rows = rows.filter(invoice=subject.invoice)
    return clocks_of(ask.creditor, [r for r in rows if r.open_cents or subject.invoice])


def _row(found: ClaimClock, ask: Ask) -> dict[str, Any]:
    clock, receivable = found.clock, found.receivable
    return {
        "customer": receivable.customer.code, "invoice": receivable.invoice.number, "key": clock.key,
        "label": clock.label.text(ask.language), "starts_on": clock.starts_on, "due_on": clock.due_on,
        "warn_on": clock.warn_on, "state": clock.state(ask.act.today), "days_left": clock.days_left(ask.act.today),
        "article": clock.article, "version": clock.version.text(ask.language),
        "arithmetic": clock.arithmetic.text(ask.language),
    }  # fmt: skip

"""`relance hold`: stops reminders to a customer, or about an invoice; without a subject, who is left in peace."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table
from relance.cli.subjects import subject_of
from relance.cli.typed import day
from relance.operations.refused import Refused

KINDS = {
    "hold": ("suspension", "hold"),
    "no_dunning": ("exclu des relances", "never reminded"),
    "insolvency": ("procédure collective", "insolvency"),
    "handed_over": ("dossier transmis", "handed over"),
    "direct_debit": ("prélèvement", "direct debit"),
}


class Command(RelanceCommand):
    """Stop reminders, for a reason, perhaps from a day and until a day; or list all that is stopped."""

    help = "stops reminders to a customer or about an invoice, with a reason; without a subject, lists all stops"

    def options(self, parser: CommandParser) -> None:
        """What to stop, from when, until when, and why."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE", nargs="?", default="")
        parser.add_argument("--from", dest="start", type=day, metavar="DAY", help="the first day of the stop")
        parser.add_argument("--until", type=day, metavar="DAY", help="the last day of the stop")
        parser.add_argument("--reason", default="", help="why; a hold needs one")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Set the hold, or list what is stopped."""
        from relance.operations.hold import hold

        if not ask["subject"]:
            if ask["reason"] or ask["start"] or ask["until"]:
                raise Refused("say what to hold: relance hold CUSTOMER|INVOICE --reason “…”")
            return _list(ask)
        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        row = hold(
            creditor=ask.creditor, customer=subject.customer, invoice=subject.invoice, act=ask.act,
            reason=ask["reason"], start=ask["start"], until=ask["until"],
        )  # fmt: skip
        document = {
            "customer": subject.customer.code, "invoice": subject.invoice.number if subject.invoice else None,
            "from": row.from_on, "until": row.until_on, "reason": row.reason,
        }  # fmt: skip
        what = document["invoice"] or document["customer"]
        start = f" {ask.say('à partir du', 'from')} {row.from_on}" if row.from_on > ask.act.today else ""
        until = f" {ask.say('jusqu’au', 'until')} {row.until_on}" if row.until_on else ""
        words = ask.say(f"{what} : relances suspendues{start}{until}.", f"{what}: reminders are on hold{start}{until}.")
        return Answer(document, [words])


def _list(ask: Ask) -> Answer:
    """All that is stopped, so that nothing is forgotten."""
    from relance.cli.words import iso
    from relance.ledger.holds import all_stopped

    found = all_stopped(ask.creditor, ask.act.today)
    document = {
        "today": ask.act.today,
        "stopped": [
            {
                "kind": s.kind, "customer": s.customer.code, "invoice": s.invoice or None, "since": s.since,
                "until": s.until, "author": s.author or None, "reason": s.reason or None,
            }
            for s in found
        ],
    }  # fmt: skip
    if not found:
        return Answer(document, [ask.say("Personne n’est laissé en paix.", "Nobody is left in peace.")])
    headers = ("What", "Customer", "Invoice", "Since", "Until", "By", "Why")
    if ask.language == "fr":
        headers = ("Quoi", "Client", "Facture", "Depuis", "Jusqu’au", "Par", "Pourquoi")
    rows = [
        (ask.say(*KINDS[s.kind]), s.customer.code, s.invoice, iso(s.since), iso(s.until), s.author, s.reason)
        for s in found
    ]
    return Answer(document, [Table(headers, rows)])

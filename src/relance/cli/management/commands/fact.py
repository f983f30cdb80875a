"""`relance fact`: records what happened to a claim in law (an acknowledgement, an order, a title…)."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import subject_of
from relance.cli.typed import day
from relance.domain.wording.formats import date_short


class Command(RelanceCommand):
    """Keep a fact that starts, stops or interrupts a legal period."""

    help = "records a fact of law: acknowledgement, court_claim, order_rendered, order_served, title…"

    def options(self, parser: CommandParser) -> None:
        """What happened, to what, when."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE")
        parser.add_argument("--kind", required=True)
        parser.add_argument("--on", type=day, required=True, metavar="DAY")
        parser.add_argument("--until", type=day, metavar="DAY", help="the end of a court case that began on that day")
        parser.add_argument("--note", default="")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Keep it."""
        from relance.operations.record_fact import record_fact

        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        fact = record_fact(
            creditor=ask.creditor, customer=subject.customer, invoice=subject.invoice, kind=ask["kind"], on=ask["on"],
            until=ask["until"], note=ask["note"], act=ask.act,
        )  # fmt: skip
        number = subject.invoice.number if subject.invoice else None
        document = {
            "customer": subject.customer.code,
            "invoice": number,
            "kind": fact.kind,
            "on": fact.on,
            "until": fact.until_on,
        }
        what, on = number or subject.customer.code, date_short(fact.on, ask.language)
        return Answer(document, [ask.say(f"{what} : fait noté à la date du {on}.", f"{what}: recorded for {on}.")])

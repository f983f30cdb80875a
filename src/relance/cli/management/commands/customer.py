"""`relance customer`: shows or changes one customer."""

from __future__ import annotations

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.subjects import customer_of
from relance.cli.typed import pairs


class Command(RelanceCommand):
    """Show or change what is known of a customer."""

    help = "shows or changes one customer: kind, plan, terms, language, contacts…"

    def options(self, parser: CommandParser) -> None:
        """Which customer, and what to change."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("changes", nargs="*", metavar="KEY=VALUE")

    def answer(self, ask: Ask) -> Answer:
        """The customer after the changes, with what it owes."""
        from relance.cli.words import iso
        from relance.domain.reasons import reason_words
        from relance.domain.wording.formats import money
        from relance.ledger import reads
        from relance.operations.edit_customer import customer_values, edit_customer

        customer = customer_of(ask.creditor, ask["code"])
        changes = pairs(ask["changes"])
        if "address" in changes:
            changes["address"] = changes["address"].replace("\\n", "\n")
        if changes:
            customer = edit_customer(creditor=ask.creditor, customer=customer, changes=changes, act=ask.act)
        values = customer_values(customer)
        owed = [r for r in reads.customer_receivables(ask.creditor, customer) if r.open_cents]
        document = {
            "customer": customer.code, "values": values, "changed": sorted(changes), "wake_on": customer.wake_on,
            "reason": customer.reason or None,
            "receivables": [
                {
                    "invoice": r.invoice.number, "due_on": r.due_on, "open_cents": r.open_cents,
                    "currency": r.currency, "reason": r.reason or None, "next_step": r.next_step or None,
                    "next_on": r.next_on,
                }
                for r in owed
            ],
        }  # fmt: skip
        facts = Table(("", ""), [(k, str(v).replace("\n", ", ")) for k, v in values.items() if v not in ("", None)])
        text: list[Text] = [f"{customer.code}  {customer.name}", facts]
        if owed:
            headers = ("Invoice", "Due", "Open", "Next step", "On", "Why not today")
            if ask.language == "fr":
                headers = ("Facture", "Échéance", "Reste dû", "Prochaine étape", "Le", "Pourquoi pas aujourd’hui")
            rows = [
                (
                    r.invoice.number, iso(r.due_on), money(r.open_cents, r.currency, ask.language), r.next_step,
                    iso(r.next_on), reason_words(r.reason, ask.language) if r.reason else "",
                )
                for r in owed
            ]  # fmt: skip
            text.append(Table(headers, rows, right=(2,)))
        return Answer(document, text)

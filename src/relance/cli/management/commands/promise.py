"""`relance promise`: what a customer said it would pay, and by when; or the list of promises."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.promise_document import promise_row, promises_text, reliability_row, reliability_text
from relance.cli.subjects import invoice_of
from relance.cli.typed import cents_of, day
from relance.domain.wording.formats import date_short, money
from relance.operations.refused import Refused

LISTS = ("due", "week", "live", "broken", "late", "kept", "withdrawn")


class Command(RelanceCommand):
    """Record a promise about an invoice, or take it back; without an invoice, list promises."""

    help = "records a promise to pay: INVOICE --on DAY [--amount A]; without an invoice, lists promises"

    def options(self, parser: CommandParser) -> None:
        """How much by when, said by whom."""
        parser.add_argument("invoice", metavar="INVOICE", nargs="?", default="")
        parser.add_argument("--on", type=day, metavar="DAY", help="the day by which it will be paid")
        parser.add_argument("--amount", help="how much; without it what is due by then and not disputed")
        parser.add_argument("--by", default="", metavar="WHO", help="who said so")
        parser.add_argument("--channel", default="", help="phone, email, letter…")
        parser.add_argument("--note", default="", help="what was said, or why it is withdrawn")
        parser.add_argument("--tell", action="store_true", help="write to the customer that it was noted")
        parser.add_argument("--withdraw", action="store_true", help="take back the live promises of the invoice")
        parser.add_argument("--list", choices=LISTS, default="live", help="which promises to list (default: live)")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Record, withdraw or list."""
        if not ask["invoice"]:
            return _listed(ask)
        return _withdrawn(ask) if ask["withdraw"] else _made(ask)


def _made(ask: Ask) -> Answer:
    from relance.operations.make_promise import make_promise

    if ask["on"] is None:
        raise Refused("say by which day it will be paid: --on 2026-02-28")
    invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
    promise = make_promise(
        creditor=ask.creditor, invoice=invoice, on=ask["on"], act=ask.act, said_by=ask["by"], note=ask["note"],
        channel=ask["channel"], cents=cents_of(ask["amount"]) if ask["amount"] else None, tell_customer=ask["tell"],
    )  # fmt: skip
    total, until = money(promise.cents, invoice.currency, ask.language), date_short(promise.on, ask.language)
    text = ask.say(
        f"{invoice.number} : {total} promis pour le {until}, les relances attendent.",
        f"{invoice.number}: {total} promised by {until}, reminders wait.",
    )
    return Answer(promise_row(ask, promise), [text])


def _withdrawn(ask: Ask) -> Answer:
    from relance.ledger import promises
    from relance.operations.make_promise import withdraw_promise

    invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
    rows: Any = promises.customer_promises(ask.creditor, invoice.customer).filter(invoice=invoice, state="live")
    live = list(rows.filter(on=ask["on"]) if ask["on"] else rows)
    if not live:
        raise Refused(f"no promise is live on {invoice.number}: `relance promise` lists those that are")
    gone = [withdraw_promise(creditor=ask.creditor, promise_id=one.pk, act=ask.act, why=ask["note"]) for one in live]
    text = ask.say(
        f"{invoice.number} : {len(gone)} promesse(s) retirée(s), les relances reprennent.",
        f"{invoice.number}: {len(gone)} promise(s) withdrawn, reminders go on.",
    )
    return Answer({"invoice": invoice.number, "withdrawn": [promise_row(ask, one) for one in gone]}, [text])


def _listed(ask: Ask) -> Answer:
    from relance.cli.subjects import customer_of
    from relance.ledger import promises

    today = ask.act.today
    found: Any = promises.promises(ask.creditor, ask["list"], today)
    customer = customer_of(ask.creditor, ask["customer"]) if ask["customer"] else None
    if customer:
        found = found.filter(customer=customer)
    held = promises.reliability(ask.creditor, customer)
    rows = [promise_row(ask, one) for one in found]
    document = {
        "today": today, "creditor": ask.creditor.key, "list": ask["list"], "promises": rows,
        "counts": promises.promise_counts(ask.creditor, today), "reliability": reliability_row(held),
    }  # fmt: skip
    none = ask.say("Aucune promesse dans cette liste.", "No promise in this list.")
    return Answer(document, [*(promises_text(rows, ask) or [none]), reliability_text(held, ask)])

"""`relance explain`: why somebody was, or was not, reminded, and what comes next."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.present import Document
from relance.cli.subjects import subject_of
from relance.ledger.creditors import Invoice, Receivable
from relance.operations.explain import Explained


class Command(RelanceCommand):
    """Decide once more, write nothing, and say it in words."""

    help = "why a customer or an invoice is, or is not, reminded, and what comes next"

    def options(self, parser: CommandParser) -> None:
        """Of what."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """One invoice, or all open ones of a customer."""
        from relance.operations.explain import explain

        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        found = explain(creditor=ask.creditor, customer=subject.customer, act=ask.act)
        if subject.invoice:
            document = explain_invoice(ask, found, subject.invoice)
            return Answer(document, [document["text"]])
        document = _customer(ask, found)
        return Answer(document, [document["text"]])


def explain_invoice(ask: Ask, found: Explained, invoice: Invoice) -> Document:
    """The document of one invoice; its first open due date speaks for it."""
    rows = list(invoice.receivables.order_by("due_on", "pk"))
    lines = [_line(ask, found, row) for row in rows]
    open_ones = [line for line in lines if line["open_cents"]] or lines
    first: dict[str, Any] = open_ones[0]
    text = "\n".join(line["text"] for line in open_ones)
    return {
        "invoice": invoice.number, "customer": invoice.customer.code, "today": ask.act.today,
        **{**first, "text": text}, "receivables": lines,
    }  # fmt: skip


def _line(ask: Ask, found: Explained, row: Receivable) -> Document:
    from relance.cli import present
    from relance.domain.reasons import explain_text
    from relance.ledger import reads

    done = reads.steps_of_invoice(ask.creditor, row.invoice).filter(receivable=row, cycle=row.cycle)
    steps = [(step.step, step.on) for step in done]
    told = found.find(str(row.pk))
    if told is None:
        return {**present.explained(None, None, steps, _settled(ask, row)), "due_on": row.due_on}
    position, verdict, receivable = told
    before = [("reminder", d.on) for d in receivable.done if not d.key]
    text = explain_text(
        receivable, verdict, receivable.plan or found.case.plan, ask.language, currency=position.currency,
        waiting=_waiting(found, row.pk),
    )  # fmt: skip
    return present.explained(receivable, verdict, sorted([*before, *steps], key=lambda s: s[1]), text)


def _settled(ask: Ask, row: Receivable) -> str:
    number, on = row.invoice.number, row.paid_on or row.absent_since
    since = _since(ask, on) if on else ""
    if row.absent_since:
        return ask.say(
            f"{number} n’est plus dans la liste des factures ouvertes{since} : elle compte comme réglée.",
            f"{number} is no longer in the list of open invoices{since}: it counts as settled.",
        )
    return ask.say(f"{number} est réglée{since} : aucune relance.", f"{number} is settled{since}: no reminder.")


def _since(ask: Ask, on: date) -> str:
    from relance.domain.wording.formats import date_long

    return f" {ask.say('depuis le', 'since')} {date_long(on, ask.language)}"


def _waiting(found: Explained, receivable: int) -> str:
    """The state of the notice about this receivable that has not left."""
    for notice in found.waiting:
        if any(line.receivable_id == receivable and line.is_acted for line in notice.lines.all()):
            return str(notice.state)
    return ""


def _customer(ask: Ask, found: Explained) -> Document:
    """Every open invoice of the customer, and the customer's own reason if there is one."""
    from relance.domain.reasons import reason_words
    from relance.ledger import reads

    customer = found.case.customer
    rows = [r for r in reads.customer_receivables(ask.creditor, customer) if r.open_cents]
    seen: dict[int, Invoice] = {r.invoice_id: r.invoice for r in rows}
    invoices = [explain_invoice(ask, found, invoice) for invoice in seen.values()]
    own = [s for _, verdict in found.verdicts for s in verdict.silences if s.receivable is None]
    wakes = [verdict.wake_on for _, verdict in found.verdicts if verdict.wake_on]
    text = [f"{customer.code}  {customer.name}"]
    text += [reason_words(s.reason, ask.language, until=s.until) for s in own]
    text += [invoice["text"] for invoice in invoices]
    if not invoices:
        text.append(ask.say("Rien n’est dû : aucune relance.", "Nothing is owed: no reminder."))
    return {
        "customer": customer.code, "name": customer.name, "today": ask.act.today, "plan": found.case.plan.key,
        "reason": own[0].reason if own else None, "wake_on": min(wakes, default=None),
        "channels": sorted(found.case.channels), "invoices": invoices, "text": "\n".join(text),
    }  # fmt: skip

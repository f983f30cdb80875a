"""Disputes and their counts, as documents for programs and as tables for people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from relance.cli.command import Ask
from relance.cli.screen import Table, Text
from relance.cli.words import MOST_ROWS, iso
from relance.domain.reasons import cause_words, dispute_reason_words, dispute_state_words
from relance.domain.wording.formats import money

if TYPE_CHECKING:
    from relance.cli.present import Document
    from relance.ledger.creditors import Creditor
    from relance.ledger.disputes import CauseTotal, DisputeTotal


def dispute_row(creditor: Creditor, dispute: Any, today: date) -> Document:
    """A dispute as it stands, with what it is about in cents and the message that told the customer last."""
    from relance.ledger.disputes import IN_FORCE, dispute_answers

    answer = dispute_answers(creditor, dispute).exclude(state="cancelled").last()
    return {
        "dispute": dispute.pk, "invoice": dispute.invoice.number, "customer": dispute.customer.code,
        "name": dispute.customer.name, "reason": dispute.reason, "state": dispute.state,
        "cents": dispute.contested_cents, "whole": dispute.cents is None, "currency": dispute.invoice.currency,
        "open_cents": dispute.invoice_open_cents, "owner": dispute.owner or None, "opened_on": dispute.opened_on,
        "due_on": dispute.due_on, "overdue": dispute.state in IN_FORCE and dispute.due_on < today,
        "closed_on": dispute.closed_on, "expected_credit_cents": dispute.expected_credit_cents,
        "credited_on": dispute.credited_on, "explanation": dispute.outcome,
        "answer": {"notice": answer.reference, "state": answer.state} if answer else None,
    }  # fmt: skip


def total_row(total: DisputeTotal) -> Document:
    """The disputes of one reason, owner or customer."""
    return {
        "key": total.key, "label": total.label, "currency": total.currency, "count": total.count,
        "in_force": total.in_force, "cents": total.cents, "settled": total.settled, "accepted": total.accepted,
        "average_days": total.days, "accepted_percent": total.share,
    }  # fmt: skip


def cause_row(total: CauseTotal) -> Document:
    """The late receivables of one cause."""
    return {
        "cause": total.cause, "currency": total.currency, "count": total.count, "cents": total.cents,
        "percent": total.share,
    }  # fmt: skip


def disputes_text(rows: list[Document], ask: Ask) -> list[Text]:
    """Disputes in force, what is due first on top."""
    if not rows:
        return [ask.say("Aucun litige en cours.", "No dispute is in force.")]
    headers = ("N°", "Facture", "Client", "Motif", "Montant", "État", "Suivi par", "Avant le")
    if ask.language != "fr":
        headers = ("No.", "Invoice", "Customer", "Reason", "Amount", "State", "With", "By")
    shown = [
        (
            str(d["dispute"]), d["invoice"], f"{d['customer']} {d['name']}"[:30],
            dispute_reason_words(d["reason"], ask.language), money(d["cents"], d["currency"], ask.language),
            dispute_state_words(d["state"], ask.language), d["owner"] or "–",
            iso(d["due_on"]) + (" !" if d["overdue"] else ""),
        )
        for d in rows[:MOST_ROWS]
    ]  # fmt: skip
    more = len(rows) - MOST_ROWS
    text: list[Text] = [Table(headers, shown, right=(0, 4))]
    if more > 0:
        text.append(ask.say(f"… et {more} de plus (--json les donne tous)", f"… and {more} more (--json has them all)"))
    return text


def causes_text(document: Document, ask: Ask) -> list[Text]:
    """Disputes counted by reason, owner and customer; and why what is late is late."""
    titles = {
        "reason": ask.say("Litiges par motif", "Disputes by reason"),
        "owner": ask.say("Litiges par responsable", "Disputes by owner"),
        "customer": ask.say("Litiges par client", "Disputes by customer"),
    }
    text: list[Text] = []
    for by, title in titles.items():
        if document[f"by_{by}"]:
            text += ["", title, _totals(document[f"by_{by}"], by, ask)]
    if document["causes"]:
        text += ["", ask.say("Pourquoi les factures sont en retard", "Why what is late is late")]
        text.append(_causes(document["causes"], ask))
    return text


def _totals(rows: list[Document], by: str, ask: Ask) -> Table:
    headers = ("", "En cours", "Montant", "Réglés", "Jours en moyenne", "Acceptés")
    if ask.language != "fr":
        headers = ("", "In force", "Amount", "Settled", "Days on average", "Accepted")
    shown = [
        (
            (dispute_reason_words(x["key"], ask.language) if by == "reason" else x["label"] or "–")[:40],
            str(x["in_force"]), money(x["cents"], x["currency"], ask.language), str(x["settled"]),
            _or_dash(x["average_days"]), _percent(x["accepted_percent"], ask),
        )
        for x in rows[:MOST_ROWS]
    ]  # fmt: skip
    return Table(headers, shown, right=(1, 2, 3, 4, 5))


def _causes(rows: list[Document], ask: Ask) -> Table:
    headers = (
        ("Cause", "Échéances", "Montant", "Part") if ask.language == "fr" else ("Cause", "Lines", "Amount", "Share")
    )
    shown = [
        (
            cause_words(x["cause"], ask.language), str(x["count"]), money(x["cents"], x["currency"], ask.language),
            _percent(x["percent"], ask),
        )
        for x in rows
    ]  # fmt: skip
    return Table(headers, shown, right=(1, 2, 3))


def _or_dash(number: int | None) -> str:
    return "–" if number is None else str(number)


def _percent(number: int | None, ask: Ask) -> str:
    return "–" if number is None else ask.say(f"{number}\u00a0%", f"{number}%")

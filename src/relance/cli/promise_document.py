"""Promises as documents and as tables."""

from __future__ import annotations

from collections.abc import Sequence

from relance.cli.command import Ask
from relance.cli.present import Document
from relance.cli.screen import Table, Text
from relance.cli.words import iso
from relance.domain.promises import Reliability
from relance.domain.reasons import promise_words
from relance.domain.wording.formats import money
from relance.ledger.promises import Promise, state_of


def promise_row(ask: Ask, promise: Promise) -> Document:
    """One promise (customer and invoice loaded). Cents."""
    return {
        "promise": promise.pk, "customer": promise.customer.code, "invoice": promise.invoice.number,
        "on": promise.on, "cents": promise.cents, "currency": promise.invoice.currency,
        "state": state_of(ask.creditor, promise), "made_on": promise.made_on, "said_by": promise.said_by,
        "channel": promise.channel or None, "note": promise.note, "ended_on": promise.ended_on,
        "paid_on": promise.paid_on,
    }  # fmt: skip


def reliability_row(held: Reliability) -> Document:
    """How promises were kept: counts, and whole per cent kept in time of those that ended (null without any)."""
    return {
        "kept": held.kept, "late": held.late, "broken": held.broken, "live": held.live, "withdrawn": held.withdrawn,
        "ended": held.ended, "percent": held.percent,
    }  # fmt: skip


def promises_text(rows: Sequence[Document], ask: Ask) -> list[Text]:
    """A table of promises."""
    headers = ("N°", "Pour le", "Facture", "Client", "Montant", "Dit par", "État")
    if ask.language != "fr":
        headers = ("No.", "By", "Invoice", "Customer", "Amount", "Said by", "State")
    cells = [
        (
            str(r["promise"]), iso(r["on"]), r["invoice"], r["customer"],
            money(r["cents"], r["currency"], ask.language), r["said_by"][:24],
            promise_words(r["state"], ask.language),
        )
        for r in rows
    ]  # fmt: skip
    return [Table(headers, cells, right=(0, 4))] if cells else []


def reliability_text(held: Reliability, ask: Ask) -> str:
    """One sentence; too few promises say so by their number."""
    if held.percent is None:
        return ask.say("Aucune promesse n’est encore arrivée à son terme.", "No promise has come to its day yet.")
    return ask.say(
        f"Tenues à temps : {held.kept} sur {held.ended} ({held.percent} %), en retard : {held.late}, "
        f"non tenues : {held.broken}.",
        f"Kept in time: {held.kept} of {held.ended} ({held.percent}%), {held.late} late, {held.broken} broken.",
    )

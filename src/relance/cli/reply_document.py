"""Replies and what they mean, as documents for programs and as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from relance.cli.command import Ask
from relance.cli.screen import Table, Text
from relance.domain.reply_words import decision_words, meaning_words, reading_words

if TYPE_CHECKING:
    from relance.cli.present import Document
    from relance.ledger.replies import Tally

SHORT = 300


def reply_row(creditor: Any, message: Any) -> Document:
    """A message with its text and what is proposed, or was decided, about it."""
    return {
        "message": message.pk, "customer": message.customer.code if message.customer else None,
        "name": message.customer.name if message.customer else None, "sender": message.sender,
        "subject": message.subject, "received_on": message.received_on, "state": message.state,
        "authenticated": message.is_authenticated, "tied_by": message.tied_by or None, "text": message.text,
        "notice": message.notice.reference if message.notice else None, "note": message.note,
        "meanings": [_meaning(creditor, one) for one in message.meanings.all()],
    }  # fmt: skip


def _meaning(creditor: Any, one: Any) -> Document:
    from relance.ledger.replies import currency_of

    return {
        "id": one.pk, "meaning": one.meaning, "invoice": one.invoice.number if one.invoice else None, "on": one.on,
        "cents": one.cents, "currency": currency_of(creditor, one), "reason": one.reason or None, "quote": one.quote,
        "state": one.state, "made": one.made or None,
    }  # fmt: skip


def replies_text(rows: list[Document], ask: Ask) -> list[Text]:
    """Messages that wait: who, when, what they say, and what is proposed, each with the sentence that says so."""
    if not rows:
        return [ask.say("Aucun message n’attend.", "No message waits.")]
    text: list[Text] = []
    for row in rows:
        text += [*_head(row, ask), *(_line(one, ask) for one in row["meanings"]), ""]
    return [*text, ask.say("Décider : relance qualify MESSAGE --accept", "To decide: relance qualify MESSAGE --accept")]


def _head(row: Document, ask: Ask) -> list[str]:
    who = f"{row['customer']} {row['name']}" if row["customer"] else ask.say("client inconnu", "customer unknown")
    short = " ".join(row["text"].split())
    short = short if len(short) <= SHORT else short[:SHORT].rsplit(None, 1)[0] + " …"
    lines = [f"{row['message']}  {row['received_on']}  {who}  « {row['subject']} »", f"   {short}"]
    if row["authenticated"] is False:
        lines.append(ask.say("   ! expéditeur non authentifié", "   ! sender not authenticated"))
    if any(one["meaning"] == "new_bank_details" for one in row["meanings"]):
        lines.append(
            ask.say(
                "   ! nouvelles coordonnées bancaires : fraude possible, ne rien en faire, appeler le client",
                "   ! new bank details: possible fraud, do nothing of it, call the customer",
            )
        )
    return lines


def _line(one: Document, ask: Ask) -> str:
    said = reading_words({**one, "on": str(one["on"]) if one["on"] else None}, ask.language)
    state = "" if one["state"] == "proposed" else f" [{decision_words(one['state'], ask.language)}]"
    return f"   - {one['id']}: {said}{state} – “{one['quote']}”"


def measure_row(meaning: str, tally: Tally) -> Document:
    """How people decided about one meaning."""
    return {
        "meaning": meaning, "accepted": tally.accepted, "corrected": tally.corrected, "rejected": tally.rejected,
        "missed": tally.missed, "corrected_to": dict(tally.to),
    }  # fmt: skip


def measure_table(rows: list[Document], ask: Ask) -> Table:
    """The same as a table."""
    headers = ("Proposé", "Accepté", "Corrigé", "Écarté", "Manqué")
    if ask.language != "fr":
        headers = ("Proposed", "Accepted", "Corrected", "Rejected", "Missed")
    numbers = ("accepted", "corrected", "rejected", "missed")
    shown = [(meaning_words(x["meaning"], ask.language), *(str(x[name]) for name in numbers)) for x in rows]
    return Table(headers, shown, right=(1, 2, 3, 4))

"""What a reply means is proposed by rules and decided by a person: accepted, corrected, rejected or added.

Whatever is decided takes effect at once, and the journal keeps what was proposed beside what was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from relance.domain.act import Act
from relance.domain.qualifying import NEEDS_A_KNOWN_SENDER, Reading, is_clear, lacking
from relance.domain.replies import MEANINGS
from relance.ledger.models import Creditor, Customer, IncomingMessage, Invoice, Meaning
from relance.ledger.models.mail import WAITING
from relance.ledger.replies import currency_of, invoices_meant, reading_of
from relance.ledger.writes import append_events, lock_creditor, wake
from relance.operations.close_reply import close, message_now, settle
from relance.operations.notices import happening
from relance.operations.refused import Refused
from relance.operations.reply_effects import Case, Effect, Manner, answer_of, checked, send_answer, take_effect

__all__ = ["Manner", "Reading", "accept", "accept_all", "add", "correct", "dismiss", "reject"]

MOST_NOTE = 500
_LACKING = {
    "meaning": "a meaning is one of " + ", ".join(MEANINGS),
    "day": "say by which day payment is promised",
    "past": "the day promised is past: give a day from today on, or another meaning",
    "reason": "say what is contested: delivery, quality, price…",
    "invoice": "say which invoice is disputed",
}


def accept(*, creditor: Creditor, meaning: Meaning, act: Act, manner: Manner | None = None) -> Meaning:
    """Take a proposal as it is. Raises Refused where something lacks, and for one that is decided already."""
    with transaction.atomic():
        lock_creditor(creditor)
        found = _proposed(creditor, meaning)
        return _decide(creditor, found, reading_of(found), "accepted", manner or Manner(), act)


def correct(
    *, creditor: Creditor, meaning: Meaning, reading: Reading, act: Act, manner: Manner | None = None
) -> Meaning:
    """Take it otherwise than proposed: the row keeps what was chosen, the journal what was proposed too.

    The same reading again is an acceptance. Raises Refused as `accept` does.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        found = _proposed(creditor, meaning)
        decision = "accepted" if reading == reading_of(found) else "corrected"
        return _decide(creditor, found, reading, decision, manner or Manner(), act)


def add(
    *, creditor: Creditor, message: IncomingMessage, reading: Reading, act: Act, manner: Manner | None = None,
    quote: str = "",
) -> Meaning:  # fmt: skip
    """Say something that the rules have not seen in a message."""
    with transaction.atomic():
        lock_creditor(creditor)
        row = Meaning(creditor=creditor, message=message_now(creditor, message), quote=quote.strip()[:500])
        row.meaning, row.on, row.cents, row.reason = reading.meaning, reading.on, reading.cents, reading.reason
        return _decide(creditor, row, reading, "added", manner or Manner(), act)


def reject(*, creditor: Creditor, meaning: Meaning, act: Act) -> Meaning:
    """Say that a proposal is wrong: nothing is done about it."""
    with transaction.atomic():
        lock_creditor(creditor)
        found = _proposed(creditor, meaning)
        _whose(found.message)
        _write(creditor, found, reading_of(found), "rejected", Effect(), Manner(), act)
        settle(creditor, found.message, act)
    return found


def accept_all(*, creditor: Creditor, message: IncomingMessage, act: Act, manner: Manner | None = None) -> int:
    """Accept every proposal of a message, all or none; returns how many. Raises Refused where one is not clear."""
    with transaction.atomic():
        lock_creditor(creditor)
        found = message_now(creditor, message)
        rows = list(found.meanings.filter(state="proposed").select_related("invoice").order_by("pk"))
        if not rows or not all_clear(creditor, found, rows, act):
            raise Refused("not everything in this message is clear: decide about each meaning")
        for row in rows:
            accept(creditor=creditor, meaning=row, act=act, manner=manner)
    return len(rows)


def dismiss(*, creditor: Creditor, message: IncomingMessage, act: Act, note: str = "") -> IncomingMessage:
    """Close a message without anything coming of it: what was proposed and not decided about is rejected.

    Raises Refused for one that does not wait, and for a note of more than 500 characters.
    """
    if len(note) > MOST_NOTE:
        raise Refused(f"the note has {len(note)} characters: {MOST_NOTE} at most")
    with transaction.atomic():
        lock_creditor(creditor)
        found = message_now(creditor, message)
        left = found.meanings.filter(state="proposed")
        if found.customer is None:
            left.update(state="rejected", decided_at=act.now, decided_by=act.by[:120])
        for meaning in left.select_related("message__customer", "invoice").order_by("pk"):
            _write(creditor, meaning, reading_of(meaning), "rejected", Effect(), Manner(), act)
        found.note = note.strip()
        close(creditor, found, act)
    return found


def all_clear(
    creditor: Creditor, message: IncomingMessage, rows: list[Meaning], act: Act, numbers: Sequence[str] | None = None
) -> bool:
    """Whether all that is proposed about a message can be accepted with one click; `numbers` of the invoices meant."""
    if message.customer_id is None:
        return False
    numbers = [one.number for one in invoices_meant(creditor, message)] if numbers is None else numbers
    known = message.is_authenticated
    return bool(rows) and all(is_clear(reading_of(row), act.today, numbers, known) for row in rows)


def _proposed(creditor: Creditor, meaning: Meaning) -> Meaning:
    rows = Meaning.objects.filter(creditor=creditor, pk=meaning.pk, state="proposed")
    found = rows.select_related("message__customer", "message__notice", "invoice").first()
    if found is None or found.message.state != WAITING:
        raise Refused("this was decided already: look at the message again")
    return found


def _whose(message: IncomingMessage) -> Customer:
    if message.customer is None:
        raise Refused("say first which customer wrote this message")
    return message.customer


def _decide(creditor: Creditor, row: Meaning, reading: Reading, decision: str, manner: Manner, act: Act) -> Meaning:
    """1. Refuse what lacks something.  2. Take effect.  3. Write it down.  4. Answer.  5. Settle the message."""
    message = row.message
    customer, manner = _whose(message), checked(manner, act)
    before = reading_of(row) if row.pk else None
    named = _invoice(creditor, customer, reading.invoice)
    settled = reading.meaning == "copy_wanted"
    invoices = invoices_meant(creditor, message, named, settled=settled)
    lack = lacking(reading, act.today, [one.number for one in invoices])
    if lack:
        raise Refused(_LACKING[lack])
    if manner.words.strip() and not answer_of(reading.meaning):
        raise Refused("words are added to an answer about time, a payment, a contact or a copy: leave them out")
    redirects = reading.meaning == "wrong_contact" and manner.email  # all that follows would go there
    if (redirects or reading.meaning in NEEDS_A_KNOWN_SENDER) and message.is_authenticated is False:
        _refuse_unknown_sender(message, manner)
    case = Case(creditor, customer, message, invoices, reading, row.quote, manner, act)
    effect = take_effect(case)
    row.meaning, row.on, row.cents, row.reason = reading.meaning, reading.on, reading.cents, reading.reason
    row.invoice = named
    _write(creditor, row, before or reading, decision, effect, manner, act)
    send_answer(case, row.pk)
    settle(creditor, message, act)
    return row


def _refuse_unknown_sender(message: IncomingMessage, manner: Manner) -> None:
    if not manner.even_unauthenticated:
        raise Refused(
            f"this message may not come from {message.sender or 'its sender'}: ask the customer by telephone, then "
            "confirm that it is true (--even-unauthenticated)"
        )


def _invoice(creditor: Creditor, customer: Customer, number: str) -> Invoice | None:
    if not number:
        return None
    rows = Invoice.objects.filter(creditor=creditor, customer=customer, number=number).select_related("customer")
    found = rows.first()
    if found is None:
        raise Refused(f"{number} is not an invoice of {customer.name}")
    return found


def _write(
    creditor: Creditor, row: Meaning, proposed: Reading, decision: str, effect: Effect, manner: Manner, act: Act
) -> None:
    row.state = "accepted" if decision == "added" else decision
    row.decided_at, row.decided_by, row.made = act.now, act.by[:120], effect.made
    row.save()
    said = reading_of(row)
    answered = manner.answer and bool(answer_of(said.meaning))
    payload = {
        "message": row.message_id, "meaning_id": row.pk, "decision": decision, **_plain(said), "quote": row.quote,
        "currency": currency_of(creditor, row), "made": effect.made,
        "proposed": None if decision == "added" else _plain(proposed),
        "until": effect.until.isoformat() if effect.until else None, "address": effect.address,
        "words": manner.words.strip() if answered else "",
    }  # fmt: skip
    customer = _whose(row.message)
    append_events(creditor, [happening("reply_qualified", customer, payload)], act)
    wake(creditor, [customer.pk], act.today)


def _plain(reading: Reading) -> dict[str, Any]:
    return {**asdict(reading), "on": reading.on.isoformat() if reading.on else None}

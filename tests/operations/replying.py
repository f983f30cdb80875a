"""What Dupont writes back about its invoices, and what a person makes of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from relance.ledger.builders import make_meaning, make_message
from relance.ledger.models import Creditor, IncomingMessage, Meaning, Notice
from relance.operations import qualify_reply as qualify
from relance.operations.qualify_reply import Manner, Reading
from tests.operations.scene import an_act, customer_of, invoice_of

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
FA_2 = "FA-2,2026-01-05,2026-02-04,300.00,300.00"
MON_9, TUE_10 = "2026-02-09", "2026-02-10"


def dupont_writes(creditor: Creditor, text: str, day: str = MON_9, **fields: Any) -> IncomingMessage:
    """A reply to the reminder that left last, if any."""
    notice = Notice.objects.filter(creditor=creditor, state="sent").exclude(kind="answer").last()
    values = {"notice": notice, "dispatch": notice and notice.dispatches.first(), "subject": "Re: Rappel", **fields}
    return make_message(creditor, date.fromisoformat(day), text, customer_of(creditor), **values)


def meaning_of(message: IncomingMessage, meaning: str, number: str = "", **fields: Any) -> Meaning:
    """What the rules propose about it."""
    if number:
        fields["invoice"] = invoice_of(message.creditor, number)
    if "on" in fields:
        fields["on"] = date.fromisoformat(fields["on"])
    return make_meaning(message, meaning, **fields)


def accepted(meaning: Meaning, day: str = MON_9, **how: Any) -> Meaning:
    """A person accepts it, in this manner."""
    creditor = Creditor.objects.get(pk=meaning.creditor_id)
    return qualify.accept(creditor=creditor, meaning=meaning, act=an_act(day), manner=Manner(**how))


def corrected(meaning: Meaning, reading: Reading, day: str = MON_9, **how: Any) -> Meaning:
    """A person reads it otherwise."""
    creditor = Creditor.objects.get(pk=meaning.creditor_id)
    return qualify.correct(creditor=creditor, meaning=meaning, reading=reading, act=an_act(day), manner=Manner(**how))

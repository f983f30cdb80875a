"""One message that came in is kept, tied to what we know, and takes effect: once, whole or not at all."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from relance.discovery import listeners
from relance.domain.act import Act
from relance.domain.incoming import Fetched, Incoming
from relance.ledger.incoming import Tie, find_tie, is_ours, own_copy_of
from relance.ledger.models import Creditor, IncomingMessage, Mailbox
from relance.ledger.models.mail import FILED, WAITING
from relance.ledger.writes import append_events, lock_creditor
from relance.operations import mail_reports
from relance.operations.mail_case import Case
from relance.operations.mail_settings import settings_for
from relance.operations.notices import happening
from relance.operations.take_reply import take_reply

_LOG = logging.getLogger(__name__)
_LATEST = timedelta(days=2)  # a receipt further ahead of our own clock is a fault of the server's
_EFFECTS: dict[str, Callable[[Case], None]] = {
    "reply": take_reply,
    "bounce": mail_reports.returned,
    "delay": mail_reports.delayed,
    "delivered": mail_reports.delivered,
    "receipt": mail_reports.receipt,
    "absence": mail_reports.absence,
    "complaint": mail_reports.complaint,
    "own_copy": mail_reports.own_copy,
    "other": mail_reports.filed,
    "unreadable": mail_reports.filed,
}


def take_in(
    *, creditor: Creditor, fetched: Fetched, act: Act, mailbox: Mailbox | None = None
) -> IncomingMessage | None:  # fmt: skip
    """Keep a message and let it take effect; None where it is known already, or answers another creditor's message.

    One that fails in a way nobody thought of is kept as unreadable, for a person, at worst with nothing but its bytes:
    it must not stop those behind it.
    """
    incoming = listeners()["email"].read(fetched.content)
    bare = Incoming("unreadable", fingerprint=incoming.fingerprint, problems=("MIME",))
    for attempt in (incoming, replace(incoming, kind="unreadable"), bare):
        try:
            with transaction.atomic():
                return _take(creditor, attempt, fetched, mailbox, act)
        except (OperationalError, InterfaceError):  # the database is away or busy: the next round tries again
            raise
        except Exception as fault:
            if attempt is bare:
                raise
            _LOG.warning("a message is kept as unreadable: %s: %s", type(fault).__name__, fault, exc_info=fault)
    return None


def _take(
    creditor: Creditor, incoming: Incoming, fetched: Fetched, mailbox: Mailbox | None, act: Act
) -> IncomingMessage | None:
    lock_creditor(creditor)
    _note_how_far(mailbox, fetched)
    if IncomingMessage.objects.filter(creditor=creditor, fingerprint=incoming.fingerprint).exists():
        return None
    incoming, tie = _as_seen_from(creditor, incoming)
    if tie.is_foreign:
        _refuse(creditor, incoming, fetched, act)
        return None
    message = _kept(creditor, incoming, tie, fetched, act)
    _EFFECTS[incoming.kind](Case(creditor, incoming, message, tie, act))
    return message


def _note_how_far(mailbox: Mailbox | None, fetched: Fetched) -> None:
    """With the message, in its transaction: after a broken line the next round goes on from here."""
    if mailbox is None:
        return
    if mailbox.uid_validity != fetched.uid_validity:
        mailbox.uid_validity, mailbox.last_uid = fetched.uid_validity, 0
    mailbox.last_uid = max(mailbox.last_uid, fetched.uid)
    rows = Mailbox.objects.filter(pk=mailbox.pk, creditor=mailbox.creditor_id)
    rows.update(uid_validity=mailbox.uid_validity, last_uid=mailbox.last_uid)


def _as_seen_from(creditor: Creditor, incoming: Incoming) -> tuple[Incoming, Tie]:
    """What kind it is for this creditor, and whose. What we wrote ourselves is never an answer: no mail goes round."""
    envelope_sender = settings_for(creditor.key).get("smtp_from", "")
    if is_ours(creditor, incoming.sender, envelope_sender) and incoming.kind in ("reply", "absence", "other"):
        copy = own_copy_of(creditor, incoming.message_id)
        if copy is None or incoming.is_authenticated is False:
            return replace(incoming, kind="other"), Tie()
        return replace(incoming, kind="own_copy"), Tie(copy.notice.customer, copy, "message_id")
    return incoming, find_tie(creditor, incoming)


def _refuse(creditor: Creditor, incoming: Incoming, fetched: Fetched, act: Act) -> None:
    """Nothing of it is kept here but that it came: it is not this creditor's to read."""
    digest = hashlib.sha256(fetched.content).hexdigest()
    append_events(creditor, [happening("mail_refused", None, {"sha256": digest, "kind": incoming.kind})], act)


def _kept(creditor: Creditor, incoming: Incoming, tie: Tie, fetched: Fetched, act: Act) -> IncomingMessage:
    at = _received_at(fetched, act)
    return IncomingMessage.objects.create(
        creditor=creditor,
        customer=tie.customer,
        notice=tie.dispatch.notice if tie.dispatch else None,
        dispatch=tie.dispatch,
        kind=incoming.kind,
        state=WAITING if incoming.kind in ("reply", "unreadable") else FILED,
        tied_by=tie.tied_by,
        fingerprint=incoming.fingerprint,
        message_id=incoming.message_id[:300],
        sender=incoming.sender[:254],
        sender_name=incoming.sender_name[:200],
        subject=incoming.subject[:300],
        text=incoming.text,
        quoted=incoming.quoted,
        report=[asdict(one) for one in incoming.reported],
        is_authenticated=incoming.is_authenticated,
        sent_at=incoming.sent_at,
        received_at=at,
        received_on=at.astimezone(act.now.tzinfo).date(),
        content=fetched.content,
        sha256=hashlib.sha256(fetched.content).hexdigest(),
        owner=tie.customer.owner if tie.customer else "",
    )


def _received_at(fetched: Fetched, act: Act) -> datetime:
    """When our server took it in; never the sender's own date, which may be any day."""
    at = fetched.received_at
    return at if at and datetime(1990, 1, 1, tzinfo=UTC) < at < act.now + _LATEST else act.now

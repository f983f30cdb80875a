"""Write to the people of a creditor, never to a customer: over its mail server, else into the outbox folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial

from django.db import transaction

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.message import Message
from relance.ledger.crew import members
from relance.ledger.models import Creditor, Event
from relance.operations.mail_settings import settings_for
from relance.operations.outbox import outbox_folder

INTERNAL = "internal"
REMEMBERED = timedelta(days=30)
# a page waits for the server while somebody proposes: not for long
PATIENCE = {"smtp_connect_timeout": "10", "smtp_timeout": "30"}
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+")


def addresses_of(creditor: Creditor, act: Act) -> list[str]:
    """Where the people of a creditor are written to: each member's address, and the company's own.

    An address that the company had within thirty days is written to as well: changing it first hides nothing.
    """
    known = [m.user.email for m in members(creditor) if m.user.is_active]
    known += [creditor.email, *_lately(creditor, act)]
    return [one for one in dict.fromkeys(a.strip() for a in known) if _ADDRESS.fullmatch(one) and one.isascii()]


def _lately(creditor: Creditor, act: Act) -> list[str]:
    """The company's addresses of the last thirty days, from the journal, the newest first."""
    told = Event.objects.filter(
        creditor=creditor, verb__in=("creditor_set_up", "settings_changed"), payload__has_key="email"
    )
    found = []
    for at, payload in told.order_by("-sequence").values_list("at", "payload"):
        found.append(str(payload["email"]))
        if at < act.now - REMEMBERED:
            break
    return found


def tell_members(*, creditor: Creditor, name: str, subject: str, text: Sequence[str], act: Act) -> list[str]:
    """Send the paragraphs to everyone once the transaction holds; returns the addresses.

    What no server takes lies in the folder `internal` of the outbox, a file per address, as a draft.
    """
    told = addresses_of(creditor, act)
    for number, address in enumerate(told, 1):
        message = _message(creditor, f"{name}-{number}", address, subject, text, act)
        transaction.on_commit(partial(_leave, creditor, message))
    return told


def _message(
    creditor: Creditor, name: str, address: str, subject: str, text: Sequence[str], act: Act
) -> Message:  # fmt: skip
    stamp = f"{act.now:%Y%m%d-%H%M%S}"
    domain = creditor.email.rpartition("@")[2].strip()
    domain = domain if domain and domain.isascii() else "relance.invalid"
    mail = EmailMessage(policy=SMTP)
    if _ADDRESS.fullmatch(creditor.email.strip()):
        mail["From"] = Address("Relance", addr_spec=creditor.email.strip())
    mail["To"], mail["Subject"], mail["Date"] = address, subject, act.now
    mail["Message-ID"] = f"<{stamp}.{name}.{creditor.key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834
    mail.set_content("\n\n".join(text) + "\n", cte="quoted-printable")
    return Message("", address, subject, bytes(mail), "message/rfc822", f"{stamp}-{name}.eml", mail["Message-ID"])


def _leave(creditor: Creditor, message: Message) -> None:
    """Over the server where mails leave so; whatever else happens, the message lies in the folder."""
    channel = next(one for one in channels().values() if one.goes_online)
    if creditor.delivery == "smtp":
        receipt = channel.deliver(message, {**settings_for(creditor.key), **PATIENCE})
        if receipt.outcome == "sent":
            return
    folder = outbox_folder(creditor) / INTERNAL
    folder.mkdir(parents=True, exist_ok=True)
    (folder / message.filename).write_bytes(channel.for_outbox(message).content)

"""Mail that comes in, made for tests: answers, bounces, absences and receipts about a message of ours."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from relance.domain.incoming import Fetched
from relance.ledger.models import Creditor, Dispatch, IncomingMessage
from relance.operations.take_in_mail import take_in
from tests.operations.scene import a_creditor, an_act, dupont_owes, the_day

SAMPLES = Path(__file__).parent / "samples"
SENT_ON, CAME_ON = "2026-02-10", "2026-02-12"
REPLY_TO = "reponses@atelier.example"


def a_reminded_customer() -> tuple[Creditor, Dispatch]:
    """Dupont owes FA-1 and was reminded by e-mail on 10 February."""
    creditor = a_creditor(reply_address=REPLY_TO)
    dupont_owes(creditor, "FA-1,2025-12-01,2026-01-02,1200.00,1200.00")
    the_day(creditor, SENT_ON)
    return creditor, our_message(creditor)


def our_message(creditor: Creditor) -> Dispatch:
    """The last e-mail that left."""
    return Dispatch.objects.filter(creditor=creditor, channel="email").select_related("notice__customer").latest("pk")


def an_answer(
    text: str = "Bonjour, nous payons le 20 février.",
    to: str = REPLY_TO,
    sender: str = "dupont@example.com",
    **fields: str,
) -> bytes:
    """A person's answer; `fields` are further header fields, with `_` for `-`."""
    message = EmailMessage()
    message["From"], message["To"] = f"Jean Dupont <{sender}>", to
    fields.setdefault("Subject", "Re: Votre facture FA-1")
    fields.setdefault("Message_ID", f"<{abs(hash((text, sender))):x}@dupont.example>")
    for name, value in fields.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


def to_token(dispatch: Dispatch) -> str:
    """The address that a notice asks to be answered at."""
    return REPLY_TO.replace("@", f"+{dispatch.token}@")


def a_bounce(
    dispatch: Dispatch | None, *, action: str = "failed", status: str = "5.1.1", recipient: str = "dupont@example.com",
    said: str = "smtp; 550 5.1.1 user unknown",
) -> bytes:  # fmt: skip
    """A delivery report (RFC 3464) about that message; about a message of nobody knows whom without one."""
    returned = f"Message-ID: {dispatch.message_id}\nSubject: {dispatch.subject}\n" if dispatch else "Subject: ?\n"
    return f"""\
From: Mail Delivery System <MAILER-DAEMON@mx.example>
To: {REPLY_TO}
Subject: Undelivered Mail Returned to Sender
Message-ID: <{action}{status}@mx.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {recipient}
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--b
Content-Type: text/rfc822-headers

{returned}
--b--
""".encode()


def a_read_receipt(dispatch: Dispatch) -> bytes:
    """A disposition notification (RFC 8098)."""
    return f"""\
From: dupont@example.com
To: {REPLY_TO}
Subject: Lu : votre facture
Message-ID: <receipt@dupont.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

Votre message a été lu.

--b
Content-Type: message/disposition-notification

Final-Recipient: rfc822; dupont@example.com
Original-Message-ID: {dispatch.message_id}
Disposition: manual-action/MDN-sent-manually; displayed

--b--
""".encode()


def take(creditor: Creditor, content: bytes, day: str = CAME_ON) -> IncomingMessage | None:
    """The message comes in on that day."""
    return take_in(creditor=creditor, fetched=Fetched(0, 0, content), act=an_act(day, by="relance"))

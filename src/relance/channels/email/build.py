"""The bytes of a mail: plain text first, then HTML with its picture inline, then the invoices."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from relance.channels.email.html import html_body
from relance.channels.email.text import text_body
from relance.documents.qr import qr_png
from relance.domain.message import Attachment, NoticeFacts
from relance.domain.wording import Wording
from relance.domain.wording.formats import clean

_MESSAGE_ID = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_LONGEST_ID = 250
# stand in for the two headers that may hold any letter, until they are encoded by themselves
_SUBJECT, _NAME = "relance-subject-7d1f", "relance-name-7d1f"
_RECEIPT_HEADER, _RECEIPT = "Disposition-Notification-To", "relance-receipt-7d1f"
_POLICY = SMTP.clone(max_line_length=78)


def build(
    wording: Wording, facts: NoticeFacts, recipient: str, attachments: Sequence[Attachment], message_id: str
) -> bytes:
    """The message; dated at 09:00 UTC of the notice's day so that the same facts give the same bytes."""
    if not _MESSAGE_ID.fullmatch(message_id):
        raise ValueError(f"The Message-ID “{clean(message_id)}” is not of the form <something@domain>.")
    message = EmailMessage(policy=_POLICY)
    sender = facts.creditor.email.strip()
    if sender:
        message["From"] = Address(display_name=_NAME, addr_spec=_plain(sender, "creditor"))
    if facts.reply_to:
        message["Reply-To"] = Address(addr_spec=_plain(facts.reply_to, "creditor"))
    message["To"] = Address(addr_spec=_plain(recipient, "customer"))
    message["Subject"] = _SUBJECT
    message["Date"] = datetime.combine(facts.today, time(9), tzinfo=UTC)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    if facts.receipt_to:  # RFC 8098: a wish, which mail programs may ignore or put to their reader
        message[_RECEIPT_HEADER] = _RECEIPT
    message["X-Relance-Reference"] = clean(facts.reference)
    _add_bodies(message, wording)
    for attachment in attachments:
        _attach(message, attachment)
    _fix_boundaries(message, message_id)
    content = message.as_bytes()
    if facts.receipt_to:  # the library takes this header for free text, and would encode a long address
        line = f"{_RECEIPT_HEADER}: {{}}\r\n".format
        content = content.replace(line(_RECEIPT).encode(), line(_plain(facts.receipt_to, "creditor")).encode(), 1)
    content = content.replace(_SUBJECT.encode(), _encoded(clean(wording.subject), "Subject"), 1)
    content = content.replace(_NAME.encode(), _encoded_name(clean(_named(facts))), 1) if sender else content
    return _thread(facts.in_reply_to) + content


def _thread(in_reply_to: str) -> bytes:
    """The headers that put an answer under the mail it answers, the last of these Message-IDs (RFC 5322, 3.6.4).

    Written here: the library would encode identifiers that are longer than a line.
    """
    known = [one for one in _MESSAGE_ID.findall(in_reply_to) if one.isascii() and len(one) <= _LONGEST_ID]
    if not known:
        return b""
    references = "\r\n ".join(known)
    return f"In-Reply-To: {known[-1]}\r\nReferences: {references}\r\n".encode()


def _encoded(text: str, header: str) -> bytes:
    """Encoded words (RFC 2047) of at most 75 characters; the library's own folding loses spaces between them."""
    if text.isascii():
        return text.encode()
    return Header(text, "utf-8", header_name=header, maxlinelen=75).encode(linesep="\r\n").encode()


def _encoded_name(name: str) -> bytes:
    if name.isascii():
        return ('"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"').encode()
    return _encoded(name, "From")


def _named(facts: NoticeFacts) -> str:
    return facts.creditor.sender_name or facts.creditor.name


def _plain(address: str, whose: str) -> str:
    if re.search(r"[\s<>,;]", address) or address.count("@") != 1:
        raise ValueError(f"The {whose}’s e-mail address “{clean(address)}” is not a single address.")
    return address


def _add_bodies(message: EmailMessage, wording: Wording) -> None:
    picture = qr_png(wording.payment)
    message.set_content(text_body(wording), subtype="plain", cte="quoted-printable")
    message.add_alternative(html_body(wording, bool(picture)), subtype="html", cte="quoted-printable")
    if picture:
        html = list(message.iter_parts())[1]
        assert isinstance(html, EmailMessage)
        html.add_related(picture, "image", "png", cid="<payment-code>", filename="qr.png", disposition="inline")


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    main, _, sub = attachment.content_type.partition("/")
    message.add_attachment(
        attachment.content, maintype=main, subtype=sub or "octet-stream", filename=clean(attachment.filename)
    )


def _fix_boundaries(message: EmailMessage, message_id: str) -> None:
    """The library draws boundaries at random; ours come from the Message-ID, which no customer chooses."""
    seed = hashlib.sha256(message_id.encode()).hexdigest()[:24]
    parts = (part for part in message.walk() if part.is_multipart())
    for number, part in enumerate(parts):
        part.set_boundary(f"=_relance_{seed}_{number}")

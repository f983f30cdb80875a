"""Bytes that came in, read as what they are: an answer, a bounce, a receipt, an absence. Never an exception."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from email.message import Message

from relance.channels.email import headers
from relance.channels.email.bounces import plain_report
from relance.channels.email.mime import Parts, bytes_of, parsed
from relance.channels.email.quotes import cut
from relance.channels.email.reports import Report, abuse_report, delivery_report, reading_report
from relance.domain.incoming import Incoming, IncomingKind, Reported

_MOST_NEW, _MOST_QUOTED, _MOST_RETURNED = 60_000, 120_000, 300_000
_ABSENT = re.compile(
    r"^(?:(?:r[ée]ponse|message|notification)\s+(?:automatique|d.absence)|auto(?:matic|mated|"
    r"matique)?[ :-]*(?:re(?:ply|sponse|spond)|r[ée]ponse)|"
    r"out[ -]of[ -](?:the[ -])?office|absence(?:\s+(?:du|de\s+(?:bureau|longue)|jusqu|pour\s+(?:cong|maladie)|"
    r"temporaire|programm|au|le|prolong|et\s)|"
    r"\s*[:\-–.!]|\s*$)|absent[e]?(?:\s+(?:du|jusqu|au|pour|de)|\s*[:\-–.!]|\s*$)|(?:je suis|"
    r"actuellement)\s+(?:absent|en\s+cong)|"
    r"en\s+cong[ée]s?|cong[ée]s?\s+(?:annuels|d.[ée]t[ée]|du|jusqu)|fermeture\s+(?:annuelle|estivale|pour|de\s+fin)|"
    r"i(?:.m| am)\s+(?:away|out|on)|on\s+(?:vacation|holiday|annual leave|leave)|vacation (?:reply|response)|"
    r"abwesenheit)",
    re.I,
)  # fmt: skip
_AUTOMATIC = ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply", "X-Mail-Autoreply", "X-Vacation")
_REJECTED = re.compile(r"automatically rejected|was rejected|rejet[ée] automatiquement|a [ée]t[ée] rejet[ée]", re.I)


def read(content: bytes) -> Incoming:
    """Any bytes as an `Incoming`; `unreadable` at worst."""
    try:
        return _read(content)
    except Exception:  # what a stranger sends must never stop the mailbox; its bytes are kept
        digest = hashlib.sha256(content).hexdigest()
        return Incoming("unreadable", f"<{digest[:32]}@unreadable.invalid>", fingerprint=digest, problems=("MIME",))


def _read(content: bytes) -> Incoming:
    parts = parsed(content)
    message = parts.message
    name, sender = headers.sender(message)
    problems = list(parts.problems)
    found = Incoming(
        kind="reply",
        references=headers.message_ids(
            headers.raw_field(message, "In-Reply-To"), headers.raw_field(message, "References")
        ),
        sender=sender,
        sender_name=name,
        recipients=headers.recipients(message),
        subject=headers.field(message, "Subject", 300),
        sent_at=headers.sent_at(message),
        files=parts.files,
        is_authenticated=headers.is_authenticated(message),
    )
    found = replace(found, tokens=headers.tokens(found.recipients))
    found = _as_what_it_is(found, parts)
    if found.kind in ("reply", "absence"):
        text, quoted = cut(parts.text)
    else:
        text, quoted = parts.text, ""
    if found.kind == "reply" and not text.strip():
        problems.append("EMPTY")
    own = headers.message_ids(headers.raw_field(message, "Message-ID"))
    fingerprint = _fingerprint(message, parts.text, content)
    if not own:
        problems.append("NO_MESSAGE_ID")
    return replace(
        found, message_id=(own[0] if own else f"<{fingerprint[:32]}@synthesised.invalid>")[:300],
        text=text[:_MOST_NEW], quoted=quoted[:_MOST_QUOTED], fingerprint=fingerprint, problems=tuple(problems),
    )  # fmt: skip


def _fingerprint(message: Message, text: str, content: bytes) -> str:
    """One for the same mail in two mailboxes; two for two mails that bear one Message-ID."""
    said = [headers.raw_field(message, name) for name in ("Message-ID", "From", "Date", "Subject")]
    parts = [" ".join(one.split()) for one in said]
    if not any(parts):
        return hashlib.sha256(content).hexdigest()
    body = " ".join(text.split())
    return hashlib.sha256("\n".join([*parts, body]).encode("utf-8", "replace")).hexdigest()


def _as_what_it_is(found: Incoming, parts: Parts) -> Incoming:
    """Reports first: many bounces call themselves automatic answers."""
    message, leaves = parts.message, _with_what_it_wraps(parts)
    if complaint := abuse_report(leaves):
        return _reporting(found, "complaint", complaint, parts)
    reading = reading_report(leaves)
    if reading and not _REJECTED.search(parts.text):
        return _reporting(found, "receipt", reading, parts)
    delivery = delivery_report(leaves, _broken_report(message, parts))
    if delivery and delivery.reported:
        return _reporting(found, _kind_of(delivery.reported), delivery, parts)
    nobody = headers.raw_field(message, "Return-Path").strip() in ("<>", "<MAILER-DAEMON>")
    returned = plain_report(
        sender=found.sender, sender_name=found.sender_name, subject=found.subject, text=parts.text,
        not_them=(*headers.addresses([headers.raw_field(message, "To")]), found.sender), is_from_nobody=nobody,
        failed=headers.addresses(str(one) for one in message.get_all("X-Failed-Recipients", [])),
    )  # fmt: skip
    if returned and not (nobody and _is_absence(found, message) and not returned.reported):
        return _reporting(found, returned.kind, Report(returned.reported), parts)
    if nobody or _is_absence(found, message):
        return replace(found, kind="absence")
    return replace(found, kind="other") if _is_other(found, parts) else found


def _with_what_it_wraps(parts: Parts) -> tuple[Message, ...]:
    """The parts; of a report that a gateway wrapped in another one, those inside as well."""
    found = [parts.message, *parts.leaves]
    if "delivery-status" in headers.raw_field(parts.message, "Content-Type").lower():
        for part in parts.leaves:
            payload = part.get_payload()
            if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
                found += [inner for one in payload if isinstance(one, Message) for inner in one.walk()][:50]
    return tuple(found)


def _broken_report(message: Message, parts: Parts) -> str:
    """The text of a report whose parts could not be told apart."""
    is_report = message.get_content_type().startswith(("multipart/", "message/delivery-status"))
    return parts.text if is_report else ""


def _kind_of(rows: tuple[Reported, ...]) -> IncomingKind:
    actions = {row.action for row in rows}
    if "failed" in actions:
        return "bounce"
    return "delay" if "delayed" in actions else "delivered"


def _reporting(found: Incoming, kind: IncomingKind, report: Report, parts: Parts) -> Incoming:
    """A report, with all that tells which message it speaks of."""
    returned = _returned(parts)
    ids = headers.message_ids(*re.findall(r"(?im)^[>\s]*message-id\s*:\s*(<[^<>\s]+>)", returned))
    answered = re.findall(
        r"(?im)^[>\s]*(?:reply-to|return-path|from)\s*:[^\n]*?([^\s<>,;:\"]+\+[^\s<>,;:\"@]+@[^\s<>,;:\"]+)", returned
    )
    references = tuple(dict.fromkeys((*report.message_ids, *ids, *found.references)))[:60]
    tokens = tuple(dict.fromkeys((*found.tokens, *headers.tokens(one.lower() for one in answered))))[:60]
    return replace(
        found, kind=kind, reported=report.reported, envelope_id=report.envelope_id, references=references, tokens=tokens
    )


def _returned(parts: Parts) -> str:
    """The header fields of the message sent back, from wherever they stand."""
    texts = [parts.text]
    for part in parts.leaves:
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
            texts += ["\n".join(f"{k}: {v}" for k, v in one.items()) for one in payload[:1] if isinstance(one, Message)]
        elif part.get_content_type() in ("text/rfc822-headers", "message/rfc822"):
            texts.append(bytes_of(part).decode("utf-8", "replace"))
    return re.sub(r"\n[ \t]+", " ", headers.tidy("\n".join(texts)[:_MOST_RETURNED]))


def _is_absence(found: Incoming, message: Message) -> bool:
    """Written by no person (RFC 3834, and what programs used before it).

    What a program writes without being asked, an advice of payment for instance, is for a person to read.
    """
    automatic = headers.raw_field(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if automatic and automatic != "no":
        return automatic.startswith("auto-replied") or bool(found.references or found.tokens)
    precedence = headers.raw_field(message, "Precedence").strip().lower().replace("-", "_")
    if precedence == "auto_reply" or any(name in message for name in _AUTOMATIC):
        return True
    return bool(_ABSENT.match(found.subject))


def _is_other(found: Incoming, parts: Parts) -> bool:
    """A list's mail that answers nothing of ours, or an answer to an invitation."""
    message = parts.message
    is_list = "List-Id" in message or "List-Unsubscribe" in message
    if is_list and not found.tokens and not found.references:
        return True
    calendar = [str(p.get_param("method") or "") for p in parts.leaves if p.get_content_type() == "text/calendar"]
    return any(method.upper() == "REPLY" for method in calendar)

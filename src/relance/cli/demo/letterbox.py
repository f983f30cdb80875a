"""Mail as customers' programs write it: what is new, and our own message quoted the way each of them does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from hashlib import sha256

from babel.dates import format_date
from babel.dates import format_datetime as in_words

ONE_LINE = policy.SMTP.clone(max_line_length=998)  # folded by the library, a long subject loses spaces
OUR_SERVER = "mx.bois-et-lumiere.example"
NOT_FOUND = "smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"


@dataclass(frozen=True, slots=True)
class Ours:
    """What a customer sees of a message of ours."""

    sender: str
    answers_to: str
    to: str
    subject: str
    message_id: str
    sent_at: datetime
    text: str

    @classmethod
    def read(cls, content: bytes, sent_at: datetime) -> Ours:
        """From the bytes that left."""
        mail = message_from_bytes(content, policy=policy.default)
        body = mail.get_body(preferencelist=("plain",))
        sender = str(mail["From"])
        return cls(
            sender, str(mail["Reply-To"] or sender), str(mail["To"]), str(mail["Subject"]), str(mail["Message-ID"]),
            sent_at, body.get_content() if body else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """Who writes what, and when."""

    name: str
    address: str
    at: datetime
    text: str
    subject: str = ""


def written(program: str, letter: Letter, ours: Ours) -> bytes:
    """The message as that program sends it and as our server hands it over."""
    return PROGRAMS[program](letter, ours)


def _envelope(letter: Letter, ours: Ours, subject: str, *, is_answer: bool = True) -> EmailMessage:
    mail = EmailMessage(policy=ONE_LINE)
    domain = letter.address.rpartition("@")[2]
    mail["Return-Path"] = f"<{letter.address}>"
    mail["Authentication-Results"] = f"{OUR_SERVER}; spf=pass smtp.mailfrom={domain}; dmarc=pass"
    mail["From"] = formataddr((letter.name, letter.address))
    mail["To"] = parseaddr(ours.answers_to)[1]
    mail["Subject"] = subject
    mail["Date"] = format_datetime(letter.at)
    mail["Message-ID"] = f"<{_digest(letter, subject)}@{domain}>"
    if is_answer and ours.message_id:
        mail["In-Reply-To"] = mail["References"] = ours.message_id
    return mail


def _digest(letter: Letter, subject: str) -> str:
    said = "\n".join((letter.address, letter.at.isoformat(), subject, letter.text))
    return sha256(said.encode()).hexdigest()[:24]


def said_at(at: date, form: str) -> str:
    """A day or an instant, in French."""
    if isinstance(at, datetime):
        return in_words(at, form, locale="fr_FR", tzinfo=at.tzinfo)
    return format_date(at, form, locale="fr_FR")


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())


def _answer(letter: Letter, ours: Ours, prefix: str, below: str) -> bytes:
    mail = _envelope(letter, ours, f"{prefix}{ours.subject}" if ours.subject else letter.subject)
    new = letter.text.strip()
    mail.set_content(f"{new}\n\n{below}\n" if ours.text else f"{new}\n", charset="utf-8")
    return mail.as_bytes()


def _outlook(letter: Letter, ours: Ours) -> bytes:
    name, address = parseaddr(ours.sender)
    below = "\n".join(
        (
            "________________________________",
            f"De : {name} <{address}>",
            f"Envoyé : {said_at(ours.sent_at, 'EEEE d MMMM y HH:mm')}",
            f"À : {letter.name} <{ours.to}>",
            f"Objet : {ours.subject}",
            "",
            ours.text.strip(),
        )
    )
    return _answer(letter, ours, "RE: ", below)


def _gmail(letter: Letter, ours: Ours) -> bytes:
    name, address = parseaddr(ours.sender)
    on = f"{said_at(ours.sent_at, 'EEE d MMM y')} à {said_at(ours.sent_at, 'HH:mm')}"
    return _answer(letter, ours, "Re: ", f"Le {on}, {name} <{address}> a\nécrit :\n\n{_quoted(ours.text)}")


def _thunderbird(letter: Letter, ours: Ours) -> bytes:
    on = f"{said_at(ours.sent_at, 'dd/MM/y')} à {said_at(ours.sent_at, 'HH:mm')}"
    return _answer(letter, ours, "Re: ", f"Le {on}, {parseaddr(ours.sender)[0]} a écrit :\n{_quoted(ours.text)}")


def _iphone(letter: Letter, ours: Ours) -> bytes:
    name, address = parseaddr(ours.sender)
    on = f"{said_at(ours.sent_at, 'd MMM y')} à {said_at(ours.sent_at, 'HH:mm')}"
    quoted = _quoted(f"Le {on}, {name} <{address}> a écrit :\n\n{ours.text.strip()}")
    return _answer(letter, ours, "Re: ", f"Envoyé de mon iPhone\n\n{quoted}")


def _absence(letter: Letter, ours: Ours) -> bytes:
    mail = _envelope(letter, ours, f"Réponse automatique : {ours.subject}")
    mail["Auto-Submitted"] = "auto-replied"
    mail["X-Auto-Response-Suppress"] = "All"
    mail.set_content(letter.text.strip() + "\n", charset="utf-8")
    return mail.as_bytes()


def _receipt(letter: Letter, ours: Ours) -> bytes:
    """RFC 8098."""
    at = f"{said_at(letter.at, 'EEEE d MMMM y')} à {said_at(letter.at, 'HH:mm')}"
    sent = said_at(ours.sent_at, "EEEE d MMMM y HH:mm")
    mail = _envelope(letter, ours, f"Lu : {ours.subject}")
    text = f"Votre message\n\n   À : {ours.to}\n   Objet : {ours.subject}\n   Envoyé : {sent}\n\na été lu le {at}.\n"
    status = (
        f"Final-Recipient: rfc822; {ours.to}\nOriginal-Message-ID: {ours.message_id}\n"
        "Disposition: manual-action/MDN-sent-manually; displayed\n"
    )
    return _report(mail, "disposition-notification", text, status)


def _bounce(letter: Letter, ours: Ours) -> bytes:
    """RFC 3464, as the recipient's own server writes it."""
    domain = ours.to.rpartition("@")[2]
    from_machine = Letter("Microsoft Outlook", f"postmaster@{domain}", letter.at, "")
    mail = _envelope(from_machine, ours, f"Non remis : {ours.subject}")
    mail["Auto-Submitted"] = "auto-replied"
    del mail["Return-Path"]
    mail["Return-Path"] = "<>"
    text = (
        f"Votre message à {ours.to} n’a pas pu être remis.\n\n"
        f"{ours.to.partition('@')[0]} est introuvable à l’adresse {domain}. Vérifiez l’adresse du destinataire.\n"
    )
    status = (
        f"Reporting-MTA: dns; mail.{domain}\nArrival-Date: {format_datetime(ours.sent_at)}\n\n"
        f"Final-Recipient: rfc822; {ours.to}\nAction: failed\nStatus: 5.1.10\nDiagnostic-Code: {NOT_FOUND}\n"
    )
    return _report(mail, "delivery-status", text, status, f"Message-ID: {ours.message_id}\nTo: {ours.to}\n")


def _report(mail: EmailMessage, kind: str, text: str, status: str, returned: str = "") -> bytes:
    """A multipart/report (RFC 6522): for people, for machines, and the header fields of what it is about."""
    mark = f"=_{sha256((text + status).encode()).hexdigest()[:24]}"
    mail["MIME-Version"] = "1.0"
    mail["Content-Type"] = f'multipart/report; report-type={kind}; boundary="{mark}"'
    parts = [("text/plain; charset=utf-8", text), (f"message/{kind}", status)]
    if returned:
        parts.append(("text/rfc822-headers; charset=utf-8", returned))
    head = mail.as_bytes().partition(b"\r\n\r\n")[0].decode("ascii")
    body = "".join(
        f"--{mark}\nContent-Type: {shown}\nContent-Transfer-Encoding: 8bit\n\n{said}\n" for shown, said in parts
    )
    return f"{head}\r\n\r\n".encode() + f"{body}--{mark}--\n".replace("\n", "\r\n").encode()


PROGRAMS: Mapping[str, Callable[[Letter, Ours], bytes]] = {
    "outlook": _outlook, "gmail": _gmail, "thunderbird": _thunderbird, "iphone": _iphone, "absence": _absence,
    "receipt": _receipt, "bounce": _bounce,
}  # fmt: skip

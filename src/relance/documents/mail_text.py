"""A mail as a dossier's PDF shows it: the heads that matter, then its text. The bytes themselves are in the ZIP."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Final

LABELS: Final = {
    "fr": {"From": "De", "To": "À", "Cc": "Copie à", "Date": "Date", "Subject": "Objet", "Message-ID": "Message-ID"},
    "en": {"From": "From", "To": "To", "Cc": "Cc", "Date": "Date", "Subject": "Subject", "Message-ID": "Message-ID"},
}
ATTACHED: Final = {"fr": "Pièces jointes", "en": "Attached"}
LONGEST: Final = 20_000  # characters shown; what is longer is read in the file itself
_UNSEEN = frozenset({"script", "style", "head", "title"})
_BREAKS = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3"})
_REPORT_PARTS = ("message/delivery-status", "message/disposition-notification", "text/rfc822-headers")


def mail_text(content: bytes, language: str) -> str:
    """Heads, text and names of attachments; whatever the bytes are, never an exception."""
    try:
        return _text(message_from_bytes(content, policy=policy.default), language)[:LONGEST]
    except Exception:  # any bytes may come in: the file itself is in the ZIP
        return content[:LONGEST].decode("utf-8", "replace")


def _text(mail: EmailMessage, language: str) -> str:
    mark = "\u00a0: " if language == "fr" else ": "
    heads = [
        f"{words}{mark}{' '.join(str(mail[name]).split())}" for name, words in LABELS[language].items() if mail[name]
    ]
    files = [name for part in mail.walk() if (name := part.get_filename())]
    heads += [f"{ATTACHED[language]}{mark}{', '.join(files)}"] if files else []
    return "\n".join([*heads, "", _body(mail), *_reports(mail)]).strip()


def _body(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",)) or mail.get_body(("html",))
    if part is None:
        return ""
    text = str(part.get_content())
    return _plain(text) if part.get_content_subtype() == "html" else text.strip()


class _Words(HTMLParser):
    """The text of a page, without what no reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in _UNSEEN
        self.parts += ["\n"] if tag in _BREAKS else []

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in _UNSEEN))
        self.parts += ["\n"] if tag in _BREAKS else []

    def handle_data(self, data: str) -> None:
        self.parts += [] if self.hidden else [data]


def _plain(text: str) -> str:
    words = _Words()
    words.feed(text)
    lines = [" ".join(line.split()) for line in "".join(words.parts).splitlines()]
    return "\n".join(line for line, before in zip(lines, ["", *lines], strict=False) if line or before).strip()


def _reports(mail: EmailMessage) -> list[str]:
    """What a delivery report or a receipt says for machines (RFC 3464, RFC 8098)."""
    found = []
    for part in mail.walk():
        if part.get_content_type() in _REPORT_PARTS:
            body = part.get_payload()
            told = "\n".join(str(one) for one in body) if isinstance(body, list) else str(part.get_content())
            found += ["", told.strip()]
    return found

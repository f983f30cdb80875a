"""A stored mail as a page can show it: its text, and its HTML with the pictures inside."""

from __future__ import annotations

import base64
from email import message_from_bytes, policy
from typing import Any, NamedTuple


class Mail(NamedTuple):
    """What a reader sees of a mail: heads, both texts, and the names of what is attached."""

    sender: str
    to: str
    subject: str
    text: str
    html: str
    attached: tuple[str, ...]


def read_mail(content: bytes) -> Mail:
    """Take a mail apart; pictures named by Content-ID become data, so that nothing is fetched."""
    mail = message_from_bytes(content, policy=policy.default)
    html, text = mail.get_body(("html",)), mail.get_body(("plain",))
    shown = html.get_content() if html else ""
    for part in mail.walk():
        name = (part.get("Content-ID") or "").strip("<> ")
        if name and part.get_content_maintype() == "image":
            shown = shown.replace(f"cid:{name}", _data(part))
    attached = tuple(part.get_filename() or "" for part in mail.iter_attachments() if part.get_filename())
    return Mail(
        str(mail["From"] or ""), str(mail["To"] or ""), str(mail["Subject"] or ""),
        text.get_content() if text else "", shown, attached,
    )  # fmt: skip


def _data(part: Any) -> str:
    picture = base64.b64encode(part.get_content()).decode()
    return f"data:{part.get_content_type()};base64,{picture}"

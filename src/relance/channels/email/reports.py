"""Reports that machines write for machines: delivery (RFC 3464), abuse (RFC 5965), reading (RFC 8098)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from email.message import Message
from typing import NamedTuple

from relance.channels.email.headers import message_ids, one_line
from relance.channels.email.mime import bytes_of
from relance.domain.incoming import Reported

_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@=]+(?:=[^\s<>,;:\"()\[\]@=]+)*@[^\s<>,;:\"()\[\]@]+")
_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_CODE = re.compile(r"(?<![\d.])([245]\d\d)(?=[ \-:\]]|$)")
_MOST = 60
_DONE = ("failed", "delayed", "delivered", "relayed", "expanded")
_BY_CLASS = {"5": "failed", "4": "delayed", "2": "delivered"}

Fields = dict[str, str]


class Report(NamedTuple):
    """What a report says, address by address, and which message it speaks of."""

    reported: tuple[Reported, ...]
    envelope_id: str = ""
    message_ids: tuple[str, ...] = ()


def delivery_report(parts: Iterable[Message], raw_text: str = "") -> Report | None:
    """The delivery report among these parts (RFC 3464); from bare text where the boundary is broken. None if none."""
    found = [part for part in parts if part.get_content_type() == "message/delivery-status"]
    texts = [text_of(part) for part in found]
    if not texts and re.search(r"(?im)^final-recipient\s*:", raw_text):
        texts = [
            raw_text[raw_text.lower().rfind("reporting-mta") :] if "reporting-mta" in raw_text.lower() else raw_text
        ]
    if not texts:
        return None
    blocks = [block for text in texts for block in _blocks(text)]
    rows = [row for block in blocks if (row := _recipient(block))]
    envelope = next((b["original-envelope-id"] for b in blocks if "original-envelope-id" in b), "")
    # one address may stand in several blocks; the first one counts
    once = {(row.recipient.lower(), row.action): row for row in reversed(rows)}
    return Report(tuple(reversed(once.values()))[:_MOST], unfolded(envelope))


def abuse_report(parts: Iterable[Message]) -> Report | None:
    """A complaint that a reader pressed “this is spam” (RFC 5965); None if none."""
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            blocks = list(_blocks(text_of(part)))
            whom = [b[name] for b in blocks for name in ("original-rcpt-to", "removal-recipient") if name in b]
            rows = tuple(Reported(address_in(one), "complaint") for one in whom if address_in(one))
            return Report(rows, "", message_ids(*(b.get("original-message-id", "") for b in blocks)))
    return None


def reading_report(parts: Iterable[Message]) -> Report | None:
    """A read receipt (RFC 8098); None if none. `action` is the last word of its disposition: displayed, deleted…"""
    for part in parts:
        if part.get_content_type() == "message/disposition-notification":
            block: Fields = {}
            for one in _blocks(text_of(part)):
                block.update(one)
            whom = address_in(block.get("original-recipient", "")) or address_in(block.get("final-recipient", ""))
            said = block.get("disposition", "").rpartition(";")[2].strip().lower()
            row = Reported(whom, said.partition("/")[0].strip()[:20], "", block.get("failure", "")[:500])
            return Report(
                (row,),
                unfolded(block.get("original-envelope-id", "")),
                message_ids(block.get("original-message-id", "")),
            )
    return None


def text_of(part: Message) -> str:
    """The fields of a report as text; Python's parser makes messages of them."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return "\n\n".join(_written(block) for block in payload if isinstance(block, Message))
    return bytes_of(part).decode("utf-8", "replace")


def _written(block: Message) -> str:
    fields = "\n".join(f"{name}: {' '.join(str(value).split())}" for name, value in block.items())
    payload = block.get_payload()
    return f"{fields}\n\n{payload}" if isinstance(payload, str) else fields


def _blocks(text: str) -> Iterator[Fields]:
    """Groups of fields, by lower-case name; the first of a name counts."""
    for chunk in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")[:200_000]):
        block: Fields = {}
        for line in re.sub(r"\n[ \t]+", " ", chunk).split("\n"):
            name, colon, value = line.partition(":")
            if colon and name and " " not in name.strip():
                block.setdefault(name.strip().lower(), one_line(value))
        if block:
            yield block


def _recipient(block: Fields) -> Reported | None:
    named = (
        address_in(block.get(name, "")) for name in ("original-recipient", "final-recipient", "x-actual-recipient")
    )
    whom = next(filter(None, named), "")
    if not whom and "action" not in block:
        return None
    status = found.group() if (found := _STATUS.search(block.get("status", ""))) else ""
    said = re.match(r"[a-z]+", block.get("action", "").lower())
    action = said.group() if said and said.group() in _DONE else _BY_CLASS.get(status[:1], "failed")
    diagnostic = block.get("diagnostic-code", "")
    return Reported(whom[:254], action, status or status_in(diagnostic), diagnostic[:500])


def address_in(value: str) -> str:
    """The address in `rfc822; <a@b.example>`; empty where there is none."""
    found = _ADDRESS.search(unfolded(value.rpartition(";")[2]) or "")
    address = re.sub(r"(?i)^smtp:", "", found.group().strip("'\".")) if found else ""
    return "" if ".." in address else address


def status_in(text: str) -> str:
    """The status code that a text gives (RFC 3463), else what its SMTP code says of the class; empty without."""
    if found := _STATUS.search(text):
        return found.group()
    code = _CODE.search(text)
    return f"{code.group(1)[0]}.0.0" if code and not code.group(1).startswith("2") else ""


def unfolded(value: str) -> str:
    """`xtext` undone (RFC 3461): `+2B` is a plus sign."""
    return one_line(re.sub(r"\+([0-9A-F]{2})", lambda match: chr(int(match.group(1), 16)), value.strip()))[:200]

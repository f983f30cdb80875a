"""A message taken apart: its text and what came with it. Nothing attached is ever opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from relance.channels.email.headers import decoded, raw_field, tidy
from relance.channels.email.html_text import words_of
from relance.domain.incoming import AttachedFile

MOST_BYTES = 25 * 1024 * 1024
_MOST_PARTS, _MOST_FILES, _MOST_TEXT = 300, 50, 2_000_000
# what can run, hide something that runs, or is too big once unpacked: set aside, never opened
_RISKY = frozenset(
    "ace apk app appx arj bat bz2 cab chm cmd com cpl dll docm dotm exe gz hta htm html img ini iso jar js jse lnk "
    "lzh mht mhtml msc msi msix msp one ps1 potm ppam pptm rar reg scr sct sh shtml svg sys tar tgz url vb vbe vbs "
    "vhd vhdx wsc wsf wsh xar xht xhtml xlam xll xlsm xltm xz z zip 7z".split()
)
_RISKY_TYPES = ("application/x-ms", "application/x-dosexec", "application/zip", "application/javascript", "text/html")
_QUIET = ("text/plain", "text/html", "multipart", "message/delivery-status", "message/disposition-notification")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a message holds. `text` is its own words, from its HTML where it has no other; `problems` are codes."""

    message: Message
    text: str
    files: tuple[AttachedFile, ...]
    leaves: tuple[Message, ...]
    problems: tuple[str, ...]


def parsed(content: bytes) -> Parts:
    """Any bytes, taken apart as far as they go."""
    problems: dict[str, None] = {}
    if len(content) > MOST_BYTES:
        problems["TOO_BIG"] = None
        content = content[: 1 << 16].partition(b"\r\n\r\n")[0].partition(b"\n\n")[0] + b"\n\n"
    message = message_from_bytes(content, policy=compat32)
    if "X-Relance-Too-Big" in message:  # of a message too big for us, the mailbox gives the header alone
        problems["TOO_BIG"] = None
    leaves = list(_leaves(message, problems))
    plain = [body for part in leaves if _is_body(part, "text/plain") and (body := _text_of(part, problems)).strip()]
    rich = [] if plain else [_text_of(part, problems) for part in leaves if _is_body(part, "text/html")]
    text = "\n".join(plain) if plain else "\n".join(words_of(one) for one in rich)
    files = tuple(_file(part) for part in leaves if _is_file(part))[:_MOST_FILES]
    _note_what_is_sealed(message, leaves, problems)
    if message.defects and (message.is_multipart() or "multipart" in message.get_content_type()):
        problems["MIME"] = None
    return Parts(message, tidy(text[:_MOST_TEXT]), files, tuple(leaves), tuple(problems))


def _leaves(message: Message, problems: dict[str, None]) -> Iterator[Message]:
    """The parts that hold no other, in order; a message attached is one of them."""
    waiting, seen = [message], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            problems["MIME"] = None
            return
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting.extend(one for one in payload[::-1] if isinstance(one, Message))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    return raw_field(part, "Content-Disposition").lower().lstrip().startswith("attachment") or bool(name_of(part))


def _is_body(part: Message, kind: str) -> bool:
    found = part.get_content_type()
    # a multipart whose boundary is broken is read as the text it is
    is_broken = kind == "text/plain" and found.startswith("multipart/") and isinstance(part.get_payload(), str)
    return (found == kind or is_broken) and not _is_attached(part)


def _is_file(part: Message) -> bool:
    return _is_attached(part) or not part.get_content_type().startswith(_QUIET)


def name_of(part: Message) -> str:
    """The name of an attached file, without any folder; empty where it has none."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = "?"
    return decoded(name).replace("\\", "/").rpartition("/")[2][:255]


def _file(part: Message) -> AttachedFile:
    name, kind = name_of(part), part.get_content_type()[:100]
    payload = part.get_payload()
    size = len(payload) if isinstance(payload, str) else 0
    if raw_field(part, "Content-Transfer-Encoding").strip().lower() == "base64":
        size = size * 3 // 4
    ending = name.rstrip(". ").lower().rpartition(".")[2]
    return AttachedFile(name or kind, kind, size, ending in _RISKY or kind.startswith(_RISKY_TYPES))


def _text_of(part: Message, problems: dict[str, None]) -> str:
    """A text part as text; a charset that is unknown or lies is guessed, and said."""
    data = bytes_of(part)[:_MOST_TEXT]
    charset = str(part.get_content_charset() or "utf-8")
    try:
        return data.decode(charset)
    except (LookupError, UnicodeDecodeError):
        problems["CHARSET"] = None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def bytes_of(part: Message) -> bytes:
    """The bytes of a part that holds no other, as far as they can be decoded."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _note_what_is_sealed(message: Message, leaves: list[Message], problems: dict[str, None]) -> None:
    kinds = {message.get_content_type(), *(part.get_content_type() for part in leaves)}
    signed_data = raw_field(message, "Content-Type").lower()
    if "multipart/encrypted" in kinds or any("pkcs7-mime" in kind for kind in kinds) or "enveloped-data" in signed_data:
        problems["ENCRYPTED"] = None
    if "application/ms-tnef" in kinds or any(name_of(part).lower() == "winmail.dat" for part in leaves):
        problems["WINMAIL"] = None

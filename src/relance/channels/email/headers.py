"""The header fields of a message received: decoded, on one line each, believed no further than they can be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

_MESSAGE_ID = re.compile(r"<[^<>\s]{1,280}>")
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]@]{1,64}@[^\s<>,;:\"()\[\]@]{1,190}")
_SENT_TO = (
    "To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Forwarded-To", "Resent-To",
)  # fmt: skip
_MOST = 60
_PASSED, _FAILED = {"pass"}, {"fail", "softfail", "permerror", "policy"}


def tidy(text: str) -> str:
    """Text that every database takes: no NUL, no lone surrogate, no invisible sign, line ends as LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode("utf-8")
    return "".join(sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cf"))


def one_line(text: str) -> str:
    """The same on one line: a folded or forged line break becomes a space."""
    return " ".join(tidy(text).split())


def raw_field(message: Message, name: str) -> str:
    """A field as it stands, not decoded; empty where it is missing. Bare letters are read as UTF-8, else as Latin."""
    value = next((said for key, said in message.raw_items() if key.lower() == name.lower()), "")
    try:
        return tidy(str(value).encode("ascii", "surrogateescape").decode("utf-8"))
    except UnicodeEncodeError:
        return tidy(str(value))
    except UnicodeDecodeError:
        return tidy(str(value).encode("ascii", "surrogateescape").decode("cp1252", "replace"))


def field(message: Message, name: str, most: int = 1000) -> str:
    """A field decoded (RFC 2047) on one line; what cannot be decoded stays as it stands."""
    return decoded(raw_field(message, name))[:most]


def decoded(value: str) -> str:
    """Encoded words as text; unknown charsets and broken words with replacement."""
    try:
        parts = decode_header(value)
    except (ValueError, LookupError, TypeError, AttributeError):
        return one_line(value)
    return one_line("".join(_word(part, charset) for part, charset in parts))


def _word(part: str | bytes, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(charset or "utf-8", "strict" if charset is None else "replace")
    except (LookupError, UnicodeDecodeError):
        return part.decode("latin-1")


def sender(message: Message) -> tuple[str, str]:
    """The name and the address of From, the address in lower case; empty where there is none."""
    name, address = parseaddr(" ".join(raw_field(message, "From").split()))
    found = _ADDRESS.search(address) or _ADDRESS.search(decoded(raw_field(message, "From")))
    return decoded(name)[:200], found.group().lower()[:254] if found else ""


def addresses(values: Iterable[str]) -> tuple[str, ...]:
    """The addresses in these fields, lower case, each once."""
    pairs = getaddresses([one_line(value)[:20_000] for value in values])
    found = (_ADDRESS.fullmatch(address.strip()) for _, address in pairs[: _MOST * 2])
    return tuple(dict.fromkeys(match.group().lower() for match in found if match))[:_MOST]


def recipients(message: Message) -> tuple[str, ...]:
    """Every address the message says it was sent to."""
    return addresses(str(value) for name in _SENT_TO for value in message.get_all(name, []))


def tokens(sent_to: Iterable[str]) -> tuple[str, ...]:
    """What follows the `+` in these addresses."""
    locals_ = (address.partition("@")[0] for address in sent_to)
    return tuple(dict.fromkeys(local.rpartition("+")[2] for local in locals_ if "+" in local))


def message_ids(*values: str) -> tuple[str, ...]:
    """The Message-IDs in these texts, with their angle brackets."""
    found = (one for value in values for one in _MESSAGE_ID.findall(value))
    return tuple(dict.fromkeys(one for one in found if "@" in one))[:_MOST]


def sent_at(message: Message) -> datetime | None:
    """The day and hour the sender gives; None where they are missing or are no date of this world (1970 to 2100)."""
    try:
        at = parsedate_to_datetime(raw_field(message, "Date"))
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if 1970 <= at.year < 2100 else None


def is_authenticated(message: Message) -> bool | None:
    """What our own server found (RFC 8601), in the topmost field alone: any other may be the sender's own invention.

    DMARC decides; without it a valid signature, else SPF. None where nothing is said.
    """
    said = message.get_all("Authentication-Results", [])
    if not said:
        return None
    results = re.sub(r"\([^()]*\)", " ", str(said[0]).lower())
    found: dict[str, set[str]] = {"dmarc": set(), "dkim": set(), "spf": set()}
    for method, result in re.findall(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)", results):
        found[method].add(result)
    for method in ("dmarc", "dkim", "spf"):
        if found[method] & _PASSED:
            return not (method == "spf" and found["dkim"] & _FAILED)
        if method == "dmarc" and found[method] & _FAILED:
            return False
    return False if (found["dkim"] | found["spf"]) & _FAILED else None

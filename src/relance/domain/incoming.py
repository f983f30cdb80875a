"""A message that came in, as its channel read it: what kind it is, whom it speaks of, what is new in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

IncomingKind = Literal[
    "reply", "bounce", "delay", "delivered", "absence", "receipt", "complaint", "own_copy", "other", "unreadable"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reported:
    """What a delivery report says of one address (RFC 3464): `action` failed, delayed, delivered, relayed, expanded."""

    recipient: str
    action: str
    status: str = ""
    diagnostic: str = ""


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that came with a message; `is_risky` ones are set aside, never opened."""

    filename: str
    content_type: str
    size: int
    is_risky: bool = False


@dataclass(frozen=True, slots=True)
class Incoming:
    """One message received, read without believing it.

    `tokens` are what follows the `+` in the addresses it was sent to, `references` the Message-IDs it answers or, for a
    report, of the message reported on. `text` is what is new in it, `quoted` what it repeats. `is_authenticated` is
    what the receiving server found (None: it said nothing).
    """

    kind: IncomingKind
    message_id: str = ""
    references: tuple[str, ...] = ()
    tokens: tuple[str, ...] = ()
    envelope_id: str = ""
    sender: str = ""
    sender_name: str = ""
    recipients: tuple[str, ...] = ()
    subject: str = ""
    sent_at: datetime | None = None
    text: str = ""
    quoted: str = ""
    reported: tuple[Reported, ...] = ()
    files: tuple[AttachedFile, ...] = ()
    is_authenticated: bool | None = None
    fingerprint: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of one message and where they lie: `uid` counts within one `uid_validity` of one mailbox."""

    uid: int
    uid_validity: int
    content: bytes
    received_at: datetime | None = None


class MailboxTrouble(Exception):
    """A mailbox cannot be read, in one sentence that says what to do; what was fetched before stays good."""


class Listener(Protocol):
    """What a channel offers as `LISTENER` beside `CHANNEL` when answers can come back on it."""

    key: str

    def fetch(self, settings: Mapping[str, str], uid_validity: int, after_uid: int) -> Iterator[Fetched]:
        """The messages after that UID, oldest first; all of them where the UIDVALIDITY has changed.

        Raises MailboxTrouble.
        """
        ...

    def read(self, content: bytes) -> Incoming:
        """Any bytes: never an exception, `unreadable` at worst."""
        ...

    def wait(self, settings: Mapping[str, str], seconds: int, is_over: Callable[[], bool]) -> bool:
        """Wait until something comes, at most so many seconds; False at once where the server cannot say so."""
        ...

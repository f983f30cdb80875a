"""Reads a mailbox over IMAP: looks, never marks, never deletes. Trouble is one sentence.

Settings: `imap_host`, `imap_port`, `imap_user`, `imap_password`, `imap_security` (`tls`, `starttls`, `none`),
`imap_folder` (one), `imap_ca_file` (a private authority), `imap_timeout` (seconds, 30), `imap_since` (ISO day: what
came earlier is left alone, when a folder is read for the first time or was made anew).
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from relance.channels.email.incoming import read as read_bytes
from relance.channels.email.mime import MOST_BYTES
from relance.domain.incoming import Fetched, Incoming, MailboxTrouble

PORTS = {"tls": 993, "starttls": 143, "none": 143}
_AT_ONCE, _AT_ONCE_BYTES = 25, 8 * 1024 * 1024
_SLICE = 2  # seconds after which a wait looks whether it is to end
_BROKEN = (imaplib.IMAP4.error, ImapToolsError, OSError, EOFError, UnicodeError, ValueError)


class _Lying(NamedTuple):
    """A message that lies in the folder."""

    uid: int
    size: int


class EmailListener:
    """The mailbox where answers to the e-mail channel come back."""

    key = "email"

    def read(self, content: bytes) -> Incoming:
        """Any bytes: never an exception."""
        return read_bytes(content)

    def fetch(self, settings: Mapping[str, str], uid_validity: int, after_uid: int) -> Iterator[Fetched]:
        """The messages after that UID, oldest first; all since `imap_since` where the UIDVALIDITY has changed.

        Raises MailboxTrouble; what was given before stays good, the next call goes on after it.
        """
        with _opened(settings) as box:
            now = _validity(box)
            after = after_uid if now == uid_validity else 0
            for group in _groups(_after(box, after, settings.get("imap_since", ""))):
                yield from _fetched(box, group, now)

    def wait(self, settings: Mapping[str, str], seconds: int, is_over: Callable[[], bool]) -> bool:
        """Wait on the server's word (IDLE, RFC 2177) until something comes, at most so many seconds.

        False at once where the server does not offer it: the caller then waits by itself. Raises MailboxTrouble.
        """
        with _opened(settings) as box:
            if "IDLE" not in box.client.capabilities:
                return False
            with box.idle as idle:
                for _ in range(max(1, seconds // _SLICE)):
                    if is_over() or any(b"EXISTS" in line for line in idle.poll(timeout=_SLICE)):
                        break
        return True


@contextmanager
def _opened(settings: Mapping[str, str]) -> Iterator[BaseMailBox]:
    """A connection with the folder open for reading only. Raises MailboxTrouble, also for what happens inside."""
    host, user = settings.get("imap_host", ""), settings.get("imap_user", "")
    folder = settings.get("imap_folder") or "INBOX"
    box: BaseMailBox | None = None
    try:
        box = _connected(settings)
        (box.login if user.isascii() and settings.get("imap_password", "").isascii() else box.login_utf8)(
            user, settings.get("imap_password", ""), initial_folder=None
        )
        box.folder.set(folder, readonly=True)
        yield box
    except ssl.SSLCertVerificationError as error:
        raise MailboxTrouble(f"The certificate of {host} is not valid: {error.verify_message}") from None
    except MailboxLoginError:
        raise MailboxTrouble(
            f"{host} refuses the user name or the password of {user}: check RELANCE_IMAP_USER and "
            "RELANCE_IMAP_PASSWORD."
        ) from None
    except MailboxFolderSelectError:
        raise MailboxTrouble(f"There is no folder {folder} for {user} on {host}: check RELANCE_IMAP_FOLDER.") from None
    except _BROKEN as error:
        words = " ".join(str(error).split())[:150] or type(error).__name__
        where = "was lost or answered wrongly" if box else "cannot be opened"
        raise MailboxTrouble(f"The connection to {host} {where}: {words}") from None
    finally:
        if box is not None:
            _leave(box)


def _connected(settings: Mapping[str, str]) -> BaseMailBox:
    security = settings.get("imap_security") or "tls"
    host, port = settings.get("imap_host", ""), int(settings.get("imap_port") or PORTS[security])
    timeout = float(settings.get("imap_timeout") or 30)
    if security == "none":
        return MailBoxUnencrypted(host, port, timeout)
    context = ssl.create_default_context(cafile=settings.get("imap_ca_file") or None)
    if security == "starttls":
        return MailBoxStartTls(host, port, timeout, ssl_context=context)
    return MailBox(host, port, timeout, ssl_context=context)


def _leave(box: BaseMailBox) -> None:
    """LOGOUT, briefly: what the server says now changes nothing."""
    try:
        box.client.sock.settimeout(5)
        box.client.logout()
    except _BROKEN:
        with suppress(OSError):
            box.client.shutdown()


def _validity(box: BaseMailBox) -> int:
    _, values = box.client.response("UIDVALIDITY")
    number = values[0] if values else None
    return int(number) if number else 1  # a server without it: RFC 3501 lets us take any constant


def _after(box: BaseMailBox, after: int, since: str) -> list[_Lying]:
    """What lies after that UID with its size; from the first on, only what came since that day."""
    criteria = f"UID {after + 1}:*"
    if after == 0 and since:
        criteria += f" SINCE {_imap_day(date.fromisoformat(since))}"
    uids = sorted(uid for uid in map(int, box.uids(criteria, charset=None)) if uid > after)  # `*` always finds one
    found: list[_Lying] = []
    for start in range(0, len(uids), 500):
        names = ",".join(map(str, uids[start : start + 500]))
        for line in _said(box, names, "(UID RFC822.SIZE)"):
            text = line if isinstance(line, bytes) else line[0]
            uid, size = re.search(rb"UID (\d+)", text), re.search(rb"RFC822\.SIZE (\d+)", text)
            if uid and size:
                found.append(_Lying(int(uid.group(1)), int(size.group(1))))
    return sorted(found)


def _imap_day(day: date) -> str:
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
    return f"{day.day}-{months[day.month - 1]}-{day.year}"


def _groups(lying: Sequence[_Lying]) -> Iterator[list[_Lying]]:
    """As many at once as memory allows, those too big each by itself."""
    group: list[_Lying] = []
    for one in lying:
        if group and (len(group) == _AT_ONCE or one.size + sum(x.size for x in group) > _AT_ONCE_BYTES):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _fetched(box: BaseMailBox, group: list[_Lying], validity: int) -> list[Fetched]:
    """These messages, in the order of their UIDs; of one that is too big, its header alone with a word about it."""
    if group[0].size > MOST_BYTES:
        parts, mark = "BODY.PEEK[HEADER]", f"X-Relance-Too-Big: {group[0].size}\r\n".encode()
    else:
        parts, mark = "BODY.PEEK[]", b""
    lines = _said(box, ",".join(str(one.uid) for one in group), f"(UID INTERNALDATE {parts})")
    found = []
    for number, line in enumerate(lines):
        if isinstance(line, tuple):
            rest = lines[number + 1] if number + 1 < len(lines) and isinstance(lines[number + 1], bytes) else b""
            told = line[0] + b" " + rest
            uid = re.search(rb"UID (\d+)", told)
            if uid:
                found.append(Fetched(int(uid.group(1)), validity, mark + bytes(line[1]), _received(told)))
    return sorted(found, key=lambda one: one.uid)


def _said(box: BaseMailBox, uids: str, parts: str) -> list[Any]:
    """What FETCH answers; parts that are missing mean a message deleted meanwhile."""
    status, lines = box.client.uid("FETCH", uids, parts)
    if status != "OK":
        raise imaplib.IMAP4.error(f"FETCH answered {status}")
    return [line for line in lines if line is not None]


def _received(told: bytes) -> datetime | None:
    found = re.search(rb'INTERNALDATE "([^"]{20,30})"', told)
    if not found:
        return None
    try:
        return datetime.strptime(found.group(1).decode("ascii").strip(), "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except (ValueError, OverflowError):
        return None


LISTENER = EmailListener()

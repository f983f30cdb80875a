"""The mailbox of these tests, and where other people's collections of mail lie."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from imap_tools import MailBoxUnencrypted

from tests.mail import dovecot
from tests.mail.corpora import MAIL

_NUMBERS = itertools.count(1)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Any, settings: Any) -> None:
    """Each test has an outbox of its own."""
    settings.RELANCE_HOME = tmp_path


@pytest.fixture(scope="session")
def server() -> Iterator[dovecot.Dovecot]:
    """A real Dovecot; skips where there is none, unless RELANCE_REQUIRE_DOVECOT=1."""
    if dovecot.PROGRAM is None or os.geteuid() != 0:
        why = "needs Dovecot (dovecot-imapd) and root to start it"
        if os.environ.get("RELANCE_REQUIRE_DOVECOT") == "1":
            pytest.fail(f"{why}, though RELANCE_REQUIRE_DOVECOT=1")
        pytest.skip(why)
    home = Path(tempfile.mkdtemp(prefix="relance-dovecot-"))  # pytest's own folders are closed to other users
    home.chmod(0o755)
    one = dovecot.Dovecot(home)
    try:
        one.start()
        yield one
    finally:
        one.stop()
        shutil.rmtree(home, ignore_errors=True)


class Folder:
    """A folder of the mailbox, filled by the test."""

    def __init__(self, server: dovecot.Dovecot, name: str) -> None:
        self.server, self.name = server, name
        self._do(lambda box: box.folder.create(name))

    @property
    def settings(self) -> dict[str, str]:
        """What the listener is told."""
        return self.server.settings(self.name)

    def put(self, *contents: bytes) -> None:
        """Messages arrive."""
        self._do(lambda box: [box.append(one, self.name) for one in contents])

    def make_anew(self, *contents: bytes) -> None:
        """The folder is deleted and made again: its UIDVALIDITY changes."""
        self._do(lambda box: (box.folder.delete(self.name), box.folder.create(self.name)))
        self.put(*contents)

    def flags(self) -> list[tuple[str, ...]]:
        """The flags of each message."""

        def look(box: MailBoxUnencrypted) -> list[tuple[str, ...]]:
            box.folder.set(self.name, readonly=True)
            return [one.flags for one in box.fetch(mark_seen=False, headers_only=True)]

        return self._do(look)

    def _do(self, what: Callable[[MailBoxUnencrypted], Any]) -> Any:
        box = MailBoxUnencrypted("127.0.0.1", self.server.port, timeout=10)
        with box.login(dovecot.USER, dovecot.PASSWORD, initial_folder=None):
            return what(box)


@pytest.fixture
def folder(server: dovecot.Dovecot) -> Folder:
    """An empty folder."""
    return Folder(server, f"Dossier{next(_NUMBERS)}")


@pytest.fixture
def another_folder(server: dovecot.Dovecot) -> Folder:
    """A second one."""
    return Folder(server, f"Dossier{next(_NUMBERS)}")


@pytest.fixture(scope="session")
def collections() -> None:
    """Other people's collections of mail; skips where they are absent."""
    if not MAIL.is_dir():
        pytest.skip(f"no mail collections in {MAIL} (set RELANCE_SHARED)")

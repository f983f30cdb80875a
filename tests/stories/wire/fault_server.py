"""A mail server that fails at each of the points where mail can fail, by lot, and remembers what it kept."""

from __future__ import annotations

import random
import re
import socket
import socketserver
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

SLOW_SECONDS = 6.0  # longer than the client waits; see chaos.py
AT_CONNECT = ("reset on connect", "drop on connect", "421 banner", "slow banner")
TEMPORARY = ("451 MAIL", "452 RCPT", "451 DATA", "451 after dot")
LOST_BEFORE_DOT = ("drop at MAIL", "drop at RCPT", "drop mid-DATA")
REFUSED = ("550 RCPT", "554 DATA", "554 after dot")
SENDER = ("550 MAIL",)
AMBIGUOUS = (
    "drop after dot, not kept", "drop after dot, kept", "reset after dot, kept", "slow 250, kept", "slow 250, not kept",
)  # fmt: skip
HARMLESS = ("drop after 250", "drop at QUIT", "500 at QUIT")
POINTS = (*AT_CONNECT, *TEMPORARY, *LOST_BEFORE_DOT, *REFUSED, *SENDER, *AMBIGUOUS, *HARMLESS)
_SLOW = tuple(point for point in POINTS if point.startswith("slow"))
_MESSAGE_ID = re.compile(rb"^Message-ID: *(<[^>\r\n]+>)", re.IGNORECASE | re.MULTILINE)


class FaultServer(socketserver.ThreadingTCPServer):
    """Draws a fault for a share of connections and messages; what takes long is drawn a tenth as often."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, seed: int, share: float) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.chance = random.Random(seed)
        self.share = share
        self.lock = threading.Lock()
        self.kept: Counter[str] = Counter()
        self.ambiguous: set[str] = set()
        self.cut: set[str] = set()  # nothing kept, though their sender may have sent the dot before it knew
        self.injected: Counter[str] = Counter()

    def draw(self, points: tuple[str, ...], share: float) -> str:
        """A point at which to fail, or nothing."""
        with self.lock:
            if self.chance.random() >= share:
                return ""
            weights = [0.1 if point in _SLOW + SENDER else 1.0 for point in points]
            return self.chance.choices(points, weights)[0]

    def note(self, point: str) -> None:
        with self.lock:
            self.injected[point] += 1

    def keep(self, content: bytes, point: str) -> None:
        """A message whose final dot has come: kept or not, and whether its sender can know."""
        name = _name(content)
        with self.lock:
            if not point.endswith("not kept") and not point.endswith("after dot"):
                self.kept[name] += 1
            if point in AMBIGUOUS:
                self.ambiguous.add(name)


def _name(content: bytes) -> str:
    found = _MESSAGE_ID.search(content)
    return found[1].decode() if found else "none"


class _Hung(Exception):
    """The line is cut here."""


class _Dialogue(socketserver.StreamRequestHandler):
    server: FaultServer
    point = ""

    def handle(self) -> None:
        with suppress(_Hung, OSError):
            self._greet()
            while line := self.rfile.readline():
                self._answer(line.split()[0].upper().decode("ascii", "replace") if line.strip() else "")

    def _say(self, answer: str) -> None:
        self.wfile.write(answer.encode() + b"\r\n")

    def _fail(self, point: str, act: Callable[[], None]) -> bool:
        if self.point != point:
            return False
        self.server.note(point)
        act()
        return True

    def _hang_up(self) -> None:
        raise _Hung

    def _reset(self) -> None:
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.request.close()
        raise _Hung

    def _stall(self) -> None:
        time.sleep(SLOW_SECONDS)
        raise _Hung

    def _greet(self) -> None:
        self.point = self.server.draw(AT_CONNECT, self.server.share / 4)
        self._fail("reset on connect", self._reset)
        self._fail("drop on connect", self._hang_up)
        self._fail("slow banner", self._stall)
        if not self._fail("421 banner", lambda: self._say("421 too busy")):
            self._say("220 fault.example")

    def _answer(self, command: str) -> None:
        if command in ("EHLO", "HELO"):
            self._say("250-fault.example\r\n250-DSN\r\n250 SIZE 50000000")
        elif command == "MAIL":
            self._mail()
        elif command == "RCPT":
            self._rcpt()
        elif command == "DATA":
            self._data()
        elif command == "QUIT":
            self._quit()
        else:
            self._say("250 OK")

    def _mail(self) -> None:
        after = tuple(point for point in POINTS if point not in AT_CONNECT)
        self.point = self.server.draw(after, self.server.share)
        self._fail("drop at MAIL", self._hang_up)
        if self._fail("451 MAIL", lambda: self._say("451 4.3.0 later")):
            return
        if self._fail("550 MAIL", lambda: self._say("550 5.7.1 sender not allowed")):
            return
        self._say("250 sender OK")

    def _rcpt(self) -> None:
        self._fail("drop at RCPT", self._hang_up)
        if self._fail("452 RCPT", lambda: self._say("452 4.2.2 full for now")):
            return
        if self._fail("550 RCPT", lambda: self._say("550 5.1.1 no such person")):
            return
        self._say("250 recipient OK")

    def _data(self) -> None:
        if self._fail("451 DATA", lambda: self._say("451 4.3.0 later")):
            return
        if self._fail("554 DATA", lambda: self._say("554 5.7.1 no")):
            return
        self._say("354 go on")
        self._after_dot(self._body())

    def _body(self) -> bytes:
        content = b""
        for line in iter(self.rfile.readline, b""):
            if line == b".\r\n":
                return content
            content += line
            if line == b"\r\n" and self.point == "drop mid-DATA":
                self.server.cut.add(_name(content))
                self._fail("drop mid-DATA", self._hang_up)
        raise _Hung  # the sender went away before its dot

    def _after_dot(self, content: bytes) -> None:
        point = self.point
        self.server.keep(content, point)
        if self._fail("451 after dot", lambda: self._say("451 4.3.0 later")):
            return
        if self._fail("554 after dot", lambda: self._say("554 5.7.1 looks like spam")):
            return
        if point in AMBIGUOUS:
            slow, reset = point.startswith("slow"), point.startswith("reset")
            self._fail(point, self._stall if slow else self._reset if reset else self._hang_up)
        self._say("250 2.0.0 kept")
        self._fail("drop after 250", self._hang_up)

    def _quit(self) -> None:
        self._fail("drop at QUIT", self._hang_up)
        if not self._fail("500 at QUIT", lambda: self._say("500 what?")):
            self._say("221 bye")
        raise _Hung


@contextmanager
def a_fault_server(seed: int, share: float) -> Iterator[FaultServer]:
    """The server at work on a free port of this machine."""
    server = FaultServer(seed, share)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()

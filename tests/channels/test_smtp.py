"""What each failure of a mail server comes to, phase by phase; the server keeps what it was given."""

from __future__ import annotations

import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from relance import discovery
from relance.domain.message import Message, Receipt
from tests.wording.notices import a_notice, parsed

MAIL = discovery.channels()["email"]
OPEN = {"smtp_host": "127.0.0.1", "smtp_security": "none", "smtp_connect_timeout": "2", "smtp_timeout": "1"}


def a_message() -> Message:
    return MAIL.render(a_notice(template="reminder-1"), (), "<n-1@relance.example>")


def a_free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class FaultyServer(socketserver.ThreadingTCPServer):
    """Answers each command from a script: text is an answer, `drop` hangs up, `slow` says nothing."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, script: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.script = {"banner": "220 hello", "EHLO": "250 hello", "DATA": "354 go", "QUIT": "221 bye"} | script
        self.stored: list[bytes] = []
        self.said: list[str] = []
        self.hung_up = threading.Event()

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        self.hung_up.set()


class _Dialogue(socketserver.StreamRequestHandler):
    server: FaultyServer

    def say(self, step: str, default: str = "250 ok") -> bool:
        answer = self.server.script.get(step, default)
        if answer == "slow":
            time.sleep(0.4 if step == "QUIT" else 3)
        if answer in ("drop", "slow"):
            return False
        self.wfile.write(answer.encode() + b"\r\n")
        return True

    def handle(self) -> None:
        if not self.say("banner"):
            return
        while line := self.rfile.readline():
            self.server.said.append(line.decode().strip())
            command = line.decode().upper().split()[0]
            times = sum(said.upper().startswith(command) for said in self.server.said)
            if not self.say(f"{command}{times}" if f"{command}{times}" in self.server.script else command):
                return
            if command == "DATA" and self.server.script["DATA"].startswith("3") and not self.body():
                return

    def body(self) -> bool:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
            if self.server.script.get("body") == "drop":
                return False
        kept = self.server.script.get("dot", "250")
        if line and not kept.startswith(("4", "5")):
            self.server.stored.append(b"".join(lines))
        return bool(line) and self.say("dot")


@contextmanager
def faulty(**script: str) -> Iterator[tuple[FaultyServer, dict[str, str]]]:
    server = FaultyServer(script)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server, OPEN | {"smtp_port": str(server.server_address[1])}
    finally:
        server.shutdown()
        server.server_close()


PHASES = [
    ({"banner": "drop"}, "refused_for_now", 0),
    ({"banner": "421 busy"}, "refused_for_now", 0),
    ({"banner": "slow"}, "refused_for_now", 0),
    ({"EHLO": "drop"}, "refused_for_now", 0),
    ({"MAIL": "451 later"}, "refused_for_now", 0),
    ({"MAIL": "550 not you"}, "misconfigured", 0),
    ({"RCPT": "452 full"}, "refused_for_now", 0),
    ({"MAIL": "530 5.7.0 log in first"}, "misconfigured", 0),
    ({"RCPT": "550 unknown"}, "refused", 0),
    ({"RCPT": "530 5.7.0 log in first"}, "misconfigured", 0),
    ({"RCPT": "drop"}, "refused_for_now", 0),
    ({"DATA": "451 later"}, "refused_for_now", 0),
    ({"DATA": "554 no"}, "refused", 0),
    ({"DATA": "drop"}, "refused_for_now", 0),
    ({"dot": "451 later"}, "refused_for_now", 0),
    ({"dot": "554 spam"}, "refused", 0),
    ({"dot": "drop"}, "unknown", 1),
    ({"dot": "slow"}, "unknown", 1),
    ({"dot": "what"}, "unknown", 1),
    ({"QUIT": "drop"}, "sent", 1),
    ({"QUIT": "slow"}, "sent", 1),
    ({"QUIT": "500 what"}, "sent", 1),
    ({}, "sent", 1),
]


@pytest.mark.parametrize(
    ("script", "outcome", "stored"),
    PHASES,
    ids=["-".join(f"{k}:{v}" for k, v in p[0].items()) or "well" for p in PHASES],
)
def test_each_failure_comes_to_what_is_safe(script: dict[str, str], outcome: str, stored: int) -> None:
    with faulty(**script) as (server, settings):
        receipt = MAIL.deliver(a_message(), settings)
        assert receipt.outcome == outcome, receipt
        assert len(server.stored) == stored
        assert receipt.detail and "\n" not in receipt.detail


def test_a_line_dropped_within_the_body_is_tried_again_later() -> None:
    with faulty(body="drop") as (server, settings):
        receipt = MAIL.deliver(a_message(), settings, lambda: server.hung_up.wait(5))
    assert (receipt.outcome, receipt.phase, server.stored) == ("refused_for_now", "body", [])


def test_nobody_listening_is_tried_again_later() -> None:
    assert MAIL.deliver(a_message(), OPEN | {"smtp_port": str(a_free_port())}).outcome == "refused_for_now"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({}, "smtp_host"),
        (OPEN | {"smtp_security": "ssl"}, "starttls, tls or none"),
        (OPEN | {"smtp_port": "mail"}, "must be numbers"),
        (OPEN | {"smtp_from": "a@b.example\r\nRCPT TO:<x@y.example>"}, "sender’s address"),
    ],
)
def test_settings_that_cannot_work_stop_all_sending(settings: dict[str, str], words: str) -> None:
    receipt = MAIL.deliver(a_message(), settings)
    assert receipt.outcome == "misconfigured" and words in receipt.detail


def test_a_server_without_starttls_gets_nothing_when_encryption_is_asked() -> None:
    with faulty() as (server, settings):
        receipt = MAIL.deliver(a_message(), settings | {"smtp_security": "starttls"})
        assert receipt.outcome == "misconfigured" and not server.stored


def test_a_recipient_with_a_line_break_is_refused_before_connecting() -> None:
    message = replace(a_message(), recipient="a@b.example\r\nDATA")
    assert MAIL.deliver(message, OPEN).outcome == "refused"


class Sink:
    """Keeps every envelope."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        return "250 kept as 42"


@pytest.fixture
def sink() -> Iterator[tuple[Sink, dict[str, str]]]:
    kept = Sink()
    port = a_free_port()
    controller = Controller(kept, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield kept, OPEN | {"smtp_port": str(port)}
    finally:
        controller.stop()


def test_a_real_server_receives_the_frozen_bytes_for_one_recipient(sink: tuple[Sink, dict[str, str]]) -> None:
    kept, settings = sink
    message = a_message()
    assert MAIL.deliver(message, settings) == Receipt("sent", "dot: 250 kept as 42")
    (envelope,) = kept.envelopes
    assert envelope.rcpt_tos == ["compta@dupont.example"]
    assert envelope.mail_from == "compta@atelier-vidal.example"
    assert envelope.content == message.content


def test_a_line_that_starts_with_a_dot_arrives_whole(sink: tuple[Sink, dict[str, str]]) -> None:
    kept, settings = sink
    message = replace(a_message(), content=a_message().content + b".\r\n.hidden\r\n")
    MAIL.deliver(message, settings)
    assert kept.envelopes[0].content == message.content
    assert parsed(message.content)["To"] == "compta@dupont.example"


def test_the_envelope_sender_can_be_another_address(sink: tuple[Sink, dict[str, str]]) -> None:
    kept, settings = sink
    MAIL.deliver(a_message(), settings | {"smtp_from": "bounces@relance.example"})
    assert kept.envelopes[0].mail_from == "bounces@relance.example"

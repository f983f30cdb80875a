"""A mail server on this machine that keeps what it is given and can be told what to refuse."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Sink:
    """Mails kept, connections seen, and the answers to give by address (`554 no`) instead of keeping."""

    mails: list[Envelope] = field(default_factory=list)
    connections: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    drop_after_dot: bool = False
    sender_refused: str = ""
    after_dot: str = ""

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, answers: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = name
        return answers

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_refused:
            return self.sender_refused
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.after_dot:
            return self.after_dot
        self.mails.append(envelope)
        if self.drop_after_dot:
            assert server.transport is not None
            server.transport.abort()
        return "250 kept"


@contextmanager
def a_mail_server() -> Iterator[tuple[Sink, dict[str, Any]]]:
    """The sink, and the settings that lead to it."""
    sink = Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink, {
            "smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_security": "none", "smtp_timeout": "5",
            "smtp_connect_timeout": "5",
        }  # fmt: skip
    finally:
        controller.stop()

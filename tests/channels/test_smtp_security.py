"""Encryption with a verified certificate and a login, against a real server; never less than was asked for."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from relance import discovery
from tests.channels.test_smtp import a_free_port, a_message

MAIL = discovery.channels()["email"]
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH")
CERTIFICATES = Path(__file__).parent / "certificates"
AUTHORITY = str(CERTIFICATES / "authority.pem")


class Kept:
    """Keeps the envelopes, and whether each came encrypted and logged in."""

    def __init__(self) -> None:
        self.came: list[tuple[bool, bool]] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.came.append((session.ssl is not None, session.authenticated))
        return "250 kept"


def _authenticator(*found: Any) -> AuthResult:
    data = found[-1]
    return AuthResult(
        success=isinstance(data, LoginPassword) and (data.login, data.password) == (b"relance", b"secret"),
        handled=False,
    )


@contextmanager
def a_server(security: str) -> Iterator[tuple[Kept, dict[str, str]]]:
    kept, port = Kept(), a_free_port()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(CERTIFICATES / "server.pem")
    how: dict[str, Any] = {
        "starttls": {"tls_context": tls, "require_starttls": True},
        "tls": {"ssl_context": tls, "auth_require_tls": False},
    }[security]
    controller = Controller(
        kept, hostname="127.0.0.1", port=port, authenticator=_authenticator, auth_required=True, **how
    )
    controller.start()
    try:
        yield kept, {
            "smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_security": security, "smtp_ca_file": AUTHORITY,
            "smtp_user": "relance", "smtp_password": "secret", "smtp_connect_timeout": "5", "smtp_timeout": "5",
        }  # fmt: skip
    finally:
        controller.stop()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_encrypted_and_logged_in_the_message_leaves(security: str) -> None:
    with a_server(security) as (kept, settings):
        assert MAIL.deliver(a_message(), settings).outcome == "sent"
    assert len(kept.came) == 1
    assert kept.came[0][0] or security == "tls"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_stops_all_sending(security: str) -> None:
    with a_server(security) as (kept, settings):
        receipt = MAIL.deliver(a_message(), settings | {"smtp_ca_file": ""})
    assert receipt.outcome == "misconfigured" and "certificate" in receipt.detail
    assert kept.came == []


def test_a_certificate_of_another_name_stops_all_sending() -> None:
    with a_server("tls") as (kept, settings):
        receipt = MAIL.deliver(a_message(), settings | {"smtp_host": "127.0.0.2"})
    assert receipt.outcome in ("misconfigured", "refused_for_now")  # some systems have one loopback address only
    assert kept.came == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_wrong_password_stops_all_sending(security: str) -> None:
    with a_server(security) as (kept, settings):
        receipt = MAIL.deliver(a_message(), settings | {"smtp_password": "guess"})
    assert receipt.outcome == "misconfigured" and receipt.phase == "login"
    assert "guess" not in receipt.detail and kept.came == []


def test_without_logging_in_where_one_must_it_is_our_fault_not_the_address_s() -> None:
    with a_server("starttls") as (kept, settings):
        assert MAIL.deliver(a_message(), settings | {"smtp_user": ""}).outcome == "misconfigured"
    assert kept.came == []


def test_an_authority_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with a_server("tls") as (_kept, settings):
        receipt = MAIL.deliver(a_message(), settings | {"smtp_ca_file": str(tmp_path / "gone.pem")})
    assert receipt.outcome == "misconfigured" and receipt.detail.startswith("smtp_ca_file cannot be read")

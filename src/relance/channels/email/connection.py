"""A connection to the mail server: greeted, encrypted with a verified certificate, logged in; never less than asked."""

from __future__ import annotations

import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from typing import Literal

from relance.domain.message import Receipt

PORTS = {"starttls": 587, "tls": 465, "none": 25}
Phase = Literal["connect", "tls", "login", "sender", "recipient", "data", "body", "dot"]
Refusal = Literal["refused_for_now", "refused", "misconfigured"]
LOG_IN_FIRST = (530, 534, 535, 538)  # RFC 4954, 6: said to any command, it speaks of us, never of the recipient


class Failed(Exception):
    """The attempt ended; `receipt` says how."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.detail)
        self.receipt = receipt


def opened(settings: Mapping[str, str]) -> smtplib.SMTP:
    """A connection ready for MAIL. Raises Failed: nothing was handed over."""
    host, security = settings.get("smtp_host", "").strip(), settings.get("smtp_security") or "starttls"
    if not host:
        raise Failed(Receipt("misconfigured", "No mail server is set: give smtp_host."))
    if security not in PORTS:
        raise Failed(Receipt("misconfigured", f"smtp_security is “{security}”: use starttls, tls or none."))
    try:
        port = int(settings.get("smtp_port") or PORTS[security])
        timeout = float(settings.get("smtp_connect_timeout") or 60)
        float(settings.get("smtp_timeout") or 600)
    except ValueError:
        raise Failed(Receipt("misconfigured", "smtp_port and the smtp timeouts must be numbers.")) from None
    server = _greeted(host, port, security, timeout, settings)
    try:
        if security == "starttls":
            _start_tls(server, settings)
        command(server, "connect", server.ehlo, "refused_for_now")
        _log_in(server, settings)
    except Failed:
        leave(server)
        raise
    return server


def _greeted(host: str, port: int, security: str, timeout: float, settings: Mapping[str, str]) -> smtplib.SMTP:
    try:
        if security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=timeout, context=_context(settings))
        return smtplib.SMTP(host, port, timeout=timeout)
    except ssl.SSLCertVerificationError as error:
        raise Failed(
            Receipt("misconfigured", f"The certificate of {host} is not valid: {error.verify_message}")
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        raise Failed(Receipt("refused_for_now", f"connect: {words(error)}")) from None


def _context(settings: Mapping[str, str]) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.get("smtp_ca_file") or None)
    except OSError as error:
        raise Failed(Receipt("misconfigured", f"smtp_ca_file cannot be read: {words(error)}")) from None


def _start_tls(server: smtplib.SMTP, settings: Mapping[str, str]) -> None:
    context = _context(settings)
    command(server, "connect", server.ehlo, "refused_for_now")
    try:
        code, answer = server.starttls(context=context)
    except smtplib.SMTPNotSupportedError:
        detail = "The server offers no STARTTLS: set smtp_security to tls, or to none on a private network."
        raise Failed(Receipt("misconfigured", detail)) from None
    except ssl.SSLCertVerificationError as error:
        detail = f"The mail server’s certificate is not valid: {error.verify_message}"
        raise Failed(Receipt("misconfigured", detail)) from None
    except (smtplib.SMTPException, OSError) as error:
        raise Failed(Receipt("refused_for_now", f"tls: {words(error)}")) from None
    if code != 220:  # the library returns such an answer, and would go on in clear
        raise Failed(Receipt("refused_for_now", f"tls: {code} {text(answer)}"))


def _log_in(server: smtplib.SMTP, settings: Mapping[str, str]) -> None:
    user = settings.get("smtp_user", "")
    if not user:
        return
    try:
        server.login(user, settings.get("smtp_password", ""))
    except smtplib.SMTPAuthenticationError as error:
        temporary = 400 <= error.smtp_code < 500
        detail = f"login: {error.smtp_code} {text(error.smtp_error)}"
        raise Failed(Receipt("refused_for_now" if temporary else "misconfigured", detail)) from None
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise Failed(Receipt("refused_for_now", f"login: {words(error)}")) from None
    except (smtplib.SMTPException, UnicodeError) as error:
        raise Failed(Receipt("misconfigured", f"login: {words(error)}")) from None


def command(
    server: smtplib.SMTP, phase: Phase, act: Callable[[], tuple[int, bytes]], refusal: Refusal, good: int = 2
) -> None:
    """Before the final dot: a lost line or a 4xx is safe to retry, a 5xx means what `refusal` says. Raises Failed."""
    try:
        code, answer = act()
    except (smtplib.SMTPException, OSError) as error:
        raise Failed(Receipt("refused_for_now", f"{phase}: {words(error)}")) from None
    if code // 100 != good:
        outcome: Refusal = refusal if code // 100 == 5 else "refused_for_now"
        if code in LOG_IN_FIRST:
            outcome = "misconfigured"
        raise Failed(Receipt(outcome, f"{phase}: {code} {text(answer)}"))


def hung_up(server: smtplib.SMTP) -> bool:
    """Whether the server is known to have closed the line: small messages fit into buffers that hide it."""
    if server.sock is None:
        return True
    with socket.fromfd(server.sock.fileno(), server.sock.family, server.sock.type) as line:  # TLS allows no peeking
        line.setblocking(False)
        try:
            return line.recv(1, socket.MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True


def leave(server: smtplib.SMTP) -> None:
    """QUIT, briefly: what the server says now changes nothing."""
    try:
        if server.sock is not None:
            server.sock.settimeout(5)
            server.quit()
    except (smtplib.SMTPException, OSError):
        pass
    finally:
        server.close()


def words(error: Exception) -> str:
    """An error on one line."""
    return " ".join(str(error).split()) or type(error).__name__


def text(answer: bytes | str) -> str:
    """What a server said, on one line, at most 300 characters."""
    said = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(said.split())[:300]

"""A thin SMTP client that knows in which phase it failed, so that nothing is ever sent twice by guess.

Until the final dot has been sent the server cannot have accepted the message: any failure is safe to retry.
Once it is on its way, only the server's answer tells; without one the outcome is `unknown`.

Settings: `smtp_host`, `smtp_port`, `smtp_user`, `smtp_password`, `smtp_security` (`starttls`, `tls`, `none`),
`smtp_from` (envelope sender), `smtp_timeout` (seconds to wait after the final dot, 600 as RFC 5321 asks),
`smtp_connect_timeout` (seconds for every earlier step, 60), `smtp_ca_file` (a private authority).
"""

from __future__ import annotations

import email
import smtplib
import ssl
from collections.abc import Callable, Mapping
from email.policy import SMTP as SMTP_POLICY
from email.utils import parseaddr
from typing import Literal

from relance.domain.message import Message, Receipt

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
Phase = Literal["connect", "tls", "login", "sender", "recipient", "data", "body", "dot"]


class _Failed(Exception):
    """The attempt ended; `receipt` says how."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__(receipt.detail)
        self.receipt = receipt


def deliver(message: Message, settings: Mapping[str, str]) -> Receipt:
    """One attempt. 1 connect, 2 encrypt, 3 log in, 4 sender, 5 recipient, 6 body, 7 the final dot."""
    try:
        sender = _envelope_sender(message, settings)
        recipient = _ascii(message.recipient, "refused", "The recipient’s address")
        server = _connect(settings)
    except _Failed as failure:
        return failure.receipt
    try:
        _login(server, settings)
        _command(server, "sender", lambda: server.mail(sender), "misconfigured")
        _command(server, "recipient", lambda: server.rcpt(recipient), "refused")
        return _send_body(server, message.content, float(settings.get("smtp_timeout") or 600))
    except _Failed as failure:
        return failure.receipt
    finally:
        _leave(server)


def _connect(settings: Mapping[str, str]) -> smtplib.SMTP:
    host, security = settings.get("smtp_host", "").strip(), settings.get("smtp_security") or "starttls"
    if not host:
        raise _Failed(Receipt("misconfigured", "No mail server is set: give smtp_host."))
    if security not in _PORTS:
        raise _Failed(Receipt("misconfigured", f"smtp_security is “{security}”: use starttls, tls or none."))
    try:
        port = int(settings.get("smtp_port") or _PORTS[security])
        timeout = float(settings.get("smtp_connect_timeout") or 60)
    except ValueError:
        raise _Failed(Receipt("misconfigured", "smtp_port and smtp_connect_timeout must be numbers.")) from None
    server = _greeted(host, port, security, timeout, settings)
    try:
        if security == "starttls":
            _start_tls(server, settings)
        _command(server, "connect", server.ehlo, "refused_for_now")
    except _Failed:
        _leave(server)
        raise
    return server


def _greeted(host: str, port: int, security: str, timeout: float, settings: Mapping[str, str]) -> smtplib.SMTP:
    try:
        if security == "tls":
            return smtplib.SMTP_SSL(host, port, timeout=timeout, context=_context(settings))
        return smtplib.SMTP(host, port, timeout=timeout)
    except ssl.SSLCertVerificationError as error:
        raise _Failed(
            Receipt("misconfigured", f"The certificate of {host} is not valid: {error.verify_message}")
        ) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _Failed(Receipt("refused_for_now", f"connect: {_words(error)}")) from None


def _context(settings: Mapping[str, str]) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.get("smtp_ca_file") or None)
    except OSError as error:
        raise _Failed(Receipt("misconfigured", f"smtp_ca_file cannot be read: {_words(error)}")) from None


def _start_tls(server: smtplib.SMTP, settings: Mapping[str, str]) -> None:
    context = _context(settings)
    _command(server, "connect", server.ehlo, "refused_for_now")
    try:
        server.starttls(context=context)
    except smtplib.SMTPNotSupportedError:
        detail = "The server offers no STARTTLS: set smtp_security to tls, or to none on a private network."
        raise _Failed(Receipt("misconfigured", detail)) from None
    except ssl.SSLCertVerificationError as error:
        detail = f"The mail server’s certificate is not valid: {error.verify_message}"
        raise _Failed(Receipt("misconfigured", detail)) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _Failed(Receipt("refused_for_now", f"tls: {_words(error)}")) from None


def _login(server: smtplib.SMTP, settings: Mapping[str, str]) -> None:
    user = settings.get("smtp_user", "")
    if not user:
        return
    try:
        server.login(user, settings.get("smtp_password", ""))
    except smtplib.SMTPAuthenticationError as error:
        temporary = 400 <= error.smtp_code < 500
        detail = f"login: {error.smtp_code} {_text(error.smtp_error)}"
        raise _Failed(Receipt("refused_for_now" if temporary else "misconfigured", detail)) from None
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise _Failed(Receipt("refused_for_now", f"login: {_words(error)}")) from None
    except smtplib.SMTPException as error:
        raise _Failed(Receipt("misconfigured", f"login: {_words(error)}")) from None


Refusal = Literal["refused_for_now", "refused", "misconfigured"]


def _command(
    server: smtplib.SMTP, phase: Phase, act: Callable[[], tuple[int, bytes]], refusal: Refusal, good: int = 2
) -> None:
    """Before the body: a lost line or a 4xx is safe to retry, a 5xx means what `refusal` says."""
    try:
        code, answer = act()
    except (smtplib.SMTPException, OSError) as error:
        raise _Failed(Receipt("refused_for_now", f"{phase}: {_words(error)}")) from None
    if code // 100 != good:
        outcome: Refusal = refusal if code // 100 == 5 else "refused_for_now"
        raise _Failed(Receipt(outcome, f"{phase}: {code} {_text(answer)}"))


def _send_body(server: smtplib.SMTP, content: bytes, dot_timeout: float) -> Receipt:
    _command(server, "data", lambda: server.docmd("DATA"), "refused", good=3)
    body = _stuffed(content)
    try:
        server.send(body)
    except (smtplib.SMTPException, OSError) as error:
        raise _Failed(Receipt("refused_for_now", f"body: {_words(error)}")) from None
    if server.sock is not None:
        server.sock.settimeout(dot_timeout)
    try:
        server.send(b".\r\n")
        code, answer = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Receipt("unknown", f"dot: {_words(error)}")
    detail = f"dot: {code} {_text(answer)}"
    if code // 100 == 2:
        return Receipt("sent", detail)
    if code // 100 == 5:
        return Receipt("refused", detail)
    return Receipt("refused_for_now" if code // 100 == 4 else "unknown", detail)


def _stuffed(content: bytes) -> bytes:
    """Lines end in CRLF and none starts with a lone dot (RFC 5321, 4.5.2)."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)


def _leave(server: smtplib.SMTP) -> None:
    """QUIT, briefly: what the server says now changes nothing."""
    try:
        if server.sock is not None:
            server.sock.settimeout(5)
            server.quit()
    except (smtplib.SMTPException, OSError):
        pass
    finally:
        server.close()


def _envelope_sender(message: Message, settings: Mapping[str, str]) -> str:
    header = email.message_from_bytes(message.content, policy=SMTP_POLICY)["From"]
    if header is None:
        raise _Failed(Receipt("misconfigured", "The creditor has no e-mail address to send from: enter it."))
    sender = settings.get("smtp_from", "").strip() or parseaddr(str(header))[1]
    return _ascii(sender, "misconfigured", "The sender’s address")


def _ascii(address: str, outcome: Refusal, what: str) -> str:
    if not address.isascii() or any(sign in address for sign in "\r\n<> ") or "@" not in address:
        raise _Failed(Receipt(outcome, f"{what} is not one plain address."))
    return address


def _words(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:300]

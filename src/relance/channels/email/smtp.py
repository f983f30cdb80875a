"""A thin SMTP client that knows in which phase it failed, so that nothing is ever sent twice by guess.

Until the final dot has been sent the server cannot have accepted the message: any failure is safe to retry.
Once it is on its way, only the server's answer tells; without one the outcome is `unknown`.

Settings: `smtp_host`, `smtp_port`, `smtp_user`, `smtp_password`, `smtp_security` (`starttls`, `tls`, `none`),
`smtp_from` (envelope sender), `smtp_timeout` (seconds to wait after the final dot, 600 as RFC 5321 asks),
`smtp_connect_timeout` (seconds for every earlier step, 60), `smtp_ca_file` (a private authority);
of the message, `envelope_id` (its token, for delivery reports) and `journal_address` (an archive of one's own).
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from email.parser import BytesHeaderParser
from email.policy import SMTP as SMTP_POLICY
from email.utils import parseaddr

from relance.channels.email.connection import Failed, Refusal, command, hung_up, leave, opened, text, words
from relance.domain.message import Begin, Message, Receipt, at_once


def deliver(message: Message, settings: Mapping[str, str], begin: Begin = at_once) -> Receipt:
    """One attempt. 1 connect, 2 encrypt, 3 log in, 4 sender, 5 recipient, 6 body, 7 `begin`, 8 the final dot.

    `begin` is asked just before the dot, from which on nobody can tell: where it says no, the message is dropped.
    """
    try:
        sender = _envelope_sender(message, settings)
        recipient = _ascii(message.recipient, "refused", "The recipient’s address")
        server = opened(settings)
    except Failed as failure:
        return failure.receipt
    try:
        note = _envelope(server, sender, recipient, len(message.content), settings)
        receipt = _send_body(server, message.content, float(settings.get("smtp_timeout") or 600), begin)
        return Receipt(receipt.outcome, receipt.detail + note)
    except Failed as failure:
        return failure.receipt
    finally:
        leave(server)


def _envelope(server: smtplib.SMTP, sender: str, recipient: str, size: int, settings: Mapping[str, str]) -> str:
    """Sender and recipient, with reports asked for where they are offered (RFC 3461); what to note of the journal."""
    _fits(server, size)
    reports = server.has_extn("dsn")
    token = settings.get("envelope_id", "")
    of_sender = ["RET=HDRS", *([f"ENVID={xtext(token)}"] if token else [])] if reports else []
    asked = ["NOTIFY=SUCCESS,FAILURE,DELAY", f"ORCPT=rfc822;{xtext(recipient)}"] if reports else []
    command(server, "sender", lambda: server.mail(sender, of_sender), "misconfigured")
    command(server, "recipient", lambda: server.rcpt(recipient, asked), "refused")
    journal = settings.get("journal_address", "")
    return _copy_to_journal(server, journal, reports=reports) if journal else ""


def _fits(server: smtplib.SMTP, size: int) -> None:
    """Refused before the server has to be given it all (RFC 1870); a size of 0 means no limit."""
    limit = server.esmtp_features.get("size", "") if server.has_extn("size") else ""
    if limit.isdecimal() and 0 < int(limit) < size:
        raise Failed(Receipt("refused", f"size: the message has {size} bytes, the mail server takes {limit}"))


def _copy_to_journal(server: smtplib.SMTP, journal: str, *, reports: bool) -> str:
    """The archive is a second recipient of the same bytes; where it is refused, the customer's message goes on."""
    try:
        address = _ascii(journal, "refused", "The journal’s address")
        command(server, "recipient", lambda: server.rcpt(address, ["NOTIFY=NEVER"] if reports else []), "refused")
    except Failed as failure:
        if server.sock is None or failure.receipt.detail.startswith(
            "recipient: 421"
        ):  # the line is gone: nothing was handed over
            raise Failed(Receipt("refused_for_now", failure.receipt.detail)) from None
        return f" (no copy to the journal: {failure.receipt.detail})"
    return ""


def _send_body(server: smtplib.SMTP, content: bytes, dot_timeout: float, begin: Begin) -> Receipt:
    command(server, "data", lambda: server.docmd("DATA"), "refused", good=3)
    may_go = False
    try:
        server.send(_stuffed(content))
        may_go = begin()
        if may_go and hung_up(server):
            may_go = False
            raise Failed(Receipt("refused_for_now", "body: the server hung up before the final dot"))
    except (smtplib.SMTPException, OSError) as error:
        raise Failed(Receipt("refused_for_now", f"body: {words(error)}")) from None
    finally:
        if not may_go:
            server.close()  # no dot, so no message; and no QUIT, which would be one more line of it
    if not may_go:
        raise Failed(Receipt("refused_for_now", "body: held back before the final dot"))
    return _dot(server, dot_timeout)


def _dot(server: smtplib.SMTP, timeout: float) -> Receipt:
    try:
        if server.sock is not None:
            server.sock.settimeout(timeout)
        server.send(b".\r\n")
        code, answer = server.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return Receipt("unknown", f"dot: {words(error)}")
    detail = f"dot: {code} {text(answer)}"
    if code // 100 == 2:
        return Receipt("sent", detail)
    if code // 100 == 5:
        return Receipt("refused", detail)
    return Receipt("refused_for_now" if code // 100 == 4 else "unknown", detail)


def _stuffed(content: bytes) -> bytes:
    """Lines end in CRLF and none starts with a lone dot (RFC 5321, 4.5.2)."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." + line if line.startswith(b".") else line) + b"\r\n" for line in lines)


def xtext(value: str) -> str:
    """RFC 3461, 4: printable ASCII but for `+` and `=`, which are written as `+2B` and `+3D`."""
    return "".join(c if "!" <= c <= "~" and c not in "+=" else f"+{ord(c):02X}" for c in value)


def _envelope_sender(message: Message, settings: Mapping[str, str]) -> str:
    header = BytesHeaderParser(policy=SMTP_POLICY).parsebytes(message.content.partition(b"\r\n\r\n")[0])["From"]
    if header is None:
        raise Failed(Receipt("misconfigured", "The creditor has no e-mail address to send from: enter it."))
    sender = settings.get("smtp_from", "").strip() or parseaddr(str(header))[1]
    return _ascii(sender, "misconfigured", "The sender’s address")


def _ascii(address: str, outcome: Refusal, what: str) -> str:
    if not address.isascii() or any(sign in address for sign in "\r\n<> ") or "@" not in address:
        raise Failed(Receipt(outcome, f"{what} is not one plain address."))
    return address

"""Mails a second through the whole of sending, and through the bare library with the same bytes, in the same run.

Printed as JSON lines. The server is `smtp-sink` (a part of Postfix that takes mail and forgets it) where it is
installed, else one in this process, which is slower and shares the processor with what is measured.
"""

from __future__ import annotations

import json
import os
import shutil
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import django

TODAY = date(2026, 2, 16)
SINK = shutil.which("smtp-sink", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
WHO = "C{n},Client {n} SARL,c{n}@client{d}.example,1 rue des Essais,75001,Paris,F{n},,2026-01-30,{n}00.00,{n}00.00"
HEADER = "customer,customer_name,email,address,postcode,city,invoice,issued_on,due_on,amount,open"


def main(count: int) -> None:
    """Prepare that many confirmed reminders, send them, then send their bytes again with nothing around."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "relance.config.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    with a_sink() as (name, port):
        settings.RELANCE_SMTP = {"smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_security": "none"}
        send = _prepared(count)
        whole = _seconds(send)
        envelopes = _envelopes()
        client = _seconds(lambda: _client(port, envelopes))
        each = _seconds(lambda: _bare(port, envelopes, one_connection=False))
        one = _seconds(lambda: _bare(port, envelopes, one_connection=True))
    found = {"whole": whole, "client": client, "bare": each, "bare_one_connection": one}
    print(json.dumps({"server": name, "count": count, **found}))


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _prepared(count: int) -> Callable[[], None]:
    """Reminders confirmed and ready; what comes back sends them."""
    from relance.domain.act import Act
    from relance.domain.rows import ReadOptions
    from relance.ledger.models import Creditor
    from relance.operations.change_settings import change_settings
    from relance.operations.confirm_notices import confirm_notices
    from relance.operations.decide_due import decide_due
    from relance.operations.import_file import import_file
    from relance.operations.send_due import send_due
    from relance.operations.setup_creditor import setup_creditor

    act = Act(TODAY, datetime(2026, 2, 16, 9, 0, tzinfo=UTC), "bench")
    made = setup_creditor(
        name="Atelier Banc SARL", act=act, siren="732829320", iban="FR1420041010050500013M02606",
        email="compta@atelier.example", phone="0123456789", address="1 rue du Banc\n75001 Paris", signatory="A. Martin",
    ).creditor  # fmt: skip
    change_settings(creditor=made, changes={"max_notices_per_day": "1000000", "delivery": "smtp"}, act=act)
    rows = [WHO.format(n=n, d=n % 97) for n in range(1, count + 1)]
    data = "\n".join((HEADER, *rows, "")).encode()
    options = ReadOptions(today=TODAY)
    import_file(creditor=made, name="invoices.csv", data=data, act=act, options=options, snapshot=True)
    decide_due(creditor=Creditor.objects.get(pk=made.pk), act=act)
    confirm_notices(creditor=made, references=None, act=act)

    def send() -> None:
        report = send_due(creditor=Creditor.objects.get(pk=made.pk), act=act, any_hour=True)
        assert report.count("sent") == count, (report.held, report.problems)

    return send


def _envelopes() -> list[tuple[str, bytes]]:
    """Recipient and bytes of every mail that left."""
    from relance.ledger.models import Dispatch

    return [(d.recipient, bytes(d.content)) for d in Dispatch.objects.filter(state="sent").order_by("pk")]


def _client(port: int, envelopes: list[tuple[str, bytes]]) -> None:
    """The e-mail channel alone, without the ledger around it."""
    from relance.discovery import channels
    from relance.domain.message import Message

    way = {"smtp_host": "127.0.0.1", "smtp_port": str(port), "smtp_security": "none"}
    for recipient, content in envelopes:
        message = Message("email", recipient, "", content, "message/rfc822", "x.eml")
        assert channels()["email"].deliver(message, way).outcome == "sent"


def _bare(port: int, envelopes: list[tuple[str, bytes]], *, one_connection: bool) -> None:
    server = smtplib.SMTP("127.0.0.1", port) if one_connection else None
    for recipient, content in envelopes:
        line = server or smtplib.SMTP("127.0.0.1", port)
        line.sendmail("compta@atelier.example", [recipient], content)
        if server is None:
            line.quit()
    if server:
        server.quit()


@contextmanager
def a_sink() -> Iterator[tuple[str, int]]:
    """A server that takes every mail: its name and port."""
    port = _free_port()
    if SINK is None:
        with _in_this_process(port):
            yield "aiosmtpd (smtp-sink is not installed: Debian has it in postfix)", port
        return
    who = ["-u", "nobody"] if os.getuid() == 0 else []
    with subprocess.Popen([SINK, *who, f"127.0.0.1:{port}", "256"], stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(port)
            yield "smtp-sink", port
        finally:
            process.terminate()


@contextmanager
def _in_this_process(port: int) -> Iterator[None]:
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Sink

    controller = Controller(Sink(), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("smtp-sink does not answer")


if __name__ == "__main__":
    main(int(sys.argv[1]))

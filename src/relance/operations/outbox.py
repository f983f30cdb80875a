"""The local outbox: one file per message in a folder, written once and whole, and an index page."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.utils.text import slugify

from relance.documents.outbox_index import index_html
from relance.domain.message import Message, OutboxEntry
from relance.ledger.models import Creditor, Dispatch, Notice

INDEX_ROWS = 5000


def outbox_folder(creditor: Creditor) -> Path:
    """Where this creditor's messages are put."""
    return Path(settings.RELANCE_HOME) / "outbox" / creditor.key


def outbox_path(creditor: Creditor, dispatch: Dispatch) -> Path:
    """The file of one message; its name is fixed once frozen, so writing it twice writes one file."""
    day = dispatch.frozen_at.strftime("%Y-%m-%d")
    if dispatch.notice.left_on:
        day = dispatch.notice.left_on.isoformat()
    return outbox_folder(creditor) / day / dispatch.filename


def put_in_outbox(creditor: Creditor, dispatch: Dispatch) -> None:
    """Write the frozen bytes: to a temporary name, flushed to the disk, then renamed."""
    path = outbox_path(creditor, dispatch)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    with temporary.open("wb") as file:
        file.write(bytes(dispatch.content))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def is_in_outbox(creditor: Creditor, dispatch: Dispatch) -> bool:
    """Whether the file is there with exactly the frozen bytes."""
    path = outbox_path(creditor, dispatch)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == dispatch.sha256


def write_call_sheet(creditor: Creditor, notice: Notice, message: Message) -> Path:
    """Put a call sheet where the caller finds it; made afresh, it replaces the one before."""
    path = outbox_folder(creditor) / "calls" / f"{notice.reference}-{slugify(notice.customer.code)[:40]}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(message.content)
    return path


def write_index(creditor: Creditor) -> None:
    """Write the page that lists what is in the outbox, newest first."""
    rows = Dispatch.objects.filter(creditor=creditor, state__in=["sent", "delivered", "replied"])
    rows = rows.select_related("notice__customer").defer("content").order_by("-notice__left_on", "filename")
    entries = [
        OutboxEntry(
            filename=f"{d.notice.left_on}/{d.filename}", channel=d.channel, customer=d.notice.customer.name,
            subject=d.subject, currency=d.notice.currency, total_cents=d.notice.total_cents,
            left_on=d.notice.left_on,
        )
        for d in rows[:INDEX_ROWS]
        if d.notice.left_on
    ]  # fmt: skip
    folder = outbox_folder(creditor)
    folder.mkdir(parents=True, exist_ok=True)
    temporary = folder / f"index.html.{os.getpid()}.part"  # several workers may write it at once
    temporary.write_text(index_html(entries, creditor.language), encoding="utf-8")
    temporary.replace(folder / "index.html")

"""What must hold in the records of a creditor: the questions that `relance doctor` asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from relance.ledger.models import Creditor, Dispatch, Notice, NoticeLine, Payment, Receivable, StepDone, WriteOff

UNFINISHED = ("claimed", "frozen", "data_started")
IN_OUTBOX = ("sent", "delivered", "replied", "bounced")


class Filed(NamedTuple):
    """A message that ended in the outbox: where its file is, and the hash it must have."""

    path: str
    sha256: str
    reference: str


def wrong_amounts(creditor: Creditor) -> list[str]:
    """Receivables whose open amount, allocations or write-offs cannot be, payments given out beyond their amount."""
    rows = Receivable.objects.filter(creditor=creditor)
    live = WriteOff.objects.filter(receivable=OuterRef("pk"), undone_on=None).values("receivable")
    written = Subquery(live.annotate(cents_sum=Sum("cents")).values("cents_sum"))
    rows = rows.annotate(given=Sum("allocations__cents"), written=Coalesce(written, 0)).filter(
        Q(open_cents__lt=0)
        | Q(open_cents__gt=F("amount_cents"))
        | Q(given__gt=F("amount_cents") - F("written"))
        | Q(written__gt=F("amount_cents"))
    )
    found = [f"{r.invoice.number}: {r.open_cents} open of {r.amount_cents}" for r in rows.select_related("invoice")]
    payments = Payment.objects.filter(creditor=creditor, cancelled_on=None)
    payments = payments.annotate(given=Sum("allocations__cents")).exclude(
        Q(given=None, open_cents=F("amount_cents")) | Q(given=F("amount_cents") - F("open_cents"))
    )
    return found + [f"payment {p.pk}: {p.amount_cents} received, {p.open_cents} left" for p in payments]


def unfinished(creditor: Creditor) -> list[str]:
    """Notices in the middle of being sent; fine while something is sending, else left by a crash."""
    rows = Notice.objects.filter(creditor=creditor, state__in=UNFINISHED)
    return [f"{n.reference}: {n.state} since {n.claimed_at:%Y-%m-%d %H:%M}" for n in rows if n.claimed_at]


def done_twice(creditor: Creditor) -> list[str]:
    """The same step, in the same cycle, twice on one receivable: as done, or in two live notices."""
    which = ("receivable__invoice__number", "step", "cycle")
    steps = StepDone.objects.filter(creditor=creditor, is_waived=False).values(*which, "receivable")
    lines = NoticeLine.objects.filter(creditor=creditor, is_acted=True, is_live=True).values(*which, "receivable")
    found = []
    for rows in (steps, lines):
        for row in rows.annotate(times=Count("pk")).filter(times__gt=1):
            found.append(f"{row['receivable__invoice__number']}: {row['step']} {row['times']} times")
    return sorted(set(found))


def sent_without_step(creditor: Creditor) -> list[str]:
    """Acted lines of notices that left and whose step is not marked."""
    rows = NoticeLine.objects.filter(creditor=creditor, is_acted=True, notice__state__in=("sent", "unknown"))
    rows = rows.exclude(receivable__steps_done__notice=F("notice"))
    return [
        f"{x.notice.reference}: {x.receivable.invoice.number}"
        for x in rows.select_related("notice", "receivable__invoice")
    ]


def filed(creditor: Creditor) -> Iterator[Filed]:
    """Every message that must have its file in the outbox, with its path inside it."""
    rows = Dispatch.objects.filter(creditor=creditor, state__in=IN_OUTBOX, to_outbox=True)
    names = rows.values_list("notice__left_on", "frozen_at", "filename", "sha256", "notice__reference")
    for left_on, frozen_at, filename, sha256, reference in names.iterator():
        day = left_on.isoformat() if left_on else f"{frozen_at:%Y-%m-%d}"
        yield Filed(f"{day}/{filename}", sha256, reference)


def compare_outbox(creditor: Creditor, folder: Path) -> list[str]:
    """Files and records, one to one, with the same bytes."""
    wanted = {one.path: one for one in filed(creditor)}
    there = {
        str(path.relative_to(folder).as_posix()): path
        for path in folder.glob("[0-9]*/*")
        if path.is_file() and path.suffix != ".part"
    }
    found = [f"{one.reference}: the file {path} is missing" for path, one in wanted.items() if path not in there]
    found += [f"{path}: no message of the records has this file" for path in there if path not in wanted]
    found += [
        f"{path}: the file is not what was sent ({one.reference})"
        for path, one in wanted.items()
        if path in there and hashlib.sha256(there[path].read_bytes()).hexdigest() != one.sha256
    ]
    return sorted(found)


def wrong_bytes(creditor: Creditor) -> list[str]:
    """Messages whose stored bytes no longer have their hash."""
    rows = Dispatch.objects.filter(creditor=creditor).values_list("content", "sha256", "filename")
    return [
        name for content, digest, name in rows.iterator(200) if hashlib.sha256(bytes(content)).hexdigest() != digest
    ]

"""Letters to print and post, put together once: a numbered batch, its PDF, its deposit list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pikepdf
from django.db import transaction
from django.db.models import Max, QuerySet

from relance.documents.deposit import DepositLine, DepositList, deposit_csv, deposit_pdf, joined
from relance.domain.act import Act
from relance.ledger.letters import batch_letters, is_registered, to_print
from relance.ledger.models import Creditor, Event, LetterBatch, Posting
from relance.ledger.writes import append_events, lock_creditor, update_many
from relance.operations.note_postings import note_postings
from relance.operations.notices import happening
from relance.operations.refused import Refused

MOST = 500  # letters in a batch: what a person can fold in a day, and a PDF that still opens


def make_batch(*, creditor: Creditor, act: Act) -> LetterBatch:
    """Put every letter that waits into a new batch: registered ones first, then by customer. Raises Refused if none.

    Two people who ask at once get one batch: the second finds nothing left.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        note_postings(creditor=creditor, act=act)
        rows = sorted(to_print(creditor), key=_place)[:MOST]
        if not rows:
            raise Refused("no letter waits to be printed: those that have left are in a batch already")
        last = LetterBatch.objects.filter(creditor=creditor).aggregate(last=Max("number"))["last"] or 0
        batch = LetterBatch.objects.create(
            creditor=creditor, number=max(last, _last_told(creditor)) + 1, made_at=act.now, made_on=act.today,
            made_by=act.by[:120],
        )  # fmt: skip
        update_many(Posting, ["batch", "place"], [(batch.pk, place, p.pk) for place, p in enumerate(rows, start=1)])
        payload = {
            "batch": batch.number, "letters": len(rows), "notices": [p.dispatch.notice.reference for p in rows],
            **_letterhead(creditor),
        }  # fmt: skip
        append_events(creditor, [happening("letters_batched", None, payload)], act)
    return batch


def _place(posting: Posting) -> tuple[bool, str, int]:
    return not is_registered(posting.dispatch.channel), posting.dispatch.notice.customer.name.casefold(), posting.pk


def _letterhead(creditor: Creditor) -> dict[str, Any]:
    """What the list says of the sender: kept in the event, so that the list is the same whenever it is asked for."""
    return {"sender": [creditor.name, *creditor.address.splitlines()], "language": creditor.language}


def _told(creditor: Creditor) -> QuerySet[Event]:
    return creditor.events.filter(verb="letters_batched").order_by("-sequence")


def _last_told(creditor: Creditor) -> int:
    """The highest number that was ever given, even to a batch that was emptied since."""
    last = _told(creditor).first()
    return int(last.payload["batch"]) if last else 0


def batch_pdf(creditor: Creditor, batch: LetterBatch, *, duplex: bool) -> bytes:
    """The deposit list, then every letter exactly as frozen; for two-sided printing each begins on an odd page.

    The same letters give the same bytes.
    """
    letters = batch_letters(creditor, batch)
    contents = [bytes(p.dispatch.content) for p in letters]
    return joined(deposit_pdf(_list(creditor, batch, letters)), contents, duplex=duplex)


def batch_list_pdf(creditor: Creditor, batch: LetterBatch) -> bytes:
    """The deposit list alone, for the post office to stamp."""
    return deposit_pdf(_list(creditor, batch, batch_letters(creditor, batch)))


def batch_list_csv(creditor: Creditor, batch: LetterBatch) -> bytes:
    """The deposit list as a table; filled with numbers and days it can be imported again."""
    return deposit_csv(_list(creditor, batch, batch_letters(creditor, batch))).encode("utf-8")


def _list(creditor: Creditor, batch: LetterBatch, letters: Sequence[Posting]) -> DepositList:
    told = _told(creditor).filter(payload__batch=batch.number).first()
    head = told.payload if told else _letterhead(creditor)
    local = batch.made_at.astimezone(ZoneInfo(creditor.timezone))
    return DepositList(
        number=batch.number,
        made_on=batch.made_on,
        made_at=f"{local:%H:%M}",
        made_by=batch.made_by,
        sender=tuple(head["sender"]),
        language=head["language"],
        lines=tuple(map(partial(_line, many=_channels(letters)), letters)),
    )


def _channels(letters: Sequence[Posting]) -> frozenset[str]:
    """References that have two letters in the batch, which only their channel tells apart."""
    references = [p.dispatch.notice.reference for p in letters]
    return frozenset(r for r in references if references.count(r) > 1)


def _line(posting: Posting, many: frozenset[str]) -> DepositLine:
    notice = posting.dispatch.notice
    channel = posting.dispatch.channel
    return DepositLine(
        place=posting.place,
        reference=f"{notice.reference}/{channel}" if notice.reference in many else notice.reference,
        customer=notice.customer.code,
        name=notice.customer.name,
        address=tuple(part.strip() for part in posting.dispatch.recipient.splitlines()),
        is_registered=is_registered(channel),
        pages=pages_of(bytes(posting.dispatch.content)),
    )


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(BytesIO(content)) as file:
        return len(file.pages)

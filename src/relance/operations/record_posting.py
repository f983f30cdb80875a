"""What the post did with a letter, as a person writes it down: number, days, proofs."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.domain.postal import ProofFile
from relance.domain.posting import News, Way, WrongWay, said_by_hand
from relance.ledger.letters import is_registered, letters_named, plain_number, way_of
from relance.ledger.models import Creditor, Notice, Posting, PostingProof
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.move_letter import move_letter
from relance.operations.note_postings import note_postings
from relance.operations.notices import happening
from relance.operations.refused import Refused

MOST_BYTES = 20 * 1024 * 1024
KINDS = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


class Recorded(NamedTuple):
    """The letter as it is now; `changed` is False where all of it was known."""

    posting: Posting
    changed: bool
    proofs: int = 0


def record_posting(
    *, creditor: Creditor, reference: str, act: Act, news: News, proof: ProofFile | None = None
) -> Recorded:
    """Write down what is known of a letter, named by its notice or its registered number.

    1. Find the one letter meant.  2. Days must follow each other, and none is to come.  3. Days, number and proof are
    kept; deadlines, tasks and the notice's state follow. Raises Refused, and changes nothing then.
    """
    file = checked_proof(proof) if proof else None
    with transaction.atomic():
        lock_creditor(creditor)
        posting = letter_meant(creditor, reference, act)
        way = way_after(creditor, posting, news, act)
        changed = move_letter(creditor, posting, way, act)
        kept = keep_proofs(creditor, posting, [file] if file else [], act)
    if not changed and not kept and not proof:
        return Recorded(posting, False)
    return Recorded(posting, changed or kept > 0, kept)


def letter_meant(creditor: Creditor, reference: str, act: Act) -> Posting:
    """The letter of that notice or number; of a notice with two, the registered one. Raises Refused."""
    note_postings(creditor=creditor, act=act, reference=reference.partition("/")[0].strip())
    found = letters_named(creditor, reference)
    if not found and Notice.objects.filter(creditor=creditor, reference__iexact=reference.strip()).exists():
        raise Refused(f"{reference} has no letter that has left: confirm it first, or record it with `relance record`")
    if not found:
        raise Refused(f"no letter “{reference}” is known: give the notice’s reference, as in R-000012, or its number")
    registered = [p for p in found if is_registered(p.dispatch.channel)]
    chosen = registered if registered else found
    if len(chosen) > 1:
        raise Refused(f"“{reference}” means {len(chosen)} letters: give the notice’s reference")
    return chosen[0]


def way_after(creditor: Creditor, posting: Posting, news: News, act: Act) -> Way:
    """The way of the letter with this news. Raises Refused."""
    reference = posting.dispatch.notice.reference
    clean = News(
        plain_number(news.number), news.posted_on, news.presented_on, news.end, news.ended_on, news.handed_over
    )  # fmt: skip
    if clean.number and _other(creditor, posting, clean.number):
        raise Refused(f"{reference}: the number {clean.number} is that of another letter")
    try:
        return said_by_hand(way_of(posting), clean, posting.dispatch.notice.left_on, act.today)
    except WrongWay as wrong:
        raise Refused(f"{reference}: {wrong}") from None


def _other(creditor: Creditor, posting: Posting, number: str) -> bool:
    return Posting.objects.filter(creditor=creditor, number=number).exclude(pk=posting.pk).exists()


def checked_proof(proof: ProofFile) -> ProofFile:
    """The proof with the type that its bytes show. Raises Refused: PDF, JPEG or PNG, 20 MB at most."""
    if not proof.content:
        raise Refused(f"{proof.name} is empty: give the scan of the proof")
    if len(proof.content) > MOST_BYTES:
        raise Refused(f"{proof.name} is larger than 20 MB: give a smaller scan")
    shown = next((kind for magic, kind in KINDS.items() if proof.content.startswith(magic)), None)
    if shown is None:
        raise Refused(f"{proof.name} is neither a PDF nor a picture: give the scan as PDF, JPEG or PNG")
    name = proof.name.replace("\\", "/").rsplit("/", 1)[-1].replace('"', "")[:200] or "proof"
    return ProofFile(proof.kind, name, shown, proof.content)


def keep_proofs(creditor: Creditor, posting: Posting, files: Sequence[ProofFile], act: Act) -> int:
    """Archive proofs that are not kept yet, each with an event that holds its hash; returns how many were new."""
    new = 0
    for file in files:
        digest = hashlib.sha256(file.content).hexdigest()
        _row, made = PostingProof.objects.get_or_create(
            posting=posting,
            sha256=digest,
            defaults={
                "creditor": creditor, "kind": file.kind, "name": file.name[:255], "content_type": file.content_type,
                "content": file.content, "added_at": act.now, "added_by": act.by[:120],
            },
        )  # fmt: skip
        if made:
            new += 1
            notice = posting.dispatch.notice
            payload = {"notice": notice.reference, "proof": file.kind, "name": file.name[:255], "sha256": digest}
            append_events(creditor, [happening("letter_proof_kept", notice.customer, payload)], act)
    return new


def record_batch_posted(*, creditor: Creditor, number: int, on: date, act: Act) -> int:
    """Every letter of a batch that still waits was posted on that day; returns how many."""
    with transaction.atomic():
        lock_creditor(creditor)
        waiting = Posting.objects.filter(creditor=creditor, batch__number=number, state="to_post")
        rows = list(waiting.select_related("dispatch__notice__customer").order_by("place"))
        if not rows:
            raise Refused(f"no letter of batch {number} waits to be posted")
        for posting in rows:
            move_letter(creditor, posting, way_after(creditor, posting, News(posted_on=on), act), act)
    return len(rows)

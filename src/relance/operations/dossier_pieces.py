"""The pieces of a dossier from the records: every file as it was kept, and what was recorded of each sending."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from relance.documents.mail_text import mail_text
from relance.domain.dossier import Piece
from relance.domain.dossier_words import PIECES, SENDING, STORY, filled, stem
from relance.domain.posting_words import posting_words, proof_words
from relance.domain.reasons import channel_words, kind_words, state_words
from relance.domain.wording.formats import clean
from relance.ledger.dossier import DossierRows
from relance.ledger.models import Dispatch, IncomingMessage, Notice, Posting

MAIL = "message/rfc822"
REPORTS = ("bounce", "delay", "delivered", "receipt", "own_copy")
_SUFFIXES = {"application/pdf": ".pdf", MAIL: ".eml", "text/plain": ".txt", "image/png": ".png", "image/jpeg": ".jpg"}


def file_pieces(rows: DossierRows, language: str, timezone: str) -> Iterator[Piece]:
    """Every file: invoices, messages with their proofs, what came in, agreements, claim notes."""
    yield from _invoices(rows, language)
    postings = {posting.dispatch_id: posting for posting in rows.postings}
    for dispatch in rows.dispatches:
        yield from _message(dispatch, postings.get(dispatch.pk), language, timezone)
    sent = {dispatch.pk: dispatch for dispatch in rows.dispatches}
    for message in rows.incoming:
        yield _received(message, sent, language)
    yield from _agreements(rows, language)
    yield from _claim_notes(rows, language)


def message_key(dispatch: Dispatch) -> str:
    """The key of the piece that is this dispatch's bytes."""
    return f"dispatch:{dispatch.pk:012d}"


def step_words(notice: Notice, language: str) -> str:
    """The step of a notice as its plan names it, else its kind."""
    words = clean(notice.step_label) or kind_words(notice.kind, language)
    return words[:1].upper() + words[1:]


def sender_words(message: IncomingMessage) -> str:
    """Who wrote."""
    return clean(message.sender_name or message.sender) or "?"


def _instant(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""


def _invoices(rows: DossierRows, language: str) -> Iterator[Piece]:
    due = {receivable.invoice_id: receivable.due_on for receivable in reversed(rows.receivables)}
    for file in rows.files:
        number = file.invoice.number
        yield Piece(
            key=f"invoice:{file.pk:012d}",
            kind="invoice",
            on=file.invoice.issued_on or due.get(file.invoice_id) or date.min,
            at=number,
            title=filled(PIECES, "invoice", language, invoice=clean(number)),
            stem=stem("invoice", language, number),
            suffix=".pdf",
            content=bytes(file.content),
        )


def _message(dispatch: Dispatch, posting: Posting | None, language: str, timezone: str) -> Iterator[Piece]:
    notice, content = dispatch.notice, bytes(dispatch.content)
    on = notice.left_on or (dispatch.started_at or dispatch.frozen_at).astimezone(ZoneInfo(timezone)).date()
    name = f"{notice.reference}-{channel_words(dispatch.channel, language)}"
    key = message_key(dispatch)
    yield Piece(
        key=key,
        kind="message",
        on=on,
        at=_instant(dispatch.frozen_at),
        title=filled(
            PIECES, "message_copy" if dispatch.is_copy else "message", language, notice=notice.reference,
            step=step_words(notice, language), channel=channel_words(dispatch.channel, language),
        ),
        stem=stem("message", language, name),
        suffix=_SUFFIXES.get(dispatch.content_type, ".bin"),
        content=content,
        content_type=dispatch.content_type,
        shown=mail_text(content, language) if dispatch.content_type == MAIL else "",
        reference=notice.reference,
        channel=dispatch.channel,
    )  # fmt: skip
    told = "\n".join(_sending(dispatch, posting, language)) + "\n"
    yield Piece(
        key=f"{key}:sending",
        kind="sending",
        on=on,
        title=filled(PIECES, "sending", language, notice=notice.reference),
        stem=stem("sending", language, name),
        suffix=".txt",
        content=told.encode(),
        content_type="text/plain",
        proves=key,
        shown=told,
    )
    if posting:
        yield from _proofs(posting, dispatch, language, timezone)


def _sending(dispatch: Dispatch, posting: Posting | None, language: str) -> Iterator[str]:
    """What was recorded of one sending, `label : value` a line; instants in UTC, nothing left out that is known."""
    values = {
        "notice": dispatch.notice.reference,
        "channel": channel_words(dispatch.channel, language),
        "recipient": ", ".join(part for part in dispatch.recipient.splitlines() if part),
        "subject": dispatch.subject,
        "file": dispatch.filename,
        "sha256": dispatch.sha256,
        "message_id": dispatch.message_id,
        "way": filled(SENDING, "outbox" if dispatch.to_outbox else "server", language),
        "state": state_words(dispatch.state, language),
        "frozen_at": _instant(dispatch.frozen_at),
        "started_at": _instant(dispatch.started_at),
        "ended_at": _instant(dispatch.ended_at),
        "attempts": str(dispatch.attempts or ""),
        "detail": dispatch.detail,
    }
    if posting:
        values |= {
            "post": posting_words(posting.state, language),
            "number": posting.number,
            "posted_on": posting.posted_on.isoformat() if posting.posted_on else "",
            "presented_on": posting.presented_on.isoformat() if posting.presented_on else "",
            "ended_on": posting.ended_on.isoformat() if posting.ended_on else "",
            "post_detail": posting.detail,
        }
    mark = "\u00a0: " if language == "fr" else ": "
    return (f"{filled(SENDING, key, language)}{mark}{value}" for key, value in values.items() if value)


def _proofs(posting: Posting, dispatch: Dispatch, language: str, timezone: str) -> Iterator[Piece]:
    reference = dispatch.notice.reference
    number = filled(STORY, "registered", language, value=posting.number) if posting.number else ""
    days = {"deposit": posting.posted_on, "receipt": posting.ended_on}
    for proof in sorted(posting.proofs.all(), key=lambda one: one.pk):
        words = proof_words(proof.kind, language)
        yield Piece(
            key=f"proof:{proof.pk:012d}",
            kind="posting",
            on=days.get(proof.kind) or proof.added_at.astimezone(ZoneInfo(timezone)).date(),
            at=_instant(proof.added_at),
            title=filled(PIECES, "posting", language, proof=words, notice=reference, number=number),
            stem=stem("posting", language, f"{reference}-{words}"),
            suffix=_SUFFIXES.get(proof.content_type, ".bin"),
            content=bytes(proof.content),
            content_type=proof.content_type,
            proves=message_key(dispatch),
        )


def _received(message: IncomingMessage, sent: dict[int, Dispatch], language: str) -> Piece:
    """What came in, as received; a report proves something of the message it is about."""
    dispatch = sent.get(message.dispatch_id or 0)
    if dispatch is None and message.notice_id:
        dispatch = next((d for d in sent.values() if d.notice_id == message.notice_id and d.channel == "email"), None)
    is_report = message.kind in REPORTS
    kind = "report" if is_report else "reply" if message.kind == "reply" else "incoming"
    reference = dispatch.notice.reference if dispatch else message.notice.reference if message.notice else ""
    content = bytes(message.content)
    return Piece(
        key=f"incoming:{message.pk:012d}",
        kind=kind,  # type: ignore[arg-type]
        on=message.received_on,
        at=_instant(message.received_at),
        title=filled(PIECES, message.kind, language, notice=reference or "?", sender=sender_words(message)),
        stem=stem(kind, language, reference or sender_words(message)),
        suffix=".eml",
        content=content,
        content_type=MAIL,
        proves=message_key(dispatch) if is_report and dispatch else "",
        shown=mail_text(content, language),
    )


def _agreements(rows: DossierRows, language: str) -> Iterator[Piece]:
    for agreement in rows.agreements:
        if agreement.content:
            yield Piece(
                key=f"agreement:{agreement.pk:012d}",
                kind="agreement",
                on=agreement.agreed_on,
                title=filled(PIECES, "agreement", language, agreement=agreement.reference),
                stem=stem("agreement", language, agreement.reference),
                suffix=".pdf",
                content=bytes(agreement.content),
            )


def _claim_notes(rows: DossierRows, language: str) -> Iterator[Piece]:
    seen = set()
    for claim in rows.claims:
        if claim.content and claim.document not in seen:
            seen.add(claim.document)
            yield Piece(
                key=f"claim:{claim.document}",
                kind="claim_note",
                on=claim.billed_on or claim.opened_on,
                title=filled(PIECES, "claim_note", language, note=claim.document, invoice=clean(claim.invoice.number)),
                stem=stem("claim_note", language, claim.document),
                suffix=".pdf",
                content=bytes(claim.content),
            )

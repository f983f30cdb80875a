"""The records of a dossier: calls, disputes, promises, payments and facts of law, for programs and for a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from relance.domain.bundle import plain_json
from relance.domain.dossier import Entry, Piece
from relance.domain.dossier_words import PIECES, filled, stem
from relance.domain.wording.formats import date_short
from relance.ledger.dossier import DossierRows
from relance.ledger.models import Call, Dispute, IncomingMessage, Payment, Promise


def register_pieces(rows: DossierRows, entries: Iterable[Entry], language: str, on: date) -> Iterator[Piece]:
    """Calls, disputes, promises, payments and facts of law as JSON, each with the words that a reader sees."""
    shown: dict[str, list[str]] = defaultdict(list)
    for entry in entries:
        for key in entry.pieces:
            parts = (date_short(entry.on, language), entry.what, entry.answer, entry.next_action)
            shown[key].append(" · ".join(part for part in parts if part))
    for kind, listed in _registers(rows).items():
        if listed:
            yield Piece(
                key=kind,
                kind=kind,  # type: ignore[arg-type]
                on=on,
                title=filled(PIECES, kind, language),
                stem=stem(kind, language),
                suffix=".json",
                content=(plain_json(listed, indent=1) + "\n").encode(),
                content_type="application/json",
                shown="\n\n".join(shown[kind]),
            )


def _registers(rows: DossierRows) -> dict[str, list[dict[str, Any]]]:
    return {
        "replies": [_reply(one) for one in rows.incoming if one.kind == "reply"],
        "calls": [_call(one) for one in rows.calls],
        "disputes": [_dispute(one) for one in rows.disputes],
        "promises": [_promise(one) for one in rows.promises],
        "payments": [*(_payment(one, rows) for one in rows.payments), *_credit_notes(rows), *_write_offs(rows)],
        "facts": [
            {
                "kind": one.kind, "on": one.on, "until": one.until_on, "note": one.note, "by": one.recorded_by,
                "invoice": one.invoice.number if one.invoice else None,
            }
            for one in rows.legal_facts
        ],
    }  # fmt: skip


def _reply(one: IncomingMessage) -> dict[str, Any]:
    return {
        "received_at": _instant(one.received_at), "sender": one.sender, "subject": one.subject, "sha256": one.sha256,
        "is_authenticated": one.is_authenticated, "tied_by": one.tied_by, "state": one.state, "note": one.note,
        "handled_by": one.handled_by, "notice": one.notice.reference if one.notice else None,
        "meanings": [
            {
                "meaning": said.meaning, "quote": said.quote, "invoice": said.invoice.number if said.invoice else None,
                "on": said.on, "cents": said.cents, "reason": said.reason, "decision": said.state,
                "decided_by": said.decided_by, "made": said.made,
            }
            for said in sorted(one.meanings.all(), key=lambda said: said.pk)
        ],
    }  # fmt: skip


def _write_offs(rows: DossierRows) -> Iterator[dict[str, Any]]:
    for one in rows.write_offs:
        yield {
            "kind": "write_off", "on": one.on, "cents": one.cents, "invoice": one.receivable.invoice.number,
            "reason": one.reason, "by": one.author, "undone_on": one.undone_on,
        }  # fmt: skip


def _call(one: Call) -> dict[str, Any]:
    return {
        "on": one.on, "at": _instant(one.at), "by": one.by, "number": one.number, "spoke_to": one.spoke_to,
        "minutes": one.minutes, "result": one.result, "note": one.note, "call_back_on": one.call_back_on,
        "notice": one.notice.reference if one.notice else None,
    }  # fmt: skip


def _dispute(one: Dispute) -> dict[str, Any]:
    return {
        "invoice": one.invoice.number, "reason": one.reason, "cents": one.cents, "state": one.state,
        "opened_on": one.opened_on, "opened_by": one.opened_by, "due_on": one.due_on, "closed_on": one.closed_on,
        "closed_by": one.closed_by, "outcome": one.outcome, "expected_credit_cents": one.expected_credit_cents,
        "credited_on": one.credited_on, "owner": one.owner,
        "notes": [
            {"at": _instant(note.at), "by": note.by, "text": note.text}
            for note in sorted(one.notes.all(), key=lambda note: note.pk)
        ],
    }  # fmt: skip


def _promise(one: Promise) -> dict[str, Any]:
    return {
        "invoice": one.invoice.number, "cents": one.cents, "on": one.on, "made_on": one.made_on, "state": one.state,
        "said_by": one.said_by, "channel": one.channel, "note": one.note, "recorded_by": one.recorded_by,
        "ended_on": one.ended_on, "paid_on": one.paid_on,
    }  # fmt: skip


def _payment(one: Payment, rows: DossierRows) -> dict[str, Any]:
    return {
        "kind": "payment", "on": one.paid_on, "cents": one.amount_cents, "currency": one.currency,
        "reference": one.reference, "cancelled_on": one.cancelled_on, "by": one.recorded_by,
        "set_against": [
            {"invoice": a.receivable.invoice.number, "part": a.part, "cents": a.cents, "on": a.on}
            for a in rows.allocations
            if a.payment_id == one.pk
        ],
    }  # fmt: skip


def _credit_notes(rows: DossierRows) -> Iterator[dict[str, Any]]:
    for one in rows.credit_notes:
        yield {
            "kind": "credit_note", "on": one.issued_on, "number": one.number, "cents": one.amount_cents,
            "currency": one.currency, "applies_to": one.applies_to,
            "set_against": [
                {"invoice": a.receivable.invoice.number, "part": a.part, "cents": a.cents, "on": a.on}
                for a in rows.allocations
                if a.credit_note_id == one.pk
            ],
        }  # fmt: skip


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")

"""The statement of what is owed as pieces of a dossier: the PDF, and the same figures for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from relance.domain.bundle import plain_json
from relance.domain.dossier import Piece
from relance.domain.dossier_words import PIECES, filled, stem
from relance.ledger.dossier import DossierRows
from relance.ledger.models import Creditor
from relance.operations.owed_papers import owed_paper
from relance.operations.refused import Refused
from relance.operations.state_owed import Owed, OwedLine, state_owed


def owed_then(creditor: Creditor, rows: DossierRows, as_of: date) -> tuple[tuple[Owed, ...], str]:
    """What is owed, a statement a currency; without a rate there is none, and the dossier says why."""
    try:
        customer = None if rows.invoice else rows.customer
        found = state_owed(
            creditor=creditor, as_of=as_of, invoice=rows.invoice, customer=customer, known=rows.receivables
        )
    except Refused as refusal:
        return (), str(refusal)
    return tuple(one for one in found if one.lines), ""


def statement_pieces(creditor: Creditor, rows: DossierRows, owed: tuple[Owed, ...], as_of: date) -> Iterator[Piece]:
    """The statement as PDF, and its figures for programs; none where nothing is known to be owed."""
    if not owed:
        return
    language = creditor.language
    yield Piece(
        key="statement",
        kind="statement",
        on=as_of,
        at="0",
        title=filled(PIECES, "statement", language),
        stem=stem("statement", language),
        suffix=".pdf",
        content=owed_paper(creditor, rows.customer, owed),
    )
    data = (plain_json([_stated(one, language) for one in owed], indent=1) + "\n").encode()
    yield Piece(
        key="statement:data",
        kind="statement",
        on=as_of,
        at="1",
        title=filled(PIECES, "statement_data", language),
        stem=stem("statement", language),
        suffix=".json",
        content=data,
        content_type="application/json",
    )


def _stated(owed: Owed, language: str) -> dict[str, Any]:
    return {
        "as_of": owed.as_of, "currency": owed.currency, "principal_cents": owed.principal_cents,
        "interest_cents": owed.interest_cents, "indemnity_cents": owed.indemnity_cents,
        "total_cents": owed.total_cents, "per_day_cents": owed.per_day_cents,
        "on_account_cents": owed.on_account_cents, "lines": [_line(line, language) for line in owed.lines],
    }  # fmt: skip


def _line(line: OwedLine, language: str) -> dict[str, Any]:
    found, receivable = line.statement, line.claim.receivable
    return {
        "invoice": receivable.invoice.number, "due_on": receivable.due_on, "amount_cents": receivable.amount_cents,
        "principal_cents": found.principal_cents, "interest_cents": found.interest_cents,
        "indemnity_cents": found.indemnity_cents, "total_cents": found.total_cents,
        "segments": [
            {
                "from": one.from_on, "to": one.to_on, "days": one.days, "base_cents": one.base_cents,
                "rate": str(one.rate), "interest_cents": one.interest_cents, "source": one.source.text(language),
            }
            for one in found.segments
        ],
        "paid": [
            {
                "on": one.on, "kind": one.kind, "cents": one.cents, "to_interest_cents": one.to_interest_cents,
                "to_principal_cents": one.to_principal_cents, "to_indemnity_cents": one.to_indemnity_cents,
            }
            for one in found.imputed
        ],
        "notes": [note.said.text(language) for note in line.notes],
    }  # fmt: skip

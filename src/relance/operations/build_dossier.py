"""The dossier of a customer, or of one of its invoices: everything that proves the claim, in one ZIP and one PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from relance.documents.dossier import DossierFacts, dossier_pdf
from relance.domain.act import Act
from relance.domain.bundle import EVENTS, MANIFEST, SUMS, manifest, pack, plain_json, sha256, sums
from relance.domain.dossier import Entry, Numbered, Piece, cited, in_order, numbered, plain_name
from relance.domain.dossier_words import PIECES, READ_ME, STORY, VERIFIER, filled
from relance.domain.reasons import event_words, task_words
from relance.domain.wording.formats import clean, date_long, date_short
from relance.ledger.dossier import DossierRows, chain_head, dossier_rows, event_lines
from relance.ledger.facts import creditor_facts
from relance.ledger.models import Creditor, Customer, Invoice
from relance.ledger.positions import customer_facts
from relance.operations.dossier_pieces import file_pieces
from relance.operations.dossier_registers import register_pieces
from relance.operations.dossier_statement import owed_then, statement_pieces
from relance.operations.dossier_story import chronology
from relance.operations.owed_papers import plain_owed
from relance.operations.refused import Refused
from relance.operations.state_owed import Owed

FRONT, CHRONOLOGY = "00-dossier.pdf", "chronology.json"


class DossierList(NamedTuple):
    """What a dossier holds: its numbered pieces, its chronology, and what is owed (empty where it is not known)."""

    rows: DossierRows
    pieces: tuple[Numbered, ...]
    entries: tuple[Entry, ...]
    owed: tuple[Owed, ...]
    problem: str


class Dossier(NamedTuple):
    """A dossier made: the name of its files without suffix, both files, its pieces, and its fingerprint.

    `fingerprint` is the SHA-256 of SHA256SUMS: whoever has it from elsewhere can tell that nothing was changed.
    """

    name: str
    archive: bytes
    pdf: bytes
    pieces: tuple[Numbered, ...]
    fingerprint: str


def list_pieces(*, creditor: Creditor, customer: Customer, act: Act, invoice: Invoice | None = None) -> DossierList:
    """The pieces as they stand today, numbered. Writes nothing. Raises Refused where nothing is known."""
    rows = dossier_rows(creditor, customer, invoice)
    if rows.is_empty:
        raise Refused(
            f"nothing is known of {customer.code} yet, neither an invoice nor a message nor a payment: "
            "there is nothing to put into a dossier"
        )
    language = creditor.language
    entries = in_order(chronology(rows, language, creditor.timezone))
    owed, problem = owed_then(creditor, rows, act.today)
    pieces = [
        *file_pieces(rows, language, creditor.timezone),
        *register_pieces(rows, entries, language, act.today),
        *statement_pieces(creditor, rows, owed, act.today),
        _events(creditor, rows, act.today),
    ]
    found = numbered(pieces)
    return DossierList(rows, found, cited(entries, found, filled(STORY, "see", language)), owed, problem)


def build_dossier(*, creditor: Creditor, customer: Customer, act: Act, invoice: Invoice | None = None) -> Dossier:
    """Make the ZIP and the PDF. Writes nothing: the same ledger gives the same bytes on the same day.

    Raises Refused where nothing is known of the customer.
    """
    listed = list_pieces(creditor=creditor, customer=customer, act=act, invoice=invoice)
    head = chain_head(creditor)
    pdf = dossier_pdf(_facts(creditor, listed, head, act))
    others = {
        FRONT: pdf,
        CHRONOLOGY: _story(listed),
        "VERIFIER.txt": VERIFIER.encode(),
        "READ-ME.txt": READ_ME.encode(),
    }
    files = {**{one.name: one.piece.content for one in listed.pieces}, **others}
    files[MANIFEST] = manifest(_head(creditor, listed.rows, head, act), listed.pieces, others)
    files[SUMS] = sums(files)
    subject = f"{customer.code}-{invoice.number}" if invoice else customer.code
    name = f"dossier-{plain_name(subject)}-{act.today}"
    return Dossier(name, pack(files), pdf, listed.pieces, sha256(files[SUMS]))


def _events(creditor: Creditor, rows: DossierRows, on: date) -> Piece:
    language = creditor.language
    lines = event_lines(creditor, rows.customer, rows.events)
    shown = (
        f"{line['sequence']} · {date_short(date.fromisoformat(line['on']), language)} · {line['by']} · "
        f"{event_words(line['verb'], line['payload'], language)} · {line['hash'][:12]}…"
        for line in lines
    )
    return Piece(
        key="events",
        kind="events",
        on=on,
        title=filled(PIECES, "events", language),
        stem=EVENTS.removesuffix(".jsonl"),
        suffix=".jsonl",
        content="".join(f"{plain_json(line)}\n" for line in lines).encode(),
        content_type="application/x-ndjson",
        shown="\n".join(shown),
    )


def _story(listed: DossierList) -> bytes:
    """The chronology for programs, each line with the numbers of its pieces."""
    numbers = {one.piece.key: one.number for one in listed.pieces}
    story = [
        {
            "on": entry.on, "channel": entry.channel, "what": entry.what, "answer": entry.answer,
            "next_action": entry.next_action, "pieces": sorted({numbers[k] for k in entry.pieces if k in numbers}),
        }
        for entry in listed.entries
    ]  # fmt: skip
    return (plain_json(story, indent=1) + "\n").encode()


def _head(creditor: Creditor, rows: DossierRows, head: tuple[int, str], act: Act) -> Mapping[str, Any]:
    customer, last = rows.customer, rows.events[-1] if rows.events else None
    return {
        "made_on": act.today,
        "language": creditor.language,
        "creditor": {"key": creditor.key, "name": creditor.name, "siren": creditor.siren},
        "customer": {"code": customer.code, "name": customer.name, "siren": customer.siren},
        "invoice": rows.invoice.number if rows.invoice else None,
        "events": {
            "count": len(rows.events),
            "last_sequence": last.sequence if last else 0,
            "last_hash": last.hash if last else "",
            "chain_length": head[0],
            "chain_head": head[1],
        },
    }


def _facts(creditor: Creditor, listed: DossierList, head: tuple[int, str], act: Act) -> DossierFacts:
    rows, language = listed.rows, creditor.language
    return DossierFacts(
        language=language,
        made_on=act.today,
        creditor=creditor_facts(creditor),
        customer=customer_facts(rows.customer),
        invoice=rows.invoice.number if rows.invoice else "",
        owed=tuple(plain_owed(one) for one in listed.owed),
        entries=listed.entries,
        pieces=listed.pieces,
        next_actions=tuple(_next(rows, language)),
        remarks=(listed.problem,) if listed.problem else (),
        events=len(rows.events),
        chain=head,
    )


def _next(rows: DossierRows, language: str) -> Iterator[str]:
    """What waits for a person, then the next step of each invoice."""
    french = language == "fr"
    for task in rows.tasks:
        day = date_long(task.due_on, language)
        words = task_words(task.kind, language)
        yield f"{words}, avant le {day}" if french else f"{words}, by {day}"
    for one in rows.receivables:
        if one.open_cents and one.next_step and one.next_on:
            day, number = date_long(one.next_on, language), clean(one.invoice.number)
            yield f"{number}\u00a0: prochaine étape le {day}" if french else f"{number}: next step on {day}"

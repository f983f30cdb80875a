"""The PDF of a dossier: cover, chronology, numbered list of pieces, then each piece under its number.

    dossier_pdf(facts: DossierFacts) -> bytes

What is a PDF is appended page by page; what is none (a mail, a record) is shown as text. The bytes themselves are in
the ZIP; the list gives the SHA-256 of each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf

from relance.documents.dossier_words import DOSSIER_WORDS
from relance.documents.typesetting import pdf
from relance.domain.bundle import sha256
from relance.domain.dossier import PDF, Entry, Numbered
from relance.domain.message import CreditorFacts, CustomerFacts
from relance.domain.owed import OwedFacts
from relance.domain.wording import formats
from relance.domain.wording.address import recipient_block
from relance.domain.wording.compose import legal_footer

LONGEST = 12_000  # characters of a text shown on its sheet


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What the PDF says. `invoice` empty: the whole customer. `chain`: events of the creditor and the last hash."""

    language: str
    made_on: date
    creditor: CreditorFacts
    customer: CustomerFacts
    invoice: str
    owed: tuple[OwedFacts, ...]
    entries: tuple[Entry, ...]
    pieces: tuple[Numbered, ...]
    next_actions: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    events: int = 0
    chain: tuple[int, str] = (0, "")


def dossier_pdf(facts: DossierFacts) -> bytes:
    """The whole PDF; the same facts give the same bytes."""
    words = DOSSIER_WORDS[facts.language]
    with ExitStack() as stack:
        parts = [_piece(facts, one, words, stack) for one in facts.pieces]
        front = _opened(_front(facts, words, {}, 0), stack)
        starts, page = {}, len(front.pages) + 1
        for one, part in zip(facts.pieces, parts, strict=True):
            starts[one.number] = page
            page += sum(len(each.pages) for each in part)
        front = _opened(_front(facts, words, starts, page - 1), stack)
        return _bound(front, facts, parts, starts, words)


def _opened(content: bytes, stack: ExitStack) -> pikepdf.Pdf:
    return stack.enter_context(pikepdf.open(BytesIO(content)))


def _bound(
    front: pikepdf.Pdf, facts: DossierFacts, parts: Sequence[Sequence[pikepdf.Pdf]], starts: Mapping[int, int],
    words: Mapping[str, str],
) -> bytes:  # fmt: skip
    for part in parts:
        for each in part:
            front.pages.extend(each.pages)
    with front.open_outline() as outline:
        for one in facts.pieces:
            title = f"{words['piece_title'].format(one.number)} – {one.piece.title}"
            outline.root.append(pikepdf.OutlineItem(title, starts[one.number] - 1))
    out = BytesIO()
    front.save(out, deterministic_id=True)
    return out.getvalue()


def _piece(facts: DossierFacts, one: Numbered, words: Mapping[str, str], stack: ExitStack) -> list[pikepdf.Pdf]:
    """The sheet of one piece, then its own pages."""
    note, own = "", list[pikepdf.Pdf]()
    if one.piece.content_type == PDF:
        try:
            own = [_opened(one.piece.content, stack)]
            note = words["pages_follow"]
        except pikepdf.PdfError:
            note = words["unreadable"]
    elif not one.piece.shown:
        note = words["picture"]
    return [_opened(pdf("dossier_sheet", _sheet(facts, one, words, note), facts.made_on), stack), *own]


def _sheet(facts: DossierFacts, one: Numbered, words: Mapping[str, str], note: str) -> dict[str, Any]:
    shown = one.piece.shown[:LONGEST]
    lines = [formats.clean(line) for line in shown.splitlines()]
    if len(one.piece.shown) > LONGEST:
        lines.append(words["cut"])
    return {
        "language": facts.language,
        "date": _date(facts.made_on),
        "words": words,
        "heading": words["piece_title"].format(one.number),
        "title": one.piece.title,
        "on": _day(one.piece.on, facts.language),
        "proves": words["proves"].format(one.proves) if one.proves else "",
        "name": one.name,
        "size": words["size"].format(f"{len(one.piece.content):,}".replace(",", "\u202f")),
        "sum": sha256(one.piece.content),
        "note": note,
        "paragraphs": [line or "\u00a0" for line in lines],
    }


def _date(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _day(day: date, language: str) -> str:
    return formats.date_short(day, language) if day > date.min else "–"


def _front(facts: DossierFacts, words: Mapping[str, str], starts: Mapping[int, int], pages: int) -> bytes:
    """Cover, chronology and list. Page numbers are not known the first time: their places are."""
    language = facts.language
    numbers = {one.piece.key: one.number for one in facts.pieces}
    first = min(starts.values(), default=0)
    count = len(facts.pieces)
    counted = words["piece_of"].format(first) if count == 1 else words["pieces_of"].format(count, first)
    return pdf(
        "dossier",
        {
            "language": language,
            "date": _date(facts.made_on),
            "words": words,
            "made_on": words["made_on"].format(formats.date_long(facts.made_on, language)),
            "about": words["about"].format(formats.clean(facts.invoice)) if facts.invoice else "",
            "creditor": list(_creditor(facts.creditor, words)),
            "customer": list(_customer(facts.customer, words)),
            "legal_footer": legal_footer(facts.creditor, language),
            "owed_title": words["owed"].format(formats.date_long(facts.made_on, language)),
            "owed": [_owed(one, words, language) for one in facts.owed if one.lines],
            "remarks": [*_working(facts, words), *facts.remarks],
            "next": list(facts.next_actions),
            "counted": counted,
            "integrity": words["integrity_text"].format(facts.events, *facts.chain),
            "pages": str(pages),
            "entries": [_entry(entry, numbers, language) for entry in facts.entries],
            "pieces": [_listed(one, starts, words, language) for one in facts.pieces],
        },
        facts.made_on,
    )


def _creditor(creditor: CreditorFacts, words: Mapping[str, str]) -> Iterator[str]:
    yield formats.clean(creditor.name)
    yield from formats.clean_lines(creditor.address)
    if creditor.siren:
        yield words["siren"].format(formats.siren(formats.clean(creditor.siren)))
    yield from (formats.clean(part) for part in (creditor.email, creditor.phone) if part)


def _customer(customer: CustomerFacts, words: Mapping[str, str]) -> Iterator[str]:
    yield from recipient_block(customer) or (formats.clean(customer.name),)
    if customer.siren:
        yield words["siren"].format(formats.siren(formats.clean(customer.siren)))
    yield words["account"].format(formats.clean(customer.code))
    yield from (formats.clean(part) for part in (customer.email, customer.phone) if part)


def _owed(owed: OwedFacts, words: Mapping[str, str], language: str) -> dict[str, Any]:
    def row(sums: Any) -> list[str]:
        cents = (sums.principal_cents, sums.interest_cents, sums.indemnity_cents, sums.total_cents)
        return [formats.money(one, owed.currency, language) for one in cents]

    return {
        "headings": [words[key] for key in ("invoice", "due", "principal", "interest", "indemnity", "total")],
        "rows": [
            [formats.clean(one.invoice), formats.date_short(one.due_on, language), *row(one.statement.totals)]
            for one in owed.lines
        ],
        "total": row(owed.all),
    }


def _working(facts: DossierFacts, words: Mapping[str, str]) -> list[str]:
    found = next((one.number for one in facts.pieces if one.piece.kind == "statement"), None)
    return [words["working"].format(found)] if found else []


def _entry(entry: Entry, numbers: Mapping[str, int], language: str) -> list[str]:
    pieces = sorted({numbers[key] for key in entry.pieces if key in numbers})
    shown = ", ".join(map(str, pieces))
    return [_day(entry.on, language), entry.channel, entry.what, entry.answer, entry.next_action, shown]


def _listed(one: Numbered, starts: Mapping[int, int], words: Mapping[str, str], language: str) -> dict[str, str]:
    return {
        "number": str(one.number),
        "title": one.piece.title,
        "proves": words["proves"].format(one.proves).lower() if one.proves else "",
        "name": one.name,
        "sum": sha256(one.piece.content),
        "on": _day(one.piece.on, language),
        "page": str(starts.get(one.number, 9999)),
    }

"""The deposit list of a batch of letters (“bordereau de dépôt”), and the batch joined into one PDF."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pikepdf

from relance.documents.sheets import BYTE_ORDER_MARK, SEPARATORS, harmless
from relance.documents.typesetting import pdf
from relance.domain.wording.formats import clean, date_long, french_spaces


@dataclass(frozen=True, slots=True)
class DepositLine:
    """One letter of the list."""

    place: int
    reference: str
    customer: str
    name: str
    address: tuple[str, ...]
    is_registered: bool
    pages: int


@dataclass(frozen=True, slots=True)
class DepositList:
    """A batch as it is brought to the post."""

    number: int
    made_on: date
    made_at: str
    made_by: str
    sender: tuple[str, ...]
    language: str
    lines: tuple[DepositLine, ...]


_WORDS = {
    "fr": {
        "title": "Bordereau de dépôt", "batch": "Lot", "made": "Préparé le {day} à {at} par {by}",
        "sender": "Expéditeur", "stamp": "Cachet du bureau de poste", "posted": "Déposé le",
        "signature": "Signature",
        "total": "{n} plis : {registered} recommandés avec avis de réception, {plain} lettres",
        "heads": ["N°", "Référence", "Destinataire", "Envoi", "Pages", "N° de recommandé", "Poids (g)"],
        "registered": "LR AR", "letter": "Lettre",
    },
    "en": {
        "title": "Deposit list", "batch": "Batch", "made": "Made on {day} at {at} by {by}",
        "sender": "Sender", "stamp": "Stamp of the post office", "posted": "Posted on",
        "signature": "Signature",
        "total": "{n} items: {registered} registered with acknowledgement, {plain} letters",
        "heads": ["No.", "Reference", "Addressee", "Sent as", "Pages", "Registered no.", "Weight (g)"],
        "registered": "Registered", "letter": "Letter",
    },
}  # fmt: skip
_COLUMNS = {
    "fr": (
        "N°", "Référence", "N° de recommandé", "Client", "Destinataire", "Adresse", "Envoi", "Pages", "Poids (g)",
        "Déposé le", "Présenté le", "Distribué le", "Refusé le", "Non réclamé le", "Retourné, adresse inexacte le",
    ),
    "en": (
        "No.", "Reference", "Registered number", "Customer", "Addressee", "Address", "Sent as", "Pages", "Weight (g)",
        "Posted on", "Presented on", "Delivered on", "Refused on", "Unclaimed on", "Returned, wrong address on",
    ),
}  # fmt: skip


def deposit_pdf(batch: DepositList) -> bytes:
    """The list as A4 pages, with room for numbers, weights, stamp and signature. Same list, same bytes."""
    words: dict[str, Any] = _WORDS[batch.language]
    registered = sum(1 for line in batch.lines if line.is_registered)
    total = words["total"].format(n=len(batch.lines), registered=registered, plain=len(batch.lines) - registered)
    made = words["made"].format(day=date_long(batch.made_on, batch.language), at=batch.made_at, by=clean(batch.made_by))
    if batch.language == "fr":
        total, made = french_spaces(total), french_spaces(made)
    data = {
        "language": batch.language,
        "date": {"year": batch.made_on.year, "month": batch.made_on.month, "day": batch.made_on.day},
        "words": {key: text for key, text in words.items() if isinstance(text, str)},
        "heads": words["heads"],
        "title": f"{words['title']} · {words['batch'].lower()} {batch.number}",
        "sender": [clean(line) for line in batch.sender if clean(line)],
        "made": made,
        "total": total,
        "rows": [_row(line, words) for line in batch.lines],
    }
    return pdf("deposit", data, batch.made_on)


def _row(line: DepositLine, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "place": str(line.place),
        "reference": line.reference,
        "name": clean(line.address[0] if line.address else line.name),
        "address": " · ".join(clean(part) for part in line.address[1:]),
        "customer": clean(line.customer),
        "kind": words["registered" if line.is_registered else "letter"],
        "pages": str(line.pages),
        "asks_number": line.is_registered,
    }


def deposit_csv(batch: DepositList) -> str:
    """The list as CSV, UTF-8 with a byte order mark; the columns to fill are those that the import knows."""
    out = StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[batch.language], lineterminator="\r\n")
    writer.writerow(_COLUMNS[batch.language])
    words: dict[str, Any] = _WORDS[batch.language]
    for line in batch.lines:
        kind = words["registered" if line.is_registered else "letter"]
        address = ", ".join(line.address[1:])
        cells = [line.reference, "", line.customer, line.address[0] if line.address else line.name, address]
        writer.writerow([line.place, *map(harmless, cells), kind, line.pages, *[""] * 7])
    return BYTE_ORDER_MARK + out.getvalue()


def joined(cover: bytes, letters: Sequence[bytes], *, duplex: bool) -> bytes:
    """The cover, then every letter page by page; `duplex`: each begins on a new sheet. Same parts, same bytes."""
    with pikepdf.open(BytesIO(cover)) as whole:
        for content in letters:
            if duplex and len(whole.pages) % 2:
                whole.add_blank_page(page_size=(595.28, 841.89))  # A4 in points
            with pikepdf.open(BytesIO(content)) as letter:
                whole.pages.extend(letter.pages)
        out = BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()

"""`relance dossier`: everything that proves a claim, in one ZIP, and one PDF that presents it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.screen import Table, Text
from relance.cli.subjects import subject_of
from relance.domain.dossier import Numbered
from relance.domain.wording.formats import date_short
from relance.operations.refused import Refused

HEADERS = {"fr": ("N°", "Pièce", "Date", "Fichier"), "en": ("No.", "Exhibit", "Date", "File")}


class Command(RelanceCommand):
    """Write the dossier of a customer, or of one of its invoices."""

    help = "everything that proves a claim: one ZIP, and one PDF that numbers the exhibits"

    def options(self, parser: CommandParser) -> None:
        """Of what, and where to."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE")
        parser.add_argument("-o", "--output", metavar="F.zip", type=Path, required=True, help="write the ZIP there")
        parser.add_argument("--pdf", metavar="F.pdf", type=Path, help="write the PDF of the ZIP there too")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Make both, write them, say what is in them and the fingerprint to be kept elsewhere."""
        from relance.operations.build_dossier import build_dossier

        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        made = build_dossier(
            creditor=ask.creditor, customer=subject.customer, invoice=subject.invoice, act=ask.act
        )  # fmt: skip
        _write(ask["output"], made.archive)
        if ask["pdf"]:
            _write(ask["pdf"], made.pdf)
        document = {
            "customer": subject.customer.code,
            "invoice": subject.invoice.number if subject.invoice else None,
            "zip": str(ask["output"]),
            "pdf": str(ask["pdf"]) if ask["pdf"] else None,
            "fingerprint": made.fingerprint,
            "pieces": [_listed(one) for one in made.pieces],
        }
        rows = [
            (str(one.number), one.piece.title, date_short(one.piece.on, ask.language), one.name) for one in made.pieces
        ]
        text: list[Text] = [Table(HEADERS[ask.language], rows, right=(0,))]
        text.append(ask.say(f"Dossier écrit : {ask['output']}", f"Dossier written: {ask['output']}"))
        text.append(
            ask.say(
                f"Empreinte à conserver ailleurs (SHA-256 de SHA256SUMS) : {made.fingerprint}",
                f"Fingerprint, to be kept elsewhere (SHA-256 of SHA256SUMS): {made.fingerprint}",
            )
        )
        return Answer(document, text)


def _listed(one: Numbered) -> dict[str, Any]:
    piece = one.piece
    return {
        "number": one.number, "kind": piece.kind, "title": piece.title, "on": piece.on, "file": one.name,
        "proves": one.proves, "bytes": len(piece.content),
    }  # fmt: skip


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"{path} cannot be written ({error.strerror}): choose another place") from None

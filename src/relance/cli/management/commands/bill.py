"""`relance bill`: a claim note, outside VAT, for the interest and indemnity of an invoice."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import invoice_of
from relance.operations.refused import Refused


class Command(RelanceCommand):
    """Bill what is claimed beside an invoice."""

    help = "bills the interest and indemnity of an invoice: a claim note as PDF, outside VAT"

    def options(self, parser: CommandParser) -> None:
        """Of which invoice, and where the PDF goes."""
        parser.add_argument("invoice", metavar="INVOICE")
        parser.add_argument("-o", "--pdf", metavar="FILE.pdf", type=Path, help="default: the note's number")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """Number the note, keep it, and write its PDF."""
        from relance.domain.wording.formats import money
        from relance.operations.bill_claims import bill_claims

        invoice = invoice_of(ask.creditor, ask["invoice"], ask["customer"])
        folder: Path = ask["pdf"].parent if ask["pdf"] else Path()
        if not folder.is_dir() or not os.access(folder, os.W_OK):  # before a number is taken
            raise Refused(f"nothing can be written into {folder}: choose another place with -o")
        billed = bill_claims(creditor=ask.creditor, invoice=invoice, act=ask.act)
        path: Path = ask["pdf"] or Path(f"{billed.number}.pdf")
        path.write_bytes(billed.content)
        total = billed.interest_cents + billed.indemnity_cents
        document = {
            "note": billed.number, "invoice": invoice.number, "interest_cents": billed.interest_cents,
            "indemnity_cents": billed.indemnity_cents, "total_cents": total, "currency": billed.currency,
            "file": str(path),
        }  # fmt: skip
        words = money(total, billed.currency, ask.language)
        return Answer(document, [ask.say(f"{billed.number} : {words}, {path}", f"{billed.number}: {words}, {path}")])

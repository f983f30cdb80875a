"""`relance owed`: principal, late interest line by line, indemnity, and what each further day adds."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import CommandParser

from relance.cli.command import Answer, Ask
from relance.cli.command import Command as RelanceCommand
from relance.cli.subjects import Subject, subject_of
from relance.operations.refused import Refused

WORDS = {
    "fr": {
        "invoice": "Facture", "from": "Du", "to": "Au", "days": "Jours", "base": "Base", "rate": "Taux",
        "interest": "Intérêts", "principal": "Principal", "indemnity": "Indemnité forfaitaire", "total": "Total",
        "per_day": "Par jour de plus",
    },
    "en": {
        "invoice": "Invoice", "from": "From", "to": "To", "days": "Days", "base": "Base", "rate": "Rate",
        "interest": "Interest", "principal": "Principal", "indemnity": "Fixed indemnity", "total": "Total",
        "per_day": "Each further day",
    },
}  # fmt: skip


class Command(RelanceCommand):
    """State what is owed, so that anyone can recompute it."""

    help = "what is owed on an invoice or by a customer: principal, interest, indemnity"

    def options(self, parser: CommandParser) -> None:
        """Of what, and perhaps into which PDF."""
        parser.add_argument("subject", metavar="CUSTOMER|INVOICE")
        parser.add_argument("-o", "--pdf", metavar="FILE.pdf", type=Path, help="write the statement as a PDF too")
        parser.add_argument("--customer", default="", help="where two customers have that invoice number")

    def answer(self, ask: Ask) -> Answer:
        """One document; a customer that owes in several currencies has one beside the other."""
        from relance.cli.owed_document import owed_document, owed_text
        from relance.operations.state_owed import state_owed

        subject = subject_of(ask.creditor, ask["subject"], ask["customer"])
        found = state_owed(
            creditor=ask.creditor, as_of=ask.act.today, invoice=subject.invoice,
            customer=None if subject.invoice else subject.customer,
        )  # fmt: skip
        document = owed_document(found[0], ask.language)
        document["customer"] = subject.customer.code
        document["invoice"] = subject.invoice.number if subject.invoice else None
        if len(found) > 1:
            document["other_currencies"] = [owed_document(owed, ask.language) for owed in found[1:]]
        if ask["pdf"]:
            document["pdf"] = str(self._write(ask, subject))
        text = [part for owed in found for part in owed_text(owed, ask.language, WORDS[ask.language])]
        if ask["pdf"]:
            text.append(ask.say(f"Décompte écrit : {document['pdf']}", f"Statement written: {document['pdf']}"))
        return Answer(document, text)

    def _write(self, ask: Ask, subject: Subject) -> Path:
        from relance.operations.owed_papers import owed_pdf

        path: Path = ask["pdf"]
        content = owed_pdf(
            creditor=ask.creditor, as_of=ask.act.today, invoice=subject.invoice,
            customer=None if subject.invoice else subject.customer,
        )  # fmt: skip
        try:
            path.write_bytes(content)
        except OSError as error:
            raise Refused(f"{path} cannot be written ({error.strerror}): choose another place with --pdf") from None
        return path

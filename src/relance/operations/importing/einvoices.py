"""An e-invoice against what the ledger knows: is it ours, whose is it, is it known, who is to be paid.

`check_einvoice` comes before the rows are written and may refuse them; `follow_einvoice` does what hangs on them
once they are there: the PDF, holds, tasks. The IBAN of a file is compared and never stored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from relance.domain.einvoice.checks import shown_amount
from relance.domain.einvoice.kinds import CORRECTIVE
from relance.domain.rows import InvoiceRow
from relance.domain.tabular.cells import plain_words
from relance.ledger.bank import account_in_force
from relance.ledger.models import CreditNote, Creditor, ImportFile, Invoice
from relance.operations.importing.batch import Batch
from relance.operations.importing.customers import LEGAL_FORM
from relance.operations.importing.einvoice_customers import resolve_customers
from relance.operations.importing.einvoice_effects import EInvoice, follow, take_status

FORMAT = "einvoice"
SHOWN = (
    "profile", "type", "terms", "factored_to", "vat_currency", "vat_total", "buyer_reference", "preceding", "status",
    "status_of",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Known:
    """A document of the ledger with this number: what it amounts to (minor units), and its shares."""

    issued_on: date | None
    currency: str
    shares: tuple[int, ...]
    is_estimated: bool


def check_einvoice(batch: Batch) -> EInvoice | None:
    """Refuse what is not ours or contradicts the ledger, find its customer; None for files of other formats.

    1. never a list of everything open, 2. a status of an invoice, 3. the seller, 4. the customer, 5. the same number.
    """
    if batch.format != FORMAT:
        return None
    if batch.is_snapshot:
        batch.is_snapshot = False
        if batch.record:
            batch.record.is_snapshot = False
        batch.say("NOT_SNAPSHOT", "warning")
    notes = batch.facts.notes
    batch.facts = replace(batch.facts, notes={key: notes[key] for key in SHOWN if key in notes})
    is_again = ImportFile.objects.filter(creditor=batch.creditor, sha256=batch.sha256).count() > 1
    if not _is_ours(batch, notes):
        refuse_all(batch)
        return None
    if "status" in notes:
        take_status(batch, notes, is_again=is_again)
        return None
    if not resolve_customers(batch, notes.get("buyer_vat", "")):
        refuse_all(batch)
        return None
    foreign = _foreign(batch, notes.get("payee_iban", "").split())
    document = EInvoice(tuple(batch.invoices), tuple(foreign), is_again, notes.get("type", "") in CORRECTIVE)
    if not _agrees(batch):
        refuse_all(batch)
        return None
    return document


def follow_einvoice(batch: Batch, document: EInvoice | None) -> None:
    """What hangs on a document that was taken in: its PDF, who is to be paid, what it corrects or credits."""
    if document is not None and document.rows and not batch.refused_lines:
        follow(batch, document)


def refuse_all(batch: Batch) -> None:
    """Nothing of the file is taken, whatever `partial` says: its one document is what is refused."""
    batch.refused_lines |= {row.line for row in batch.invoices}
    batch.invoices = []


def _is_ours(batch: Batch, notes: Mapping[str, str]) -> bool:
    """Whether the seller is the creditor: by SIREN, else by VAT number, else by name. A doubt is a question."""
    creditor = batch.creditor
    siren, vat, name = (notes.get(key, "") for key in ("seller_siren", "seller_vat", "seller_name"))
    ours = creditor.siren or _siren_in(creditor.vat_number)
    our_vat = _compact(creditor.vat_number)
    seller = " ".join(filter(None, (name, siren or vat))) or "—"
    if siren and ours:
        is_ours: bool | None = siren == ours
    elif vat and our_vat:
        is_ours = vat == our_vat
    elif "status" in notes:  # a status that does not tell its seller: the invoice's number must
        is_ours = True
    else:
        is_ours = True if name and _bare(name) == _bare(creditor.name) else (False if ours and name else None)
    if is_ours is None or (not is_ours and not ours and not our_vat):
        batch.say("SELLER_MISMATCH.unclear", "question", value=seller, expected=creditor.name)
        return False
    if not is_ours:
        batch.say("SELLER_MISMATCH", "error", value=seller, expected=_named(creditor))
    return is_ours


def _named(creditor: Creditor) -> str:
    return " ".join(filter(None, (creditor.name, creditor.siren)))


def _compact(text: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", text.upper())


def _siren_in(vat: str) -> str:
    compact = _compact(vat)
    return compact[4:] if compact.startswith("FR") and len(compact) == 13 else ""


def _bare(name: str) -> str:
    """A company's name without its legal form and its marks."""
    return plain_words(LEGAL_FORM.sub(" ", name))


def _foreign(batch: Batch, ibans: list[str]) -> list[str]:
    """The accounts on which the invoice asks to be paid that are not ours in force; none for one that was sold."""
    account = account_in_force(batch.creditor, batch.act.now)
    first = batch.invoices[0] if batch.invoices else None
    if account is None or first is None or first.document == "credit_note" or first.factored_to:
        return []
    return [iban for iban in ibans if iban != account.iban]


def _agrees(batch: Batch) -> bool:
    """Compare with the document known under the number: the same is known, another content is a CONFLICT."""
    for sort in ("invoice", "credit_note"):
        rows = [row for row in batch.invoices if row.document == sort]
        known = _known(batch, rows[0]) if rows else None
        if known is None:
            continue
        if not _is_same(rows, known):
            first = rows[0]
            batch.say(
                "CONFLICT.einvoice", "error", first.line, value=first.invoice,
                found=shown_amount(sum(row.amount_cents for row in rows), first.currency),
                expected=shown_amount(sum(known.shares), known.currency),
                issued=first.issued_on.isoformat() if first.issued_on else "—",
                other=known.issued_on.isoformat() if known.issued_on else "—",
            )  # fmt: skip
            return False
        if sort == "credit_note" or _says_nothing_new(rows, known):
            batch.invoices = [row for row in batch.invoices if row.document != sort]
            batch.counts.known += len(rows)
    return True


def _known(batch: Batch, row: InvoiceRow) -> _Known | None:
    mine = {"creditor": batch.creditor, "number": row.invoice, "customer__code": row.customer.customer}
    if row.document == "credit_note":
        note = CreditNote.objects.filter(**mine).first()
        return _Known(note.issued_on, note.currency, (note.amount_cents,), False) if note else None
    invoice = Invoice.objects.filter(**mine).first()
    if invoice is None:
        return None
    shares = list(invoice.receivables.order_by("due_on").values_list("amount_cents", "is_due_estimated"))
    return _Known(
        invoice.issued_on, invoice.currency, tuple(cents for cents, _ in shares), all(e for _, e in shares)
    )  # fmt: skip


def _is_same(rows: list[InvoiceRow], known: _Known) -> bool:
    same_day = not (known.issued_on and rows[0].issued_on) or known.issued_on == rows[0].issued_on
    total = sum(row.amount_cents for row in rows)
    return same_day and rows[0].currency == known.currency and total == sum(known.shares)


def _says_nothing_new(rows: list[InvoiceRow], known: _Known) -> bool:
    """Whether the due dates on file stay: the file has none of its own, or cuts the sum otherwise."""
    if sorted(row.amount_cents for row in rows) != sorted(known.shares):
        return True
    return any(row.due_on is None or row.due_is_estimated for row in rows) and not known.is_estimated

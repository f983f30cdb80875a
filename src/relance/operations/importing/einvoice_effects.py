"""What follows from an e-invoice in the ledger: its PDF kept, sold invoices held, tasks for what a person must see."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from relance.domain.einvoice.lifecycle import NOTED, STATUSES, STOPPING
from relance.domain.rows import InvoiceRow
from relance.ledger.models import Customer, Hold, Invoice, InvoiceFile
from relance.ledger.writes import append_events, open_task
from relance.operations.importing.batch import Batch
from relance.operations.notices import happening
from relance.operations.send_copies import send_copies

DAYS_TO_ARRIVE = 7  # calendar days in which a payment that was sent should be on the account


@dataclass(frozen=True, slots=True)
class EInvoice:
    """One document on its way in: its rows, the accounts that are not ours, whether the file came before."""

    rows: tuple[InvoiceRow, ...]
    foreign_ibans: tuple[str, ...] = ()
    is_again: bool = False
    is_corrective: bool = False


def follow(batch: Batch, document: EInvoice) -> None:
    """Keep the PDF and the payment reference; hold what was sold; ask about the rest, once per file."""
    first = document.rows[0]
    code = first.customer.customer
    customer = Customer.objects.filter(creditor=batch.creditor, code=code).first()
    if customer is None:
        return
    invoice = Invoice.objects.filter(creditor=batch.creditor, customer=customer, number=first.invoice).first()
    if first.document == "invoice" and invoice:
        _keep_reference(invoice, first)
        _keep_pdf(batch, invoice, next((row.pdf for row in document.rows if row.pdf), b""))
        if first.factored_to:
            _hold_sold(batch, invoice, first.factored_to, document)
        if document.foreign_ibans:
            _ask_about_iban(batch, invoice, document)
    about = Invoice.objects.filter(creditor=batch.creditor, customer=customer, number=first.applies_to).first()
    if first.document == "credit_note":
        if first.applies_to and about is None:
            _ask_about_credit(batch, customer, first, document)
    elif document.is_corrective and about is not None and about.number != first.invoice:
        _hold_corrected(batch, about, first, document)


def _keep_reference(invoice: Invoice, row: InvoiceRow) -> None:
    if row.payment_reference and invoice.payment_reference != row.payment_reference:
        Invoice.objects.filter(pk=invoice.pk).update(payment_reference=row.payment_reference)


def _keep_pdf(batch: Batch, invoice: Invoice, pdf: bytes) -> None:
    """The invoice itself, once by its hash, to go with reminders; copies that were asked for leave now."""
    if not pdf:
        return
    _, is_new = InvoiceFile.objects.get_or_create(
        creditor=batch.creditor, invoice=invoice, sha256=hashlib.sha256(pdf).hexdigest(),
        defaults={"name": batch.name[:255], "content": pdf},
    )  # fmt: skip
    if is_new:
        payload = {"files": [[batch.name, invoice.number]]}
        append_events(batch.creditor, [happening("invoices_attached", None, payload)], batch.act)
        send_copies(batch.creditor, batch.act)


def _hold_sold(batch: Batch, invoice: Invoice, payee: str, document: EInvoice) -> None:
    """A sold invoice is never reminded of with our bank details, until a person lets it go."""
    who = "" if payee == "?" else payee
    french = f"facture cédée : à payer à {who}" if who else "facture cédée (affacturage)"
    english = f"sold: to be paid to {who}" if who else "sold (factoring)"
    _hold(batch, invoice, _in_our_language(batch, french, english))
    if document.is_again:
        return
    why = _in_our_language(
        batch,
        f"{invoice.number} est à payer à {who or 'l’affactureur'}, non à vous : elle n’est pas relancée. Si la "
        "créance vous revient, levez la suspension.",
        f"{invoice.number} is to be paid to {who or 'the factor'}, not to you: nobody is reminded of it. Should it "
        "come back to you, release the hold.",
    )
    _ask(batch, "invoice_sold", invoice, why)


def _hold_corrected(batch: Batch, invoice: Invoice, row: InvoiceRow, document: EInvoice) -> None:
    """A corrective invoice replaces the one that it names: claiming both would claim one sum twice."""
    french, english = f"remplacée par {row.invoice} : à vérifier", f"replaced by {row.invoice}: to be checked"
    _hold(batch, invoice, _in_our_language(batch, french, english))
    if document.is_again:
        return
    why = _in_our_language(
        batch,
        f"{row.invoice} rectifie {invoice.number}, dont {_open(invoice) / 100:.2f} restent dus : importez l’avoir qui "
        "l’annule, ou passez-la en perte, puis levez la suspension.",
        f"{row.invoice} corrects {invoice.number}, of which {_open(invoice) / 100:.2f} are open: import the credit "
        "note that cancels it, or write it off, then release the hold.",
    )
    _ask(batch, "invoice_corrected", invoice, why)


def _ask_about_iban(batch: Batch, invoice: Invoice, document: EInvoice) -> None:
    """The file asks to be paid elsewhere than our account in force: fraud, a factor, or an old model of invoice."""
    tails = ", ".join(f"…{iban[-4:]}" for iban in document.foreign_ibans)
    batch.say("IBAN_DIFFERS", "warning", document.rows[0].line, value=tails, other=invoice.number)
    if document.is_again:
        return
    why = _in_our_language(
        batch,
        f"{invoice.number} demande le paiement sur un compte finissant par {tails}, qui n’est pas le vôtre en vigueur. "
        "Vérifiez d’où vient ce fichier ; rien n’en est gardé, et les relances impriment toujours votre compte.",
        f"{invoice.number} asks to be paid on an account ending {tails}, which is not yours in force. Find out where "
        "this file comes from; nothing of it is kept, and reminders print your own account as ever.",
    )
    _ask(batch, "iban_differs", invoice, why)


def _ask(batch: Batch, kind: str, invoice: Invoice, why: str) -> None:
    """Put a question about what is open of an invoice on today's work list."""
    open_task(
        batch.creditor, batch.act, kind=kind, due_on=batch.today, subject=invoice.number,
        customer_id=invoice.customer_id, amount_cents=_open(invoice), currency=invoice.currency, why=why,
    )  # fmt: skip


def _ask_about_credit(batch: Batch, customer: Customer, row: InvoiceRow, document: EInvoice) -> None:
    batch.say("CREDIT_UNKNOWN", "warning", row.line, value=row.invoice, other=row.applies_to)
    if document.is_again:
        return
    why = _in_our_language(
        batch,
        f"l’avoir {row.invoice} porte sur {row.applies_to}, inconnue ici : il reste sur le compte. Importez la "
        "facture, ou affectez l’avoir.",
        f"credit note {row.invoice} is about {row.applies_to}, which is not known here: it is kept on account. Import "
        "the invoice, or allocate the credit.",
    )
    open_task(
        batch.creditor, batch.act, kind="credit_unknown", due_on=batch.today, subject=row.invoice,
        customer_id=customer.pk, amount_cents=row.open_cents, currency=row.currency, why=why,
    )  # fmt: skip


def take_status(batch: Batch, notes: Mapping[str, str], *, is_again: bool) -> None:
    """What a platform says of an invoice: refused or disputed stops its reminders, a payment sent pauses them."""
    code, number = notes["status"], notes.get("status_of", "")
    if is_again or code in NOTED:
        return
    found = list(Invoice.objects.filter(creditor=batch.creditor, number=number).select_related("customer")[:2])
    invoice = found[0] if len(found) == 1 else None
    reason = _status_words(batch, code)
    if invoice and code in STOPPING:
        _hold(batch, invoice, reason, is_news=True)
    if invoice and code == "211":
        _hold(batch, invoice, reason, batch.today + timedelta(days=DAYS_TO_ARRIVE), is_news=True)
        return
    if invoice and code == "209" and _release(batch, invoice, _status_words(batch, "208")):
        return
    about = notes.get("status_why", "")
    why = f"{number} : {reason}" if batch.creditor.language == "fr" else f"{number}: {reason}"
    if invoice is None:
        unknown = _in_our_language(batch, "facture inconnue ici, ou plusieurs", "not known here, or several")
        why = f"{why} ({unknown})"
    open_task(
        batch.creditor, batch.act, kind="einvoice_status", due_on=batch.today, subject=f"{number}:{code}"[:200],
        customer_id=invoice.customer_id if invoice else None, amount_cents=_open(invoice) if invoice else 0,
        currency=invoice.currency if invoice else "EUR", why=f"{why}. {about}" if about else why,
    )  # fmt: skip


def _hold(batch: Batch, invoice: Invoice, reason: str, until: date | None = None, *, is_news: bool = False) -> None:
    """Stop reminders of one invoice. What a person released stays released, but for news that came since."""
    mine = {"creditor": batch.creditor, "customer_id": invoice.customer_id, "invoice": invoice}
    same = Hold.objects.filter(reason=reason[:300], **mine)
    if (same.filter(released_on=None).exclude(until_on__lt=batch.today) if is_news else same).exists():
        return
    Hold.objects.create(
        from_on=batch.today, until_on=until, reason=reason[:300], set_by=batch.act.by[:120], **mine
    )  # fmt: skip
    payload = {"invoice": invoice.number, "until": until and until.isoformat(), "reason": reason[:300]}
    append_events(batch.creditor, [happening("hold_set", invoice.customer, payload)], batch.act)
    batch.touched.add(invoice.customer_id)


def _release(batch: Batch, invoice: Invoice, reason: str) -> bool:
    """End the holds that were set for that reason; whether there were any."""
    mine = {"creditor": batch.creditor, "invoice": invoice, "reason": reason, "released_on": None}
    count = Hold.objects.filter(**mine).update(released_on=batch.today)
    if count:
        payload = {"invoice": invoice.number, "holds": count}
        append_events(batch.creditor, [happening("hold_released", invoice.customer, payload)], batch.act)
        batch.touched.add(invoice.customer_id)
    return bool(count)


def _status_words(batch: Batch, code: str) -> str:
    said = _in_our_language(batch, *STATUSES[code])
    return _in_our_language(batch, f"statut {code} : {said}", f"status {code}: {said}")


def _open(invoice: Invoice) -> int:
    return sum(invoice.receivables.values_list("open_cents", flat=True))


def _in_our_language(batch: Batch, french: str, english: str) -> str:
    return french if batch.creditor.language == "fr" else english

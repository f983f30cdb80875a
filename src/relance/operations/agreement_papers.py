"""The agreement letter: composed once when it is agreed, kept as exact bytes, enclosed in what the customer gets."""

from __future__ import annotations

import hashlib

from relance.documents.agreement import AgreedInvoice, AgreementFacts, agreement_pdf
from relance.domain.act import Act
from relance.domain.message import Attachment
from relance.domain.stops import Part
from relance.ledger.facts import creditor_facts
from relance.ledger.models import Agreement, Creditor
from relance.ledger.positions import customer_facts
from relance.operations.agreement_states import DAYS_TO_SIGN, grace_days
from relance.operations.refused import Refused

FILENAMES = {"fr": "echeancier", "en": "payment-plan"}


def freeze_letter(creditor: Creditor, agreement: Agreement, act: Act) -> None:
    """Compose the letter and keep its bytes with their SHA-256; inside the caller's transaction."""
    content = agreement_pdf(_facts(creditor, agreement, act))
    agreement.content, agreement.sha256 = content, hashlib.sha256(content).hexdigest()
    agreement.save(update_fields=["content", "sha256"])


def _facts(creditor: Creditor, agreement: Agreement, act: Act) -> AgreementFacts:
    lines = sorted(agreement.lines.all(), key=lambda x: (x.receivable.due_on, x.receivable.invoice.number, x.pk))
    return AgreementFacts(
        reference=agreement.reference,
        agreed_on=agreement.agreed_on,
        creditor=creditor_facts(creditor, act.now),
        customer=customer_facts(agreement.customer),
        regime=agreement.customer.regime,
        invoices=tuple(
            AgreedInvoice(
                x.receivable.invoice.number, x.receivable.invoice.issued_on, x.receivable.due_on,
                x.receivable.amount_cents, x.cents,
            )
            for x in lines
        ),
        parts=tuple(Part(x.due_on, x.cents) for x in sorted(agreement.instalments.all(), key=lambda x: x.rank)),
        currency=agreement.currency,
        claims=agreement.claims,  # type: ignore[arg-type]
        grace_days=grace_days(creditor, agreement),
        days_to_sign=DAYS_TO_SIGN,
    )  # fmt: skip


def letter_name(agreement: Agreement) -> str:
    """The file name of the letter, in the customer's language."""
    return f"{FILENAMES.get(agreement.customer.language, 'echeancier')}-{agreement.reference}.pdf"


def agreement_attachment(creditor: Creditor, agreement: Agreement) -> Attachment:
    """The letter as it was frozen. Raises Refused where there is none, or where its bytes are not those any more."""
    content = bytes(agreement.content or b"")
    if not content:
        raise Refused(f"{agreement.reference} has no letter")
    if hashlib.sha256(content).hexdigest() != agreement.sha256:
        raise Refused(f"the letter of {agreement.reference} is not the one that was agreed: restore a backup")
    return Attachment(letter_name(agreement), content)

"""Bill what is claimed beside an invoice: a claim note, outside VAT, for its interest and indemnity."""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from django.db import transaction
from django.db.models import Sum

from relance.domain.act import Act
from relance.ledger.models import Claim, Creditor, Invoice
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.notices import happening
from relance.operations.owed_papers import claim_note


class Billed(NamedTuple):
    """The note with its number, its amounts in cents, and its PDF."""

    number: str
    interest_cents: int
    indemnity_cents: int
    currency: str
    content: bytes


def bill_claims(*, creditor: Creditor, invoice: Invoice, act: Act) -> Billed:
    """Bill the interest run so far and not billed yet, and the indemnity once.

    Raises Refused where nothing is left to bill, or a rate is missing.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        mine = Claim.objects.filter(creditor=creditor, invoice=invoice)
        before = mine.filter(part="interest", state="billed").aggregate(cents=Sum("cents"))["cents"] or 0
        indemnity_free = not mine.filter(part="indemnity").exclude(state="open").exists()
        number = _next_number(creditor, act)
        note, content = claim_note(
            creditor=creditor, invoice=invoice, number=number, act=act, with_indemnity=indemnity_free,
            billed_before_cents=before,
        )  # fmt: skip
        digest = hashlib.sha256(content).hexdigest()
        billed = {
            "state": "billed", "document": number, "billed_on": act.today, "content": content, "sha256": digest
        }  # fmt: skip
        if note.interest_cents:
            Claim.objects.create(
                creditor=creditor, customer=invoice.customer, invoice=invoice, part="interest",
                cents=note.interest_cents, currency=note.currency, opened_on=act.today, as_of=note.as_of, **billed,
            )  # fmt: skip
        if note.indemnity_cents:
            Claim.objects.update_or_create(
                creditor=creditor, customer=invoice.customer, invoice=invoice, part="indemnity",
                defaults=billed,
                create_defaults={
                    "cents": note.indemnity_cents, "currency": note.currency, "opened_on": act.today, **billed
                },
            )  # fmt: skip
        payload = {
            "note": number, "invoice": invoice.number, "interest_cents": note.interest_cents,
            "indemnity_cents": note.indemnity_cents, "as_of": note.as_of.isoformat(), "sha256": digest,
        }  # fmt: skip
        append_events(creditor, [happening("claims_billed", invoice.customer, payload)], act)
    return Billed(number, note.interest_cents, note.indemnity_cents, note.currency, content)


def _next_number(creditor: Creditor, act: Act) -> str:
    """`ND-2026-0001` and so on, without a gap within a year, as invoices are numbered."""
    prefix = f"ND-{act.today.year}-"
    rows = Claim.objects.filter(creditor=creditor, document__startswith=prefix).order_by("-document")
    last = rows.values_list("document", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04d}"

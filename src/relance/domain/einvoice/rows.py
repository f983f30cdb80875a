"""A checked e-invoice to the rows that the ledger takes: one per due date, or one credit note; amounts positive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from relance.domain.einvoice.kinds import DIRECT_DEBIT, FACTORED, sort_of
from relance.domain.einvoice.model import Document, Party
from relance.domain.einvoice.schedule import Schedule, Share, schedule
from relance.domain.problems.texts import Refused
from relance.domain.rows import CustomerRow, InvoiceRow
from relance.domain.tabular.customers import code_from_name, normalised_name

LONGEST_CODE = 60


@dataclass(frozen=True, slots=True)
class Taken:
    """The rows of a document and what is odd about its terms."""

    rows: tuple[InvoiceRow, ...]
    oddities: tuple[Refused, ...]


def rows_of(document: Document, pdf: bytes = b"") -> Taken:
    """The rows of a document that `checks.check` let pass; refuses one that names no buyer (MISSING)."""
    customer = customer_of(document)
    if sort_of(document) == "credit_note":
        return Taken((_credit_note(document, customer, pdf),), ())
    payable = document.totals.payable
    plan = schedule(document, max(payable, 0))
    if payable <= 0:
        plan = Schedule((Share(_last_day(plan), 0),), plan.is_estimated)
    rows = list(_invoice_rows(document, customer, plan, pdf))
    if payable < 0:  # more was paid before than is owed: the rest is the customer's
        last = rows[-1].line
        rows.append(replace(_as_row(document, customer, b""), line=last + 1, document="credit_note",
                            amount_cents=-payable, open_cents=-payable))  # fmt: skip
    return Taken(tuple(rows), tuple(_doubts(document, plan)) if payable > 0 else ())


def _last_day(plan: Schedule) -> date | None:
    return plan.shares[-1].due_on


def customer_of(document: Document) -> CustomerRow:
    """The buyer as a customer account: its own code (BT-46), else SIREN (BT-47), VAT number (BT-48), or name (BT-44).

    SIREN beginning with 1 or 2 are those of public bodies (Insee); other holders of a SIREN or VAT number trade.
    """
    buyer = document.buyer
    code = next((text for text in (buyer.code, buyer.siren, buyer.vat) if text and len(text) <= LONGEST_CODE), "")
    if not code and buyer.name:
        code = code_from_name(buyer.name)
    if not code:
        raise Refused("MISSING.term", field="BT-44", line=document.line)
    kind = "public" if buyer.siren[:1] in ("1", "2") else ("business" if buyer.siren or buyer.vat else "")
    return CustomerRow(
        document.line, code, buyer.name, contact_name=buyer.contact_name, kind=kind, email=buyer.email,
        phone=buyer.phone, address=buyer.address, postcode=buyer.postcode, city=buyer.city, country=buyer.country,
        siren=buyer.siren,
    )  # fmt: skip


def factored_to(document: Document) -> str:
    """Who is to be paid instead of the seller: a payee (BG-10) that is another, or the factor of a sold invoice."""
    payee = document.payee
    if payee and (payee.name or payee.siren) and not _is_same(payee, document.seller):
        return payee.name or payee.siren
    return "?" if document.type_code in FACTORED or any(n.subject == "ACC" for n in document.notes) else ""


def _is_same(payee: Party, seller: Party) -> bool:
    if payee.siren and seller.siren:
        return payee.siren == seller.siren
    return normalised_name(payee.name) == normalised_name(seller.name)


def _as_row(document: Document, customer: CustomerRow, pdf: bytes) -> InvoiceRow:
    return InvoiceRow(
        document.line, customer, document.number, 0, 0, document.currency, issued_on=document.issued_on,
        order_reference=document.order_reference[:80], open_is_given=False, applies_to=_applies_to(document),
        payment_reference=document.payment_reference[:140], factored_to=factored_to(document)[:200], pdf=pdf,
        direct_debit=True if DIRECT_DEBIT.intersection(document.means) else None,
    )  # fmt: skip


def _applies_to(document: Document) -> str:
    """The one document that this one is about; several are nobody's."""
    return document.preceding[0][:80] if len(set(document.preceding)) == 1 else ""


def _credit_note(document: Document, customer: CustomerRow, pdf: bytes) -> InvoiceRow:
    totals = document.totals
    open_cents = abs(totals.payable)
    amount = max(abs(totals.payable + totals.prepaid), open_cents)
    return replace(
        _as_row(document, customer, pdf), document="credit_note", amount_cents=amount, open_cents=open_cents,
        direct_debit=None, payment_reference="",
    )  # fmt: skip


def _invoice_rows(document: Document, customer: CustomerRow, plan: Schedule, pdf: bytes) -> Iterator[InvoiceRow]:
    """One row per share; what was paid before is part of the first one's amount, never of what is open."""
    totals = document.totals
    owed = sum(share.cents for share in plan.shares)
    before = max(totals.payable + totals.prepaid, owed) - owed
    row = _as_row(document, customer, b"")
    for place, share in enumerate(plan.shares):
        yield replace(
            row, line=document.line + place, pdf=b"" if place else pdf,
            due_on=share.due_on, due_is_estimated=plan.is_estimated,
            amount_cents=share.cents + (before if place == 0 else 0), open_cents=share.cents,
        )  # fmt: skip


def _doubts(document: Document, plan: Schedule) -> Iterator[Refused]:
    if plan.doubt:
        text = plan.words or " / ".join(term.text for term in document.terms if term.text)
        day = plan.shares[-1].due_on
        yield Refused(
            plan.doubt, field="BT-9", line=document.line, severity="warning", value=text.replace("\n", " ") or "—",
            expected=day.isoformat() if day else "—",
        )  # fmt: skip

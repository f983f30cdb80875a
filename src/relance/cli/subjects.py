"""What a word on the command line names: a customer, an invoice, or one of the two."""

from __future__ import annotations

from typing import NamedTuple

from relance.ledger import reads
from relance.ledger.creditors import Creditor, Customer, Invoice
from relance.operations.refused import Refused


class Subject(NamedTuple):
    """A customer, and one of its invoices where that was named."""

    customer: Customer
    invoice: Invoice | None


def customer_of(creditor: Creditor, code: str) -> Customer:
    """The customer of that code or name. Raises Refused."""
    found = reads.find_customer(creditor, code)
    if found is None:
        raise Refused(f"there is no customer “{code}”: give the code as in your files, or the exact name")
    return found


def invoice_of(creditor: Creditor, number: str, customer: str = "") -> Invoice:
    """The invoice of that number, the customer's where several have it. Raises Refused."""
    if customer:
        found = _of_customer(creditor, customer_of(creditor, customer), number)
    else:
        found = reads.find_invoice(creditor, number)
    if found is None:
        raise Refused(f"there is no invoice “{number}”, or more than one: check the number, or add --customer CODE")
    return found


def _of_customer(creditor: Creditor, customer: Customer, number: str) -> Invoice | None:
    rows = reads.customer_receivables(creditor, customer).filter(invoice__number=number)
    first = rows.first()
    return first.invoice if first else None


def subject_of(creditor: Creditor, word: str, customer: str = "") -> Subject:
    """The customer or the invoice that a word names. Raises Refused where it names none, or both."""
    if customer:
        invoice = invoice_of(creditor, word, customer)
        return Subject(invoice.customer, invoice)
    found, known = reads.find_invoice(creditor, word), reads.find_customer(creditor, word)
    if found and known:
        raise Refused(
            f"“{word}” is an invoice of {found.customer.code} and a customer too: "
            f"add --customer {found.customer.code} for the invoice, or give the customer’s name"
        )
    if found:
        return Subject(found.customer, found)
    if known:
        return Subject(known, None)
    raise Refused(f"there is no customer and no invoice “{word}”, or more than one: check it, or add --customer CODE")

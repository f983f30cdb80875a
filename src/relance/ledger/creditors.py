"""Which creditors there are: asked before any of them is chosen."""

from __future__ import annotations

from relance.ledger.models import Creditor, Customer, Invoice, Notice, Receivable

__all__ = ["Creditor", "Customer", "Invoice", "Notice", "Receivable", "all_creditors", "find_creditor"]


def all_creditors() -> list[Creditor]:
    """Every creditor, in the order in which they were set up."""
    return list(Creditor.objects.order_by("pk"))


def find_creditor(key: str) -> Creditor | None:
    """A creditor by its key, or by its exact name."""
    rows = Creditor.objects.all()
    return rows.filter(key=key).first() or rows.filter(name__iexact=key).first()

"""The views that people keep of lists."""

from __future__ import annotations

from relance.ledger.models import Creditor, SavedView


def views_of(creditor: Creditor, name: str, page: str) -> list[SavedView]:
    """The views that a person, by user name, keeps of a list; by name."""
    rows = SavedView.objects.filter(creditor=creditor, user__username=name, page=page)
    return list(rows.order_by("name", "pk"))


def find_view(creditor: Creditor, name: str, view_id: int) -> SavedView | None:
    """A view of that person by its key."""
    return SavedView.objects.filter(creditor=creditor, user__username=name, pk=view_id).first()

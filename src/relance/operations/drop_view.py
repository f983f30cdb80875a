"""Forget a view that a person kept of a list."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, SavedView
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def drop_view(*, creditor: Creditor, view_id: int, act: Act) -> SavedView:
    """Delete one's own view and return what it was. Raises Refused where one has no such view."""
    with transaction.atomic():
        view = SavedView.objects.filter(creditor=creditor, user__username=act.by, pk=view_id).first()
        if view is None:
            raise Refused("this view is gone already")
        append_events(creditor, [happening("view_dropped", None, {"page": view.page, "name": view.name})], act)
        view.delete()
    return view

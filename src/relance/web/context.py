"""What every page's frame shows: the visit, and what waits."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from relance.ledger import reads


def frame(request: HttpRequest) -> dict[str, Any]:
    """The visit and the counts beside the menu; nothing where nobody is signed in."""
    visit = getattr(request, "visit", None)
    if visit is None:
        return {}
    return {"visit": visit, "today": visit.act.today, "waits": reads.counts(visit.creditor, visit.act.today)}

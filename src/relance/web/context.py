"""What every page's frame shows: the menu, the visit, and what waits."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from relance.ledger import reads
from relance.ledger.money import count_receipts
from relance.ledger.replies import count_waiting
from relance.ledger.work import count_of
from relance.web.menu import MENU


def frame(request: HttpRequest) -> dict[str, Any]:
    """The visit and the counts beside the menu; nothing where nobody is signed in."""
    visit = getattr(request, "visit", None)
    if visit is None:
        return {}
    today, user = visit.act.today, request.user
    waits = {**reads.counts(visit.creditor, today), "mine": count_of(visit.creditor, user.get_username(), today)}
    waits["replies"] = count_waiting(visit.creditor)
    waits["money"] = count_receipts(visit.creditor)
    return {"menu": MENU, "visit": visit, "today": visit.act.today, "waits": waits}

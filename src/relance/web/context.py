"""What every page's frame shows: the menu, the visit, and what waits."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from relance.ledger import reads
from relance.ledger.menu_counts import menu_counts
from relance.ledger.work import count_of
from relance.web.door import Visit
from relance.web.guide import bar_of
from relance.web.menu import menu_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The visit and the counts beside the menu; nothing where nobody is signed in. A fragment asks for no count."""
    visit: Visit | None = getattr(request, "visit", None)
    if visit is None:
        return {}
    route = str(getattr(request.resolver_match, "url_name", None) or "")
    return {
        "menu": menu_for(visit.opens), "visit": visit, "today": visit.act.today,
        "waits": SimpleLazyObject(lambda: _waits(visit)), "guide": SimpleLazyObject(lambda: bar_of(visit, route)),
    }  # fmt: skip


def _waits(visit: Visit) -> dict[str, Any]:
    """What waits, for those who may deal with it."""
    today, seen = visit.act.today, visit.limits
    waits: dict[str, Any] = {
        **menu_counts(visit.creditor, seen, replies=visit.may("follow_up"), money=visit.opens("money"))
    }
    waits["left_today"] = cache(lambda: reads.count_left(visit.creditor, today, seen))  # asked for on one page only
    if visit.may("tasks"):
        waits["mine"] = count_of(visit.creditor, visit.act.by, today, lambda: visit.crew)
    return waits

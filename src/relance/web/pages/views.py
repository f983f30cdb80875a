"""Views that a person keeps of a list: its filters and its order under a name, opened with one click."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from relance.ledger.views import find_view, views_of
from relance.operations.drop_view import drop_view
from relance.operations.refused import Refused
from relance.operations.save_view import save_view
from relance.web.door import Visit, found, page
from relance.web.undo import undoable

# lists of which views can be kept, by the name of their address
LISTS = frozenset(
    {
        "customers", "invoices", "tracking", "disputes", "promises", "holds", "letters", "replies", "work", "clocks",
        "prelitigation",
    }
)  # fmt: skip


def views_context(visit: Visit, name: str, query: str) -> dict[str, Any]:
    """One's views of a list; the one whose filters are shown now is marked."""
    rows = views_of(visit.creditor, visit.act.by, name)
    return {
        "views": [(view, _address(name, view.query), view.query == query) for view in rows],
        "views_page": name,
        "views_query": query,
    }


def _address(name: str, query: str) -> str:
    return f"{reverse(name)}?{query}" if query else reverse(name)


@require_POST
@page
def save(visit: Visit) -> HttpResponse:
    """Keep what is shown now under a name; the same name again replaces it."""
    name = visit.data.get("page", "")
    if name not in LISTS:
        raise Refused(_("this list keeps no views"))
    asked = QueryDict(visit.data.get("query", ""), mutable=True)
    asked.pop("page", None)
    view = save_view(
        creditor=visit.creditor, page=name, name=visit.data.get("name", ""), query=asked.urlencode(), act=visit.act
    )
    messages.success(visit.request, _("The view “%(name)s” is saved.") % {"name": view.name})
    return HttpResponseRedirect(_address(name, view.query))


@require_POST
@page
def drop(visit: Visit, view_id: int) -> HttpResponse:
    """Forget a view."""
    view = found(find_view(visit.creditor, visit.act.by, view_id))
    drop_view(creditor=visit.creditor, view_id=view_id, act=visit.act)
    kept = {"page": view.page, "name": view.name, "query": view.query}
    undoable(visit, _("The view “%(name)s” is deleted.") % {"name": view.name}, "view", **kept)
    return HttpResponseRedirect(reverse(view.page) if view.page in LISTS else "/")

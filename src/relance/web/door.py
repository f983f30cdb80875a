"""Who is asking, for which creditor and on which day: every page begins here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from relance.domain.act import Act
from relance.domain.rights import Right, may
from relance.ledger.sight import customers_seen
from relance.operations.refused import Refused
from relance.web.clock import act_for, pinned_day
from relance.web.sentences import said

CHOSEN = "creditor"
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
PER_PAGE = 50

# Records come from the ledger's reads; pages look at them, and never touch their tables.
Record = Any


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of a signed-in person, for the one creditor chosen among those they work for."""

    request: HttpRequest
    creditor: Record
    creditors: tuple[Record, ...]
    act: Act
    is_pinned: bool
    role: str = "owner"

    @property
    def language(self) -> str:
        """`fr` or `en`: the language of the page."""
        return page_language()

    def may(self, right: Right) -> bool:
        """Whether this person has a right here."""
        return may(self.role, right)

    @property
    def customers(self) -> Record:
        """The customers whom this person may see: all, a collector's portfolio, or the files opened to somebody."""
        return customers_seen(self.creditor, self.act.by, self.role, self.act.today)

    @property
    def data(self) -> dict[str, str]:
        """The fields of the form that was sent, without surrounding spaces."""
        return {name: str(value).strip() for name, value in self.request.POST.items()}


def page_language() -> str:
    """`fr` or `en`: the language of this request."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def visit_of(request: HttpRequest) -> Visit | None:
    """The visit of a signed-in person; None where they work for nobody."""
    user: Any = request.user
    rows = user.memberships.select_related("creditor").order_by("creditor__name")
    creditors = tuple(row.creditor for row in rows)
    if not creditors:
        return None
    chosen = request.session.get(CHOSEN)
    creditor = next((c for c in creditors if c.pk == chosen), creditors[0])
    role = next(row.role for row in rows if row.creditor_id == creditor.pk)
    act = act_for(creditor, user.get_username())
    return Visit(request, creditor, creditors, act, pinned_day() is not None, role)


def page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for signed-in members: the view gets a Visit; what an operation refuses becomes a message."""

    @login_required
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        visit = visit_of(request)
        if visit is None:
            return render(request, "no_creditor.html", status=403)
        request.visit = visit  # type: ignore[attr-defined]
        try:
            answer = view(visit, **kwargs)
        except Refused as refusal:
            messages.error(request, said(str(refusal)))
            return back(visit)
        answer.setdefault("Cache-Control", "private, no-store")
        return answer

    return opened


def back(visit: Visit, fallback: str = "/") -> HttpResponse:
    """Return to the page that was being looked at, if it is one of ours."""
    for address in (visit.request.POST.get("back", ""), visit.request.headers.get("Referer", "")):
        hosts = {visit.request.get_host()}
        if address and url_has_allowed_host_and_scheme(address, hosts, visit.request.is_secure()):
            return HttpResponseRedirect(address)
    return HttpResponseRedirect(fallback)


def found(record: Record | None) -> Record:
    """The record, or the page that says there is nothing here: never whose it is."""
    if record is None:
        raise Http404
    return record


def paged(visit: Visit, rows: Any, per_page: int = PER_PAGE, name: str = "page") -> Page[Any]:
    """One page of a list, by the number in the address; a number out of range gives the nearest page."""
    return Paginator(rows, per_page).get_page(visit.request.GET.get(name))

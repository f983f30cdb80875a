"""Who is asking, for which creditor and on which day: every page begins here."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from relance.domain.act import Act
from relance.domain.crew import Crew
from relance.domain.rights import LIMITED, Right, may
from relance.ledger.creditors import may_set_up
from relance.ledger.crew import load_crew, owners
from relance.ledger.sight import customers_seen
from relance.operations.refused import Refused
from relance.web.clock import act_for, pinned_day
from relance.web.right_words import doing
from relance.web.rights import asks_of, opens
from relance.web.second_factor import second_factor_wanted
from relance.web.sentences import said

CHOSEN = "creditor"
SEEN = "seen_customers"  # worked out once for a request
LOCALES = {"fr": "fr_FR", "en": "en_GB"}
PER_PAGE = 50
FILE_POLICY = "sandbox; default-src 'none'"  # a file that a browser opens all the same can do nothing here
DENIED = logging.getLogger("relance.denied")

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

    def opens(self, route: str, method: str = "GET") -> bool:
        """Whether this person may open a page, by the name of its address, or send its form."""
        return opens(self.role, route, method)

    @property
    def crew(self) -> Crew:
        """Who works here, read once a request: what changes it leads to another page."""
        known: Crew | None = getattr(self.request, "relance_crew", None)
        if known is None:
            known = load_crew(self.creditor)
            self.request.relance_crew = known  # type: ignore[attr-defined]
        return known

    @property
    def sees_all(self) -> bool:
        """Whether this person sees every customer of the company."""
        return self.role not in LIMITED

    @property
    def customers(self) -> Record:
        """The customers whom this person may see: all, a collector's portfolio, or the files opened to somebody."""
        kept: Record = getattr(self.request, SEEN, None)
        if kept is None:
            kept = customers_seen(self.creditor, self.act.by, self.role, self.act.today)
            setattr(self.request, SEEN, kept)
        return kept.all()

    @property
    def limits(self) -> Record | None:
        """The customers to whom this person's sight is limited; None where they see everything."""
        return None if self.sees_all else self.customers

    def seen(self, rows: Record, customer: str = "customer") -> Record:
        """Those of the rows that concern customers whom this person may see, by the name of the field that says so."""
        return rows if self.sees_all else rows.filter(**{f"{customer}__in": self.customers})

    def found(self, record: Record | None, customer: str = "customer") -> Record:
        """The record where this person may see its customer; else the page that says there is nothing here."""
        if record is None:
            raise Http404
        whose = getattr(record, f"{customer}_id") if customer else record.pk
        if not self.sees_all and not self.customers.filter(pk=whose).exists():
            DENIED.warning("%s (%s) at %s: beyond their customers", self.act.by, self.role, self.creditor.key)
            raise Http404
        return record

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
            if may_set_up(request.user.get_username()):
                return HttpResponseRedirect(reverse("company_new"))
            return render(request, "no_creditor.html", status=403)
        request.visit = visit  # type: ignore[attr-defined]
        if wanted := second_factor_wanted(visit):
            return wanted
        route = str(getattr(request.resolver_match, "url_name", None) or "")
        if not opens(visit.role, route, request.method or "GET"):
            return denied(visit, route)
        try:
            answer = view(visit, **kwargs)
        except Refused as refusal:
            messages.error(request, said(str(refusal)))
            return back(visit)
        answer.setdefault("Cache-Control", "private, no-store")
        if answer.get("Content-Disposition", "").startswith("attachment"):
            answer.setdefault("Content-Security-Policy", FILE_POLICY)
        return answer

    return opened


def denied(visit: Visit, route: str) -> HttpResponse:
    """The page that says which right is missing, and who can give it; a part of a page says it in one sentence."""
    request, asks = visit.request, asks_of(route, visit.request.method or "GET")
    right = asks.right if asks else "see"
    DENIED.warning("%s (%s) at %s: %s %s", visit.act.by, visit.role, visit.creditor.key, request.method, route)
    context = {"doing": doing(right), "has_right": visit.may(right), "owners": owners(visit.creditor)}
    part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    answer = render(request, "_no_access.html" if part else "no_access.html", context, status=403)
    answer["Cache-Control"] = "private, no-store"
    answer["Vary"] = "HX-Request, Cookie"
    return answer


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


def paged(visit: Visit, rows: Any, per_page: int = PER_PAGE, name: str = "page", count: int | None = None) -> Page[Any]:
    """One page of a list, by the number in the address; a number out of range gives the nearest page.

    `count` where it is known already, so that nothing is counted twice.
    """
    paginator: Paginator[Any] = Paginator(rows, per_page)
    if count is not None:
        paginator.__dict__["count"] = count
    return paginator.get_page(visit.request.GET.get(name))

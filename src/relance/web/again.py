"""Showing once more that it is you, before an act that somebody at an open screen must not do.

Signing in counts for a quarter of an hour. After that a password, a passkey or a code is asked for; who has none of
them came by a link of the shell, and gets another one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from relance.web.session_ages import BEGUN

MINUTES = 15
FORM = "again_form"
LONGEST = 20_000  # of a form that waits meanwhile, in characters


def again(minutes: int = MINUTES) -> Callable[..., Any]:
    """Decorate a page (below `@page`): its forms want a proof of this age; merely looking does not."""
    return _guard(lambda request: request.method != "GET", minutes, came_from=False)


def again_to_export(minutes: int = MINUTES) -> Callable[..., Any]:
    """Decorate a download (below `@page`): after the proof one is back at the page that offered it."""
    return _guard(lambda _request: True, minutes, came_from=True)


def _guard(is_wanted: Callable[[HttpRequest], bool], minutes: int, *, came_from: bool) -> Callable[..., Any]:
    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(visit: Any, **kwargs: Any) -> HttpResponse:
            request: HttpRequest = visit.request
            asked = ask_again(request, minutes, came_from=came_from) if is_wanted(request) else None
            return asked or view(visit, **kwargs)

        return guarded

    return decorate


def is_recent(request: HttpRequest, minutes: int = MINUTES) -> bool:
    """Whether the person of this session has shown who they are within these minutes."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    return bool(time.time() - max([request.session.get(BEGUN, 0.0), *shown]) < minutes * 60)


def ask_again(request: HttpRequest, minutes: int = MINUTES, *, came_from: bool = False) -> HttpResponse | None:
    """The way to the page that asks for a proof; None where one was given within these minutes.

    A form that was sent is kept in the session, and offered again afterwards with one button.
    """
    if is_recent(request, minutes):
        return None
    following = request.get_full_path()
    if request.method != "GET":
        _keep_form(request)
        following = reverse("again_continue")
    elif came_from:
        following = page_before(request)
    methods = get_adapter().get_reauthentication_methods(request.user)
    where = methods[0]["url"] if methods else reverse("again_by_link")
    address = f"{where}?{urlencode({'next': following})}"
    is_part = request.headers.get("HX-Request") and not request.headers.get("HX-Boosted")
    return HttpResponseClientRedirect(address) if is_part else HttpResponseRedirect(address)


def page_before(request: HttpRequest) -> str:
    """The page of ours from which the request came; the first one where that is not known."""
    address = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    return address if address and is_ours else "/"


def _keep_form(request: HttpRequest) -> None:
    fields = [(name, one) for name, values in request.POST.lists() for one in values if name != "csrfmiddlewaretoken"]
    kept = {"path": request.get_full_path(), "fields": fields, "before": page_before(request)}
    if sum(len(name) + len(str(one)) for name, one in fields) <= LONGEST:
        request.session[FORM] = kept


def kept_form(request: HttpRequest) -> dict[str, Any] | None:
    """The form that waited, once; None where none does, or where no proof was given."""
    form: dict[str, Any] | None = request.session.pop(FORM, None)
    return form if form and is_recent(request) else None

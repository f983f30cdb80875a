"""Coming in by a one-time link, leaving, and choosing among several creditors."""

from __future__ import annotations

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from relance.operations.sign_in import use_sign_in_token
from relance.web.clock import signing_in
from relance.web.door import CHOSEN, Visit, back, page

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """How to come in: there is no password, only links that work once."""
    if request.user.is_authenticated:
        return HttpResponseRedirect("/")
    return render(request, "sign_in/ask.html")


@require_http_methods(["GET", "POST"])
@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """One button: a mail program that opens links to look at them must not use this one up."""
    if request.method == "GET":
        return render(request, "sign_in/enter.html")
    user = use_sign_in_token(token=token, act=signing_in())
    if user is None:
        return render(request, "sign_in/used.html", status=403)
    login(request, user, backend=BACKEND)
    return HttpResponseRedirect("/")


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    logout(request)
    return HttpResponseRedirect("/sign-in/")


@require_POST
@page
def choose(visit: Visit) -> HttpResponse:
    """Work for another of one's creditors; anything else than those is ignored."""
    wanted = visit.data.get("creditor", "")
    chosen = next((c for c in visit.creditors if c.key == wanted), None)
    if chosen is None:
        return back(visit)
    visit.request.session[CHOSEN] = chosen.pk
    return HttpResponseRedirect("/")

"""A person's own account: their name, how they come in, and where they are signed in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.sessions.models import Session
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from relance.operations.end_sessions import end_all_sessions, end_session
from relance.web.again import ask_again, kept_form
from relance.web.browser_words import browser_words
from relance.web.clock import signing_in
from relance.web.door import visit_of
from relance.web.person_journal import note
from relance.web.second_factor import has_second_factor, is_demanded

View = Callable[..., HttpResponse]


def own(view: View, *, guarded: bool = False) -> View:
    """A page of the person's own, whatever company they look at; guarded: only with a recent proof."""

    @login_required
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        request.visit = visit_of(request)  # type: ignore[attr-defined]
        return (ask_again(request) if guarded else None) or view(request, **kwargs)

    return opened


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """The whole account on one page."""
    user: Any = request.user
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    kinds = {str(one.type): one for one in factors}
    codes = kinds.get("recovery_codes")
    context = {
        "here": "account",
        "email": EmailAddress.objects.filter(user=user, primary=True).first(),
        "has_password": bool(user.password) and user.has_usable_password(),
        "application": kinds.get("totp"),
        "passkeys": [one for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "is_wanted": _is_demanded_anywhere(user) and not has_second_factor(user),
        "sessions": sessions_of(request),
    }
    return render(request, "account/show.html", context)


def _is_demanded_anywhere(user: Any) -> bool:
    rows = user.memberships.select_related("creditor")
    return any(is_demanded(row.creditor.second_factor, row.role) for row in rows)


def sessions_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Where the person is signed in, this browser first."""
    live = Session.objects.filter(expire_date__gt=signing_in().now).values("session_key")
    rows = UserSession.objects.filter(user=request.user, session_key__in=live).order_by("-last_seen_at")
    found = [
        {
            "row": row,
            "browser": browser_words(row.user_agent),
            "is_this": row.session_key == request.session.session_key,
        }
        for row in rows
    ]
    return sorted(found, key=lambda one: not one["is_this"])


@require_POST
def end(request: HttpRequest, number: int) -> HttpResponse:
    """End one session elsewhere."""
    user: Any = request.user
    if not end_session(user=user, number=number):
        raise Http404
    note(user, "sessions_ended")
    messages.success(request, _("Ended: that browser has to sign in again."))
    return HttpResponseRedirect("/account/#sessions")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session but this one."""
    user: Any = request.user
    if end_all_sessions(user=user, but=request.session.session_key or ""):
        note(user, "sessions_ended")
    messages.success(request, _("Ended: only this browser is still signed in."))
    return HttpResponseRedirect("/account/#sessions")


@require_GET
def needed(request: HttpRequest) -> HttpResponse:
    """The company asks for a second factor: set one up before anything else."""
    if has_second_factor(request.user):
        return HttpResponseRedirect("/")
    return render(request, "account/needed.html", {"here": "account"})


@require_GET
def welcome(request: HttpRequest) -> HttpResponse:
    """After an invitation: choose how to come in from now on."""
    return render(request, "account/welcome.html", {"here": "account"})


@require_GET
def again_by_link(request: HttpRequest) -> HttpResponse:
    """Who has neither password nor passkey came by a link of the shell: they get a new one."""
    return render(request, "account/again_by_link.html", {"here": "account"})


@require_GET
def again_continue(request: HttpRequest) -> HttpResponse:
    """What was asked for before the proof, with one button to do it now."""
    form = kept_form(request)
    if form is None:
        return HttpResponseRedirect("/")
    return render(request, "account/again_continue.html", {"here": "account", "form": form})

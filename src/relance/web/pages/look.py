"""How the pages look and answer to the keyboard: the theme, the keys, their help, and the parts on one page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from relance.web.appearance import KEYS_COOKIE, THEME_COOKIE, THEMES, has_keys
from relance.web.door import visit_of
from relance.web.shortcuts import KEYS

A_YEAR: Final = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the system says."""
    chosen = request.POST.get("theme", "")
    return _kept(request, THEME_COOKIE, chosen if chosen in THEMES else "")


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    """Single letters as shortcuts: on or off."""
    return _kept(request, KEYS_COOKIE, "off" if request.POST.get("keys") == "off" else "")


@require_GET
@never_cache
def help_keys(request: HttpRequest) -> HttpResponse:
    """What the keys do: a page of its own, and the sheet that “?” opens."""
    is_sheet = request.headers.get("HX-Request") == "true"
    visit = visit_of(request) if request.user.is_authenticated else None
    if visit is not None:
        request.visit = visit  # type: ignore[attr-defined]
    return render(request, "help/_sheet.html" if is_sheet else "help/page.html", _help(request))


@require_GET
def design(request: HttpRequest) -> HttpResponse:
    """The parts that pages are made of, in development only."""
    if not settings.DEBUG:
        raise Http404
    shown = {"looks": LOOK_WORDS, "tokens": TOKENS, "day": date(2026, 11, 17), "today": date(2026, 11, 20)}
    return render(request, "design/page.html", shown)


def _help(request: HttpRequest) -> Mapping[str, object]:
    asked_from = request.headers.get("HX-Current-URL", "")
    return {"keys": KEYS, "has_keys": has_keys(request), "here": "help_keys", "from": asked_from}


def _kept(request: HttpRequest, name: str, value: str) -> HttpResponse:
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, request.is_secure())
    answer = HttpResponseRedirect(address if is_ours else "/")
    if not value:
        answer.delete_cookie(name)
        return answer
    answer.set_cookie(
        name, value, max_age=A_YEAR, secure=settings.RELANCE_HTTPS, httponly=True, samesite="Lax"
    )  # fmt: skip
    return answer


LOOK_WORDS: Final = (
    ("done", "réglée", "It is over and well: paid, kept, sent, delivered."),
    ("step", "prévue", "On the way; nothing to do about it."),
    ("held", "suspendue", "Stopped, or waiting for a person."),
    ("late", "en retard", "Late, broken, refused: this is what a person should look at first."),
    ("plain", "mise de côté", "A fact without weight."),
    ("cancelled", "annulée", "It no longer counts; kept so that it can be seen."),
)
TOKENS: Final = (
    ("accent", "the one accent, that of the letters"),
    ("accent-soft", "what is chosen, explained or told"),
    ("page", "behind everything"),
    ("surface", "cards, tables, fields"),
    ("rule", "hairlines"),
    ("text", "text"),
    ("quiet", "what is said beside"),
    ("late", "late, broken, refused"),
    ("held", "stopped, waits for a person"),
    ("done", "over and well"),
)

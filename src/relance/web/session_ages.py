"""How long a session lasts: it ends after half a day without a request, and after a week however busy it is."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse

BEGUN, SEEN = "session_begun", "session_seen"
# a session is written to at most this often: reading pages is not work for the database
NOTED_EVERY = 5 * 60


class SessionAgeMiddleware:
    """Sign out whoever was away for too long, and note from time to time that a session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """End an old session before the page is asked anything."""
        if SEEN in request.session and request.user.is_authenticated:
            now = time.time()
            if is_over(request.session, now):
                logout(request)
            elif now - request.session[SEEN] > NOTED_EVERY:
                request.session[SEEN] = now
                _note(request)
        return self.get_response(request)


def is_over(session: Any, now: float) -> bool:
    """Whether a session has been idle, or has lasted, for too long."""
    is_idle = now - session.get(SEEN, now) > settings.RELANCE_SESSION_IDLE
    return bool(is_idle or now - session.get(BEGUN, now) > settings.SESSION_COOKIE_AGE)


def _begin(request: HttpRequest | None, **_kwargs: Any) -> None:
    """From this instant on its age counts."""
    if request is not None:
        request.session[BEGUN] = request.session[SEEN] = time.time()


def _note(request: HttpRequest) -> None:
    from allauth.usersessions.models import UserSession

    UserSession.objects.create_from_request(request)


user_logged_in.connect(_begin, dispatch_uid="session_ages")

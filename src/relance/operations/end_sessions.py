"""End sessions: one, all others of a person, or those that are over by themselves."""

from __future__ import annotations

from datetime import timedelta

from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from relance.domain.act import Act

ATTEMPTS_KEPT = timedelta(days=1)


def end_session(*, user: User, number: int) -> bool:
    """End one session of the person, by its number in their list; False where they have no such session."""
    return _end(UserSession.objects.filter(user=user, pk=number)) == 1


def end_all_sessions(*, user: User, but: str = "") -> int:
    """End every session of the person, but for the one with that key; returns how many ended."""
    return _end(UserSession.objects.filter(user=user).exclude(session_key=but))


def _end(rows: QuerySet[UserSession]) -> int:
    with transaction.atomic():
        keys = list(rows.values_list("session_key", flat=True))
        Session.objects.filter(session_key__in=keys).delete()
        rows.delete()
    return len(keys)


def clear_old_sessions(*, act: Act) -> None:
    """Forget sessions that are over, and failed attempts of yesterday."""
    old = Session.objects.filter(expire_date__lt=act.now)
    if old.exists():
        UserSession.objects.filter(session_key__in=old.values("session_key")).delete()
        old.delete()
    attempts = AccessAttempt.objects.filter(attempt_time__lt=act.now - ATTEMPTS_KEPT)
    if attempts.exists():
        attempts.delete()

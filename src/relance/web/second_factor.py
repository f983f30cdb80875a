"""Who must have a second factor, and the way to it: nothing else opens before."""

from __future__ import annotations

from typing import Any, Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from relance.domain.rights import RIGHTS, Right

# what may change where money goes, who may come in, or what leaves
GUARDED: Final[tuple[Right, ...]] = ("company", "bank", "people", "confirm")


def is_demanded(choice: str, role: str) -> bool:
    """Whether a company that chose `offered`, `by_role` or `everyone` asks a second factor of this role."""
    if choice == "everyone":
        return True
    return choice == "by_role" and bool(RIGHTS.get(role, frozenset()).intersection(GUARDED))


def has_second_factor(user: Any) -> bool:
    """Whether the person has an application for codes, or a passkey."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return bool(Authenticator.objects.filter(user=user, type__in=kinds).exists())


def second_factor_wanted(visit: Any) -> HttpResponse | None:
    """The way to setting one up, for a person who must have one and has none; only on a service with HTTPS.

    On the machine itself, without HTTPS, it is offered: a demonstration stays two clicks away.
    """
    if not settings.RELANCE_HTTPS or not is_demanded(visit.creditor.second_factor, visit.role):
        return None
    if has_second_factor(visit.request.user):
        return None
    return HttpResponseRedirect(reverse("second_factor_needed"))

"""What Relance asks of the libraries that sign people in: no sign-up, our words, one answer for known and unknown."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from axes.helpers import get_cool_off
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from relance.web.afterwards import afterwards
from relance.web.again import is_recent
from relance.web.sealed import seal, unseal

MISMATCH = _("This name and this password do not go together.")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by invitations and by the shell of the machine, never by strangers."""

    error_messages: ClassVar = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": MISMATCH,
        "email_password_mismatch": MISMATCH,
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your password."),
        "incorrect_code": _("This code is not right. Codes change every 30 seconds: try the next one."),
        "rate_limited": _("Too many attempts: wait a minute."),
        "too_many_login_attempts": _("Too many attempts: wait five minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are invited."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Attempts are counted in the database, by account and address: nothing more is counted here."""

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A quarter of an hour after any proof, the sign-in itself included."""
        return not is_recent(current.request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Once the answer has left: nobody tells from its time whether an address is known."""
        request, language = self.request or current.request, get_language()

        def send() -> None:
            with current.request_context(request), translation.override(language):
                DefaultAccountAdapter.send_mail(self, template_prefix, email, context)

        afterwards(request, send)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return "/account/"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor, in our words."""

    error_messages: ClassVar = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right. Codes change every 30 seconds: try the next one."),
    }

    def encrypt(self, text: str) -> str:
        """Nobody reads keys out of the database or a copy of it."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The key again."""
        return unseal(encrypted_text)


def client_ip(request: HttpRequest) -> str:
    """The address that asks; behind our own proxy, the one that it tells."""
    return get_client_ip(request) or "::"


def attempted_account(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The account that is attempted, the same word whether its name or its e-mail address was typed."""
    told = credentials or {}
    typed = str(told.get("username") or told.get("email") or request.POST.get("login", "")).strip()[:254]
    known = User.objects.filter(Q(username__iexact=typed) | Q(email__iexact=typed)).order_by("pk").first()
    return known.get_username() if known and typed else typed.lower()


def locked_out(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """The page for too many attempts: how long, and what to do meanwhile."""
    cool_off = get_cool_off(request)
    minutes = int(cool_off.total_seconds() // 60) if cool_off else 0
    answer = render(request, "sign_in/locked.html", {"minutes": minutes}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer

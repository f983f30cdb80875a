"""Writes into the journals what people do about their own way in; the libraries that do it tell by signals."""

from __future__ import annotations

from functools import partial
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as factors
from axes.handlers.proxy import AxesProxyHandler
from axes.signals import user_locked_out
from django.contrib.auth import signals as auth
from django.contrib.auth.models import User
from django.http import HttpRequest

from relance.web.afterwards import afterwards
from relance.web.clock import act_for

ADDED = {"totp": "second_factor_added", "webauthn": "passkey_added", "recovery_codes": "recovery_codes_made"}
REMOVED = {"totp": "second_factor_removed", "webauthn": "passkey_removed"}


def note(user: Any, verb: str, *, by: str = "", **facts: Any) -> None:
    """A line in the journal of every creditor for whom the person works; by the person, where nobody else is named."""
    from relance.operations.person_events import note_person  # late: commands that sign nobody in start quicker

    name = user.get_username()
    for row in user.memberships.select_related("creditor").order_by("pk"):
        note_person(creditor=row.creditor, verb=verb, person=name, act=act_for(row.creditor, by or name), **facts)


def how_of(request: HttpRequest, user: Any) -> str:
    """By what somebody came in: a link, a password or a passkey, and whether a second factor was shown."""
    records = get_authentication_records(request, user)
    first = records[0]["method"] if records else "link"
    if any(one.get("passwordless") for one in records):
        return "passkey"
    return f"{first}_and_factor" if any(one["method"] == "mfa" for one in records) else str(first)


def _signed_in(request: HttpRequest, user: Any, **_more: Any) -> None:
    note(user, "signed_in", how=how_of(request, user))


def _signed_out(request: HttpRequest, user: Any, **_more: Any) -> None:
    if user is not None:
        note(user, "signed_out")


def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    if request is not None and not getattr(request, "axes_locked_out", False):
        name = credentials.get("username") or credentials.get("email") or ""
        afterwards(request, partial(_note_attempt, "sign_in_failed", str(name)))


def _locked(request: HttpRequest, username: str, **_more: Any) -> None:
    if getattr(request, "axes_failures_since_start", None):  # the attempt that locked, not those after it
        afterwards(request, partial(_note_attempt, "sign_in_locked", username))


def _note_attempt(verb: str, name: str) -> None:
    by_name = User.objects.filter(username__iexact=name).first() if name else None
    user = by_name or (User.objects.filter(email__iexact=name).first() if name else None)
    if user is not None:
        note(user, verb, by="relance")  # whoever it was, it may not have been that person


def _wrong_code(request: HttpRequest, user: Any, **_more: Any) -> None:
    """A wrong code counts as a wrong password does."""
    credentials = {"username": user.get_username()}
    AxesProxyHandler.user_login_failed(__name__, credentials, request)
    _failed(credentials, request)


def _factor_added(user: Any, authenticator: Any, **_more: Any) -> None:
    note(user, ADDED[str(authenticator.type)])


def _factor_removed(user: Any, authenticator: Any, **_more: Any) -> None:
    if str(authenticator.type) in REMOVED:
        note(user, REMOVED[str(authenticator.type)])


def _password(how: str, user: Any, **_more: Any) -> None:
    note(user, "password_changed", password=how)


def _email(user: Any, **_more: Any) -> None:
    note(user, "person_email_changed")


CHANGED, SET, RESET = partial(_password, "changed"), partial(_password, "set"), partial(_password, "reset")


def listen() -> None:
    """Begin to listen; called once, when the pages are ready."""
    for signal, listener in (
        (account.user_logged_in, _signed_in), (auth.user_logged_out, _signed_out),
        (auth.user_login_failed, _failed), (user_locked_out, _locked), (factors.authentication_failed, _wrong_code),
        (factors.authenticator_added, _factor_added), (factors.authenticator_reset, _factor_added),
        (factors.authenticator_removed, _factor_removed), (account.password_changed, CHANGED),
        (account.password_set, SET), (account.password_reset, RESET), (account.email_changed, _email),
    ):  # fmt: skip
        signal.connect(listener, weak=False)

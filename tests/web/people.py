"""People with passwords, and what the journal says of them."""

from __future__ import annotations

import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from relance.ledger.models import Creditor, Event, Membership
from relance.web.session_ages import BEGUN

PASSWORD = "une longue phrase de passe"


def a_person(creditor: Creditor, name: str, password: str = PASSWORD, role: str = "owner") -> User:
    """Somebody who works for the creditor, with an address of the firm; without a password where it is empty."""
    user = User.objects.create_user(name, f"{name}@firm.fr", password or None)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    Membership.objects.create(creditor=creditor, user=user, role=role)
    return user


def sign_in(client: Client, name: str, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    """Send the form of the sign-in page."""
    return client.post("/sign-in/", {"login": name, "password": password})


def verbs(creditor: Creditor) -> list[str]:
    """What the journal says happened, in order."""
    return list(Event.objects.filter(creditor=creditor).order_by("sequence").values_list("verb", flat=True))


def give_codes(user: User) -> str:
    """Set up an application for codes, and recovery codes; returns the application's key."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return str(secret)


def code_of(secret: str) -> str:
    """The code that the application shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def wait_a_quarter(client: Client) -> None:
    """Let the proof that this browser's person gave grow old."""
    session = client.session
    session[BEGUN] = time.time() - 16 * 60
    for record in session.get("account_authentication_methods", []):
        record["at"] -= 16 * 60
    session.save()


def link_in_mail() -> str:
    """The path of the link in the newest mail."""
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]

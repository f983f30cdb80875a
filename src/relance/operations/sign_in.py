"""Sign a person in by a link that works once, made in the shell of the machine."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, SignInLink
from relance.operations.refused import Refused

VALID_FOR = timedelta(hours=24)


def make_sign_in_token(*, creditor: Creditor, act: Act, user: str = "") -> str:
    """A fresh token for a member of the creditor (its first one by default); only its hash is kept."""
    members = User.objects.filter(memberships__creditor=creditor, is_active=True).order_by("pk")
    person = members.filter(username=user).first() if user else members.first()
    if person is None:
        raise Refused(f"{user or 'nobody'} may not work for {creditor.name}")
    token = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=person, token_hash=_hash(token), expires_at=act.now + VALID_FOR)
    return token


def use_sign_in_token(*, token: str, act: Act) -> User | None:
    """The person whom the token signs in, once and in time; None otherwise."""
    with transaction.atomic():
        rows = SignInLink.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=act.now)
        if rows.update(used_at=act.now) != 1:
            return None
        user: User = SignInLink.objects.select_related("user").get(token_hash=_hash(token)).user
        if not user.password:  # made before there were passwords: none, rather than an empty one
            user.set_unusable_password()
            user.save(update_fields=["password"])
        return user if user.is_active else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

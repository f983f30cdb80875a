"""Invite somebody to work for a creditor by a link that works once; withdraw it, or send it again."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from datetime import timedelta
from smtplib import SMTPException
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from relance.domain.act import Act
from relance.domain.crew import ROLES
from relance.domain.invitation_words import invitation_subject, invitation_text
from relance.ledger.models import Creditor, Customer, Invitation, Membership
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.people import checked_name
from relance.operations.refused import Refused

VALID_FOR = timedelta(days=7)


class Invited(NamedTuple):
    """The invitation, its link, and whether a mail server took it (else the link is to be handed over)."""

    invitation: Invitation
    link: str
    is_mailed: bool


def invite(
    *,
    creditor: Creditor,
    email: str,
    name: str,
    role: str,
    link_of: Callable[[str], str],
    act: Act,
    files: Sequence[Customer] = (),
) -> Invited:
    """Invite a person; `link_of` makes the address of a token, `files` are opened to somebody from outside.

    An earlier invitation of the same address is withdrawn. Raises Refused for an address or a name that cannot be one,
    for somebody who works here already, or for a name that is somebody else's.
    """
    email, name = email.strip().lower(), checked_name(name)
    if role not in ROLES:
        raise Refused(f"a role is one of {', '.join(ROLES)}, not “{role}”")
    _refuse(creditor, email, name)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        open_invitations(creditor, act).filter(email=email).update(withdrawn_at=act.now)
        invitation = Invitation.objects.create(
            creditor=creditor, email=email, name=name, role=role, token_hash=token_hash(token), invited_at=act.now,
            invited_by=act.by[:120], expires_at=act.now + VALID_FOR,
        )  # fmt: skip
        facts = {"invitation": invitation.pk, "person": name, "email": email, "role": role}
        if role == "outside" and files:
            facts["customers"] = [one.code for one in files]
        append_events(creditor, [happening("person_invited", None, facts)], act)
    return Invited(invitation, link_of(token), _mail(creditor, invitation, link_of(token)))


def withdraw_invitation(*, creditor: Creditor, number: int, act: Act) -> None:
    """The link works no longer. Raises Refused where there is no such open invitation."""
    with transaction.atomic():
        invitation = _open(creditor, number, act)
        Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=act.now)
        facts = {"person": invitation.name, "email": invitation.email}
        append_events(creditor, [happening("invitation_withdrawn", None, facts)], act)


def invite_again(*, creditor: Creditor, number: int, link_of: Callable[[str], str], act: Act) -> Invited:
    """Another link for an open invitation, for another seven days; the one before works no longer."""
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation = _open(creditor, number, act, even_late=True)
        invitation.token_hash, invitation.expires_at = token_hash(token), act.now + VALID_FOR
        invitation.save(update_fields=["token_hash", "expires_at"])
        facts = {"person": invitation.name, "email": invitation.email}
        append_events(creditor, [happening("invitation_sent_again", None, facts)], act)
    return Invited(invitation, link_of(token), _mail(creditor, invitation, link_of(token)))


def token_hash(token: str) -> str:
    """What is kept of a token; the purpose is in it, so that no other kind of link can be used for this one."""
    return hashlib.sha256(f"invitation:{token}".encode()).hexdigest()


def open_invitations(creditor: Creditor, act: Act, *, even_late: bool = False) -> QuerySet[Invitation]:
    """Invitations that were neither used nor withdrawn; those that are too old only where asked for."""
    rows = Invitation.objects.filter(creditor=creditor, used_at=None, withdrawn_at=None)
    return rows if even_late else rows.filter(expires_at__gt=act.now)


def _open(creditor: Creditor, number: int, act: Act, *, even_late: bool = True) -> Invitation:
    invitation = open_invitations(creditor, act, even_late=even_late).filter(pk=number).first()
    if invitation is None:
        raise Refused("this invitation is not open any more: look at the list again")
    return invitation


def _refuse(creditor: Creditor, email: str, name: str) -> None:
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"“{email}” is not an e-mail address: write it as name@company.fr") from None
    here = Membership.objects.filter(creditor=creditor)
    if here.filter(user__username=name).exists() or here.filter(user__email__iexact=email).exists():
        raise Refused(f"{name} works here already: change the role below instead of inviting")
    taken = User.objects.filter(username__iexact=name).first()
    if taken and not EmailAddress.objects.filter(user=taken, email__iexact=email, verified=True).exists():
        raise Refused(f"somebody else is called “{name}” already: give another name, as {name}.2")


def _mail(creditor: Creditor, invitation: Invitation, link: str) -> bool:
    """Send the link, once the transaction holds; False where no server took it."""
    words = invitation_text(
        company=creditor.name, by=invitation.invited_by, role=invitation.role, link=link,
        until=invitation.expires_at.date(), language=creditor.language,
    )  # fmt: skip
    mail = EmailMessage(invitation_subject(creditor.name, creditor.language), words, to=[invitation.email])
    mail.extra_headers["Auto-Submitted"] = "auto-generated"
    try:
        mail.send()
    except (SMTPException, OSError):
        return False
    return bool(settings.RELANCE_SMTP["smtp_host"])

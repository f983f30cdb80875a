"""Take up an invitation: a new person, or one who is known already, begins to work for the creditor."""

from __future__ import annotations

from dataclasses import replace

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Customer, Event, Invitation
from relance.ledger.writes import append_events
from relance.operations.invite import token_hash
from relance.operations.notices import happening
from relance.operations.open_files import open_file
from relance.operations.people import add_member
from relance.operations.refused import Refused


def invitation_of(*, token: str) -> Invitation | None:
    """The invitation of a token, whatever its age; None where it was used or withdrawn, or never was."""
    rows = Invitation.objects.filter(token_hash=token_hash(token), used_at=None, withdrawn_at=None)
    return rows.select_related("creditor").first()


def is_known(invitation: Invitation) -> bool:
    """Whether somebody has this name or this address already: they sign in first, and accept then."""
    taken = User.objects.filter(username__iexact=invitation.name).exists()
    return taken or EmailAddress.objects.filter(email__iexact=invitation.email, verified=True).exists()


def accept_invitation(*, token: str, act: Act, user: User | None = None) -> User:
    """Join the creditor, once, as the person who is signed in or as a new one; returns who joined.

    Raises Refused for an invitation that is not open, or a name that is taken.
    """
    with transaction.atomic():
        invitation = invitation_of(token=token)
        rows = Invitation.objects.filter(token_hash=token_hash(token), used_at=None, expires_at__gt=act.now)
        if invitation is None or rows.update(used_at=act.now) != 1:
            raise Refused("this invitation is not open any more: ask for another one")
        if user is None:
            user = _new_person(invitation)
        creditor, name = invitation.creditor, user.username
        act = replace(act, by=name)
        add_member(creditor=creditor, name=name, role=invitation.role, act=act)
        facts = {"person": name, "role": invitation.role, "by_whom": invitation.invited_by}
        append_events(creditor, [happening("member_joined", None, facts)], act)
        for customer in _files(invitation):
            open_file(creditor=creditor, name=name, customer=customer, act=replace(act, by=invitation.invited_by))
    return user


def _new_person(invitation: Invitation) -> User:
    if is_known(invitation):
        raise Refused(f"somebody is called “{invitation.name}” already: sign in first, then open the link again")
    user = User(username=invitation.name, email=invitation.email)
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
    return user


def _files(invitation: Invitation) -> list[Customer]:
    """The customers whose files were promised to somebody from outside, as the journal says."""
    told = Event.objects.filter(
        creditor=invitation.creditor_id, verb="person_invited", payload__invitation=invitation.pk
    ).first()
    codes = told.payload.get("customers", []) if told and invitation.role == "outside" else []
    return list(Customer.objects.filter(creditor=invitation.creditor_id, code__in=codes))

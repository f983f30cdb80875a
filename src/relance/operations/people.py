"""The people of a creditor: who they are, their role, and who does their work while they are away."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction

from relance.domain.act import Act
from relance.domain.crew import ROLES
from relance.ledger.models import Creditor, Membership
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def add_member(*, creditor: Creditor, name: str, role: str, act: Act) -> Membership:
    """Let a person work for the creditor, or change the role of one who does; a new person signs in by a link.

    Raises Refused for a name that cannot be one, an unknown role, or where the last owner would go.
    """
    if role not in ROLES:
        raise Refused(f"a role is one of {', '.join(ROLES)}, not “{role}”")
    name = checked_name(name)
    with transaction.atomic():
        member = Membership.objects.filter(creditor=creditor, user__username=name).select_related("user").first()
        if member and member.role == "owner" != role and _owners(creditor) == 1:
            raise Refused(f"{name} is the only owner: make somebody else an owner first")
        if member is None:
            user, _ = User.objects.get_or_create(username=name, defaults={"password": make_password(None)})
            member = Membership(creditor=creditor, user=user)
        member.role = role
        member.save()
        append_events(creditor, [happening("member_set", None, {"person": name, "role": role})], act)
    return member


def checked_name(name: str) -> str:
    """The name, where it can be one. Raises Refused."""
    name = name.strip()
    try:
        UnicodeUsernameValidator()(name)
    except ValidationError:
        raise Refused(f"“{name}” is not a name: letters, digits and @ . + - _ only, as anne.martin") from None
    if len(name) > 120:
        raise Refused("a name is at most 120 characters long")
    return name


def _owners(creditor: Creditor) -> int:
    return Membership.objects.filter(creditor=creditor, role="owner", user__is_active=True).count()


def set_absence(
    *, creditor: Creditor, name: str, act: Act, from_on: date | None, until_on: date | None = None, cover: str = ""
) -> Membership:
    """Say that a person is away from a day to a day (None: until back), and who does the work; or is back.

    With `from_on` None the person is back. Raises Refused for days the wrong way round or a cover who is nobody.
    """
    with transaction.atomic():
        member = _member(creditor, name)
        if from_on is None:
            member.absent_from, member.absent_until, member.cover = None, None, ""
            what = happening("absence_ended", None, {"person": name})
        else:
            if until_on and until_on < from_on:
                raise Refused(f"{until_on} is before {from_on}: an absence goes from a day to a later one")
            if cover == name:
                raise Refused(f"{name} cannot stand in for {name}: name somebody else")
            if cover:
                _member(creditor, cover)
            member.absent_from, member.absent_until, member.cover = from_on, until_on, cover
            payload = {
                "person": name, "since": from_on.isoformat(), "until": until_on and until_on.isoformat(),
                "cover": cover,
            }  # fmt: skip
            what = happening("absence_set", None, payload)
        member.save(update_fields=["absent_from", "absent_until", "cover"])
        append_events(creditor, [what], act)
    return member


def _member(creditor: Creditor, name: str) -> Membership:
    member = Membership.objects.filter(creditor=creditor, user__username=name).select_related("user").first()
    if member is None:
        raise Refused(f"nobody called “{name}” works for {creditor.name}: `relance people` shows who does")
    return member

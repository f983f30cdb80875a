"""Let a person work for a creditor no longer: their access ends at once, what they did stays in the journal."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Membership
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.end_sessions import end_all_sessions
from relance.operations.notices import happening
from relance.operations.refused import Refused


def remove_member(*, creditor: Creditor, name: str, why: str, act: Act) -> None:
    """End a person's access; their sessions too, where they work for nobody else.

    What they were in charge of goes to whoever the rules of cover name. Raises Refused for somebody who does not work
    here, without a reason, or for the last owner.
    """
    why = " ".join(why.split())[:300]
    if not why:
        raise Refused("say why this person is removed: the journal keeps it")
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        member = Membership.objects.filter(creditor=creditor, user__username=name).select_related("user").first()
        if member is None:
            raise Refused(f"nobody called “{name}” works for {creditor.name}: `relance people` shows who does")
        owners = Membership.objects.filter(creditor=creditor, role="owner", user__is_active=True)
        if member.role == "owner" and not owners.exclude(pk=member.pk).exists():
            raise Refused(f"{name} is the only owner: make somebody else an owner first")
        user: User = member.user
        Membership.objects.filter(creditor=creditor, cover=name).update(cover="")
        member.delete()
        if not Membership.objects.filter(user=user).exists():
            end_all_sessions(user=user)
        append_events(creditor, [happening("member_removed", None, {"person": name, "reason": why})], act)

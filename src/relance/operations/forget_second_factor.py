"""Take the second factor off somebody who has lost their device and their codes: the word of the machine's owner."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Membership
from relance.operations.end_sessions import end_all_sessions
from relance.operations.person_events import note_person
from relance.operations.refused import Refused


def forget_second_factor(*, creditor: Creditor, name: str, act: Act) -> None:
    """Remove the application, the recovery codes and the passkeys, and end every session; it stands in every journal.

    No page does this: whoever has the machine's shell knows whom they speak with. Raises Refused.
    """
    with transaction.atomic():
        member = Membership.objects.filter(creditor=creditor, user__username=name).select_related("user").first()
        if member is None:
            raise Refused(f"nobody called “{name}” works for {creditor.name}: `relance people` shows who does")
        if not Authenticator.objects.filter(user=member.user).delete()[0]:
            raise Refused(f"{name} has no second factor and no passkey: nothing to forget")
        end_all_sessions(user=member.user)
        for row in Membership.objects.filter(user=member.user).select_related("creditor").order_by("pk"):
            note_person(creditor=row.creditor, verb="second_factor_removed", person=name, act=act)

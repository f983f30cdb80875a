"""Open a customer's file to a member from outside (a lawyer, an agency), and close it again."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, FileOpened, Membership
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def open_file(*, creditor: Creditor, name: str, customer: Customer, act: Act) -> None:
    """Let a member from outside see this customer's file, and no other. Opened already, nothing changes."""
    with transaction.atomic():
        member = _outside(creditor, name)
        _, is_new = FileOpened.objects.get_or_create(
            creditor=creditor, member=member, customer=customer, closed_at=None,
            defaults={"opened_at": act.now, "opened_by": act.by[:120]},
        )  # fmt: skip
        if is_new:
            append_events(creditor, [happening("file_opened", customer, {"person": name})], act)


def close_file(*, creditor: Creditor, name: str, customer: Customer, act: Act) -> None:
    """Close the file to this member from this instant on; that it was open stays in the trace."""
    with transaction.atomic():
        rows = FileOpened.objects.filter(
            creditor=creditor, member__user__username=name, customer=customer, closed_at=None
        )
        if rows.update(closed_at=act.now):
            append_events(creditor, [happening("file_closed", customer, {"person": name})], act)


def _outside(creditor: Creditor, name: str) -> Membership:
    member = Membership.objects.filter(creditor=creditor, user__username=name).first()
    if member is None:
        raise Refused(f"nobody called “{name}” works for {creditor.name}: `relance people` shows who does")
    if member.role != "outside":
        raise Refused(f"files are opened to outside counsel only: {name} sees what the role {member.role} sees")
    return member

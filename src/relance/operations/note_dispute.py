"""What was said about a dispute, who deals with it, and until when."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Dispute
from relance.ledger.writes import append_events, close_tasks, lock_creditor
from relance.operations.check_disputes import OVERDUE, subject_of
from relance.operations.notices import happening
from relance.operations.open_dispute import add_note, owner_of
from relance.operations.refused import Refused


def note_dispute(
    *, creditor: Creditor, dispute: Dispute, act: Act, note: str = "", owner: str = "", due_on: date | None = None
) -> Dispute:
    """Add a note, and hand the dispute to somebody else or give it another deadline.

    Raises Refused for an unknown owner, a day that is past, a dispute that has ended, and where nothing is said.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        dispute = dispute_now(creditor, dispute)
        changed = _changed(creditor, dispute, act, owner, due_on)
        if not changed and not note.strip():
            raise Refused("say what is new about the dispute: a note, another owner or another deadline")
        if changed:
            dispute.save(update_fields=["owner", "due_on"])
            payload = {
                "dispute": dispute.pk, "invoice": dispute.invoice.number, "owner": dispute.owner,
                "due_on": dispute.due_on.isoformat(),
            }  # fmt: skip
            append_events(creditor, [happening("dispute_changed", dispute.customer, payload)], act)
        if due_on:
            close_tasks(creditor, act, result=f"until {due_on}", kind=OVERDUE, subject=subject_of(dispute.pk))
        add_note(dispute, note, act)
    return dispute


def dispute_now(creditor: Creditor, dispute: Dispute) -> Dispute:
    """The dispute as it stands. Raises Refused where this creditor has no such dispute."""
    rows = Dispute.objects.filter(creditor=creditor, pk=dispute.pk).select_related("customer", "invoice", "creditor")
    found = rows.first()
    if found is None:
        raise Refused("there is no such dispute: `relance dispute` lists those in force")
    return found


def _changed(creditor: Creditor, dispute: Dispute, act: Act, owner: str, due_on: date | None) -> bool:
    if not owner and not due_on:
        return False
    if dispute.state not in ("open", "accepted"):
        raise Refused(f"this dispute is {dispute.state} already: its owner and deadline no longer change")
    if due_on and due_on < act.today:
        raise Refused(f"{due_on} is past: give a day from {act.today} on, or none")
    before = (dispute.owner, dispute.due_on)
    if owner:
        dispute.owner = owner_of(creditor, dispute.customer, act, owner)
    dispute.due_on = due_on or dispute.due_on
    return before != (dispute.owner, dispute.due_on)

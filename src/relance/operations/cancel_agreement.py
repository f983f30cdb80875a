"""An agreement taken back: its invoices return to where they were."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Agreement, Creditor
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.agreement_states import payload_of, turn
from relance.operations.notices import happening
from relance.operations.refused import Refused


def cancel_agreement(*, creditor: Creditor, agreement: Agreement, reason: str, act: Act) -> Agreement:
    """Cancel an agreement in force, with the reason. Raises Refused for any other."""
    if not reason.strip():
        raise Refused("say why the agreement is cancelled: --reason “…”")
    with transaction.atomic():
        lock_creditor(creditor)
        agreement.refresh_from_db(fields=["state"])
        if agreement.state != "in_force" or not turn(creditor, agreement, "cancelled", act):
            raise Refused(f"{agreement.reference} is not in force any more: there is nothing to cancel")
        payload = payload_of(agreement, reason=reason.strip()[:300])
        append_events(creditor, [happening("agreement_cancelled", agreement.customer, payload)], act)
    return agreement

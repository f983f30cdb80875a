"""Let a creditor's messages leave again, once a person has mended what stopped them."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor
from relance.ledger.writes import append_events, close_tasks, lock_creditor
from relance.operations.notices import happening
from relance.operations.refused import Refused


def resume_sending(*, creditor: Creditor, act: Act) -> str:
    """End the stop; returns why there was one. Raises Refused where there is none."""
    with transaction.atomic():
        now = lock_creditor(creditor)
        if not now.sending_stopped_at:
            raise Refused("sending is not stopped: there is nothing to resume")
        why = now.sending_stopped_why
        Creditor.objects.filter(pk=creditor.pk).update(sending_stopped_at=None, sending_stopped_why="")
        close_tasks(creditor, act, result="sending resumed", kind="sending_stopped")
        append_events(creditor, [happening("sending_resumed", None, {"why": why})], act)
    return why

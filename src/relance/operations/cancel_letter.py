"""A letter that is not to be posted after all: taken out of its batch, and its step counts as not done."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.domain.posting import Way
from relance.ledger.letters import find_letter, way_of
from relance.ledger.models import Creditor, Dispatch, LetterBatch, Posting, StepDone
from relance.ledger.writes import append_events, close_tasks, lock_creditor, wake
from relance.operations.notices import happening, move
from relance.operations.refused import Refused


def cancel_letter(*, creditor: Creditor, posting_id: int, why: str, act: Act) -> Posting:
    """Cancel a letter that waits for the post. Raises Refused once it was posted, or given to a provider."""
    if not why.strip():
        raise Refused("say in a few words why this letter is not posted")
    with transaction.atomic():
        lock_creditor(creditor)
        posting = find_letter(creditor, posting_id)
        if posting is None:
            raise Refused("there is no such letter")
        notice = posting.dispatch.notice
        if way_of(posting) != Way(number=posting.number) or posting.provider:
            raise Refused(f"{notice.reference} is on its way: it cannot be cancelled any more")
        batch = posting.batch.number if posting.batch else None
        posting.state, posting.batch, posting.place, posting.detail = "cancelled", None, 0, why.strip()[:500]
        posting.save(update_fields=["state", "batch", "place", "detail"])
        if not posting.dispatch.is_copy and notice.state in ("sent", "unknown") and move(notice, "bounced"):
            Dispatch.objects.filter(pk=posting.dispatch_id).update(state="bounced")
            StepDone.objects.filter(creditor=creditor, notice=notice, is_waived=False).delete()
        close_tasks(creditor, act, result="not posted", kind="unknown_delivery", subject=notice.reference)
        payload = {"notice": notice.reference, "why": why.strip()[:300], "batch": batch}
        append_events(creditor, [happening("letter_cancelled", notice.customer, payload)], act)
        wake(creditor, [notice.customer_id], act.today)
        if batch and not Posting.objects.filter(creditor=creditor, batch__number=batch).exists():
            LetterBatch.objects.filter(creditor=creditor, number=batch).delete()
    return posting

"""Copies of a notice on another channel: they follow it once it has left, and only while it still holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import F, Q

from relance.domain import retrying
from relance.domain.act import Act
from relance.ledger.models import Creditor, Dispatch, Notice
from relance.ledger.models.notice import ANSWER, DONE
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.claims import a_mark
from relance.operations.hand_over import hand_over
from relance.operations.notices import happening
from relance.operations.sending_limits import MAIL, is_limited


def finish_copies(creditor: Creditor, act: Act, notice: Notice | None = None) -> None:
    """Send the copies of notices that have left (of one, where it is given); ends where sending is stopped."""
    for dispatch in list(_due(creditor, act, notice)):
        if not _take(creditor, dispatch, act):
            continue
        if hand_over(creditor, dispatch, act) in ("misconfigured", "stopped", "unreachable", "no_room"):
            return


def _due(creditor: Creditor, act: Act, notice: Notice | None) -> Iterator[Dispatch]:
    """Those that have not begun, and those refused for now that have waited long enough."""
    rows = Dispatch.objects.filter(creditor=creditor, is_copy=True, notice__state__in=DONE)
    rows = rows.filter(state__in=["frozen", "refused_for_now"])
    for dispatch in (rows.filter(notice=notice) if notice else rows).order_by("pk"):
        refused_at = dispatch.ended_at if dispatch.state == "refused_for_now" else None
        if refused_at is None or retrying.retry_at(dispatch.attempts, refused_at) <= act.now:
            yield dispatch


def _take(creditor: Creditor, dispatch: Dispatch, act: Act) -> bool:
    """Look at it once more under the lock, and sign for it, so that a crash of ours is told from a dead sender."""
    with transaction.atomic():
        now = lock_creditor(creditor)
        if now.sending_stopped_at:
            return False
        if dispatch.channel == MAIL and not dispatch.to_outbox and is_limited(now, dispatch.recipient, act):
            return False
        rows = Dispatch.objects.filter(pk=dispatch.pk, state=dispatch.state)
        if not _still_holds(dispatch):
            if rows.update(state="cancelled", ended_at=act.now, detail="no longer so") == 1:
                payload = {"notice": dispatch.notice.reference, "channel": dispatch.channel}
                append_events(creditor, [happening("copy_dropped", dispatch.notice.customer, payload)], act)
            return False
        if rows.update(state="frozen") != 1:
            return False
        Notice.objects.filter(pk=dispatch.notice_id).update(claimed_by=a_mark(), claimed_at=act.now)
    return True


def _still_holds(dispatch: Dispatch) -> bool:
    """Whether every invoice that the bytes name is still open by what they say; an answer stays said."""
    if dispatch.notice.kind == ANSWER:
        return True
    changed = dispatch.notice.lines.filter(~Q(receivable__open_cents=F("open_cents")))
    return not changed.exists()

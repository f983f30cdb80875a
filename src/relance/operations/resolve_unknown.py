"""A person says what became of a message of which nobody could tell; or a proof says so."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Dispatch, Notice
from relance.ledger.models.notice import ANSWER
from relance.ledger.writes import append_events, close_tasks, lock_creditor, wake
from relance.operations.answer import tell_otherwise
from relance.operations.notices import happening, move
from relance.operations.refused import Refused

WAYS = ("sent", "not_sent")


def resolve_unknown(*, creditor: Creditor, reference: str, way: str, why: str, act: Act) -> Notice:
    """`sent`: it counts as sent and its steps stay done. `not_sent`: its steps are undone and decided again.

    Nothing is sent by this: what did not leave is decided afresh, with all that has changed since. Raises Refused
    where the notice is not in doubt, or without a reason.
    """
    if way not in WAYS:
        raise Refused(f"say what became of it: {' or '.join(WAYS)}, not “{way}”")
    if not why.strip():
        raise Refused("say how you know: --why “…”")
    with transaction.atomic():
        lock_creditor(creditor)
        notice = Notice.objects.filter(creditor=creditor, reference=reference).select_related("customer").first()
        if notice is None:
            raise Refused(f"there is no notice {reference}")
        doubted = list(notice.dispatches.filter(state="unknown"))
        if not doubted:
            raise Refused(f"{reference} is {notice.state}: nobody doubts whether it left")
        for dispatch in doubted:
            _settle(dispatch, "sent" if way == "sent" else "refused", f"{act.by}: {why.strip()}")
        if notice.state == "unknown":
            _settle_notice(creditor, notice, way, act)
        payload = {"notice": reference, "why": why.strip()[:300]}
        said = happening("counted_as_sent", notice.customer, payload)
        if way == "not_sent":
            said = happening("counted_as_not_sent", notice.customer, payload)
        append_events(creditor, [said], act)
        close_tasks(creditor, act, result=why.strip(), kind="unknown_delivery", subject=reference)
        wake(creditor, [notice.customer_id], act.today)
    return notice


def prove_sent(*, creditor: Creditor, dispatch: Dispatch, how: str, act: Act) -> bool:
    """A journal copy or a delivery report shows that a message in doubt has left; False where none was in doubt.

    `how` says what shows it, in a few words for the journal of events.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        row = Dispatch.objects.filter(creditor=creditor, pk=dispatch.pk, state="unknown").first()
        if row is None:
            return False
        _settle(row, "sent", f"proved: {how}")
        notice = Notice.objects.select_related("customer").get(pk=row.notice_id)
        if notice.state == "unknown" and not row.is_copy:
            move(notice, "sent")
        payload = {"notice": notice.reference, "how": how[:300]}
        append_events(creditor, [happening("unknown_proved", notice.customer, payload)], act)
        if not notice.dispatches.filter(state="unknown").exists():
            close_tasks(creditor, act, result=how, kind="unknown_delivery", subject=notice.reference)
    return True


def _settle(dispatch: Dispatch, state: str, note: str) -> None:
    detail = f"{dispatch.detail}; {note}" if dispatch.detail else note
    Dispatch.objects.filter(pk=dispatch.pk, state="unknown").update(state=state, detail=detail[:2000])


def _settle_notice(creditor: Creditor, notice: Notice, way: str, act: Act) -> None:
    if way == "sent":
        move(notice, "sent")
        return
    move(notice, "refused", left_on=None, sent_at=None)
    notice.steps_done.all().delete()
    if notice.kind == ANSWER:
        tell_otherwise(creditor, notice, act)

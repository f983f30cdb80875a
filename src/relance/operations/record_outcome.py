"""What became of a message, written down with its consequences in one transaction."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, Dispatch, Notice, StepDone
from relance.ledger.models.notice import ANSWER, DONE
from relance.ledger.writes import Happening, append_events, open_task, wake
from relance.operations.answer import tell_otherwise
from relance.operations.notices import happening, move


def record_outcome(creditor: Creditor, dispatch: Dispatch, outcome: str, detail: str, act: Act) -> None:
    """Write the outcome of an attempt: state, steps done, wake day, event, task where a person must decide."""
    with transaction.atomic():
        rows = Dispatch.objects.filter(pk=dispatch.pk, state="data_started")
        if rows.update(state=outcome, detail=detail[:2000], ended_at=act.now) != 1:
            return
        notice = Notice.objects.select_related("customer").get(pk=dispatch.notice_id)
        append_events(creditor, [_event(notice, dispatch, outcome, detail)], act)
        if dispatch.is_copy:
            _ask_if_unknown(creditor, notice, dispatch, outcome, act)
            return
        left = {"left_on": None} if outcome in ("refused", "refused_for_now") else {"sent_at": act.now}
        move(notice, outcome, **left)
        if outcome in DONE:
            mark_steps_done(creditor, notice, act)
        if outcome == "refused":
            _doubt_address(creditor, notice, dispatch)
            if notice.kind == ANSWER:
                tell_otherwise(creditor, notice, act)
        _ask_if_unknown(creditor, notice, dispatch, outcome, act)
        wake(creditor, [notice.customer_id], act.today)


def _event(notice: Notice, dispatch: Dispatch, outcome: str, detail: str) -> Happening:
    payload = {
        "notice": notice.reference, "step": notice.step, "kind": notice.kind, "channel": dispatch.channel,
        "copy": dispatch.is_copy, "recipient": dispatch.recipient, "sha256": dispatch.sha256,
        "message_id": dispatch.message_id, "detail": detail[:500],
    }  # fmt: skip
    return happening(f"message_{outcome}", notice.customer, payload)


def mark_steps_done(creditor: Creditor, notice: Notice, act: Act) -> None:
    """Mark every acted receivable with its own step and the deadline granted."""
    on = notice.left_on or act.today
    StepDone.objects.bulk_create(
        [
            StepDone(
                creditor=creditor, receivable_id=line.receivable_id, notice=notice, step=line.step,
                kind=notice.kind, cycle=line.cycle, on=on, deadline_on=notice.deadline_on, channel=notice.channel,
            )
            for line in notice.lines.filter(is_acted=True)
        ]
    )  # fmt: skip


def _doubt_address(creditor: Creditor, notice: Notice, dispatch: Dispatch) -> None:
    """A refused address is not used again; the next decision takes the step's next channel."""
    if dispatch.channel == "email":
        Customer.objects.filter(creditor=creditor, pk=notice.customer_id).update(email_bounced=True)


def _ask_if_unknown(creditor: Creditor, notice: Notice, dispatch: Dispatch, outcome: str, act: Act) -> None:
    if outcome == "unknown":
        open_task(
            creditor, act, kind="unknown_delivery", due_on=act.today, subject=notice.reference,
            customer_id=notice.customer_id, amount_cents=notice.total_cents, currency=notice.currency,
            why=f"{notice.reference} may or may not have left ({dispatch.detail or 'connection lost'}): "
            "it counts as sent and is not sent again; ask the customer, or look at the mail server",
        )  # fmt: skip

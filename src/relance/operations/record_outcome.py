"""What became of a message, written down with its consequences in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce

from relance.domain import retrying
from relance.domain.act import Act
from relance.domain.message import phase_of
from relance.ledger.models import Creditor, Customer, Dispatch, Notice, StepDone
from relance.ledger.models.notice import ANSWER, DONE
from relance.ledger.writes import Happening, append_events, open_task, wake
from relance.operations.answer import tell_otherwise
from relance.operations.notices import happening, move

# before a recipient was named: the trouble is on our side of the server, and no address is to be given up for it
CONNECTION = ("connect", "tls", "login")


def record_outcome(
    creditor: Creditor, dispatch: Dispatch, outcome: str, detail: str, act: Act, *, is_tried: bool = True
) -> str:
    """Write the outcome of an attempt: state, steps done, wake day, event, task where a person must decide.

    Returns the state written down (refused for now for five days, it is `refused`), empty where another process has
    settled this attempt before. What is not `is_tried` says nothing about the message and counts as no attempt.
    """
    with transaction.atomic():
        notice = Notice.objects.select_related("customer").get(pk=dispatch.notice_id)
        first = (dispatch.frozen_at if dispatch.is_copy else notice.first_attempt_at) or act.now
        state, detail = _state(outcome, detail, first, act.now, is_tried=is_tried)
        rows = Dispatch.objects.filter(pk=dispatch.pk, state__in=["frozen", "data_started"])
        kept = "frozen" if dispatch.is_copy and not is_tried else state
        changed = rows.update(
            state=kept, detail=detail[:2000], ended_at=act.now, attempts=F("attempts") + int(is_tried),
            started_at=Coalesce("started_at", Value(act.now)),
        )  # fmt: skip
        if changed != 1:
            return ""
        dispatch.detail = detail[:2000]
        append_events(creditor, [_event(notice, dispatch, state, detail)], act)
        if not dispatch.is_copy:
            _move(notice, state, first if is_tried else notice.first_attempt_at, act, is_tried=is_tried)
            _consequences(creditor, notice, dispatch, state, act)
        _ask_if_unknown(creditor, notice, dispatch, state, act)
    return state


def _state(outcome: str, detail: str, first: datetime, now: datetime, *, is_tried: bool) -> tuple[str, str]:
    """The state that an outcome leads to; a refusal for now ends after five days, unless nobody could be asked."""
    if outcome != "refused_for_now" or not is_tried or phase_of(detail) in CONNECTION:
        return outcome, detail
    if not retrying.is_given_up(first, now):
        return outcome, detail
    return "refused", f"given up after {retrying.GIVEN_UP_AFTER.days} days: {detail}"


def _move(notice: Notice, state: str, first: datetime | None, act: Act, *, is_tried: bool) -> None:
    fields: dict[str, Any] = {"attempts": notice.attempts + int(is_tried), "first_attempt_at": first, "retry_at": None}
    if state == "refused_for_now" and is_tried:
        fields["retry_at"] = retrying.retry_at(fields["attempts"], act.now)
    fields |= {"left_on": None} if state in ("refused", "refused_for_now") else {"sent_at": act.now}
    if notice.state == "frozen":  # answered before the final dot
        move(notice, "data_started")
    move(notice, state, **fields)


def _consequences(creditor: Creditor, notice: Notice, dispatch: Dispatch, state: str, act: Act) -> None:
    if state in DONE:
        mark_steps_done(creditor, notice, act)
    if state == "refused":
        _doubt_address(creditor, notice, dispatch, act)
        if notice.kind == ANSWER:
            tell_otherwise(creditor, notice, act)
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


def _doubt_address(creditor: Creditor, notice: Notice, dispatch: Dispatch, act: Act) -> None:
    """A refused address is not used again; the next decision takes the step's next channel, a person finds another."""
    if dispatch.channel != "email":
        return
    Customer.objects.filter(creditor=creditor, pk=notice.customer_id).update(email_bounced=True)
    open_task(
        creditor, act, kind="address_refused", due_on=act.today, subject=dispatch.recipient[:200],
        notice_id=notice.pk, customer_id=notice.customer_id, amount_cents=notice.total_cents, currency=notice.currency,
        why=f"{notice.reference} did not reach {dispatch.recipient}: {dispatch.detail}",
    )  # fmt: skip


def _ask_if_unknown(creditor: Creditor, notice: Notice, dispatch: Dispatch, outcome: str, act: Act) -> None:
    if outcome == "unknown":
        open_task(
            creditor, act, kind="unknown_delivery", due_on=act.today, subject=notice.reference, notice_id=notice.pk,
            customer_id=notice.customer_id, amount_cents=notice.total_cents, currency=notice.currency,
            why=f"{notice.reference} may or may not have left ({dispatch.detail or 'connection lost'}): "
            "it counts as sent and is not sent again; ask the customer, or look at the mail server",
        )  # fmt: skip

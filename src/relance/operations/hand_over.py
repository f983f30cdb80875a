"""Hand frozen bytes over, once: begin, deliver outside of any transaction, write down what came of it."""

from __future__ import annotations

import logging
import time
from typing import Literal

from django.db import OperationalError, close_old_connections, transaction

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.message import Begin, Message, Receipt
from relance.domain.retrying import GIVEN_UP_AFTER, is_given_up
from relance.ledger.models import Creditor, Dispatch, Notice
from relance.operations.mail_settings import settings_of_message
from relance.operations.notices import move
from relance.operations.order_letters import deliver_letter
from relance.operations.outbox import put_in_outbox
from relance.operations.record_outcome import CONNECTION, record_outcome
from relance.operations.resolve_unknown import prove_sent
from relance.operations.sending_limits import has_room
from relance.operations.stop_sending import AFTER_RECIPIENT, stop_if_all_is_refused, stop_sending

PAUSES = (0.2, 1.0, 5.0, 15.0)  # seconds between attempts to write down an answer, while the database is away
log = logging.getLogger("relance.sending")

HandedOver = Literal[
    "sent", "refused", "refused_for_now", "unknown", "misconfigured", "unreachable", "stopped", "no_room", "taken"
]  # fmt: skip


def hand_over(creditor: Creditor, dispatch: Dispatch, act: Act) -> HandedOver:
    """Deliver one frozen message and record the outcome.

    The mark that it has begun is written at the last instant at which it can still be dropped: what is cut off before
    is safe to try again, what is cut off after is `unknown`. `taken`: another process has it, or had it.
    """
    begun: list[bool] = []

    def begin() -> bool:
        begun.append(has_room() and begin_dispatch(dispatch, act))
        return begun[0]

    receipt = _deliver(creditor, dispatch, act, begin)
    if begun == [False]:
        return "taken" if has_room() else "no_room"
    return _settle(creditor, dispatch, receipt, act)


def _deliver(creditor: Creditor, dispatch: Dispatch, act: Act, begin: Begin) -> Receipt:
    if not dispatch.to_outbox and not channels()[dispatch.channel].goes_online:
        return deliver_letter(creditor, dispatch, act, begin)
    if not dispatch.to_outbox:
        return channels()[dispatch.channel].deliver(_message(dispatch), settings_of_message(creditor, dispatch), begin)
    if begin():
        put_in_outbox(creditor, dispatch)
    return Receipt("sent", "in the local outbox")


def begin_dispatch(dispatch: Dispatch, act: Act) -> bool:
    """Mark the begin; False where these bytes are no longer ours to send."""
    with transaction.atomic():
        rows = Dispatch.objects.filter(pk=dispatch.pk, state="frozen")
        if rows.update(state="data_started", started_at=act.now) != 1:
            return False
        notice = Notice.objects.get(pk=dispatch.notice_id)
        if not dispatch.is_copy and not (notice.state == "frozen" and move(notice, "data_started")):
            raise RuntimeError("a frozen message whose notice is elsewhere")
    return True


def _settle(creditor: Creditor, dispatch: Dispatch, receipt: Receipt, act: Act) -> HandedOver:
    """Write down the answer, and what it means for everything else that waits."""
    if receipt.outcome == "misconfigured":
        _write(creditor, dispatch, Receipt("refused_for_now", receipt.detail), act, is_tried=False)
        stop_sending(creditor=creditor, why=receipt.detail, act=act)
        return "misconfigured"
    state = _write(creditor, dispatch, receipt, act, is_tried=True)
    if not state:
        if receipt.outcome == "sent":  # we were thought dead, and it was held to be unknown: now it is known
            prove_sent(creditor=creditor, dispatch=dispatch, how=f"a late answer, {receipt.detail}", act=act)
        return "taken"
    is_answered = state == "refused" and receipt.phase in (*AFTER_RECIPIENT, "recipient")
    if is_answered and stop_if_all_is_refused(creditor=creditor, channel=dispatch.channel, act=act):
        return "stopped"
    if state == "refused_for_now" and receipt.phase in CONNECTION:
        _stop_if_away_for_days(creditor, dispatch, receipt, act)
        return "unreachable"
    return state  # type: ignore[return-value]


def _stop_if_away_for_days(creditor: Creditor, dispatch: Dispatch, receipt: Receipt, act: Act) -> None:
    """No address is given up because our own server is away: after five days a person is asked instead."""
    first = Notice.objects.get(pk=dispatch.notice_id).first_attempt_at
    if first and is_given_up(first, act.now):
        why = f"the mail server cannot be reached for {GIVEN_UP_AFTER.days} days: {receipt.detail}"
        stop_sending(creditor=creditor, why=why, act=act)


def _write(creditor: Creditor, dispatch: Dispatch, receipt: Receipt, act: Act, *, is_tried: bool) -> str:
    """Keep trying while the database is away; the answer stands in the log before it is given up as unknown."""
    for pause in (*PAUSES, None):
        try:
            return record_outcome(creditor, dispatch, receipt.outcome, receipt.detail, act, is_tried=is_tried)
        except OperationalError as fault:
            log.error("%s: %s not yet written down: %s", dispatch.message_id, receipt, fault)
            if pause is None or transaction.get_connection().in_atomic_block:
                raise
            time.sleep(pause)
            close_old_connections()
    raise AssertionError("unreachable")


def _message(dispatch: Dispatch) -> Message:
    return Message(
        channel=dispatch.channel,
        recipient=dispatch.recipient,
        subject=dispatch.subject,
        content=bytes(dispatch.content),
        content_type=dispatch.content_type,
        filename=dispatch.filename,
        message_id=dispatch.message_id,
    )

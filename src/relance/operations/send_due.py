"""Send what is ready, once: claim, look a last time, freeze, hand over, write down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.law import Law, add_working_days
from relance.domain.message import Message, Receipt
from relance.ledger.models import Creditor, Dispatch, Notice, Task
from relance.ledger.models.notice import ANSWER
from relance.ledger.writes import append_events, lock_creditor, open_task
from relance.operations.answer import stands
from relance.operations.claims import claim, give_back, recover
from relance.operations.decide_due import (
    Decided,
    decide_customers,
    refuse_clock_gone_back,
    reminders_left,
    write_decisions,
)
from relance.operations.freeze import freeze, render_notice
from relance.operations.notices import Wanted, cancel_notices, happening, move, sameness_of
from relance.operations.outbox import put_in_outbox, write_call_sheet, write_index
from relance.operations.plans_in_force import law_of
from relance.operations.record_outcome import record_outcome

RETRY_AFTER = timedelta(minutes=15)

Outcome = Literal[
    "sent", "changed", "held", "taken", "refused", "refused_for_now", "unknown", "misconfigured", "call", "failed"
]  # fmt: skip


@dataclass(slots=True)
class SendReport:
    """What one round of sending came to; `held` says why nothing could leave, empty otherwise."""

    held: str = ""
    recovered: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many notices came to that."""
        return sum(1 for o in self.outcomes.values() if o == outcome)


def send_due(*, creditor: Creditor, act: Act, any_hour: bool = False) -> SendReport:
    """Send every notice that may leave now.

    1. Settle what a crash left.  2. Only on a working day, within the sending hours.  3. One notice after
    the other; a refusal of the sender stops the round.  4. The outbox gets its index page.
    """
    refuse_clock_gone_back(creditor, act)
    report = SendReport(recovered=recover(creditor, act))
    law = law_of(creditor)
    report.held = _held(creditor, law, act, any_hour=any_hour)
    if report.held:
        return report
    _finish_copies(creditor, act)
    for pk in _ready(creditor, act):
        notice = Notice.objects.select_related("customer").get(pk=pk)
        if notice.kind != ANSWER and _limit_reached(creditor, act):
            report.held = f"the daily limit of {creditor.max_notices_per_day} notices is reached: the rest leaves later"
            continue
        try:
            outcome = _send(creditor, notice, law, act)
        except ValueError as fault:  # a message that cannot be made never stops the others
            outcome = _set_aside(creditor, notice, str(fault), act)
            report.problems.append(f"{notice.reference}: {fault}")
        report.outcomes[notice.reference] = outcome
        if outcome == "misconfigured":
            report.problems.append(
                "the mail server refuses this sender: check the SMTP settings; nothing more was tried"
            )
            break
    write_index(creditor)
    return report


def _held(creditor: Creditor, law: Law, act: Act, *, any_hour: bool) -> str:
    if not law.is_working_day(act.today):
        return f"{act.today} is not a working day: notices leave on {add_working_days(law, act.today, 1)}"
    local = act.now.astimezone(ZoneInfo(creditor.timezone)).time()
    if not any_hour and not creditor.sending_from <= local < creditor.sending_until:
        return f"outside sending hours ({creditor.sending_from:%H:%M} to {creditor.sending_until:%H:%M})"
    return ""


def _limit_reached(creditor: Creditor, act: Act) -> bool:
    return reminders_left(creditor, act) >= creditor.max_notices_per_day


def _ready(creditor: Creditor, act: Act) -> list[int]:
    """Planned notices, and refusals for now that have waited long enough."""
    rows = Notice.objects.filter(creditor=creditor)
    again = rows.filter(state="refused_for_now", claimed_at__lte=act.now - RETRY_AFTER)
    cut_off = rows.filter(state="refused_for_now", claimed_at=None)
    ready = rows.filter(state="planned") | again | cut_off
    return list(ready.order_by("pk").values_list("pk", flat=True))


def _send(creditor: Creditor, notice: Notice, law: Law, act: Act) -> Outcome:
    by_person = channels()[notice.channel].by_person
    if by_person and Task.objects.filter(creditor=creditor, notice=notice, kind="call", closed_on=None).exists():
        return "call"
    if not claim(notice, act):
        return "taken"
    if not _look_again(creditor, notice, law, act, freezing=not by_person):
        return "changed"
    if by_person:
        _ask_to_call(creditor, notice, act)
        return "call"
    outcome = _hand_over(creditor, notice.dispatches.get(is_copy=False), act)
    if outcome in ("sent", "unknown"):
        _finish_copies(creditor, act, notice=notice)
    return outcome


def _set_aside(creditor: Creditor, notice: Notice, why: str, act: Act) -> Outcome:
    """Give the claim back, and ask a person to mend what the message is made of."""
    held = Notice.objects.select_related("customer").get(pk=notice.pk)
    if held.state in ("claimed", "frozen"):
        give_back(creditor, held, act)
    open_task(
        creditor, act, kind="message_failed", due_on=act.today, subject=notice.reference, notice_id=notice.pk,
        customer_id=notice.customer_id, amount_cents=notice.total_cents, currency=notice.currency,
        why=f"{notice.reference} could not be made: {why}",
    )  # fmt: skip
    return "failed"


def _look_again(creditor: Creditor, notice: Notice, law: Law, act: Act, *, freezing: bool) -> bool:
    """The last look: lock, re-read, decide again for today; freeze only what is still exactly right."""
    with transaction.atomic():
        creditor_now = lock_creditor(creditor)
        still = stands(creditor_now, notice, act) if notice.kind == ANSWER else _is_due(creditor_now, notice, law, act)
        if still and freezing:
            # an earlier attempt came to nothing: its copies have not left either
            Dispatch.objects.filter(notice=notice, state__in=["refused_for_now", "frozen"]).delete()
            freeze(creditor_now, notice, act)
            move(notice, "frozen", left_on=act.today)
    return still


def _is_due(creditor: Creditor, notice: Notice, law: Law, act: Act) -> bool:
    """Whether today's decision asks for exactly this reminder, and a person has said so where one must."""
    decided = next(decide_customers(creditor, [notice.customer_id], law, act))
    same = _same_wanted(decided, notice)
    if same is None:
        why = "changed" if decided.wanted or decided.error else _why_silent(decided, notice)
        cancel_notices(creditor, [notice], act, why)
        write_decisions(creditor, [decided], act, add_working_days(law, act.today, 1))
        return False
    if same.draft.confirm_because and not notice.confirmed_by:
        move(notice, "to_confirm", confirm_because=list(same.draft.confirm_because))
        return False
    notice.deadline_on, notice.decided_on = same.draft.deadline_on, act.today
    notice.save(update_fields=["deadline_on", "decided_on"])
    return True


def _same_wanted(decided: Decided, notice: Notice) -> Wanted | None:
    return next((w for w in decided.wanted if w.is_reachable and w.sameness() == sameness_of(notice)), None)


def _why_silent(decided: Decided, notice: Notice) -> str:
    """`paid` where nothing of the notice is open any more, else `changed`."""
    open_keys = {r.key for position, _ in decided.verdicts for r in position.receivables}
    still = [x for x in notice.lines.all() if str(x.receivable_id) in open_keys]
    return "changed" if still else "paid"


def _hand_over(creditor: Creditor, dispatch: Dispatch, act: Act) -> Outcome:
    """Mark the start, deliver outside of any transaction, write the outcome."""
    with transaction.atomic():
        rows = Dispatch.objects.filter(pk=dispatch.pk, state="frozen")
        if rows.update(state="data_started", started_at=act.now, attempts=dispatch.attempts + 1) != 1:
            return "taken"
        notice = Notice.objects.select_related("customer").get(pk=dispatch.notice_id)
        if not dispatch.is_copy and not move(notice, "data_started"):
            raise RuntimeError("a frozen message whose notice is elsewhere")
    if dispatch.to_outbox:
        put_in_outbox(creditor, dispatch)
        receipt = Receipt("sent", "in the local outbox")
    else:
        receipt = channels()[dispatch.channel].deliver(_message(dispatch), settings.RELANCE_SMTP)
    outcome = "refused_for_now" if receipt.outcome == "misconfigured" else receipt.outcome
    record_outcome(creditor, dispatch, outcome, receipt.detail, act)
    return receipt.outcome


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


def _finish_copies(creditor: Creditor, act: Act, notice: Notice | None = None) -> None:
    """Send the copies of notices that have left."""
    rows = Dispatch.objects.filter(
        creditor=creditor, is_copy=True, state="frozen", notice__state__in=["sent", "unknown", "delivered"]
    )
    for dispatch in rows.filter(notice=notice) if notice else rows:
        _hand_over(creditor, dispatch, act)


def _ask_to_call(creditor: Creditor, notice: Notice, act: Act) -> None:
    """A step done by a person: the call sheet is made ready and the call put on the work list."""
    message = render_notice(creditor, notice, act)
    write_call_sheet(creditor, notice, message)
    with transaction.atomic():
        open_task(
            creditor, act, kind="call", due_on=act.today, subject=notice.reference, notice_id=notice.pk,
            customer_id=notice.customer_id, amount_cents=notice.total_cents, currency=notice.currency,
            why=f"{notice.step_label or notice.step}: call {notice.customer.name}, {notice.recipient}",
        )  # fmt: skip
        append_events(creditor, [happening("call_asked", notice.customer, {"notice": notice.reference})], act)
    move(notice, "planned", claimed_by="", claimed_at=None)

"""Send what is ready, once: claim, look a last time, freeze, hand over, write down."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Literal

from django.db import transaction
from django.db.models import Q

from relance.discovery import channels
from relance.domain.act import Act
from relance.domain.law import Law, add_working_days
from relance.ledger.models import Creditor, Dispatch, IncomingMessage, Notice, Task
from relance.ledger.models.notice import ANSWER
from relance.ledger.writes import append_events, lock_creditor, open_task
from relance.operations.answer import stands
from relance.operations.claims import claim, give_back, is_still_ours, recover
from relance.operations.copies import finish_copies
from relance.operations.decide_due import (
    Decided,
    decide_customers,
    refuse_clock_gone_back,
    write_decisions,
)
from relance.operations.freeze import freeze, render_notice
from relance.operations.hand_over import hand_over
from relance.operations.note_postings import note_postings
from relance.operations.notices import Wanted, cancel_notices, happening, move, sameness_of
from relance.operations.outbox import write_call_sheet, write_index
from relance.operations.plans_in_force import law_of
from relance.operations.sending_limits import held_because, hindrance_of, outside_hours, stopped_because

MOST_UNREACHABLE = 3  # attempts in a row that find no server before a round is given up

Outcome = Literal[
    "sent", "changed", "taken", "refused", "refused_for_now", "unknown", "misconfigured", "call", "failed", "limited",
    "unreachable", "stopped", "no_room", "full",
]  # fmt: skip


@dataclass(slots=True)
class SendReport:
    """What one round of sending came to; `held` says why nothing more could leave, empty otherwise."""

    held: str = ""
    recovered: int = 0
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """How many notices came to that."""
        return sum(1 for o in self.outcomes.values() if o == outcome)


def send_due(*, creditor: Creditor, act: Act, any_hour: bool = False) -> SendReport:
    """Send every notice that may leave now.

    1. Settle what a crash left, the way of letters too.  2. Only where nothing is stopped, on a working day, within
    the sending hours.  3. One notice after the other, those beyond a limit later; a refusal of the sender stops all.
    4. The outbox gets its index page.
    """
    refuse_clock_gone_back(creditor, act)
    report = SendReport(recovered=recover(creditor, act))
    note_postings(creditor=creditor, act=act)
    law = law_of(creditor)
    report.held = held_because(Creditor.objects.get(pk=creditor.pk), law, act, any_hour=any_hour)
    if report.held:
        return report
    finish_copies(creditor, act)
    _send_ready(creditor, law, act, report, any_hour=any_hour)
    note_postings(creditor=creditor, act=act)
    write_index(creditor)
    return report


def _send_ready(creditor: Creditor, law: Law, act: Act, report: SendReport, *, any_hour: bool) -> None:
    began, unreachable, is_full = time.monotonic(), 0, False
    for pk, kind in _ready(creditor, act):
        if is_full and kind != ANSWER:
            continue
        now = _later(act, began)
        report.held = "" if any_hour else outside_hours(creditor, now)
        if report.held:
            return
        outcome = _try(creditor, pk, law, now, report)
        is_full = is_full or outcome == "full"
        unreachable = unreachable + 1 if outcome == "unreachable" else 0
        if outcome in ("stopped", "misconfigured", "no_room") or unreachable == MOST_UNREACHABLE:
            break
    _say_what_held(creditor, report, is_full=is_full, is_away=unreachable == MOST_UNREACHABLE)


def _later(act: Act, began: float) -> Act:
    """The same act, later by the seconds that this round has taken: a long one must not work by its first hour."""
    return replace(act, now=act.now + timedelta(seconds=int(time.monotonic() - began)))


def _say_what_held(creditor: Creditor, report: SendReport, *, is_full: bool, is_away: bool) -> None:
    now = Creditor.objects.get(pk=creditor.pk)
    if is_full:
        report.held = f"the daily limit of {now.max_notices_per_day} notices is reached: the rest leaves later"
    if report.count("no_room"):
        report.held = "the disk is full: free at least 20 MB, and what is ready leaves"
    if is_away:
        report.problems.append("the mail server cannot be reached: what waits is tried again later")
    if report.count("limited"):
        report.problems.append(
            f"a limit is reached (mails an hour, or money a day for letters): {report.count('limited')} leave later"
        )
    if now.sending_stopped_at:
        report.held = stopped_because(now)
        report.problems.append(report.held)


def _ready(creditor: Creditor, act: Act) -> list[tuple[int, str]]:
    """Planned notices, and refusals for now that have waited long enough."""
    rows = Notice.objects.filter(creditor=creditor)
    again = Q(state="refused_for_now") & (Q(retry_at=None) | Q(retry_at__lte=act.now))
    return list(rows.filter(Q(state="planned") | again).order_by("pk").values_list("pk", "kind"))


def _try(creditor: Creditor, pk: int, law: Law, act: Act, report: SendReport) -> Outcome:
    """One notice, and its line in the report."""
    notice = Notice.objects.select_related("customer").get(pk=pk)
    try:
        outcome = _send(creditor, notice, law, act)
    except ValueError as fault:  # a message that cannot be made never stops the others
        outcome = _set_aside(creditor, notice, str(fault), act)
        report.problems.append(f"{notice.reference}: {fault}")
    if outcome == "stopped" and notice.state == "frozen":
        report.outcomes[notice.reference] = "refused"
    elif outcome not in ("full", "stopped"):
        report.outcomes[notice.reference] = "refused_for_now" if outcome == "unreachable" else outcome
    if outcome == "misconfigured":
        report.problems.append("the mail server refuses this sender: check the SMTP settings; nothing more was tried")
    return outcome


def _send(creditor: Creditor, notice: Notice, law: Law, act: Act) -> Outcome:
    by_person = channels()[notice.channel].by_person
    if by_person and Task.objects.filter(creditor=creditor, notice=notice, kind="call", closed_on=None).exists():
        return "call"
    hindered = _take(creditor, notice, act)
    if hindered:
        return hindered
    looked = _look_again(creditor, notice, law, act, freezing=not by_person)
    if looked:
        return looked
    if by_person:
        _ask_to_call(creditor, notice, act)
        return "call"
    outcome = hand_over(creditor, notice.dispatches.get(is_copy=False), act)
    if outcome == "no_room":
        give_back(creditor, Notice.objects.select_related("customer").get(pk=notice.pk), act)
    if outcome in ("sent", "unknown"):
        finish_copies(creditor, act, notice=notice)
    return outcome


def _take(creditor: Creditor, notice: Notice, act: Act) -> Outcome | None:
    """Claim it, where nothing holds it back; the lock makes senders take turns at the last place of a limit."""
    with transaction.atomic():
        hindrance = hindrance_of(lock_creditor(creditor), notice, act)
        if hindrance:
            return hindrance
        return None if claim(notice, act) else "taken"


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


def _look_again(creditor: Creditor, notice: Notice, law: Law, act: Act, *, freezing: bool) -> Outcome | None:
    """The last look: lock, re-read, decide again for today; freeze only what is still exactly right."""
    with transaction.atomic():
        creditor_now = lock_creditor(creditor)
        if not is_still_ours(notice):
            return "taken"
        if not (
            stands(creditor_now, notice, act) if notice.kind == ANSWER else _is_due(creditor_now, notice, law, act)
        ):
            return "changed"
        if freezing:
            _drop_earlier_bytes(notice)
            freeze(creditor_now, notice, act)
            move(notice, "frozen", left_on=act.today)
    return None


def _drop_earlier_bytes(notice: Notice) -> None:
    """An earlier attempt came to nothing: its copies have not left either."""
    earlier = Dispatch.objects.filter(notice=notice, state__in=["refused_for_now", "frozen"])
    IncomingMessage.objects.filter(dispatch__in=earlier).update(dispatch=None)
    earlier.delete()


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

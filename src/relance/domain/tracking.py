"""The tracking table: what is known of one receivable on a day, and what happens to it next. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

REVIEW_DAYS = 30  # what has no day of its own is looked at again this often
SETTLE_DAYS = 60  # a small rest that has not moved for so long is written off or kept (decide.md, the notice)
REPLY_DAYS = 7  # five working days, as people count them

# the task that a reason asks for: its day and owner are those of the next action
TASK_OF_REASON = {
    "insolvency": "declare_claim",
    "handed_over": "hand_over",
    "plan_complete": "hand_over",
    "reply_waiting": "reply_waiting",
    "covered_by_credit": "allocate_credit",
    "payments_stale": "import_payments",
    "below_floor": "write_off_or_keep",
    "small_amount": "write_off_or_keep",
    "no_contact": "missing_contact",
}
WITHOUT_A_DAY = {
    "insolvency": "follow_proceedings",
    "handed_over": "ask_for_news",
    "no_dunning": "review_exclusion",
    "plan_complete": "choose_next",
}


class Done(NamedTuple):
    """A reminder made: its step, the day, the channel, and the notice that carried it, if one did."""

    step: str
    label: str
    kind: str
    on: date
    channel: str
    notice: str = ""


class Answer(NamedTuple):
    """What the customer did: `dispute`, `promise`, `agreement`, `call`, `reply` or `payment`; the day if known."""

    kind: str
    on: date | None
    detail: str = ""


class Stop(NamedTuple):
    """What keeps the whole receivable out of reminders today, by its reason in the order of the decision.

    `on` is the day it ends or is to be settled; `since` when it began; `owner` who deals with it.
    """

    reason: str
    since: date | None = None
    on: date | None = None
    owner: str = ""


class Awaited(NamedTuple):
    """An open task: its kind, its day, and its owner, empty for whoever is in charge."""

    kind: str
    due_on: date
    owner: str = ""


class Next(NamedTuple):
    """What comes next: the action, its day, and who answers for it. `by_itself`: Relance does it."""

    action: str
    on: date
    owner: str
    step: str = ""
    by_itself: bool = False


class DisputeNow(NamedTuple):
    """A dispute in force; `cents` None is the whole invoice."""

    reason: str
    state: str
    cents: int | None
    opened_on: date
    due_on: date
    owner: str


class PromiseNow(NamedTuple):
    """The promise that matters now: the next one that is live, else the last that was broken."""

    on: date
    cents: int
    state: str


class AgreementNow(NamedTuple):
    """A payment plan in force, with its first instalment that is not paid."""

    reference: str
    due_on: date | None
    cents: int


class HoldNow(NamedTuple):
    """A stop set by a person; `until_on` None is open-ended."""

    from_on: date
    until_on: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Situation:
    """What the next action of an open receivable depends on.

    `reason`, `step` and `step_on` are the last decision's; `wake_on` the day the customer is decided again.
    `notice` is the state of a notice for it that has not left; `tasks` are those of that notice, `about` those of
    the customer by kind.
    """

    due_on: date
    in_charge: str
    stops: Sequence[Stop] = ()
    notice: str = ""
    tasks: Sequence[Awaited] = ()
    about: Mapping[str, Awaited] = field(default_factory=dict)
    reason: str = ""
    step: str = ""
    step_on: date | None = None
    wake_on: date | None = None
    unchanged_since: date | None = None
    last_done_on: date | None = None


def next_action(now: Situation, today: date) -> Next:
    """What happens next to an open receivable: there is always something, on a day, answered for by someone."""
    if now.stops:
        return _after_stop(now, now.stops[0], today)
    if now.tasks:
        task = min(now.tasks, key=lambda t: t.due_on)
        return Next(task.kind, task.due_on, task.owner or now.in_charge, now.step)
    if now.notice in ("to_confirm", "no_contact"):
        kind = "confirm" if now.notice == "to_confirm" else "missing_contact"
        return _as_task(now, kind, today)
    if now.notice:
        return Next("leaves", today, now.in_charge, now.step, by_itself=True)
    return _after_reason(now, today)


def answer_to(answers: Sequence[Answer], last_reminder_on: date | None) -> Answer | None:
    """The customer's last answer, if it came on or after the day of the last reminder."""
    dated = [a for a in answers if a.on and (last_reminder_on is None or a.on >= last_reminder_on)]
    if dated:
        return max(dated, key=lambda a: a.on or date.min)
    return next((a for a in answers if a.on is None), None)


def review_on(since: date, today: date) -> date:
    """The next of the days, every thirty from `since` on, that is not past."""
    past = max((today - since).days, 1)
    return since + timedelta(days=-(-past // REVIEW_DAYS) * REVIEW_DAYS)


def days_late(due_on: date, today: date, paid_on: date | None = None) -> int:
    """Days after the written due date, up to today or the day of payment; 0 in time."""
    return max(((paid_on or today) - due_on).days, 0)


def _after_stop(now: Situation, stop: Stop, today: date) -> Next:
    owner = stop.owner or now.in_charge
    if stop.reason == "disputed":
        return Next("settle_dispute", stop.on or today, owner)
    if stop.reason == "on_hold" and stop.on:
        return Next("hold_ends", stop.on + timedelta(days=1), owner, by_itself=True)
    if stop.reason == "on_hold":
        return Next("review_hold", review_on(stop.since or today, today), owner)
    if stop.reason in ("promised", "agreement"):
        action = "payment_promised" if stop.reason == "promised" else "instalment"
        return Next(action, stop.on or today, owner)
    if stop.reason == "reply_waiting":
        return _as_task(now, stop.reason, (stop.since or today) + timedelta(days=REPLY_DAYS))
    task = now.about.get(TASK_OF_REASON.get(stop.reason, ""))
    if task:
        return Next(task.kind, task.due_on, task.owner or owner)
    return Next(WITHOUT_A_DAY[stop.reason], review_on(stop.since or now.due_on, today), owner)


def _after_reason(now: Situation, today: date) -> Next:
    kind = TASK_OF_REASON.get(now.reason, "")
    if kind in now.about:
        return _as_task(now, kind, today)
    if now.reason in ("below_floor", "small_amount"):
        since = now.unchanged_since or now.due_on
        return Next(kind, max(since + timedelta(days=SETTLE_DAYS), today), now.in_charge)
    if now.reason in WITHOUT_A_DAY:
        return Next(WITHOUT_A_DAY[now.reason], review_on(now.last_done_on or now.due_on, today), now.in_charge)
    if kind:
        return Next(kind, today, now.in_charge)
    return _by_itself(now, today)


def _by_itself(now: Situation, today: date) -> Next:
    """What Relance does without being asked: the next step, or a decision on the day it is due."""
    again = max(now.wake_on or today, today)
    if now.reason == "direct_debit":
        return Next("check_debit", again, now.in_charge, by_itself=True)
    if now.step and now.step_on and now.reason:
        waits_longer = now.reason in ("spacing", "non_working_day", "daily_limit", "listed", "courtesy_dropped")
        on = max(now.step_on, again if waits_longer else today, today)
        return Next("step", on, now.in_charge, now.step, by_itself=True)
    return Next("decide", again, now.in_charge, now.step, by_itself=True)


def _as_task(now: Situation, kind: str, otherwise_on: date) -> Next:
    task = now.about.get(kind)
    if task:
        return Next(kind, task.due_on, task.owner or now.in_charge, now.step)
    return Next(kind, otherwise_on, now.in_charge, now.step)


@dataclass(frozen=True, slots=True)
class Tracked:
    """One row of the tracking table. Amounts in cents; interest and indemnity None where a rate is missing."""

    key: int
    customer: str
    name: str
    segment: str
    plan: str
    in_charge: str
    invoice: str
    issued_on: date | None
    due_on: date
    days_late: int
    amount_cents: int
    open_cents: int
    currency: str
    reminders: tuple[Done, ...]
    answer: Answer | None
    silent_since: date | None
    reason: str
    next: Next | None
    next_label: str
    cause: str
    dispute: DisputeNow | None
    promise: PromiseNow | None
    agreement: AgreementNow | None
    hold: HoldNow | None
    paid_on: date | None
    interest_cents: int | None = 0
    indemnity_cents: int | None = 0

    @property
    def reached(self) -> Done | None:
        """The last step done."""
        return self.reminders[-1] if self.reminders else None

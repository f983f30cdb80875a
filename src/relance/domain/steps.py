"""Which step of its plan a receivable comes to next, and on which day (DECIDING, sections 2 and 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relance.domain.plan import Plan, Step, Variant
from relance.domain.position import DoneStep, Position, Receivable

Roll = Callable[[date], date]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step a receivable comes to next, dated; `last` is the overdue step really done before it.

    `counts_from` is the deadline, granted or passed over, that a step anchored on a deadline counts from.
    """

    step: Step
    rank: int
    on: date
    last: DoneStep | None
    counts_from: date | None = None


def days(count: int) -> timedelta:
    """A number of calendar days."""
    return timedelta(days=count)


def rolled_due(due_on: date, settings: Plan, roll: Roll) -> date:
    """The due date as it counts for lateness: the next working day, where the customer's plan says so."""
    return roll(due_on) if settings.roll_due_dates else due_on


def overdue_steps_done(receivable: Receivable) -> tuple[DoneStep, ...]:
    """Steps really done after the due date: neither courtesies nor waived ones."""
    return tuple(d for d in receivable.done if d.kind != "courtesy" and not d.waived)


def reached_rank(receivable: Receivable, plan: Plan) -> int:
    """Rank of the last step of this plan that counts as behind us, −1 for none.

    The later of the highest-ranked done or waived step that the plan still has, and as many of its
    reminders as overdue steps were done: so a new version never goes back, nor jumps a severe step.
    """
    known = max((plan.ranks.get(d.key, -1) for d in receivable.done), default=-1)
    count = len(overdue_steps_done(receivable))
    if not count:
        return known
    reminders = [rank for rank, step in enumerate(plan.steps) if step.kind == "reminder"]
    counted = reminders[min(count, len(reminders)) - 1] if reminders else -1
    return max(known, counted)


def last_overdue_step(receivable: Receivable, plan: Plan) -> DoneStep | None:
    """The overdue step done most recently; on one day, the higher-ranked."""
    done = overdue_steps_done(receivable)
    return max(done, key=lambda d: (d.on, plan.ranks.get(d.key, -1)), default=None)


def latest_deadline(receivable: Receivable) -> date | None:
    """The latest deadline really granted on this receivable."""
    return max((d.deadline_on for d in receivable.done if d.deadline_on and not d.waived), default=None)


def effective(step: Step, position: Position, overdue_total: int) -> Step:
    """The step with the first of its variants that fits this customer."""
    for variant in step.variants:
        if _fits(variant, position, overdue_total):
            return replace(step, channels=variant.channels or step.channels, template=variant.template or step.template)
    return step


def _fits(variant: Variant, position: Position, overdue_total: int) -> bool:
    if variant.segments and position.segment not in variant.segments:
        return False
    return variant.min_total_cents is None or overdue_total >= variant.min_total_cents


def passed_over(step: Step, position: Position, overdue_total: int) -> bool:
    """Whether the step leaves this customer out, by kind or for too small an amount."""
    if step.customer_kinds and position.kind not in step.customer_kinds:
        return True
    severe = step.kind in ("courtesy", "formal_notice", "handover")
    return not severe and step.min_total_cents > overdue_total


def due_courtesy(receivable: Receivable, plan: Plan, position: Position, today: date) -> NextStep | None:
    """The courtesy step due today, if any: from its date up to the written due date, never made up later."""
    if today > receivable.due_on:
        return None
    reached = max((plan.ranks.get(d.key, -1) for d in receivable.done), default=-1)
    if overdue_steps_done(receivable):
        return None
    for rank in range(plan.first_overdue - 1, -1, -1):
        step = plan.steps[rank]
        if receivable.due_on + days(step.offset_days) > today or passed_over(step, position, 0):
            continue
        if rank <= reached:
            return None
        return NextStep(step, rank, receivable.due_on + days(step.offset_days), None)
    return None


def coming_courtesy(receivable: Receivable, plan: Plan, today: date) -> date | None:
    """The next date after today on which a courtesy step falls due."""
    dates = (receivable.due_on + days(s.offset_days) for s in plan.steps[: plan.first_overdue])
    return min((day for day in dates if day > today), default=None)


def next_overdue_step(
    receivable: Receivable,
    plan: Plan,
    position: Position,
    *,
    settings: Plan,
    overdue_total: int,
    today: date,
    roll: Roll,
) -> NextStep | None:
    """The next overdue step with its date; None when the plan is at its end.

    Steps are those of `plan`, the receivable's; `settings` is the customer's plan.

    1. Start behind the highest step reached.  2. Date the step from its anchor.  3. A step that leaves this
    customer out costs its time: the following one is dated as if it had been done and had granted its
    deadline.  4. After a broken promise, where the plan escalates, the step is due at once.
    """
    walk = _Walk(receivable, plan, settings, roll)
    escalated_from = _escalated_from(receivable, settings, today)
    for rank in range(max(reached_rank(receivable, plan) + 1, plan.first_overdue), len(plan.steps)):
        step = plan.steps[rank]
        on = walk.date_of(step)
        if not passed_over(step, position, overdue_total):
            if escalated_from:
                on = min(on, max(escalated_from, walk.first_late_day))
            return NextStep(step, rank, on, walk.real_last, walk.deadline_before(step))
        if not escalated_from:
            walk.pretend_done(step, on)
    return None


class _Walk:
    """Where the dating of steps stands: the last step, really done or passed over at the cost of its time."""

    def __init__(self, receivable: Receivable, plan: Plan, settings: Plan, roll: Roll) -> None:
        self.roll = roll
        self.due = rolled_due(receivable.due_on, settings, roll)
        self.first_late_day = self.due + days(1)
        self.real_last = last_overdue_step(receivable, plan)
        last = self.real_last
        self.last_on = last.on if last else None
        self.last_deadline = last.deadline_on if last else None
        rank = plan.ranks.get(last.key) if last else None
        self.last_step = plan.steps[rank] if rank is not None else None
        self.granted = latest_deadline(receivable)

    def date_of(self, step: Step) -> date:
        if step.anchor == "due":
            on = self.due + days(step.offset_days)
            if self.last_on and self.last_step and self.last_step.anchor == "due":
                on = max(on, self.last_on + days(step.offset_days - self.last_step.offset_days))
        elif step.anchor == "previous":
            on = (self.last_on or self.due) + days(step.offset_days)
        else:
            on = (self.last_deadline or self.last_on or self.due) + days(step.offset_days)
        if self.granted:
            on = max(on, self.granted + days(1))
        return max(on, self.first_late_day)

    def deadline_before(self, step: Step) -> date | None:
        return self.last_deadline if step.anchor == "deadline" else None

    def pretend_done(self, step: Step, on: date) -> None:
        self.last_on = max(on, self.last_on) if self.last_on else on
        self.last_step = step
        self.last_deadline = None
        if step.deadline_days:
            self.last_deadline = self.roll(self.last_on + days(step.deadline_days))
            self.granted = max(self.granted, self.last_deadline) if self.granted else self.last_deadline


def _escalated_from(receivable: Receivable, settings: Plan, today: date) -> date | None:
    """The day from which a broken promise makes the next step due, until a step is done on or after it."""
    if settings.on_broken_promise != "escalate":
        return None
    ends = [p.on + days(settings.promise_grace_days) for p in receivable.promises]
    starts = [_unanswered_from(receivable, end) for end in ends if today > end]
    return min((day for day in starts if day), default=None)


def _unanswered_from(receivable: Receivable, grace_ended: date) -> date | None:
    """The first day on which a breach may be answered; None once a step was done on or after it."""
    first = grace_ended + days(1)
    for step in sorted(overdue_steps_done(receivable), key=lambda d: d.on):
        if step.on >= first:
            return None
        if step.deadline_on:
            first = max(first, step.deadline_on + days(1))
    return first

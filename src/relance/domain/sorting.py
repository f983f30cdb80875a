"""Receivables one by one: which stay in the due set, and why others do not (DECIDING, 4 and 5)."""

from __future__ import annotations

from datetime import date

from relance.domain.desk import Desk, Item, end_of
from relance.domain.plan import SEVERITY, Plan
from relance.domain.position import Promise, Receivable
from relance.domain.steps import (
    NextStep,
    coming_courtesy,
    days,
    due_courtesy,
    next_overdue_step,
    overdue_steps_done,
    rolled_due,
)
from relance.domain.verdict import Reason, Task

UNCHANGED_DAYS = 60  # a small rest nobody moved for so long: a person decides to write it off or keep it


def sort_out(desk: Desk) -> None:
    """Give every receivable its first obstacle or what is left to ask for, credits netted."""
    for receivable in desk.position.receivables:
        plan = receivable.plan or desk.plan
        due = rolled_due(receivable.due_on, desk.plan, desk.roll)
        item = Item(receivable, plan, due, overdue=desk.today > due)
        item.reason, item.until, item.cents = _first_obstacle(item, desk)
        desk.items.append(item)
    _net_credits(desk)
    desk.overdue_total = sum(i.cents for i in desk.items if i.is_candidate and i.overdue)


def _first_obstacle(item: Item, desk: Desk) -> tuple[Reason | None, date | None, int]:
    """The first reason of section 4 that holds, until when, and what is left to ask for."""
    receivable, settings, today = item.receivable, desk.plan, desk.today
    rest = receivable.open_cents
    if rest <= 0:
        return "settled", None, 0
    holds = [h for h in receivable.holds if h.covers(today)]
    desk.wakes += [h.from_on for h in receivable.holds if h.from_on > today]
    if holds:
        return "on_hold", end_of(h.until_on for h in holds), 0
    rest -= max(receivable.disputed_cents, 0)
    if rest <= 0:
        return "disputed", None, 0
    if receivable.agreement_until and today <= receivable.agreement_until:
        return "agreement", receivable.agreement_until + days(1), 0
    live = [p for p in receivable.promises if today <= p.on + days(settings.promise_grace_days)]
    # each promise that ends leaves more to ask for
    ends = sorted({p.on + days(settings.promise_grace_days + 1) for p in live})
    desk.wakes += ends
    rest -= sum(p.cents for p in live)
    if rest <= 0:
        return "promised", _end_of_cover(receivable, live, settings, ends), 0
    debit_ends = item.due + days(settings.debit_grace_days)
    if receivable.direct_debit and today <= debit_ends:
        return "direct_debit", debit_ends + days(1), 0
    return None, None, rest


def _end_of_cover(receivable: Receivable, live: list[Promise], settings: Plan, ends: list[date]) -> date:
    """The first day on which the promises still live no longer cover the rest."""
    owed = receivable.open_cents - max(receivable.disputed_cents, 0)
    grace = days(settings.promise_grace_days)
    return next(end for end in ends if sum(p.cents for p in live if p.on + grace >= end) < owed)


def _net_credits(desk: Desk) -> None:
    """Set credits, for this decision only, against receivables by written due date, then invoice number."""
    negative = sum(-i.receivable.open_cents for i in desk.items if i.receivable.open_cents < 0)
    credit = desk.position.credit_cents + negative
    eligible = [i for i in desk.items if i.is_candidate]
    for item in sorted(eligible, key=lambda i: (i.receivable.due_on, i.receivable.invoice)):
        if credit <= 0:
            return
        used = min(credit, item.cents)
        credit -= used
        item.cents -= used
        desk.netted = True
        if item.cents == 0:
            item.reason = "covered_by_credit"


def find_next_steps(desk: Desk) -> None:
    """Give each remaining receivable its next step, or the reason why none is due."""
    for item in desk.items:
        if not item.is_candidate:
            continue
        if item.overdue:
            _find_overdue_step(item, desk)
        else:
            _find_courtesy(item, desk)


def _find_overdue_step(item: Item, desk: Desk) -> None:
    item.next = _next_overdue(item, desk)
    if item.next is None:
        item.reason = "plan_complete"
    elif item.next.on > desk.today:
        item.reason, item.until = "waiting_step", item.next.on


def _find_courtesy(item: Item, desk: Desk) -> None:
    coming = coming_courtesy(item.receivable, item.plan, desk.today)
    first_step = _next_overdue(item, desk)
    dates = [day for day in (coming, first_step and first_step.on) if day]
    desk.wakes += dates
    item.next = due_courtesy(item.receivable, item.plan, desk.position, desk.today)
    if item.next is None:
        item.reason, item.next = "not_due", first_step
        item.until = min(dates, default=None)


def _next_overdue(item: Item, desk: Desk) -> NextStep | None:
    return next_overdue_step(
        item.receivable,
        item.plan,
        desk.position,
        settings=desk.plan,
        overdue_total=desk.overdue_total,
        today=desk.today,
        roll=desk.roll,
    )


def apply_thresholds(desk: Desk) -> None:
    """Take out what is too small to be reminded of, or was reminded of once (section 5, rule 2)."""
    total, plan = desk.overdue_total, desk.plan
    touched = []
    for item in desk.candidates(overdue=True):
        assert item.next
        if total < plan.floor_cents:
            item.reason = "below_floor"
        elif total < plan.small_total_cents and (
            overdue_steps_done(item.receivable) or SEVERITY[item.next.step.kind] > SEVERITY["reminder"]
        ):
            item.reason = "small_amount"
        else:
            continue
        touched.append(item)
    if touched:
        _ask_about_small_rest(desk, touched)


def _ask_about_small_rest(desk: Desk, touched: list[Item]) -> None:
    latest = max(i.due for i in desk.items if i.overdue and i.cents)
    moved = [d.on for i in touched for d in i.receivable.done]
    since = max([latest, *moved, *([desk.position.unchanged_since] if desk.position.unchanged_since else [])])
    due = since + days(UNCHANGED_DAYS)
    if desk.today < due:
        desk.wakes.append(due)
        return
    keys = tuple(i.receivable.key for i in touched)
    why = f"{desk.overdue_total / 100:.2f} {desk.position.currency} unchanged for {UNCHANGED_DAYS} days"
    desk.tasks.append(Task("write_off_or_keep", due, why, keys))

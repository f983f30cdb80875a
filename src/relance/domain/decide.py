"""Who is reminded of what today, and why not: one pure function, used by every door.

A customer who owes nothing overdue is never chased. When in doubt nothing leaves, and the reason says why.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

from relance.domain.desk import Desk, Item, by_rank, had, in_order
from relance.domain.gates import coming_stops, customer_gate
from relance.domain.law import Law, add_working_days
from relance.domain.plan import KINDS, SEVERE, SEVERITY, Plan
from relance.domain.position import Position
from relance.domain.sorting import apply_thresholds, find_next_steps, sort_out
from relance.domain.steps import days, effective, overdue_steps_done
from relance.domain.verdict import Handover, NoticeDraft, NoticeLine, Reason, Silence, Task, Verdict

OVERDUE_KINDS = KINDS[1:]


def decide(position: Position, plan: Plan, law: Law, today: date) -> Verdict:
    """Decide one customer's position for one day.

    1. Customer gates.  2. Receivables one by one, netting, next steps.  3. Thresholds.
    4. Hand-over apart.  5. Channels and formal gap.  6. The notices, or why they wait.
    7. When to look again.
    """
    gate = customer_gate(position, law, today)
    if gate:
        return gate
    desk = Desk(position, plan, law, today)
    sort_out(desk)
    find_next_steps(desk)
    apply_thresholds(desk)
    handover = _decide_handover(desk)
    unreachable = _drop_unreachable(desk)
    _apply_formal_gap(desk)
    notices = _decide_notices(desk)
    if desk.netted:
        due = add_working_days(law, today, 1)
        desk.tasks.append(Task("allocate_credit", due, "a credit on account covers part of what is open"))
    return Verdict(
        today=today,
        overdue_cents=desk.overdue_total,
        notices=tuple(notices),
        unreachable=tuple(unreachable),
        handover=handover,
        silences=tuple(_silences(desk)),
        tasks=tuple(desk.tasks),
        warnings=("payments_never_imported",) if position.money_known_to is None and notices else (),
        wake_on=_wake_on(desk, acting=bool(notices or handover)),
    )


def _decide_handover(desk: Desk) -> Handover | None:
    chosen = [i for i in desk.candidates(overdue=True) if i.next and i.next.step.kind == "handover"]
    if not chosen:
        return None
    obstacle = _day_obstacle(desk, chosen)
    if obstacle:
        _make_wait(desk, chosen, *obstacle)
        return None
    lead = max(chosen, key=by_rank)
    assert lead.next
    because = () if all(had(i, "formal_notice") for i in chosen) else ("no_formal_notice_before",)
    for item in chosen:
        item.reason = "handed_over"
    lines = tuple(_line(i, acted=True) for i in in_order(chosen))
    due = add_working_days(desk.law, desk.today, 1)
    keys = tuple(i.receivable.key for i in chosen)
    desk.tasks.append(Task("hand_over", due, "the plan comes to its hand-over", keys))
    return Handover(lead.next.step, lines, because)


def _channel(desk: Desk, item: Item) -> str | None:
    assert item.next
    step = effective(item.next.step, desk.position, desk.overdue_total)
    return next((c for c in step.channels if c in desk.position.channels), None)


def _drop_unreachable(desk: Desk) -> list[NoticeDraft]:
    """Take out what no channel can reach; its text is drafted all the same, for when the contact is known."""
    lost = [i for i in desk.candidates() if _channel(desk, i) is None]
    if not lost:
        return []
    wanted: dict[str, None] = {}
    for item in lost:
        item.reason = "no_contact"
        assert item.next
        step = effective(item.next.step, desk.position, desk.overdue_total)
        wanted.update(dict.fromkeys(step.channels))
    due = add_working_days(desk.law, desk.today, 1)
    keys = tuple(i.receivable.key for i in lost)
    desk.tasks.append(Task("missing_contact", due, "no contact for: " + ", ".join(wanted), keys))
    late = [i for i in lost if i.overdue]
    return [_draft(desk, group, channel=None) for group in _groups(desk, late or lost)]


def _apply_formal_gap(desk: Desk) -> None:
    for item in desk.candidates(overdue=True):
        assert item.next
        kind = item.next.step.kind
        if kind not in ("final", "formal_notice"):
            continue
        last = _last_notice(desk, item.receivable.invoice, {kind})
        free = last + days(desk.plan.formal_gap_days) if last else None
        if free and desk.today < free:
            item.reason, item.until = "spacing", free


def _last_notice(desk: Desk, invoice: str, kinds: Container[str]) -> date | None:
    """Day of the last notice of these kinds; per invoice where the plan writes per invoice."""
    per_invoice = desk.plan.group_by == "invoice"
    return max(
        (n.on for n in desk.position.notices if n.kind in kinds and (not per_invoice or n.invoice == invoice)),
        default=None,
    )


def _groups(desk: Desk, items: list[Item]) -> list[list[Item]]:
    if desk.plan.group_by == "customer":
        return [items] if items else []
    by_invoice: dict[str, list[Item]] = {}
    for item in items:
        by_invoice.setdefault(item.receivable.invoice, []).append(item)
    return list(by_invoice.values())


def _decide_notices(desk: Desk) -> list[NoticeDraft]:
    """Overdue notices first; courtesies only if none of those goes."""
    notices = []
    for group in _groups(desk, desk.candidates(overdue=True)):
        kind = max(SEVERITY[i.next.step.kind] for i in group if i.next)
        acted = [i for i in group if i.next and SEVERITY[i.next.step.kind] == kind]
        obstacle = _spacing(desk, acted, OVERDUE_KINDS) or _day_obstacle(desk, acted)
        if obstacle:
            _make_wait(desk, group, *obstacle)
            continue
        notices.append(_draft(desk, group, channel=_channel(desk, max(acted, key=by_rank))))
        for item in group:
            if item not in acted:
                item.reason = "listed"
    return notices or _decide_courtesies(desk)


def _decide_courtesies(desk: Desk) -> list[NoticeDraft]:
    notices = []
    for group in _groups(desk, desk.candidates(overdue=False)):
        if sum(i.cents for i in group) < desk.plan.floor_cents:
            for item in group:
                item.reason = "below_floor"
            continue
        obstacle = _spacing(desk, group, KINDS) or _day_obstacle(desk, group)
        if obstacle:
            _make_wait(desk, group, *obstacle)
            continue
        notices.append(_draft(desk, group, channel=_channel(desk, max(group, key=by_rank))))
    return notices


def _spacing(desk: Desk, group: list[Item], kinds: Container[str]) -> tuple[Reason, date] | None:
    last = _last_notice(desk, group[0].receivable.invoice, kinds)
    if last is None:
        return None
    free = last + days(max(desk.plan.min_gap_days, 1))
    return ("spacing", free) if desk.today < free else None


def _day_obstacle(desk: Desk, group: list[Item]) -> tuple[Reason, date] | None:
    """A day on which nothing leaves, or money data too old to act upon (rules 9 and 10)."""
    if not desk.law.is_working_day(desk.today):
        return "non_working_day", desk.roll(desk.today)
    known = desk.position.money_known_to
    if known is None or not group[0].overdue:
        return None
    age = (desk.today - known).days
    stale = age > desk.plan.any_bank_days
    for item in group:
        assert item.next
        deadline = item.next.counts_from
        stale = stale or (item.next.step.kind in SEVERE and age > desk.plan.fresh_bank_days)
        stale = stale or (deadline is not None and known < deadline)
    if not stale:
        return None
    task = Task("import_payments", desk.today, f"payments are known up to {known} only")
    if task not in desk.tasks:
        desk.tasks.append(task)
    return "payments_stale", desk.today + days(1)


def _make_wait(desk: Desk, group: list[Item], reason: Reason, until: date) -> None:
    for item in group:
        item.reason, item.until = reason, until


def _draft(desk: Desk, group: list[Item], *, channel: str | None) -> NoticeDraft:
    """Write down one notice: lead step, acted and listed lines, deadline, confirmation."""
    lead = max(group, key=by_rank)
    assert lead.next
    acted = [i for i in group if i.next and i.next.step.kind == lead.next.step.kind]
    listed: list[Item] = []
    if lead.overdue:
        listed = [i for i in desk.items if i.overdue and i.cents and i not in acted and _counts(desk, i, lead)]
    step = effective(lead.next.step, desk.position, desk.overdue_total)
    lines = tuple(_line(i, acted=i in acted) for i in in_order(acted + listed))
    granted = max(i.next.step.deadline_days for i in acted if i.next)
    total = sum(line.open_cents for line in lines)
    return NoticeDraft(
        step=step,
        rank=lead.next.rank,
        channel=channel,
        copies=tuple(c for c in step.copies if c != channel and c in desk.position.channels),
        lines=lines,
        total_cents=total,
        deadline_on=desk.roll(desk.today + days(granted)) if granted else None,
        confirm_because=_confirm_because(desk, acted, total),
        invoice=lead.receivable.invoice if desk.plan.group_by == "invoice" else "",
    )


def _counts(desk: Desk, item: Item, lead: Item) -> bool:
    return desk.plan.group_by == "customer" or item.receivable.invoice == lead.receivable.invoice


def _line(item: Item, *, acted: bool) -> NoticeLine:
    step = item.next.step.key if acted and item.next else None
    receivable = item.receivable
    return NoticeLine(receivable.key, receivable.invoice, receivable.due_on, item.cents, acted, step)


def _confirm_because(desk: Desk, acted: list[Item], total: int) -> tuple[str, ...]:
    """Every rule that asks for a person before this notice leaves (rule 12)."""
    position, steps = desk.position, [i.next.step for i in acted if i.next]
    severe = any(s.kind in SEVERE for s in steps)
    above = desk.plan.confirm_above_cents
    rules = {
        "confirm_all": position.confirm_all,
        "step_mode": any(s.mode == "confirm" for s in steps),
        "key_customer": position.segment == "key",
        "amount": above is not None and total >= above,
        "credit_to_allocate": severe and desk.netted,
        "payments_never_imported": severe and position.money_known_to is None,
        "no_reminder_before": steps[0].kind == "formal_notice"
        and any(not overdue_steps_done(i.receivable) for i in acted),
    }
    return tuple(name for name, holds in rules.items() if holds)


def _silences(desk: Desk) -> Iterable[Silence]:
    overdue_notice = {i.receivable.key for i in desk.items if i.is_candidate and i.overdue}
    for item in in_order(desk.items):
        reason = item.reason
        if reason is None and not item.overdue and overdue_notice:
            reason = "courtesy_dropped"
        if reason is None:
            continue
        r = item.receivable
        yield Silence(r.key, r.invoice, r.due_on, reason, next=item.next, until=item.until)


def _wake_on(desk: Desk, *, acting: bool) -> date | None:
    """The earliest day on which the verdict could be another one."""
    if acting:
        return desk.today + days(1)
    wakes = [*desk.wakes, *(i.until for i in desk.items if i.until)]
    if _amounts_matter(desk):
        wakes += [i.due + days(1) for i in desk.items if i.cents and not i.overdue]
    wakes += coming_stops(desk.position, desk.today)
    return min((day for day in wakes if day > desk.today), default=None)


def _amounts_matter(desk: Desk) -> bool:
    """Whether one more late receivable could change what is asked of the others."""
    if any(i.reason in ("below_floor", "small_amount") for i in desk.items):
        return True
    plans = [desk.plan, *(i.plan for i in desk.items if i.receivable.plan)]
    return any(s.min_total_cents or s.variants for plan in plans for s in plan.steps)

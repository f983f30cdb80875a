"""What should leave, by the book: a second reading of the rules, as plain as it can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.stories.machine.facts import Agreement, Customer, Line, Plan, Step, holds_on, later, roll, works

KINDS = ("courtesy", "reminder", "final", "formal_notice", "handover")
FLOOR, SMALL, FORMAL_GAP, FRESH, KNOWN = 500, 5000, 30, 7, 21


@dataclass
class Row:
    """A line with what may be asked of it today."""

    line: Line
    cents: int
    late: bool
    step: Step | None = None
    on: date | None = None
    counts_from: date | None = None


@dataclass
class Message:
    """What should leave: the step of each line acted on, and the cents of every line named."""

    acted: dict[tuple[str, date], str]
    cents: dict[tuple[str, date], int]


def rows_of(customer: Customer, today: date) -> list[Row]:
    """What is left to ask for of each line once everything that stops it is taken off."""
    found = []
    for invoice in customer.invoices:
        if holds_on(invoice.holds, today):
            continue
        off = invoice.disputed()
        left = []
        for line in invoice.lines:
            part = min(off, line.open)
            off -= part
            left.append(line.open - part)
        kept = invoice.agreement is not None and _is_kept(invoice.agreement, customer, today)
        for promise in [] if kept else invoice.covers(today, customer.plan.grace):
            cents = invoice.promised(promise)
            for at, room in enumerate(left):
                part = min(cents, room)
                cents -= part
                left[at] -= part
        for line, cents in zip(invoice.lines, left, strict=True):
            if cents and not (kept and invoice.agreement and line in [x for x, _ in invoice.agreement.lines]):
                found.append(Row(line, cents, today > roll(line.due)))
    credit = customer.credit
    for row in sorted(found, key=lambda r: (r.line.due, r.line.invoice.number)):
        part = min(credit, row.cents)
        credit -= part
        row.cents -= part
    return sorted((r for r in found if r.cents), key=lambda r: (r.line.due, r.line.invoice.number))


def _is_kept(agreement: Agreement, customer: Customer, today: date) -> bool:
    if agreement.over or agreement.paid() >= agreement.total:
        return False
    money = agreement.paid() + customer.credit
    unpaid = [due for due, _ in agreement.parts if agreement.missing(due, money)]
    return today <= later(unpaid[0] if unpaid else agreement.parts[-1][0], customer.plan.part_grace)


def next_step(line: Line, plan: Plan) -> tuple[Step, date, date | None] | None:
    """The step after the highest done, the first day it may be made, and the deadline that day counts from."""
    late = [d for d in line.done if d.kind != "courtesy"]
    known = [at for at, step in enumerate(plan.steps) if any(d.key == step.key for d in line.done)]
    reminders = [at for at, step in enumerate(plan.steps) if step.kind == "reminder"]
    counted = [reminders[min(len(late), len(reminders)) - 1]] if late and reminders else []
    first = [step.kind != "courtesy" for step in plan.steps].index(True)
    at = max([first - 1, *known, *counted]) + 1
    if at >= len(plan.steps):
        return None
    step, due = plan.steps[at], roll(line.due)
    ranks = {s.key: n for n, s in enumerate(plan.steps)}
    last = max(late, key=lambda d: (d.on, ranks.get(d.key, -1))) if late else None
    granted = [d.deadline for d in line.done if d.deadline]
    if step.anchor == "due":
        on = later(due, step.offset)
        before = next((s for s in plan.steps if last and s.key == last.key and s.anchor == "due"), None)
        if last and before:
            on = max(on, later(last.on, step.offset - before.offset))
    elif step.anchor == "previous":
        on = later(last.on if last else due, step.offset)
    else:
        on = later((last.deadline or last.on) if last else due, step.offset)
    on = max([on, later(due, 1), *(later(day, 1) for day in granted)])
    return step, on, last.deadline if last and step.anchor == "deadline" else None


def wanted(customer: Customer, today: date, known: date | None) -> tuple[Message | None, list[Line]]:
    """The message that should leave today, and the lines to be handed over. `known`: payments are complete to it."""
    if customer.is_stopped(today) or not works(today):
        return None, []
    rows = rows_of(customer, today)
    late = [r for r in rows if r.late]
    total = sum(r.cents for r in late)
    due = []
    for row in late:
        found = next_step(row.line, customer.plan)
        if found:
            row.step, row.on, row.counts_from = found
            small = total < SMALL and (row.step.kind != "reminder" or any(d.kind != "courtesy" for d in row.line.done))
            if row.on <= today and total >= FLOOR and not small:
                due.append(row)
    handed = [r for r in due if r.step and r.step.kind == "handover"]
    over = [r.line for r in handed] if handed and _is_fresh(handed, today, known) else []
    due = [r for r in due if r not in handed and customer.email and not _formal_too_soon(customer, r, today)]
    lead = max((KINDS.index(r.step.kind) for r in due if r.step), default=-1)
    acted = [r for r in due if r.step and KINDS.index(r.step.kind) == lead]
    said = [day for day, kind in customer.said if kind != "courtesy"]
    spaced = not said or today >= later(max(said), customer.plan.gap)
    if acted and spaced and _is_fresh(acted, today, known):
        return Message(_steps(acted), {r.line.key: r.cents for r in late}), over
    return _courtesy(customer, rows, today), over


def _courtesy(customer: Customer, rows: list[Row], today: date) -> Message | None:
    coming = []
    for row in rows:
        steps = [s for s in customer.plan.steps if s.kind == "courtesy" and later(row.line.due, s.offset) <= today]
        if not steps or row.late or today > row.line.due or row.line.done:
            continue
        row.step = steps[-1]
        coming.append(row)
    said = [day for day, _ in customer.said]
    spaced = not said or today >= later(max(said), customer.plan.gap)
    if not coming or not spaced or not customer.email or sum(r.cents for r in coming) < FLOOR:
        return None
    return Message(_steps(coming), {r.line.key: r.cents for r in coming})


def _steps(rows: list[Row]) -> dict[tuple[str, date], str]:
    return {r.line.key: r.step.key for r in rows if r.step}


def _is_fresh(rows: list[Row], today: date, known: date | None) -> bool:
    if known is None:
        return True
    age = (today - known).days
    severe = any(r.step and r.step.kind in ("final", "formal_notice", "handover") for r in rows)
    return age <= (FRESH if severe else KNOWN) and all(not r.counts_from or known >= r.counts_from for r in rows)


def _formal_too_soon(customer: Customer, row: Row, today: date) -> bool:
    kind = row.step.kind if row.step else ""
    same = [day for day, said in customer.said if said == kind and kind in ("final", "formal_notice")]
    return bool(same) and today < later(max(same), FORMAL_GAP)

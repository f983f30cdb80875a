"""What would leave over the coming days if nobody paid: the decision, day after day, on a copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relance.domain.decide import decide
from relance.domain.law import Law
from relance.domain.plan import Plan
from relance.domain.position import DoneStep, PastNotice, Position
from relance.domain.verdict import Handover, NoticeDraft, NoticeLine


@dataclass(frozen=True, slots=True)
class Departure:
    """What would happen on a day: a notice sent as soon as it is decided, or a hand-over."""

    on: date
    customer: str
    currency: str
    what: NoticeDraft | Handover


def preview(position: Position, plan: Plan, law: Law, start: date, days: int) -> Iterator[Departure]:
    """Yield the departures of `days` days from `start` included, everything sent the day it is decided."""
    day, end = start, start + timedelta(days=days)
    while day < end:
        verdict = decide(position, plan, law, day)
        for notice in verdict.notices:
            yield Departure(day, position.customer, position.currency, notice)
            position = after_notice(position, notice, day)
        if verdict.handover:
            yield Departure(day, position.customer, position.currency, verdict.handover)
            position = after_handover(position, verdict.handover, day)
        if not verdict.notices and not verdict.handover and verdict.wake_on is None:
            return
        day = max(day + timedelta(days=1), verdict.wake_on or end)


def after_notice(position: Position, notice: NoticeDraft, on: date) -> Position:
    """The position once a notice has left: its acted lines are marked, each with its own step."""
    kind = notice.step.kind
    past = PastNotice(on, kind, notice.invoice)
    marked = _mark(position, notice.acted, kind, on, notice.deadline_on)
    return replace(marked, notices=(*marked.notices, past))


def after_handover(position: Position, handover: Handover, on: date) -> Position:
    """The position once receivables have been handed over: marked, and no notice counted."""
    return _mark(position, handover.lines, "handover", on, None)


def _mark(position: Position, lines: tuple[NoticeLine, ...], kind: str, on: date, deadline: date | None) -> Position:
    steps = {line.receivable: line.step for line in lines}
    receivables = tuple(
        replace(r, done=(*r.done, DoneStep(steps[r.key] or "", kind, on, deadline)))  # type: ignore[arg-type]
        if r.key in steps
        else r
        for r in position.receivables
    )
    return replace(position, receivables=receivables)

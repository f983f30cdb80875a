"""What would leave over the coming days if nobody paid: the decision, day after day, on a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from relance.domain.decide import decide
from relance.domain.law import Law
from relance.domain.plan import Plan
from relance.domain.position import DoneStep, PastNotice, Position
from relance.domain.verdict import Handover, NoticeDraft, NoticeLine, Verdict


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


Course = tuple[Position, Plan]


def preview_together(
    courses: Iterable[Course], law: Law, start: date, days: int, most_a_day: int
) -> Iterator[Departure]:
    """The same for many positions at once, with no more than so many notices a day: largest and oldest first.

    What is beyond goes on the following working days, as in the day's run. While it waits it is not decided anew: its
    turn is that of the sum it had.
    """
    end = start + timedelta(days=days)
    coming: dict[date, list[Course]] = {start: list(courses)}
    limited: list[tuple[tuple[int, date], Course]] = []
    for day in (start + timedelta(days=n) for n in range(days)):
        fresh = [(course, decide(*course, law, day)) for course in coming.pop(day, [])]
        queue: list[tuple[tuple[int, date], Course, Verdict | None]] = [(_turn(v), c, v) for c, v in fresh]
        if limited and law.is_working_day(day):
            queue += [(turn, course, None) for turn, course in limited]
            limited = []
        queue.sort(key=lambda one: one[0])
        room = most_a_day
        for turn, course, known in queue:
            verdict = known or (decide(*course, law, day) if room > 0 else None)
            room -= len(verdict.notices) if verdict else 0
            if verdict is None or (verdict.notices and room < 0):
                limited.append((turn, course))
                continue
            position = course[0]
            gone: list[NoticeDraft | Handover] = [*verdict.notices, *filter(None, [verdict.handover])]
            for what in gone:
                yield Departure(day, position.customer, position.currency, what)
                position = _after(position, what, day)
            if gone or verdict.wake_on:
                again = max(day + timedelta(days=1), verdict.wake_on or end)
                coming.setdefault(again, []).append((position, course[1]))


def _turn(verdict: Verdict) -> tuple[int, date]:
    """Largest first, then oldest."""
    lines = [line.due_on for draft in verdict.notices for line in draft.lines]
    return -sum(draft.total_cents for draft in verdict.notices), min(lines, default=verdict.today)


def _after(position: Position, what: NoticeDraft | Handover, day: date) -> Position:
    if isinstance(what, NoticeDraft):
        return after_notice(position, what, day)
    return after_handover(position, what, day)


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

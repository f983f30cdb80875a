"""On which day after the due date each step of a plan comes, if nobody pays and every day is a working day."""

from __future__ import annotations

from relance.domain.plan import Plan


def plan_days(plan: Plan) -> tuple[int, ...]:
    """Days from the due date, a step after the other: deadlines run out and notices keep their distance."""
    found: list[int] = []
    granted: int | None = None  # the last day of the latest deadline
    earlier: int | None = None  # the step before it, courtesies left aside
    for step in plan.steps:
        if step.kind == "courtesy":
            found.append(step.offset_days)
            continue
        start = {"due": 0, "previous": earlier or 0, "deadline": (earlier if granted is None else granted) or 0}
        day = max(start[step.anchor] + step.offset_days, 1 if granted is None else granted + 1)
        if earlier is not None:
            day = max(day, earlier + (max(plan.min_gap_days, 1) if step.kind != "handover" else 0))
        found.append(day)
        earlier = day
        if step.deadline_days:
            granted = day + step.deadline_days
    return tuple(found)

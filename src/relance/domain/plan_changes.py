"""Two versions of a plan beside each other: which settings and steps differ, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Literal, NamedTuple

from relance.domain.plan import Plan, Step

What = Literal["setting", "added", "removed", "moved", "changed"]


class PlanChange(NamedTuple):
    """One difference: of a setting, of a whole step, or of one field of a step."""

    what: What
    step: Step | None
    field: str = ""
    old: Any = None
    new: Any = None


def plan_changes(old: Plan, new: Plan) -> tuple[PlanChange, ...]:
    """What differs, the settings first, then step by step in the order of the new plan."""
    return (*_settings(old, new), *_steps(old, new))


def _settings(old: Plan, new: Plan) -> Iterator[PlanChange]:
    for f in fields(Plan):
        one, other = getattr(old, f.name), getattr(new, f.name)
        if f.name not in ("steps", "ranks") and one != other:
            yield PlanChange("setting", None, f.name, one, other)


def _steps(old: Plan, new: Plan) -> Iterator[PlanChange]:
    before = {step.key: step for step in old.steps}
    kept = [s.key for s in old.steps if s.key in new.ranks]
    order = [s.key for s in new.steps if s.key in before]
    for step in new.steps:
        if step.key not in before:
            yield PlanChange("added", step)
            continue
        if kept.index(step.key) != order.index(step.key):
            yield PlanChange("moved", step, old=old.ranks[step.key] + 1, new=new.ranks[step.key] + 1)
        for f in fields(Step):
            one, other = getattr(before[step.key], f.name), getattr(step, f.name)
            if one != other:
                yield PlanChange("changed", step, f.name, one, other)
    yield from (PlanChange("removed", step) for step in old.steps if step.key not in new.ranks)

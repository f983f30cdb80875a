"""The desk on which one position is decided: its receivables with what was found of each so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from relance.domain.law import Law, next_working_day
from relance.domain.plan import SEVERITY, Plan
from relance.domain.position import Position, Receivable
from relance.domain.steps import NextStep, days, overdue_steps_done
from relance.domain.verdict import Reason, Task


@dataclass(slots=True)
class Item:
    """A receivable on its way through the decision; `cents` is what is asked for after every deduction."""

    receivable: Receivable
    plan: Plan
    due: date
    cents: int = 0
    reason: Reason | None = None
    until: date | None = None
    next: NextStep | None = None
    overdue: bool = False

    @property
    def is_candidate(self) -> bool:
        """Whether it is still in the due set."""
        return self.reason is None


@dataclass(slots=True)
class Desk:
    """All that the rules share while one position is decided."""

    position: Position
    plan: Plan
    law: Law
    today: date
    items: list[Item] = field(default_factory=list)
    overdue_total: int = 0
    netted: bool = False
    tasks: list[Task] = field(default_factory=list)
    wakes: list[date] = field(default_factory=list)

    def roll(self, day: date) -> date:
        """The next working day of the creditor's calendar."""
        return next_working_day(self.law, day)

    def candidates(self, *, overdue: bool | None = None) -> list[Item]:
        """Items of the due set, all or only (not) overdue ones."""
        return [i for i in self.items if i.is_candidate and (overdue is None or i.overdue == overdue)]


def by_rank(item: Item) -> tuple[int, int]:
    """Sort key of the step an item comes to: most severe kind, then latest in the plan."""
    assert item.next
    return SEVERITY[item.next.step.kind], item.next.rank


def had(item: Item, kind: str) -> bool:
    """Whether a step of that kind was done on the receivable."""
    return any(d.kind == kind for d in overdue_steps_done(item.receivable))


def in_order(items: Iterable[Item]) -> list[Item]:
    """Items as they are printed: by due date, then invoice."""
    return sorted(items, key=lambda i: (i.receivable.due_on, i.receivable.invoice, i.receivable.key))


def end_of(untils: Iterable[date | None]) -> date | None:
    """The first day after the longest of several stops; None if one is open-ended."""
    known = list(untils)
    if any(day is None for day in known):
        return None
    return max(day for day in known if day) + days(1)

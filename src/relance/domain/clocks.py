"""The periods that run against a creditor: by when something must be done, by which article, and how counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from relance.domain.said import Said

HappeningKind = Literal[
    # what may interrupt a limitation period, by the country's law
    "acknowledgement", "part_payment", "request_for_time", "court_claim", "order_served", "protective_measure",
    "enforcement",
    # what a creditor does, and may wrongly believe to interrupt
    "reminder", "phone_call", "formal_notice", "registered_formal_notice", "order_requested",
]  # fmt: skip
State = Literal["running", "soon", "passed"]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened to a claim. `until_on`: the end of a court case that began on `on`."""

    kind: HappeningKind
    on: date
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What the clocks of one claim are counted from; what is None is unknown or has not happened.

    `performed_on`: the day the goods were delivered or the work was done. `trade`: `transport` or empty.
    `creditor_is_far`: overseas while the court is in mainland France, or the reverse. `deadline_on`: what
    the last notice granted. `title_on`: the day of an enforceable judgment or order.
    """

    due_on: date
    customer_kind: str = "business"
    trade: str = ""
    performed_on: date | None = None
    happenings: tuple[Happening, ...] = ()
    insolvency_published_on: date | None = None
    claim_declared_on: date | None = None
    creditor_is_far: bool = False
    order_rendered_on: date | None = None
    order_served_on: date | None = None
    title_on: date | None = None
    notice_on: date | None = None
    deadline_on: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One period: it can be met up to the end of `due_on`; people are warned from `warn_on` on."""

    key: str
    label: Said
    starts_on: date
    due_on: date
    warn_on: date
    article: str
    version: Said
    arithmetic: Said

    def days_left(self, today: date) -> int:
        """Days after today up to the last one; negative once it has passed."""
        return (self.due_on - today).days

    def state(self, today: date) -> State:
        """`passed` from the day after the last one; `soon` from the day of the first warning."""
        if today > self.due_on:
            return "passed"
        return "soon" if today >= self.warn_on else "running"


class ClockLaw(Protocol):
    """One country's periods; a folder of `countries/` offers it."""

    def clocks(self, facts: ClockFacts) -> tuple[Clock, ...]:
        """The periods that run against the creditor, the first to end first."""
        ...


def running_out(clocks: Iterable[Clock], today: date) -> list[Clock]:
    """Those to be shown as running out or passed, the first to end first."""
    return sorted((c for c in clocks if c.state(today) != "running"), key=lambda c: (c.due_on, c.key))

"""The six steps from an empty company to its first reminder, and how far each is: worked out from facts alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

StepState = Literal["done", "next", "later"]
STEPS = ("company", "bank", "import", "plan", "preview", "confirm")


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What is known of a company that begins.

    `missing` are the details that letters need and lack; `prepared` whether a reminder was ever decided, `has_left`
    whether one has left, into the outbox or by a mail server.
    """

    missing: Sequence[str] = ()
    has_account: bool = False
    has_invoices: bool = False
    plan_is_chosen: bool = False
    is_prepared: bool = False
    has_left: bool = False


@dataclass(frozen=True, slots=True)
class GuideStep:
    """One step: its key and its state. `number` counts from 1."""

    key: str
    number: int
    state: StepState


def steps_of(facts: StartFacts) -> tuple[GuideStep, ...]:
    """The steps in order; the first that is not done is the next one. After the first departure all are done."""
    done = {
        "company": not facts.missing,
        "bank": facts.has_account,
        "import": facts.has_invoices,
        "plan": facts.plan_is_chosen,
        "preview": facts.is_prepared,
        "confirm": False,
    }
    following = next(key for key in STEPS if not done[key])
    return tuple(
        GuideStep(key, number, "done" if facts.has_left or done[key] else "next" if key == following else "later")
        for number, key in enumerate(STEPS, 1)
    )

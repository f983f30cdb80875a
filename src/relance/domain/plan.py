"""A plan of reminders: its steps, its settings, and what makes one valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

Kind = Literal["courtesy", "reminder", "final", "formal_notice", "handover"]
Anchor = Literal["due", "previous", "deadline"]
Claims = Literal["none", "mention", "demand"]
Mode = Literal["auto", "confirm"]

KINDS: tuple[Kind, ...] = get_args(Kind)
SEVERITY: Mapping[str, int] = {kind: rank for rank, kind in enumerate(KINDS)}
SEVERE: frozenset[str] = frozenset({"final", "formal_notice", "handover"})
CUSTOMER_KINDS = ("business", "consumer", "public", "other")
CHANNELS = ("email", "letter", "registered_letter", "phone", "sms")
SEGMENTS = ("new", "good", "slow", "bad", "key")


@dataclass(frozen=True, slots=True)
class Variant:
    """Replaces a step's channels or template for some customers; the first that fits is taken."""

    segments: tuple[str, ...] = ()
    min_total_cents: int | None = None
    channels: tuple[str, ...] = ()
    template: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan; offsets and deadlines in calendar days, amounts in cents."""

    key: str
    kind: Kind
    anchor: Anchor = "due"
    offset_days: int = 0
    channels: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    label: str = ""
    deadline_days: int = 0
    mode: Mode = "auto"
    template: str = ""
    claims: Claims = "none"
    min_total_cents: int = 0
    customer_kinds: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """An ordered scenario with its settings; versioned, never edited in place."""

    key: str
    steps: tuple[Step, ...]
    label: str = ""
    min_gap_days: int = 5
    formal_gap_days: int = 30
    floor_cents: int = 500
    small_total_cents: int = 5000
    confirm_above_cents: int | None = None
    group_by: Literal["customer", "invoice"] = "customer"
    promise_grace_days: int = 2
    instalment_grace_days: int = 5
    debit_grace_days: int = 5
    fresh_bank_days: int = 7
    any_bank_days: int = 21
    roll_due_dates: bool = True
    on_broken_promise: Literal["resume", "escalate"] = "resume"
    ranks: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ranks", {step.key: rank for rank, step in enumerate(self.steps)})

    @property
    def first_overdue(self) -> int:
        """Rank of the first step that is not a courtesy."""
        return next((r for r, s in enumerate(self.steps) if s.kind != "courtesy"), len(self.steps))

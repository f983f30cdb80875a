"""What a decision comes to: notices, a hand-over, tasks, and a reason for every receivable left in peace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from relance.domain.plan import Step
from relance.domain.steps import NextStep

Reason = Literal[
    "insolvency", "handed_over", "no_dunning", "on_hold", "reply_waiting",
    "settled", "disputed", "agreement", "promised", "direct_debit", "covered_by_credit",
    "not_due", "waiting_step", "plan_complete",
    "below_floor", "small_amount", "no_contact", "spacing", "listed", "courtesy_dropped",
    "non_working_day", "payments_stale", "daily_limit", "error",
]  # fmt: skip

TaskKind = Literal[
    "declare_claim", "reply_waiting", "allocate_credit", "write_off_or_keep", "hand_over",
    "missing_contact", "import_payments",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One receivable on a notice; `open_cents` is netted. A listed line (`acted` False) keeps its step."""

    receivable: str
    invoice: str
    due_on: date
    open_cents: int
    acted: bool
    step: str | None


@dataclass(frozen=True, slots=True)
class NoticeDraft:
    """One message that should leave today. `channel` is None where the customer cannot be reached."""

    step: Step
    rank: int
    channel: str | None
    copies: tuple[str, ...]
    lines: tuple[NoticeLine, ...]
    total_cents: int
    deadline_on: date | None
    confirm_because: tuple[str, ...]
    invoice: str = ""

    @property
    def acted(self) -> tuple[NoticeLine, ...]:
        """The lines that are marked with their step."""
        return tuple(line for line in self.lines if line.acted)


@dataclass(frozen=True, slots=True)
class Handover:
    """Receivables to be handed to a lawyer, an agency or a commissaire de justice: a task, no message."""

    step: Step
    lines: tuple[NoticeLine, ...]
    confirm_because: tuple[str, ...]

    @property
    def total_cents(self) -> int:
        """What is handed over, netted."""
        return sum(line.open_cents for line in self.lines)


@dataclass(frozen=True, slots=True)
class Task:
    """Something only a person can do. `receivables` are ledger keys, empty for the whole customer."""

    kind: TaskKind
    due_on: date
    why: str
    receivables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a receivable (the whole customer: `invoice` None) is left in peace today, and what comes next."""

    receivable: str | None
    invoice: str | None
    due_on: date | None
    reason: Reason
    next: NextStep | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one position and one day. `wake_on` is the earliest day on which it could change."""

    today: date
    overdue_cents: int = 0
    notices: tuple[NoticeDraft, ...] = ()
    unreachable: tuple[NoticeDraft, ...] = ()
    handover: Handover | None = None
    silences: tuple[Silence, ...] = ()
    tasks: tuple[Task, ...] = ()
    warnings: tuple[str, ...] = ()
    wake_on: date | None = None

    def reasons(self) -> Iterator[tuple[str | None, Reason]]:
        """Pairs of ledger key (None: the whole customer) and reason."""
        for silence in self.silences:
            yield silence.receivable, silence.reason

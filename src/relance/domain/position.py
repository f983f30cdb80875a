"""One customer's whole position in one currency: the snapshot that a decision is made from.

Money is integer cents of `Position.currency`; dates are `datetime.date`. Nothing here is a record of the
ledger: a position is read, decided upon, and thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from relance.domain.plan import Kind, Plan


@dataclass(frozen=True, slots=True)
class DoneStep:
    """A step done (or waived) on a receivable. `key` is empty for what was sent before Relance was used."""

    key: str
    kind: Kind
    on: date
    deadline_on: date | None = None
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Hold:
    """A stop from `from_on` to `until_on` included (None: open-ended)."""

    from_on: date
    until_on: date | None = None
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Whether the stop holds on that day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


@dataclass(frozen=True, slots=True)
class Promise:
    """The customer said that `cents` would be paid by `on`."""

    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Receivable:
    """One due-date line of an invoice. `key` names it in the ledger; `open_cents` ≤ 0 is not owed.

    `agreement_until` is the last day on which its agreement counts as kept if nothing more is paid.
    """

    key: str
    invoice: str
    due_on: date
    open_cents: int
    done: tuple[DoneStep, ...] = ()
    holds: tuple[Hold, ...] = ()
    disputed_cents: int = 0
    promises: tuple[Promise, ...] = ()
    agreement_until: date | None = None
    direct_debit: bool = False
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class PastNotice:
    """A notice that left. `invoice` is set only where notices are made per invoice."""

    on: date
    kind: Kind
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """All that a decision looks at.

    `channels` are those by which the customer can be reached today. `money_known_to` is the day up to which
    bank statements or snapshots are complete; None where the creditor never imported any.
    `unchanged_since` is the day the open amounts last moved.
    """

    customer: str
    currency: str = "EUR"
    kind: str = "business"
    segment: str = "new"
    channels: frozenset[str] = frozenset()
    receivables: tuple[Receivable, ...] = ()
    credit_cents: int = 0
    notices: tuple[PastNotice, ...] = ()
    holds: tuple[Hold, ...] = ()
    no_dunning: bool = False
    insolvency_on: date | None = None
    handed_over_on: date | None = None
    reply_waiting_since: date | None = None
    money_known_to: date | None = None
    unchanged_since: date | None = None
    confirm_all: bool = True

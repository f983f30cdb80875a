"""What a change of plan or settings would do over the coming days, before it is saved: nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from relance.domain.act import Act
from relance.domain.comparing import Difference, differences
from relance.domain.plan import Plan
from relance.domain.preview import Departure
from relance.ledger.models import Creditor, Customer
from relance.operations.change_settings import SEGMENT_PLANS, checked_settings
from relance.operations.plans_in_force import plans_in_force
from relance.operations.preview_days import departures

DAYS = 30
MOST, FEW = 500, 60  # customers: a page looks at all of up to `MOST`, of more at the `FEW` largest
DECIDING = ("sending", "calendar", "max_notices_per_day", "default_plan", *SEGMENT_PLANS)


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """Departures as they come `now` and as they would `then`; `looked_at` of `owing` customers were looked at."""

    days: int
    owing: int
    looked_at: int
    now: Sequence[Departure]
    then: Sequence[Departure]
    differing: Sequence[Difference] = field(default_factory=list)

    @property
    def no_longer(self) -> list[Departure]:
        """What would no longer leave as it does now."""
        return [d.now for d in self.differing if d.now]

    @property
    def in_addition(self) -> list[Departure]:
        """What would leave as it does not now."""
        return [d.then for d in self.differing if d.then]

    @property
    def counts(self) -> Counter[str]:
        """How many departures differ in which way."""
        return Counter(d.how for d in self.differing)

    @property
    def first_on(self) -> date | None:
        """The first day that differs."""
        return min((d.on for d in self.differing), default=None)


def preview_change(
    *, creditor: Creditor, act: Act, settings: Mapping[str, str] | None = None, plan: Plan | None = None,
    everywhere: bool = False, days: int = DAYS, most: int | None = None,
) -> ChangePreview:  # fmt: skip
    """Compare the coming days as they are with those under other settings, or another text of a plan.

    `plan` replaces the plan of its key; with `everywhere`, that of every customer. Where more than `most` customers
    owe something, only the `FEW` with the largest overdue sums are looked at. Raises Refused for a setting that
    cannot be.
    """
    other = copy(creditor)
    for name, value in checked_settings(creditor, settings or {}).items():
        setattr(other, name, value)
    plans = plans_in_force(creditor)
    owing = _owing(creditor, act.today)
    ids = owing[: min(FEW, most)] if most and len(owing) > most else owing
    now = departures(creditor, ids, plans, act, days)
    changed = {**plans, plan.key: plan} if plan else plans
    then = departures(other, ids, changed, act, days, plan if everywhere else None)
    return ChangePreview(days, len(owing), len(ids), now, then, differences(now, then))


def _owing(creditor: Creditor, today: date) -> list[int]:
    """Customers that owe something, the largest overdue sum first."""
    is_open = Q(receivables__open_cents__gt=0)
    overdue = Coalesce(Sum("receivables__open_cents", filter=is_open & Q(receivables__due_on__lt=today)), 0)
    rows = Customer.objects.filter(is_open, creditor=creditor).annotate(overdue=overdue)
    return list(rows.order_by("-overdue", "pk").values_list("pk", flat=True))

"""What would leave over the coming days if nobody paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from relance.domain.act import Act
from relance.domain.plan import Plan
from relance.domain.preview import Departure, preview_together
from relance.ledger.models import Creditor, Customer
from relance.ledger.positions import stream_cases
from relance.operations.plans_in_force import law_of, plans_in_force, reach


def preview_days(*, creditor: Creditor, act: Act, days: int = 30) -> list[Departure]:
    """The departures of the coming days, by day then customer."""
    owing = Customer.objects.filter(creditor=creditor, receivables__open_cents__gt=0).distinct()
    ids = list(owing.order_by("pk").values_list("pk", flat=True))
    return departures(creditor, ids, plans_in_force(creditor), act, days)


def departures(
    creditor: Creditor, ids: Sequence[int], plans: Mapping[str, Plan], act: Act, days: int, plan: Plan | None = None
) -> list[Departure]:
    """The departures of these customers, within the daily limit; `plan` replaces every customer's plan."""
    law = law_of(creditor)
    cases = stream_cases(creditor, ids, plans, reach, act.today, law)
    courses = ((position, plan or case.plan) for case in cases for position in case.positions)
    found = preview_together(courses, law, act.today, days, creditor.max_notices_per_day)
    return sorted(found, key=lambda d: (d.on, d.customer, d.currency))

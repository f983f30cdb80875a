"""What would leave over the coming days if nobody paid, with today's plan or with another."""

from __future__ import annotations

from collections.abc import Iterator

from relance.domain.act import Act
from relance.domain.plan import Plan
from relance.domain.preview import Departure, preview
from relance.ledger.models import Creditor, Customer
from relance.ledger.positions import stream_cases
from relance.operations.plans_in_force import law_of, plans_in_force, reach


def preview_days(*, creditor: Creditor, act: Act, days: int = 30, plan: Plan | None = None) -> list[Departure]:
    """The departures of the coming days, by day then customer; `plan` replaces every customer's plan."""
    return sorted(_departures(creditor, act, days, plan), key=lambda d: (d.on, d.customer, d.currency))


def _departures(creditor: Creditor, act: Act, days: int, plan: Plan | None) -> Iterator[Departure]:
    law = law_of(creditor)
    owing = Customer.objects.filter(creditor=creditor, receivables__open_cents__gt=0).distinct()
    ids = list(owing.order_by("pk").values_list("pk", flat=True))
    for case in stream_cases(creditor, ids, plans_in_force(creditor), reach):
        for position in case.positions:
            yield from preview(position, plan or case.plan, law, act.today, days)

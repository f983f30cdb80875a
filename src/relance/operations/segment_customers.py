"""Write down the segments that a decision worked out afresh, with a trace where one changed."""

from __future__ import annotations

from collections.abc import Sequence

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer
from relance.ledger.positions import Case, grace_of
from relance.ledger.segments import Segmented, segment_afresh
from relance.ledger.writes import Happening, append_events, update_many
from relance.operations.notices import happening
from relance.operations.plans_in_force import law_of, plans_in_force


def write_segments(creditor: Creditor, cases: Sequence[Case], act: Act) -> None:
    """Keep the segments of these cases; call inside the transaction that writes their decisions."""
    _keep(creditor, [Segmented(c.customer, c.segment_before) for c in cases if c.segment_before is not None], act)


def segment_now(creditor: Creditor, customer: Customer, act: Act) -> None:
    """Work out one customer's segment at once and keep it; call inside a transaction."""
    customer.segmented_on = None
    grace = grace_of(creditor, plans_in_force(creditor))
    _keep(creditor, segment_afresh(creditor, [customer], act.today, law_of(creditor), grace), act)


def _keep(creditor: Creditor, found: Sequence[Segmented], act: Act) -> None:
    # a person may have chosen one meanwhile
    chosen = Customer.objects.filter(creditor=creditor, pk__in=[c.pk for c, _ in found], segment_by_hand=True)
    by_hand = set(chosen.values_list("pk", flat=True)) if found else set()
    found = [one for one in found if one.customer.pk not in by_hand]
    rows = [(c.segment, c.segment_figures, c.segmented_on, c.pk) for c, _ in found]
    update_many(Customer, ("segment", "segment_figures", "segmented_on"), rows)
    append_events(creditor, [_changed(one) for one in found if one.customer.segment != one.before], act)


def _changed(one: Segmented) -> Happening:
    payload = {"old": one.before, "new": one.customer.segment, "figures": one.customer.segment_figures}
    return happening("segment_changed", one.customer, payload)

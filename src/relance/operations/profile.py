"""A customer's profile: the segment that holds, the one its history gives, and who chose where they differ."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from relance.domain.act import Act
from relance.domain.segments import Segment, segment_of
from relance.ledger.models import Creditor, Customer, Event
from relance.ledger.positions import grace_of
from relance.ledger.segments import histories, lapsed_promises
from relance.operations.plans_in_force import law_of, plans_in_force


class Profile(NamedTuple):
    """`segment` holds; `computed` is what the history gives today, with its figures and rules.

    `chosen_by` and `chosen_on` are set where a person chose the segment and the journal knows who did.
    """

    segment: str
    computed: Segment
    is_by_hand: bool
    chosen_by: str
    chosen_on: date | None


def profile_of(*, creditor: Creditor, customer: Customer, act: Act) -> Profile:
    """The customer's profile today; nothing is written."""
    lapsed = lapsed_promises(creditor, [customer], act.today, grace_of(creditor, plans_in_force(creditor)))
    history = histories(creditor, [customer.pk], act.today, law_of(creditor), lapsed)[customer.pk]
    computed = segment_of(history, act.today)
    if not customer.segment_by_hand:
        return Profile(customer.segment, computed, False, "", None)
    events = Event.objects.filter(creditor=creditor, customer=customer, verb="customer_changed")
    named = Q(payload__has_key="segment") | Q(payload__has_key="segment_by_hand")
    event = events.filter(named).order_by("-sequence").first()
    return Profile(customer.segment, computed, True, event.by if event else "", event.on if event else None)

"""Stop reminders to several customers at once, for one reason: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, Hold
from relance.operations.hold import hold
from relance.operations.refused import Refused


class Held(NamedTuple):
    """Customers put on hold now, and those that were on hold as a whole already."""

    held: tuple[Customer, ...]
    already: tuple[Customer, ...]


def hold_customers(
    *, creditor: Creditor, codes: Sequence[str], reason: str, act: Act, until: date | None = None
) -> Held:
    """A hold on each from today on; one that is on hold already keeps its own. Raises Refused where none is known."""
    rows = list(Customer.objects.filter(creditor=creditor, code__in=list(codes)).order_by("name", "pk"))
    if not rows:
        raise Refused("tick at least one customer")
    stopped = Hold.objects.filter(creditor=creditor, invoice=None, released_on=None, from_on__lte=act.today)
    now = set(stopped.exclude(until_on__lt=act.today).values_list("customer", flat=True))
    with transaction.atomic():
        held = tuple(customer for customer in rows if customer.pk not in now)
        for customer in held:
            hold(creditor=creditor, customer=customer, act=act, reason=reason, until=until)
    return Held(held, tuple(customer for customer in rows if customer.pk in now))

"""Put several customers in one person's charge: all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer
from relance.operations.edit_customer import edit_customer
from relance.operations.refused import Refused


def assign_customers(*, creditor: Creditor, codes: Sequence[str], owner: str, act: Act) -> tuple[Customer, ...]:
    """Give them to `owner` (empty: to nobody by name); returns those that changed. Raises Refused for a stranger."""
    rows = list(Customer.objects.filter(creditor=creditor, code__in=list(codes)).order_by("name", "pk"))
    if not rows:
        raise Refused("tick at least one customer")
    changed = tuple(customer for customer in rows if customer.owner != owner)
    with transaction.atomic():
        for customer in changed:
            edit_customer(creditor=creditor, customer=customer, changes={"owner": owner}, act=act)
    return changed

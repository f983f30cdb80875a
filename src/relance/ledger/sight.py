"""Which customers of a creditor a person may see."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from relance.domain.rights import LIMITED
from relance.ledger.crew import load_crew
from relance.ledger.models import Creditor, Customer, FileOpened


def customers_seen(creditor: Creditor, name: str, role: str, today: date) -> QuerySet[Customer]:
    """All customers; a collector’s own and those they stand in for; for somebody outside the files opened to them."""
    every = Customer.objects.filter(creditor=creditor)
    if role not in LIMITED:
        return every
    if role == "outside":
        opened = FileOpened.objects.filter(creditor=creditor, member__user__username=name, closed_at=None)
        return every.filter(pk__in=opened.values("customer"))
    crew = load_crew(creditor)
    charged = [person for person in crew.people if person == name or crew.doing((person,), today) == name]
    return every.filter(owner__in=charged)

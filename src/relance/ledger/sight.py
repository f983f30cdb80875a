"""Which customers of a creditor a person may see."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from relance.domain.rights import LIMITED
from relance.ledger.crew import load_crew
from relance.ledger.models import Creditor, Customer, Dispute, FileOpened, Task

Row = TypeVar("Row", bound=Model)
Among = (
    QuerySet[Customer] | None
)  # the customers that a question is limited to; None: all, and nothing is asked of them


def only(rows: QuerySet[Row], among: Among, customer: str = "customer") -> QuerySet[Row]:
    """Those of the rows that concern these customers, by the name of the field that says so."""
    return rows if among is None else rows.filter(**{f"{customer}__in": among})


def customers_seen(creditor: Creditor, name: str, role: str, today: date) -> QuerySet[Customer]:
    """All customers; a collector’s own and those they stand in for; for somebody outside the files opened to them.

    A collector also sees whom an open task or a dispute of theirs is about, and those of nobody where they are in
    charge of them.
    """
    every = Customer.objects.filter(creditor=creditor)
    if role not in LIMITED:
        return every
    if role == "outside":
        opened = FileOpened.objects.filter(creditor=creditor, member__user__username=name, closed_at=None)
        return every.filter(pk__in=opened.values("customer"))
    crew, charged = load_crew(creditor), creditor.person_in_charge
    theirs = [person for person in crew.people if person == name or crew.doing((person,), today) == name]
    tasks = Task.objects.filter(creditor=creditor, owner__in=theirs, closed_on=None, customer__isnull=False)
    disputes = Dispute.objects.filter(creditor=creditor, owner__in=theirs, state__in=["open", "accepted"])
    seen = Q(owner__in=theirs) | Q(pk__in=tasks.values("customer")) | Q(pk__in=disputes.values("customer"))
    if name in (crew.in_charge((charged,)), crew.doing((charged,), today)):
        seen |= ~Q(owner__in=list(crew.people))
    return every.filter(seen)

"""All that keeps somebody from being reminded by a person's word or a fact: holds, exclusions, handed-over files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from relance.domain.work_facts import PARTNERS
from relance.ledger.models import Creditor, Customer, Event, Hold, Receivable
from relance.ledger.sight import Among, only

KINDS = ("hold", "no_dunning", "insolvency", "handed_over", "direct_debit")


def latest_holds(creditor: Creditor, codes: Sequence[str]) -> list[tuple[str, int]]:
    """Of each of these customers, by code, the hold on the whole of it that was set last and is not released."""
    rows = Hold.objects.filter(creditor=creditor, customer__code__in=codes, invoice=None, released_on=None)
    return list(rows.values("customer__code").annotate(last=Max("pk")).values_list("customer__code", "last"))


class Stopped(NamedTuple):
    """One customer, or one of its invoices, that is left in peace: since when, until when, by whom and why.

    `kind` is one of KINDS. `since` is None and `author` empty where a file brought it. `lines` and `cents` are of the
    invoices that a direct debit collects.
    """

    kind: str
    customer: Customer
    invoice: str = ""
    since: date | None = None
    until: date | None = None
    author: str = ""
    reason: str = ""
    lines: int = 0
    cents: int = 0
    currency: str = ""


def holds_in_force(creditor: Creditor, today: date) -> QuerySet[Hold]:
    """Holds that cover the day or days to come, the oldest first."""
    rows = Hold.objects.filter(creditor=creditor, released_on=None).exclude(until_on__lt=today)
    return rows.select_related("customer", "invoice").order_by("from_on", "pk")


def all_stopped(creditor: Creditor, today: date, among: Among = None) -> list[Stopped]:
    """Everybody who is left in peace, by kind, the longest since first."""
    found = [
        Stopped(
            "hold", h.customer, h.invoice.number if h.invoice else "", h.from_on, h.until_on, h.set_by, h.reason
        )
        for h in only(holds_in_force(creditor, today), among)
    ]  # fmt: skip
    customers = only(Customer.objects.filter(creditor=creditor), among, "pk")
    found += _facts(creditor, "no_dunning", "no_dunning", customers.filter(no_dunning=True))
    found += _facts(creditor, "insolvency", "insolvency_on", customers.filter(insolvency_on__lte=today))
    found += _facts(creditor, "handed_over", "handed_over_on", customers.filter(handed_over_on__lte=today))
    return [*found, *_direct_debits(creditor, among)]


def exclusion_of(creditor: Creditor, customer: Customer) -> Stopped | None:
    """Since when, by whom and why a customer is never reminded; None where it may be."""
    rows = Customer.objects.filter(creditor=creditor, pk=customer.pk, no_dunning=True)
    return next(iter(_facts(creditor, "no_dunning", "no_dunning", rows)), None)


def _facts(creditor: Creditor, kind: str, field: str, customers: QuerySet[Customer]) -> list[Stopped]:
    """Customers with a fact, and what the journal knows of who recorded it and why."""
    rows = list(customers.order_by("code"))
    recorded = Q(verb="customer_changed", payload__has_key=field)
    if kind == "handed_over":
        recorded |= Q(verb="handover_chosen", payload__choice__in=PARTNERS)
    events = Event.objects.filter(recorded, creditor=creditor, customer__in=customers.values("pk"))
    last = {event.customer_id: event for event in events.order_by("sequence")}
    found = []
    for customer in rows:
        event, value = last.get(customer.pk), getattr(customer, field)
        since = value if isinstance(value, date) else event.on if event else None
        why = _why(event.payload) if event else ""
        found.append(Stopped(kind, customer, since=since, author=event.by if event else "", reason=why))
    return sorted(found, key=lambda one: (one.since or date.min, one.customer.code))


def _why(payload: dict[str, Any]) -> str:
    """The reason with its trace; of a hand-over that was chosen, to whom and why."""
    parts = (payload.get(name) for name in ("why", "partner", "reason"))
    return ", ".join(str(part) for part in parts if part)


def _direct_debits(creditor: Creditor, among: Among) -> Iterator[Stopped]:
    rows = only(Receivable.objects.filter(creditor=creditor, direct_debit=True, open_cents__gt=0), among)
    sums = rows.values_list("customer", "currency").annotate(
        n=Count("pk"), cents=Sum("open_cents"), first=Min("due_on")
    )
    customers = Customer.objects.filter(creditor=creditor, pk__in=rows.values("customer")).in_bulk()
    for pk, currency, count, cents, first in sums.order_by("first", "customer", "currency"):
        yield Stopped("direct_debit", customers[pk], since=first, lines=count, cents=cents, currency=currency)

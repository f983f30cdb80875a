"""Questions about promises: what can be promised, who promised what, and how the word of customers holds."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Case, Count, Q, QuerySet, When

from relance.domain.promises import Reliability
from relance.domain.stops import spread
from relance.ledger.models import Creditor, Customer, Invoice, Promise, Receivable
from relance.ledger.sight import Among, only
from relance.ledger.stops import disputed_cents

__all__ = [
    "LISTS", "Promise", "Room", "customer_promises", "find_promise", "promise_counts", "promise_room", "promises",
    "reliability", "state_of",
]  # fmt: skip

# the lists of the page and of the command, in their order
LISTS = ("due", "week", "live", "broken", "late", "kept", "withdrawn")


class Room(NamedTuple):
    """What is open of an invoice, and by due-date line what is open and not disputed (cents)."""

    open_cents: int
    lines: tuple[tuple[date, int], ...]

    @property
    def free_cents(self) -> int:
        """What can be promised: open and not disputed."""
        return sum(cents for _, cents in self.lines)


def promise_room(creditor: Creditor, invoice: Invoice) -> Room:
    """What can be promised of an invoice; disputes come off its earliest lines first."""
    rows = Receivable.objects.filter(creditor=creditor, invoice=invoice, open_cents__gt=0).order_by("due_on", "pk")
    lines = list(rows.values_list("due_on", "open_cents"))
    disputed = disputed_cents(creditor, [invoice.customer_id]).get(invoice.pk, 0)
    off = spread(disputed, [cents for _, cents in lines])
    free = tuple((due_on, cents - part) for (due_on, cents), part in zip(lines, off, strict=True))
    return Room(sum(cents for _, cents in lines), free)


def customer_promises(creditor: Creditor, customer: Customer) -> QuerySet[Promise]:
    """All that a customer promised, the live ones first, then the latest."""
    rows = Promise.objects.filter(creditor=creditor, customer=customer).select_related("invoice")
    return rows.order_by(Case(When(state="live", then=0), default=1), "-on", "-pk")


def find_promise(creditor: Creditor, key: int) -> Promise | None:
    """One promise by its number."""
    return Promise.objects.filter(creditor=creditor, pk=key).select_related("customer", "invoice").first()


def live_promises(creditor: Creditor, invoice: Invoice) -> int:
    """How many promises about an invoice are live."""
    return Promise.objects.filter(creditor=creditor, invoice=invoice, state="live").count()


def promises(creditor: Creditor, which: str, today: date) -> QuerySet[Promise]:
    """One list of promises, as `LISTS` names them; those to come the earliest first, the others the latest first."""
    rows = Promise.objects.filter(creditor=creditor).select_related("customer", "invoice")
    rows = rows.filter(_lists(today)[which])
    return rows.order_by("on", "pk") if which in ("due", "week", "live") else rows.order_by("-on", "-pk")


def promise_counts(creditor: Creditor, today: date, among: Among = None) -> dict[str, int]:
    """How many promises each list has."""
    rows = only(Promise.objects.filter(creditor=creditor), among)
    return rows.aggregate(**{name: Count("pk", filter=which) for name, which in _lists(today).items()})


def _lists(today: date) -> dict[str, Q]:
    sunday = today + timedelta(days=6 - today.weekday())
    return {
        "due": Q(state="live", on__lte=today),
        "week": Q(state="live", on__lte=sunday),
        "live": Q(state="live"),
        "broken": Q(state="broken", paid_on=None),
        "late": Q(state="broken", paid_on__isnull=False),
        "kept": Q(state="kept"),
        "withdrawn": Q(state="withdrawn"),
    }


def reliability(
    creditor: Creditor, customer: Customer | None = None, since: date | None = None, among: Among = None
) -> Reliability:
    """How promises were kept, by one customer or by all; `since` leaves out those made before."""
    rows = only(Promise.objects.filter(creditor=creditor), among)
    if customer is not None:
        rows = rows.filter(customer=customer)
    if since is not None:
        rows = rows.filter(made_on__gte=since)
    counts: Counter[str] = Counter()
    late = Count("pk", filter=Q(state="broken", paid_on__isnull=False))
    for state, n, paid_late in rows.order_by().values_list("state").annotate(n=Count("pk"), late=late):
        counts[state] += n - paid_late
        counts["late"] += paid_late
    return Reliability(**counts)


def state_of(creditor: Creditor, promise: Promise) -> str:
    """What became of a promise, in one word: `late` where it was broken, and paid since."""
    return "late" if promise.state == "broken" and promise.paid_on else promise.state

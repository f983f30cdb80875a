"""Which creditors there are: asked before any of them is chosen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, Sum

from relance.ledger.models import Creditor, Customer, Invoice, Membership, Notice, Receivable, Task

__all__ = [
    "Creditor", "Customer", "Invoice", "Notice", "Receivable", "Waiting", "all_creditors", "find_creditor",
    "may_set_up", "what_waits",
]  # fmt: skip


@dataclass
class Waiting:
    """What waits at one creditor: reminders to confirm, open tasks, and overdue cents by currency."""

    to_confirm: int = 0
    tasks: int = 0
    late_tasks: int = 0
    overdue: dict[str, int] = field(default_factory=dict)


def all_creditors() -> list[Creditor]:
    """Every creditor, in the order in which they were set up."""
    return list(Creditor.objects.order_by("pk"))


def find_creditor(key: str) -> Creditor | None:
    """A creditor by its key, or by its exact name."""
    rows = Creditor.objects.all()
    return rows.filter(key=key).first() or rows.filter(name__iexact=key).first()


def may_set_up(user: str) -> bool:
    """Whether a person may set up a company: the first one of an installation, or as the owner of another."""
    owns = Membership.objects.filter(user__username=user, user__is_active=True, role="owner")
    return owns.exists() or not Creditor.objects.exists()


def what_waits(creditors: Sequence[int], today: date) -> dict[int, Waiting]:
    """What waits at each of these creditors (their primary keys), in three questions."""
    found: dict[int, Waiting] = defaultdict(Waiting)
    notices = Notice.objects.filter(creditor__in=creditors, state="to_confirm").order_by()
    for pk, n in notices.values_list("creditor").annotate(n=Count("pk")):
        found[pk].to_confirm = n
    tasks = Task.objects.filter(creditor__in=creditors, closed_on=None).order_by()
    counted = tasks.values_list("creditor").annotate(n=Count("pk"), late=Count("pk", filter=Q(due_on__lt=today)))
    for pk, n, late in counted:
        found[pk].tasks, found[pk].late_tasks = n, late
    overdue = Receivable.objects.filter(creditor__in=creditors, open_cents__gt=0, due_on__lt=today).order_by()
    for pk, currency, cents in overdue.values_list("creditor", "currency").annotate(cents=Sum("open_cents")):
        found[pk].overdue[currency] = cents
    return found

"""A hold without an end is looked at again after sixty days, so that nobody is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from relance.domain.act import Act
from relance.ledger.models import Creditor, Hold, Task
from relance.ledger.writes import BATCH, close_tasks

OLD_DAYS = 60


def subject_of_hold(pk: int) -> str:
    """What a task calls a hold."""
    return f"hold:{pk}"


def check_holds(creditor: Creditor, act: Act) -> int:
    """Ask a person about old holds; take the question back where one has gone. Returns how many are asked anew.

    A person who closes the task and keeps the hold is asked again sixty days later.
    """
    long_ago = act.today - timedelta(days=OLD_DAYS)
    rows = Hold.objects.filter(creditor=creditor, released_on=None, until_on=None, from_on__lt=long_ago)
    holds = {subject_of_hold(h.pk): h for h in rows.select_related("invoice")}
    asked = Task.objects.filter(creditor=creditor, kind="old_hold")
    gone = asked.filter(closed_on=None).exclude(subject__in=holds)
    settled = set(
        asked.filter(Q(closed_on=None) | Q(closed_on__gt=long_ago), subject__in=holds).values_list("subject", flat=True)
    )
    new = [hold for subject, hold in holds.items() if subject not in settled]
    if not new and not gone.exists():
        return 0
    with transaction.atomic():
        close_tasks(creditor, act, result="no longer needed", pk__in=list(gone.values_list("pk", flat=True)))
        sums = _open_sums(creditor, new)
        Task.objects.bulk_create([_task(creditor, hold, act, *sums[hold.pk]) for hold in new], batch_size=BATCH)
    return len(new)


def _open_sums(creditor: Creditor, holds: list[Hold]) -> dict[int, tuple[int, str]]:
    """What each hold keeps from being chased: cents, of the currency in which most is open."""
    found: dict[int, tuple[int, str]] = {}
    for hold in holds:
        owed = hold.invoice.receivables if hold.invoice else hold.customer.receivables
        sums = owed.filter(open_cents__gt=0).values_list("currency").annotate(cents=Coalesce(Sum("open_cents"), 0))
        currency, cents = max(sums, key=lambda pair: pair[1], default=("EUR", 0))
        found[hold.pk] = (cents, currency)
    return found


def _task(creditor: Creditor, hold: Hold, act: Act, cents: int, currency: str) -> Task:
    what = f"{hold.invoice.number}: " if hold.invoice else ""
    return Task(
        creditor=creditor, customer=hold.customer, kind="old_hold", subject=subject_of_hold(hold.pk),
        due_on=act.today, opened_on=act.today, amount_cents=cents, currency=currency,
        why=f"{what}on hold since {hold.from_on} by {hold.set_by} ({hold.reason}), with no end set"[:500],
    )  # fmt: skip

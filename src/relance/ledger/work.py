"""The work list: what waits for people, with the person who does it today, in the order of `domain.work_order`."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from relance.domain.crew import Crew
from relance.domain.work_order import Item
from relance.ledger.crew import load_crew
from relance.ledger.models import Creditor, Event, Notice, Task

NOTICES = "notices_waiting"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Notices of one kind and currency that wait for one person's word: how many, cents, since when."""

    kind: str
    currency: str
    person: str
    count: int
    cents: int
    since: date


@dataclass(frozen=True, slots=True)
class WorkList:
    """Everything to do: its items, and by item key the task or the notices behind it."""

    items: list[Item]
    tasks: dict[str, int]
    notices: dict[str, WaitingRow]
    crew: Crew


def work_list(creditor: Creditor, today: date) -> WorkList:
    """Open tasks and waiting notices of everyone, in no order yet; each item with who does it today."""
    crew = load_crew(creditor)
    items, tasks = [], {}
    rows = Task.objects.filter(creditor=creditor, closed_on=None).order_by("pk")
    charged = creditor.person_in_charge
    for pk, kind, due_on, cents, currency, own, theirs in rows.values_list(
        "pk", "kind", "due_on", "amount_cents", "currency", "owner", "customer__owner"
    ):
        person = crew.doing((own, theirs or "", charged), today)
        key = f"task:{pk}"
        items.append(Item(key, kind, due_on, cents, currency, person))
        tasks[key] = pk
    notices = {}
    for row in waiting_rows(creditor, crew, today):
        key = f"notices:{row.kind}:{row.currency}:{row.person}"
        items.append(Item(key, NOTICES, row.since, row.cents, row.currency, row.person))
        notices[key] = row
    return WorkList(items, tasks, notices, crew)


def tasks_by_key(creditor: Creditor, keys: Iterable[int]) -> dict[int, Task]:
    """Open tasks with their customer and notice."""
    rows = Task.objects.filter(creditor=creditor, closed_on=None).select_related("creditor", "customer", "notice")
    return {task.pk: task for task in rows.filter(pk__in=list(keys))}


def person_of(creditor: Creditor, task: Task, crew: Crew, today: date) -> str:
    """Who does this task today."""
    theirs = task.customer.owner if task.customer else ""
    return crew.doing((task.owner, theirs, creditor.person_in_charge), today)


def count_of(creditor: Creditor, person: str, today: date, crew: Callable[[], Crew] | None = None) -> int:
    """Open tasks that this person does today; what waits for a word is counted with the departures."""
    rows = Task.objects.filter(creditor=creditor, closed_on=None).exclude(kind="confirm_waiting").order_by()
    groups = list(rows.values_list("owner", "customer__owner").annotate(n=Count("pk")))
    if not groups:
        return 0
    known, charged = crew() if crew else load_crew(creditor), creditor.person_in_charge
    return sum(n for own, theirs, n in groups if known.doing((own, theirs or "", charged), today) == person)


def waiting_rows(creditor: Creditor, crew: Crew, today: date) -> list[WaitingRow]:
    """Notices to confirm, a row per kind, currency and person."""
    found: dict[tuple[str, str, str], list[tuple[int, int]]] = defaultdict(list)
    for pk, kind, currency, cents, owner in _waiting(creditor).values_list(
        "pk", "kind", "currency", "total_cents", "customer__owner"
    ):
        person = crew.doing((owner, creditor.person_in_charge), today)
        found[kind, currency, person].append((pk, cents))
    since = first_days(creditor, [rows[0][0] for rows in found.values()])
    return [
        WaitingRow(*key, len(rows), sum(cents for _, cents in rows), since[rows[0][0]])
        for key, rows in sorted(found.items())
    ]


def waiting_too_long(creditor: Creditor, since_at_latest: date) -> list[int]:
    """Notices to confirm that were written down on or before that day, the oldest first."""
    keys = list(_waiting(creditor).values_list("pk", flat=True))
    last = bisect_right(keys, since_at_latest, key=lambda pk: first_days(creditor, [pk])[pk])
    return keys[:last]


def _waiting(creditor: Creditor) -> QuerySet[Notice]:
    return Notice.objects.filter(creditor=creditor, state="to_confirm").order_by("pk")


def first_days(creditor: Creditor, keys: Sequence[int]) -> dict[int, date]:
    """The day on which notices were first written down: `decided_on` moves with every run, the journal does not."""
    found = {}
    for notice in Notice.objects.filter(creditor=creditor, pk__in=list(keys)):
        events = Event.objects.filter(creditor=creditor, customer=notice.customer_id, payload__notice=notice.reference)
        first = events.order_by("sequence").values_list("on", flat=True).first()
        found[notice.pk] = min(first or notice.decided_on, notice.decided_on)
    return found


def closed_tasks(creditor: Creditor, task: Task, most: int = 10) -> list[Task]:
    """What was done before for the same customer, the latest first."""
    if task.customer_id is None:
        return []
    rows = Task.objects.filter(creditor=creditor, customer=task.customer_id, closed_on__isnull=False)
    return list(rows.order_by("-closed_on", "-pk")[:most])


def open_declarations(creditor: Creditor) -> set[int]:
    """Customers whose claim is to be declared: that task speaks for its legal clock."""
    rows = Task.objects.filter(creditor=creditor, closed_on=None, kind="declare_claim", customer__isnull=False)
    return set(rows.values_list("customer", flat=True))

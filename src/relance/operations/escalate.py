"""What waits for a person never waits silently: late tasks go to the next person, waiting notices become a task."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from relance.domain.act import Act
from relance.domain.law import Law, add_working_days
from relance.ledger.crew import load_crew
from relance.ledger.models import Creditor, Notice, Receivable, Task
from relance.ledger.work import first_days, waiting_too_long
from relance.ledger.writes import BATCH, append_events, close_tasks, open_task
from relance.operations.notices import happening
from relance.operations.plans_in_force import law_of

ENDS_WITH_THE_DEBT = (
    "hand_over",
    "plan_ended",
    "handed_over_news",
    "formal_notice_again",
    "suspend_service",
    "check_solvency",
)
DECIDE_WHAT_NEXT = (*ENDS_WITH_THE_DEBT, "follow_up")
QUIET = timedelta(days=30)  # after a person said “nothing more”, the question is not put again sooner


def look_after_work(creditor: Creditor, act: Act) -> None:
    """The work list once all is decided: what is settled closes, what has no next action gets one, late tasks go on."""
    with transaction.atomic():
        _close_settled(creditor, act)
        ask_what_next(creditor, act)
        watch_waiting(creditor, act)
        escalate_tasks(creditor, act)


def escalate_tasks(creditor: Creditor, act: Act) -> int:
    """Pass on open tasks more than `escalate_after_days` working days past their day, each once.

    They go to the manager, a manager's own to the owner; returns how many.
    """
    limit = longest_wait(creditor, act.today)
    rows = Task.objects.filter(creditor=creditor, closed_on=None, escalated_on=None, due_on__lte=limit)
    tasks = list(rows.select_related("customer"))
    if not tasks:
        return 0
    crew, happenings = load_crew(creditor), []
    for task in tasks:
        theirs = task.customer.owner if task.customer else ""
        before = crew.in_charge((task.owner, theirs, creditor.person_in_charge))
        to = crew.above(before)
        task.owner, task.escalated_on = task.owner if to == before else to, act.today
        payload = {"task": task.kind, "subject": task.subject, "from": before, "to": to}
        happenings.append(happening("task_escalated", task.customer, payload))
    Task.objects.bulk_update(tasks, ["owner", "escalated_on"], batch_size=BATCH)
    append_events(creditor, happenings, act)
    return len(tasks)


def longest_wait(creditor: Creditor, today: date) -> date:
    """What stands since that day or longer has waited too long for a person."""
    return _limit(law_of(creditor), today, creditor.escalate_after_days)


def _limit(law: Law, today: date, working_days: int) -> date:
    """The last day from which more than so many working days have passed by today."""
    day = today - timedelta(days=working_days + 1)
    while add_working_days(law, day, working_days) >= today:
        day -= timedelta(days=1)
    return day


def watch_waiting(creditor: Creditor, act: Act) -> None:
    """A task (one a currency) while notices have waited too long for a person's word; it closes by itself."""
    limit = longest_wait(creditor, act.today)
    keys = waiting_too_long(creditor, limit)
    sums: dict[str, list[int]] = defaultdict(list)
    rows = Notice.objects.filter(creditor=creditor, state="to_confirm")
    rows = rows.filter(pk__lte=keys[-1]) if keys else rows.none()
    for currency, total in rows.values_list("currency", "total_cents"):
        sums[currency].append(total)
    since = first_days(creditor, keys[:1])
    for currency, cents in sums.items():
        day = since[keys[0]]
        why = f"{len(cents)} notice(s) have waited for a word since {day}"
        open_task(
            creditor, act, kind="confirm_waiting", due_on=act.today, subject=currency, why=why,
            amount_cents=sum(cents), currency=currency,
        )  # fmt: skip
    stale = Task.objects.filter(creditor=creditor, closed_on=None, kind="confirm_waiting").exclude(subject__in=sums)
    stale.update(closed_on=act.today, result="nothing waits any more")


def close_if_none_waits(creditor: Creditor, act: Act) -> None:
    """Once nothing waits for a word, its task is done."""
    if not Notice.objects.filter(creditor=creditor, state="to_confirm").exists():
        close_tasks(creditor, act, result="nothing waits any more", kind="confirm_waiting")


def ask_what_next(creditor: Creditor, act: Act) -> None:
    """Give a next action to customers who are late, and whom no plan and no task deals with any more."""
    asked = Task.objects.filter(creditor=creditor, kind__in=DECIDE_WHAT_NEXT, customer__isnull=False)
    busy = set(asked.filter(closed_on=None).values_list("customer", flat=True))
    busy |= set(asked.filter(closed_on__gt=act.today - QUIET).values_list("customer", flat=True))
    late = Receivable.objects.filter(creditor=creditor, open_cents__gt=0, due_on__lt=act.today)
    late = late.filter(customer__insolvency_on=None, customer__no_dunning=False)
    ended = late.filter(reason="plan_complete", customer__reason="", customer__handed_over_on=None)
    _open(creditor, act, "plan_ended", ended, busy)
    _open(creditor, act, "handed_over_news", late.filter(customer__handed_over_on__lte=act.today - QUIET), busy)


def _open(creditor: Creditor, act: Act, kind: str, late: QuerySet[Receivable], busy: set[int]) -> None:
    sums: dict[tuple[int, str], int] = defaultdict(int)
    for customer, currency, cents in late.values_list("customer", "currency", "open_cents"):
        if customer not in busy:
            sums[customer, currency] += cents
    Task.objects.bulk_create(
        [
            Task(
                creditor=creditor, customer_id=customer, kind=kind, subject=currency, due_on=act.today,
                opened_on=act.today, amount_cents=cents, currency=currency,
                why=f"{cents / 100:.2f} {currency} are late and nothing is planned",
            )
            for (customer, currency), cents in sums.items()
        ],
        batch_size=BATCH,
    )  # fmt: skip


def _close_settled(creditor: Creditor, act: Act) -> None:
    """Where nothing is late any more, there is nothing to hand over."""
    late = Receivable.objects.filter(
        customer=OuterRef("customer"), currency=OuterRef("currency"), open_cents__gt=0, due_on__lt=act.today
    )
    rows = Task.objects.filter(creditor=creditor, closed_on=None, kind__in=ENDS_WITH_THE_DEBT)
    rows.exclude(Exists(late)).update(closed_on=act.today, result="nothing is late any more")

"""A task done: with its result and what comes next, kept for whoever asks."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Task
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused

LONGEST_STEP = 300


def close_task(
    *, creditor: Creditor, task_id: int, result: str, act: Act, next_step: str = "", next_on: date | None = None,
    next_owner: str = "", choice: str = "",
) -> Task:  # fmt: skip
    """Close a task with what came of it, and open the one that follows, if any; without a next step nothing more.

    Raises Refused without a result, for a next step without its day or in the past, or if it is closed already.
    """
    if not result.strip():
        raise Refused("say what came of it before closing the task")
    check_next(next_step, next_on, act)
    with transaction.atomic():
        task = Task.objects.filter(creditor=creditor, pk=task_id).select_related("customer").first()
        if task is None or task.closed_on:
            raise Refused("this task is closed already")
        task.closed_on, task.result = act.today, result.strip()[:300]
        task.choice, task.next_step = choice, next_step.strip()[:LONGEST_STEP]
        task.save(update_fields=["closed_on", "result", "choice", "next_step"])
        payload = {
            "task": task.kind, "subject": task.subject, "result": task.result, "choice": choice,
            "next_step": task.next_step, "next_on": next_on.isoformat() if next_on else None,
        }  # fmt: skip
        append_events(creditor, [happening("task_closed", task.customer, payload)], act)
        if next_on:
            follow(creditor, task, task.next_step, next_on, next_owner, act)
    return task


def check_next(next_step: str, next_on: date | None, act: Act) -> None:
    """Refuse a next step without its day, a day without a step, and a day that is past."""
    if bool(next_step.strip()) != bool(next_on):
        raise Refused("a next step needs its words and its day: --next “…” --on 2026-02-28")
    if next_on and next_on < act.today:
        raise Refused(f"{next_on} is past: give a day from {act.today} on, or none")


def follow(creditor: Creditor, task: Task, words: str, on: date, owner: str, act: Act, kind: str = "follow_up") -> Task:
    """Put what follows a task on the work list: the same customer and sum, by default the same person."""
    return Task.objects.create(
        creditor=creditor, customer=task.customer, kind=kind, subject=f"{task.currency} {task.pk}", due_on=on,
        why=words, amount_cents=task.amount_cents, currency=task.currency, owner=owner or task.owner,
        opened_on=act.today,
    )  # fmt: skip

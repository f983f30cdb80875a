"""A task done: with its result, kept for whoever asks."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Task
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def close_task(*, creditor: Creditor, task_id: int, result: str, act: Act) -> Task:
    """Close a task with what came of it. Raises Refused without a result, or if it is closed already."""
    if not result.strip():
        raise Refused("say what came of it before closing the task")
    with transaction.atomic():
        task = Task.objects.filter(creditor=creditor, pk=task_id).select_related("customer").first()
        if task is None or task.closed_on:
            raise Refused("this task is closed already")
        task.closed_on, task.result = act.today, result.strip()[:300]
        task.save(update_fields=["closed_on", "result"])
        payload = {"task": task.kind, "subject": task.subject, "result": task.result}
        append_events(creditor, [happening("task_closed", task.customer, payload)], act)
    return task

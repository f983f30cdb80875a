"""A task that was closed too soon is to be done again; what was planned to follow it is taken back."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Task
from relance.ledger.writes import append_events, close_tasks, lock_creditor
from relance.operations.notices import happening
from relance.operations.refused import Refused


def reopen_task(*, creditor: Creditor, task_id: int, act: Act) -> Task:
    """Open a closed task again. Raises Refused where it is open, or the same was asked for again meanwhile."""
    with transaction.atomic():
        lock_creditor(creditor)
        task = Task.objects.filter(creditor=creditor, pk=task_id).select_related("customer").first()
        if task is None or task.closed_on is None:
            raise Refused("this task is open: there is nothing to take back")
        same = Task.objects.filter(creditor=creditor, customer=task.customer, kind=task.kind, subject=task.subject)
        if same.filter(closed_on=None).exists():
            raise Refused("the same was asked for again meanwhile: see the work list")
        close_tasks(
            creditor, act, result="taken back", kind="follow_up", subject=f"{task.currency} {task.pk}",
            customer=task.customer,
        )  # fmt: skip
        task.closed_on, task.result, task.choice, task.next_step = None, "", "", ""
        task.save(update_fields=["closed_on", "result", "choice", "next_step"])
        append_events(
            creditor, [happening("task_reopened", task.customer, {"task": task.kind, "subject": task.subject})], act
        )
    return task

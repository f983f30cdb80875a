"""Give tasks to a person, or another day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Task
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def assign_tasks(
    *, creditor: Creditor, task_ids: Sequence[int], act: Act, owner: str = "", by: date | None = None
) -> list[Task]:
    """Change who does these open tasks, and by when; all or none. Another day lets a task be passed on anew.

    Raises Refused where nothing changes, the person does not work here, the day is past or a task is not open.
    """
    if not owner and by is None:
        raise Refused("say who does it, or by when: --assign TASK PERSON, --by 2026-02-28")
    if by and by < act.today:
        raise Refused(f"{by} is past: give a day from {act.today} on, or none")
    if owner and not creditor.members.filter(user__username=owner).exists():
        raise Refused(f"nobody called “{owner}” works for {creditor.name}: `relance people` shows who does")
    with transaction.atomic():
        rows = Task.objects.filter(creditor=creditor, closed_on=None, pk__in=list(task_ids))
        tasks = list(rows.select_related("customer").order_by("pk"))
        if len(tasks) != len(set(task_ids)) or not tasks:
            raise Refused("this task is closed already: `relance todo` shows what is open")
        for task in tasks:
            task.owner = owner or task.owner
            if by:
                task.due_on, task.escalated_on = by, None
            task.save(update_fields=["owner", "due_on", "escalated_on"])
        happenings = [
            happening(
                "task_assigned", task.customer,
                {"task": task.kind, "subject": task.subject, "owner": task.owner, "by": by and by.isoformat()},
            )
            for task in tasks
        ]  # fmt: skip
        append_events(creditor, happenings, act)
    return tasks

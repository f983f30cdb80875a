"""Ask for long work: it is written down first, then done by a process of its own."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.kept import job_under_way
from relance.ledger.models import Creditor, Job
from relance.ledger.writes import lock_creditor
from relance.operations.jobs.start import start_working


def ask_job(
    *, creditor: Creditor, kind: str, arguments: dict[str, Any], act: Act, content: bytes | None = None
) -> Job:  # fmt: skip
    """The job, asked for now; the same one where the same work was asked for and has not ended.

    What it writes leaves its own events; asking for it leaves none.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        same = job_under_way(creditor, kind, arguments)
        job = same or Job.objects.create(
            creditor=creditor,
            kind=kind,
            arguments=arguments,
            asked_by=act.by,
            asked_at=act.now,
            asked_on=act.today,
            content=content,
        )
        transaction.on_commit(lambda: start_working(lambda: act.now))
    return job

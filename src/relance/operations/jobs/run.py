"""Do the jobs that wait: each is claimed by one process, tells how far it is, and ends done or failed."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.kept import jobs_to_claim
from relance.ledger.models import Job
from relance.operations.refused import Refused

LEASE = timedelta(minutes=2)
EVERY_SECONDS = 0.5  # between two words on how far it is
Clock = Callable[[], datetime]
Progress = Callable[[int, int, str], None]
Work = Callable[[Job, Act, Progress], dict[str, object]]


def run_jobs(clock: Clock, most: int = 100) -> int:
    """Do what waits, the oldest first, until nothing is left; returns how many jobs ended here.

    `clock` gives the real instant: a lease is kept by it, whatever day the ledger is looked at.
    """
    ended = 0
    while ended < most:
        job = _claim(clock)
        if job is None:
            return ended
        _do(job, clock)
        ended += 1
    return ended


def _claim(clock: Clock) -> Job | None:
    """The oldest job that nobody does, now ours; a conditional UPDATE decides between two processes."""
    for job in jobs_to_claim(clock())[:5]:
        ours = Job.objects.filter(pk=job.pk, state=job.state, claimed_until=job.claimed_until)
        name = f"{socket.gethostname()}:{os.getpid()}"[:60]
        if ours.update(state="running", claimed_until=clock() + LEASE, claimed_by=name):
            job.refresh_from_db()
            return job
    return None


def _do(job: Job, clock: Clock) -> None:
    """Do one job. What it refuses is kept as its sentence; a fault of ours is named without its insides."""
    from relance.operations.jobs.kinds import KINDS

    act = Act(job.asked_on, job.asked_at, job.asked_by)
    try:
        result = KINDS[job.kind](job, act, _teller(job, clock))
    except Refused as refusal:
        _end(job, clock(), "failed", problem=str(refusal))
    except Exception as fault:
        _end(job, clock(), "failed", problem=f"{type(fault).__name__}: {' '.join(str(fault).split())}"[:500])
        raise
    else:
        _end(job, clock(), "done", result=result)


def _teller(job: Job, clock: Clock) -> Progress:
    last = [0.0]

    def tell(done: int, total: int, phase: str) -> None:
        if time.monotonic() - last[0] < EVERY_SECONDS and phase == job.phase:
            return
        last[0], job.phase = time.monotonic(), phase
        Job.objects.filter(pk=job.pk).update(
            done=done, total=total, phase=phase, claimed_until=clock() + LEASE
        )  # fmt: skip

    return tell


def _end(job: Job, at: datetime, state: str, *, result: dict[str, object] | None = None, problem: str = "") -> None:
    with transaction.atomic():
        Job.objects.filter(pk=job.pk).update(
            state=state, result=result or {}, problem=problem, ended_at=at, claimed_until=None, content=None
        )

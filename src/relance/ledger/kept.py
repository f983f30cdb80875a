"""Figures kept as they were worked out, and the long work that is under way."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from relance.ledger.models import Creditor, Job, KeptAnswer, Receivable

UNDER_WAY = ("waiting", "running")


def kept_answer(creditor: Creditor, name: str, key: str) -> KeptAnswer | None:
    """The answer kept under this name and key."""
    return KeptAnswer.objects.filter(creditor=creditor, name=name, key=key).first()


def jobs_under_way(creditor: Creditor) -> QuerySet[Job]:
    """Long work asked for and not ended, the oldest first; without what was uploaded."""
    return Job.objects.filter(creditor=creditor, state__in=UNDER_WAY).defer("content").order_by("pk")


def job_under_way(creditor: Creditor, kind: str, arguments: dict[str, str]) -> Job | None:
    """The same work, asked for already and not ended."""
    return jobs_under_way(creditor).filter(kind=kind, arguments=arguments).first()


def find_job(creditor: Creditor, job_id: int) -> Job | None:
    """A job by its number, without what was uploaded."""
    return Job.objects.filter(creditor=creditor, pk=job_id).defer("content").first()


def jobs_to_claim(now: datetime) -> QuerySet[Job]:
    """Work of any creditor that nobody does: it waits, or was left by a process that died."""
    is_left = Q(state="running", claimed_until__lt=now)
    return Job.objects.filter(Q(state="waiting") | is_left).order_by("pk")


def is_larger(creditor: Creditor, lines: int, *, only_open: bool) -> bool:
    """Whether the ledger has more due-date lines than that; looks at no more of them than it must."""
    rows = Receivable.objects.filter(creditor=creditor)
    rows = rows.filter(open_cents__gt=0) if only_open else rows
    return rows.order_by().values_list("pk")[lines : lines + 1].exists()

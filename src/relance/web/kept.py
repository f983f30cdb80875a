"""What a page shows of an answer that is kept: the answer, since when, and the work under way for it."""

from __future__ import annotations

from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from relance.ledger.kept import job_under_way
from relance.operations.jobs.answers import answer
from relance.web.door import Record, Visit


class Shown(NamedTuple):
    """An answer on a page: `value` is None where it must be worked out first, `job` what is under way for it."""

    value: Any
    name: str
    key: str
    made_at: Any
    behind: int
    job: Record | None


def shown(visit: Visit, name: str, key: str = "") -> Shown:
    """The answer of that name for the visitor’s company."""
    found = answer(visit.creditor, name, key, visit.act)
    job = job_under_way(visit.creditor, "answer", {"name": name, "key": key}) if found.is_kept else None
    made_at = found.made_at and found.made_at.astimezone(ZoneInfo(visit.creditor.timezone))
    return Shown(found.value, name, key, made_at, found.behind, job)

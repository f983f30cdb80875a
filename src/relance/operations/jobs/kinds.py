"""What each kind of job does."""

from __future__ import annotations

from typing import Final

from relance.domain.act import Act
from relance.ledger.models import Job
from relance.operations.jobs.answers import SORTS, keep_answer
from relance.operations.jobs.importing import take_import
from relance.operations.jobs.run import Progress, Work
from relance.operations.refused import Refused


def _answer(job: Job, act: Act, tell: Progress) -> dict[str, object]:
    name, key = str(job.arguments.get("name", "")), str(job.arguments.get("key", ""))
    if name not in SORTS:
        raise Refused(f"there is no figure called “{name}”")
    row = keep_answer(creditor=job.creditor, name=name, key=key, act=act, tell=tell)
    return {"milliseconds": row.milliseconds}


KINDS: Final[dict[str, Work]] = {"answer": _answer, "import": take_import}

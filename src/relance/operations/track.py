"""The tracking table with what is owed beside each receivable: rows as they come, a slice of the ledger at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from relance.domain.plan import Plan
from relance.domain.tracking import Tracked
from relance.ledger.models import Creditor, Receivable
from relance.ledger.sight import Among
from relance.ledger.tracking import CHUNK, Asked, People, people_of, track_chunk, tracked_receivables
from relance.operations.plans_in_force import plans_in_force
from relance.operations.refused import Refused
from relance.operations.state_owed import owed_on


def track(*, creditor: Creditor, asked: Asked, today: date, among: Among = None) -> Iterator[Tracked]:
    """Every row asked for, of these customers, in order."""
    keys = list(tracked_receivables(creditor, asked, today, among).values_list("pk", flat=True))
    yield from track_some(creditor=creditor, keys=keys, today=today)


def track_some(
    *, creditor: Creditor, keys: Sequence[int], today: date, plans: Mapping[str, Plan] | None = None,
    people: People | None = None,
) -> Iterator[Tracked]:  # fmt: skip
    """The rows of these receivables, in the order given. Where a rate is missing, interest stays unknown.

    `plans` and `people` where they are known already.
    """
    plans, people = plans or plans_in_force(creditor), people or people_of(creditor, today)
    for start in range(0, len(keys), CHUNK):
        records, rows = track_chunk(creditor, keys[start : start + CHUNK], plans, people, today)
        owed = _owed_beside(creditor, records, today)
        for row in rows:
            interest, indemnity = owed.get(row.key, (0, 0))
            yield replace(row, interest_cents=interest, indemnity_cents=indemnity)


def _owed_beside(
    creditor: Creditor, records: Sequence[Receivable], today: date
) -> dict[int, tuple[int | None, int | None]]:
    """Interest so far and indemnity, in cents, of what is or was late."""
    late = [r for r in records if r.due_on < today]
    try:
        lines = owed_on(creditor, late, today)
    except Refused:
        return {r.pk: (None, None) for r in late}
    return {x.claim.receivable.pk: (x.statement.interest_cents, x.statement.indemnity_cents) for x in lines}

"""Say who must show a second factor to work for a creditor."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor
from relance.ledger.models.creditor import SECOND_FACTOR
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def require_second_factor(*, creditor: Creditor, of: str, act: Act) -> None:
    """`offered`, `by_role` (those who change the company, its people or its bank details, or let notices leave)
    or `everyone`."""
    if of not in dict(SECOND_FACTOR):
        raise Refused(f"a second factor is {', '.join(dict(SECOND_FACTOR))}, not “{of}”")
    with transaction.atomic():
        if Creditor.objects.filter(pk=creditor.pk).exclude(second_factor=of).update(second_factor=of):
            append_events(creditor, [happening("second_factor_required", None, {"second_factor": of})], act)
    creditor.second_factor = of

"""A proposal that was declined too soon may be made again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import BankLine, Creditor
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.apply_match import told
from relance.operations.notices import happening
from relance.operations.refused import Refused


def take_decline_back(*, creditor: Creditor, line: BankLine, still_no: Sequence[str], act: Act) -> BankLine:
    """Have the line looked at again with what had been declined before, and nothing more, left out.

    Raises Refused where something else became of it meanwhile.
    """
    with transaction.atomic():
        creditor = lock_creditor(creditor)
        row = BankLine.objects.select_for_update().filter(creditor=creditor, pk=line.pk, state="unknown").first()
        if row is None:
            raise Refused(f"the receipt {line.pk} was decided otherwise meanwhile")
        row.state, row.why = "new", [{"no": one} for one in still_no]
        row.decided_at, row.decided_by = None, ""
        row.save(update_fields=["state", "why", "decided_at", "decided_by"])
        append_events(creditor, [happening("money_taken_back", None, told(row))], act)
    return row

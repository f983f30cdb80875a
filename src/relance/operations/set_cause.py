"""Why an invoice is paid late, as far as a person knows."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Invoice, Receivable
from relance.ledger.models.invoice import LATE_CAUSES
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused


def set_cause(*, creditor: Creditor, invoice: Invoice, cause: str, act: Act) -> int:
    """Say why the open due-date lines of an invoice are late; returns how many. Raises Refused if none is."""
    if cause not in LATE_CAUSES:
        raise Refused(f"a cause is one of {', '.join(LATE_CAUSES)}, not “{cause}”")
    with transaction.atomic():
        rows = Receivable.objects.filter(creditor=creditor, invoice=invoice, open_cents__gt=0, due_on__lt=act.today)
        count = rows.update(cause=cause)
        if not count:
            raise Refused(f"nothing of {invoice.number} is late: there is nothing to explain")
        payload = {"invoice": invoice.number, "cause": cause}
        append_events(creditor, [happening("cause_set", invoice.customer, payload)], act)
    return count

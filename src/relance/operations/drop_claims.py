"""Drop a claim that turned out unfounded: a credit note shows that the invoice was not owed when it fell due."""

from __future__ import annotations

from collections.abc import Sequence

from relance.domain.act import Act
from relance.ledger.models import Claim, Creditor, Receivable
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.refused import Refused
from relance.operations.state_owed import owed_on


def drop_unfounded(creditor: Creditor, customer_ids: Sequence[int], act: Act) -> int:
    """Drop open indemnities that credit notes leave without a late payment; returns how many."""
    doubtful = Claim.objects.filter(
        creditor=creditor, customer__in=customer_ids, part="indemnity", state="open",
        invoice__receivables__allocations__credit_note__isnull=False,
    ).select_related("invoice", "customer")  # fmt: skip
    happenings = []
    for claim in doubtful.distinct():
        rows = Receivable.objects.filter(creditor=creditor, invoice=claim.invoice).order_by("due_on", "pk")
        try:
            lines = owed_on(creditor, list(rows.select_related("invoice", "customer")), act.today)
        except Refused:
            continue
        if any(line.statement.indemnity_charged_cents for line in lines):
            continue
        Claim.objects.filter(pk=claim.pk, state="open").update(state="dropped", closed_on=act.today)
        happenings.append(happening("claim_dropped", claim.customer, {"invoice": claim.invoice.number}))
    append_events(creditor, happenings, act)
    return len(happenings)

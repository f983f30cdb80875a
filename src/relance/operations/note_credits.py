"""Credit notes that arrive: an accepted dispute ends once what was agreed is there; promises ask for less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import F, Value
from django.db.models.functions import Greatest

from relance.domain.act import Act
from relance.domain.dispute import Agreed, set_off
from relance.ledger.models import Creditor, Dispute, Promise
from relance.ledger.stops import credited_cents
from relance.ledger.writes import append_events, close_tasks
from relance.operations.check_disputes import OVERDUE, subject_of
from relance.operations.notices import happening


def note_credits(creditor: Creditor, ids: Sequence[int], act: Act) -> None:
    """End the accepted disputes of these customers whose agreed credit notes are there, in the order of opening."""
    rows = Dispute.objects.filter(creditor=creditor, customer__in=ids, state="accepted")
    by_invoice: dict[int, list[Dispute]] = defaultdict(list)
    for dispute in rows.select_related("customer", "invoice").order_by("pk"):
        by_invoice[dispute.invoice_id].append(dispute)
    credited = credited_cents(creditor, list(by_invoice))
    for invoice, disputes in by_invoice.items():
        agreed = [Agreed(d.expected_credit_cents or 0, d.credited_before_cents) for d in disputes]
        for dispute, arrived in zip(disputes, set_off(agreed, credited.get(invoice, 0)), strict=True):
            if not arrived.missing_cents:
                mark_credited(creditor, dispute, act, arrived.reached_cents)


def mark_credited(creditor: Creditor, dispute: Dispute, act: Act, reached_cents: int) -> bool:
    """End an accepted dispute as credited; False where someone else has ended it first.

    Credit notes up to `reached_cents` of the invoice were used for it: they no longer count for its other disputes.
    """
    rows = Dispute.objects.filter(creditor=creditor, pk=dispute.pk, state="accepted")
    if rows.update(state="credited", credited_on=act.today) != 1:
        return False
    others = Dispute.objects.filter(creditor=creditor, invoice=dispute.invoice_id, state__in=["open", "accepted"])
    others.update(credited_before_cents=Greatest(F("credited_before_cents"), Value(reached_cents)))
    close_tasks(creditor, act, result="credited", kind=OVERDUE, subject=subject_of(dispute.pk))
    payload = {"dispute": dispute.pk, "invoice": dispute.invoice.number, "outcome": "credited"}
    append_events(creditor, [happening("dispute_ended", dispute.customer, payload)], act)
    return True


def lower_promises(creditor: Creditor, credited: Mapping[int, int]) -> None:
    """Have live promises ask for what they asked before, though credit notes (cents by invoice) lowered the amount."""
    for invoice, cents in credited.items():
        promises = Promise.objects.filter(creditor=creditor, invoice=invoice, state="live")
        promises.update(open_after_cents=Greatest(F("open_after_cents") - cents, Value(0)))

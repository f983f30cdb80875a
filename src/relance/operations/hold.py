"""Stop reminders to a customer, or about one invoice, for a time and a reason; and let them go on."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, Hold, Invoice
from relance.ledger.writes import append_events, wake
from relance.operations.notices import happening
from relance.operations.refused import Refused


def hold(
    *, creditor: Creditor, customer: Customer, act: Act, reason: str, invoice: Invoice | None = None,
    until: date | None = None,
) -> Hold:  # fmt: skip
    """Stop from today to `until` included (None: until released). Raises Refused without a reason."""
    if not reason.strip():
        raise Refused("say why reminders stop: --reason “…”")
    if until and until < act.today:
        raise Refused(f"{until} is past: give a day from {act.today} on, or none")
    with transaction.atomic():
        row = Hold.objects.create(
            creditor=creditor, customer=customer, invoice=invoice, from_on=act.today, until_on=until,
            reason=reason.strip()[:300], set_by=act.by[:120],
        )  # fmt: skip
        payload = {
            "invoice": invoice and invoice.number, "until": until and until.isoformat(), "reason": row.reason
        }  # fmt: skip
        append_events(creditor, [happening("hold_set", customer, payload)], act)
        wake(creditor, [customer.pk], act.today)
    return row


def release(*, creditor: Creditor, customer: Customer, act: Act, invoice: Invoice | None = None) -> int:
    """End the holds in force on the customer itself, or on one invoice; returns how many there were."""
    with transaction.atomic():
        rows = Hold.objects.filter(creditor=creditor, customer=customer, invoice=invoice, released_on=None)
        count = rows.update(released_on=act.today)
        if not count:
            raise Refused(f"no hold is in force on {invoice.number if invoice else customer.code}")
        payload = {"invoice": invoice and invoice.number, "holds": count}
        append_events(creditor, [happening("hold_released", customer, payload)], act)
        wake(creditor, [customer.pk], act.today)
    return count

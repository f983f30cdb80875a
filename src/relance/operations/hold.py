"""Stop reminders to a customer, or about one invoice, for a time and a reason; and let them go on."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, Hold, Invoice
from relance.ledger.writes import append_events, close_tasks, wake
from relance.operations.check_holds import subject_of_hold
from relance.operations.notices import happening
from relance.operations.refused import Refused


def hold(
    *, creditor: Creditor, customer: Customer, act: Act, reason: str, invoice: Invoice | None = None,
    until: date | None = None, start: date | None = None,
) -> Hold:  # fmt: skip
    """Stop from `start` (today, or a day to come) to `until` included (None: until released).

    Raises Refused without a reason, or for days that are past.
    """
    first = start or act.today
    if not reason.strip():
        raise Refused("say why reminders stop: --reason “…”")
    if first < act.today:
        raise Refused(f"{first} is past: a hold starts today ({act.today}) or later")
    if until and until < first:
        raise Refused(f"{until} is past: give a day from {first} on, or none")
    with transaction.atomic():
        row = Hold.objects.create(
            creditor=creditor, customer=customer, invoice=invoice, from_on=first, until_on=until,
            reason=reason.strip()[:300], set_by=act.by[:120],
        )  # fmt: skip
        payload = {
            "invoice": invoice and invoice.number, "until": until and until.isoformat(), "reason": row.reason
        }  # fmt: skip
        if first > act.today:
            payload["from"] = first.isoformat()
        append_events(creditor, [happening("hold_set", customer, payload)], act)
        wake(creditor, [customer.pk], act.today)
    return row


def release(
    *, creditor: Creditor, customer: Customer, act: Act, invoice: Invoice | None = None, only: int | None = None
) -> int:
    """End the holds in force, or to come, on the customer itself, or on one invoice; returns how many there were.

    `only` names one of them.
    """
    with transaction.atomic():
        rows = Hold.objects.filter(creditor=creditor, customer=customer, invoice=invoice, released_on=None)
        rows = rows.filter(pk=only) if only else rows
        subjects = [subject_of_hold(pk) for pk in rows.values_list("pk", flat=True)]
        count = rows.update(released_on=act.today)
        if not count:
            raise Refused(f"no hold is in force on {invoice.number if invoice else customer.code}")
        close_tasks(creditor, act, result="released", kind="old_hold", subject__in=subjects)
        payload = {"invoice": invoice and invoice.number, "holds": count}
        append_events(creditor, [happening("hold_released", customer, payload)], act)
        wake(creditor, [customer.pk], act.today)
    return count

"""The day begins: promises whose day and grace have passed without the money are broken."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.domain.promises import last_day
from relance.ledger.models import Creditor, Promise
from relance.ledger.positions import customer_plan
from relance.ledger.writes import append_events, wake
from relance.operations.keep_promises import keep_promises
from relance.operations.plans_in_force import plans_in_force
from relance.operations.promise_states import break_promise


def check_promises(creditor: Creditor, act: Act) -> int:
    """Break what was not kept, with a task for the person in charge; returns how many.

    The customer is looked at again: its plan resumes, or escalates where `on_broken_promise` says so.
    """
    rows = Promise.objects.filter(creditor=creditor, state="live", on__lt=act.today)
    rows = rows.select_related("customer", "invoice").order_by("pk")
    customers = {promise.customer_id for promise in rows}
    if not customers:
        return 0
    with transaction.atomic():
        keep_promises(creditor, sorted(customers), act)
        plans = plans_in_force(creditor)
        broken = [
            promise
            for promise in rows.all()
            if last_day(promise.on, customer_plan(promise.customer, creditor, plans).promise_grace_days) < act.today
        ]
        append_events(creditor, [break_promise(creditor, promise, act) for promise in broken], act)
        wake(creditor, {promise.customer_id for promise in broken}, act.today)
    return len(broken)

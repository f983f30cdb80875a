"""A rest given to invoices while something is awaited: set with a task, and ended with it once the money is there."""

from __future__ import annotations

from datetime import date

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, Hold, Invoice
from relance.ledger.writes import append_events
from relance.operations.hold import hold
from relance.operations.notices import happening

# by the kind of the task beside it
WHY = {
    "check_payment": {"fr": "le client dit avoir payé", "en": "the customer says that it is paid"},
    "time_asked": {"fr": "le client a demandé un délai", "en": "the customer asked for time"},
}


def give_rest(creditor: Creditor, customer: Customer, invoice: Invoice, kind: str, until: date, act: Act) -> Hold:
    """No reminder of this invoice until that day."""
    words = WHY[kind]
    reason = words.get(creditor.language, words["en"])
    return hold(creditor=creditor, customer=customer, invoice=invoice, act=act, until=until, reason=reason)


def end_rest(creditor: Creditor, customer_id: int, numbers: list[str], kind: str, act: Act) -> None:
    """Release what was set with such a task on these invoices; inside the caller's transaction, which wakes."""
    rows = Hold.objects.filter(creditor=creditor, customer=customer_id, invoice__number__in=numbers, released_on=None)
    ended = list(rows.filter(reason__in=list(WHY[kind].values())).select_related("invoice", "customer"))
    Hold.objects.filter(pk__in=[one.pk for one in ended]).update(released_on=act.today)
    known = {one.invoice.number: one.customer for one in ended if one.invoice}
    told = [happening("hold_released", known[number], {"invoice": number, "holds": 1}) for number in sorted(known)]
    append_events(creditor, told, act)

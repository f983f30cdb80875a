"""What customers said they would pay, and what they agreed to: due, kept, broken."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.ledger import promises
from relance.operations.decide_due import decide_due
from relance.operations.make_promise import make_promise, withdraw_promise
from relance.web.door import Record, Visit, back, found, page, paged
from relance.web.pages.customer_acts import cents_of, customer_of, day_of, invoice_of


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Promises by list, the earliest day first; payment plans beneath."""
    today = visit.act.today
    counts = promises.promise_counts(visit.creditor, today)
    chosen = visit.request.GET.get("list", "")
    if chosen not in promises.LISTS:
        chosen = "live"
    rows = paged(visit, promises.promises(visit.creditor, chosen, today))
    context = {
        "here": "promises",
        "chosen": chosen,
        "lists": [(name, counts[name]) for name in promises.LISTS if counts[name] or name in ("due", "live", chosen)],
        "rows": rows,
        "promised": [(one, promises.state_of(visit.creditor, one)) for one in rows],
        "any": any(counts.values()),
        "held": promises.reliability(visit.creditor),
    }
    return render(visit.request, "promises/page.html", context)


def promises_of(visit: Visit, customer: Record) -> dict[str, object]:
    """What the customer's page shows of its promises."""
    rows = promises.customer_promises(visit.creditor, customer)[:12]
    return {
        "promised": [(one, promises.state_of(visit.creditor, one)) for one in rows],
        "held": promises.reliability(visit.creditor, customer),
    }


@require_POST
@page
def promise(visit: Visit, code: str) -> HttpResponse:
    """Record a promise about one invoice."""
    customer = customer_of(visit, code)
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    amount = visit.data.get("amount", "")
    make_promise(
        creditor=visit.creditor,
        invoice=invoice,
        on=day_of(visit.data.get("on", "")),
        act=visit.act,
        cents=cents_of(amount, invoice.currency) if amount else None,
        said_by=visit.data.get("said_by", ""),
        channel=visit.data.get("channel", ""),
        note=visit.data.get("note", ""),
        tell_customer="tell" in visit.data,
    )
    _decide(visit)
    messages.success(visit.request, _("The promise is recorded; reminders wait for its day."))
    return back(visit, f"/customers/{customer.code}/")


@require_POST
@page
def withdraw(visit: Visit, promise_id: int) -> HttpResponse:
    """Take a promise back: reminders go on."""
    one = found(promises.find_promise(visit.creditor, promise_id))
    withdraw_promise(creditor=visit.creditor, promise_id=one.pk, act=visit.act, why=visit.data.get("why", ""))
    _decide(visit)
    messages.success(visit.request, _("The promise is withdrawn; reminders go on."))
    return back(visit, "/promises/")


def _decide(visit: Visit) -> None:
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)

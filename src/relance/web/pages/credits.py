"""What a customer has on account, and against which of its invoices it is set."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relance.ledger import reads
from relance.operations.allocate_credit import allocate_credit
from relance.operations.refused import Refused
from relance.web.door import Record, Visit, page
from relance.web.pages.customer_acts import cents_of, customer_of, invoice_of
from relance.web.pages.work import decide_again


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit, code: str) -> HttpResponse:
    """Open credits beside open invoices; the form sets one against the other."""
    customer = customer_of(visit, code)
    if visit.request.method == "POST":
        return _allocate(visit, customer)
    rows = reads.customer_receivables(visit.creditor, customer).filter(open_cents__gt=0).order_by("due_on", "pk")
    context = {
        "here": "customers",
        "customer": customer,
        "notes": reads.customer_credit_notes(visit.creditor, customer).filter(open_cents__gt=0),
        "payments": reads.customer_payments(visit.creditor, customer).filter(open_cents__gt=0, cancelled_on=None),
        "receivables": list(rows),
        "invoices": list(dict.fromkeys(row.invoice.number for row in rows)),
    }
    return render(visit.request, "customers/credits.html", context)


def _allocate(visit: Visit, customer: Record) -> HttpResponse:
    kind, _colon, name = visit.data.get("credit", "").partition(":")
    if kind not in ("note", "payment") or (kind == "payment" and not name.isdecimal()):
        raise Refused(_("choose what is set against the invoice"))
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    typed = visit.data.get("amount", "")
    allocate_credit(
        creditor=visit.creditor, customer=customer, invoice=invoice, act=visit.act,
        credit=name if kind == "note" else "", payment_id=int(name) if kind == "payment" else None,
        cents=cents_of(typed, invoice.currency) if typed else None,
    )  # fmt: skip
    decide_again(visit)
    messages.success(visit.request, _("Set against %(invoice)s.") % {"invoice": invoice.number})
    return HttpResponseRedirect(reverse("customer_credits", args=[customer.code]))

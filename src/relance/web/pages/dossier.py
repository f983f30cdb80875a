"""The dossier of a customer: what is in it, and both files to keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from relance.ledger import reads
from relance.operations.build_dossier import Dossier, build_dossier, list_pieces
from relance.operations.refused import Refused
from relance.web.door import Record, Visit, found, page
from relance.web.pages.customer_acts import customer_of
from relance.web.parts import comes_later
from relance.web.sentences import said


@require_GET
@page
def show(visit: Visit, code: str) -> HttpResponse:
    """The list of pieces, numbered as in the files; of one invoice where the address names it."""
    customer = customer_of(visit, code)
    invoice, later = _invoice(visit, customer), comes_later(visit)
    numbers = reads.customer_receivables(visit.creditor, customer).prefetch_related(None).order_by("invoice__number")
    context = {
        "here": "customers",
        "customer": customer,
        "invoice": invoice,
        "invoices": list(dict.fromkeys(numbers.values_list("invoice__number", flat=True))),
        "later": later,
        **({} if later else _listed(visit, customer, invoice)),
    }
    return render(visit.request, "customers/dossier.html", context)


@require_GET
@page
def pieces(visit: Visit, code: str) -> HttpResponse:
    """The list alone, asked for a moment later: every record of the customer is read for it."""
    customer = customer_of(visit, code)
    context = {"customer": customer, **_listed(visit, customer, _invoice(visit, customer))}
    return render(visit.request, "customers/_pieces.html", context)


def _listed(visit: Visit, customer: Record, invoice: Record | None) -> dict[str, Any]:
    try:
        listed = list_pieces(creditor=visit.creditor, customer=customer, invoice=invoice, act=visit.act)
    except Refused as refusal:
        return {"problem": said(str(refusal))}
    return {"listed": listed, "size": sum(len(one.piece.content) for one in listed.pieces)}


@require_GET
@page
def archive(visit: Visit, code: str) -> HttpResponse:
    """The ZIP."""
    return _file(visit, code, "application/zip", "zip")


@require_GET
@page
def paper(visit: Visit, code: str) -> HttpResponse:
    """The PDF that presents the pieces."""
    return _file(visit, code, "application/pdf", "pdf")


def _file(visit: Visit, code: str, content_type: str, suffix: str) -> HttpResponse:
    customer = customer_of(visit, code)
    try:
        made: Dossier = build_dossier(
            creditor=visit.creditor, customer=customer, invoice=_invoice(visit, customer), act=visit.act
        )  # fmt: skip
    except Refused:
        return HttpResponseRedirect(reverse("customer_dossier", args=[customer.code]))
    answer = HttpResponse(made.archive if suffix == "zip" else made.pdf, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}.{suffix}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _invoice(visit: Visit, customer: Record) -> Record | None:
    """The invoice named in the address; one that this customer has not is not found."""
    number = visit.request.GET.get("invoice", "")
    if not number:
        return None
    rows = reads.customer_receivables(visit.creditor, customer).filter(invoice__number=number)
    return found(rows.first()).invoice

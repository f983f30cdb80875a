"""The search that stands above every page: customers, invoices, reminders, letters, amounts."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from relance.ledger.search import SHORTEST, Found, search
from relance.web.door import Visit, page
from relance.web.pages.customers import amount_in

MOST = 20
SUGGESTED = 5
LONGEST = 100


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """What was found; as suggestions while one types. The only thing found opens at once."""
    words = visit.request.GET.get("q", "").strip()[:LONGEST]
    suggests = visit.request.headers.get("HX-Request") == "true"
    most = SUGGESTED if suggests else MOST
    found = search(visit.creditor, words, amount_in(words), most, visit.limits)
    only = "" if suggests else _only(found)
    if only:
        return HttpResponseRedirect(only)
    context = {
        "here": "search", "words": words, "result": found, "most": most, "is_short": len(words) < SHORTEST,
        "suggests": suggests,
    }  # fmt: skip
    answer = render(visit.request, "search/_found.html" if suggests else "search/page.html", context)
    answer["Vary"] = "HX-Request, Cookie"
    return answer


def _only(found: Found) -> str:
    """The address of the one thing found, where there is one."""
    if found.total != 1:
        return ""
    if found.customers:
        return reverse("customer", args=[found.customers[0].code])
    if found.invoices:
        return reverse("invoice", args=[found.invoices[0].pk])
    if found.notices:
        return reverse("notice", args=[found.notices[0].reference])
    if found.letters:
        return reverse("notice", args=[found.letters[0].dispatch.notice.reference])
    if found.amounts:
        return reverse("invoice", args=[found.amounts[0].invoice_id])
    return reverse("customer", args=[found.payments[0].customer.code])

"""The customers: searched by name, code or invoice number, largest debt first."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.domain.plan import SEGMENTS
from relance.ledger import reads
from relance.web.door import Visit, page, paged


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The list, or its part that a search in progress replaces."""
    words = visit.request.GET.get("q", "").strip()
    found, segment = (
        reads.search_customers(visit.creditor, words, visit.act.today),
        visit.request.GET.get("segment", ""),
    )
    if segment in SEGMENTS:
        found = found.filter(segment=segment)
    rows = paged(visit, found)
    context = {
        "here": "customers",
        "words": words,
        "rows": rows,
        "found": rows.paginator.count,
        "segments": SEGMENTS,
        "chosen": segment,
    }
    part = visit.request.headers.get("HX-Request")
    answer = render(visit.request, "customers/_list.html" if part else "customers/page.html", context)
    answer["Vary"] = "HX-Request, Cookie"
    return answer

"""The aged balance: how late what is owed is, in all and by customer."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.ledger import reads
from relance.web.door import Visit, page, paged


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Buckets by days late, and a line per customer and currency, the most overdue first."""
    buckets, lines = reads.aged_balance(visit.creditor, visit.act.today)
    total = sum(bucket["cents"] for bucket in buckets.values())
    currencies = sorted({line.currency for line in lines})
    context = {
        "here": "ageing",
        "buckets": [(label, b["cents"], b["count"], _share(b["cents"], total)) for label, b in buckets.items()],
        "total": total,
        "overdue": total - buckets["not_due"]["cents"],
        "credit": sum(line.credit_cents for line in lines),
        "currency": currencies[0] if len(currencies) == 1 else "",
        "currencies": currencies,
        "rows": paged(visit, lines),
    }
    return render(visit.request, "ageing/page.html", context)


def _share(cents: int, total: int) -> int:
    """Percent of the total, rounded."""
    return round(cents * 100 / total) if total else 0

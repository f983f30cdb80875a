"""The aged balance: how late what is owed is, in all and by customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.ledger import reads
from relance.web.door import Visit, page, paged


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Buckets by days late, currency by currency, and a line per customer and currency, the most overdue first."""
    _, lines = reads.aged_balance(visit.creditor, visit.act.today)
    by_currency = reads.aged_buckets(visit.creditor, visit.act.today)
    currencies = list(dict.fromkeys([*by_currency, *(line.currency for line in lines)]))
    context = {
        "here": "ageing",
        "sums": [_sum(currency, by_currency.get(currency, {}), lines) for currency in currencies],
        "currencies": sorted(currencies),
        "rows": paged(visit, lines),
    }
    return render(visit.request, "ageing/page.html", context)


def _sum(currency: str, buckets: dict[str, dict[str, int]], lines: Sequence[reads.AgedLine]) -> dict[str, Any]:
    """What one currency comes to, its buckets with their share of it."""
    total = sum(bucket["cents"] for bucket in buckets.values())
    return {
        "currency": currency,
        "buckets": [(label, b["cents"], b["count"], _share(b["cents"], total)) for label, b in buckets.items()],
        "total": total,
        "overdue": sum(b["cents"] for label, b in buckets.items() if label != "not_due"),
        "credit": sum(line.credit_cents for line in lines if line.currency == currency),
    }


def _share(cents: int, total: int) -> int:
    """Percent of the total, rounded."""
    return round(cents * 100 / total) if total else 0

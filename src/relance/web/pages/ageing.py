"""The aged balance: how late what is owed is, in all and by customer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET

from relance.ledger import reads
from relance.ledger.lateness import LABELS, Aged
from relance.web.door import Visit, page
from relance.web.figure_charts import aged_chart
from relance.web.lists import Column, Listed

AGED = Listed(
    columns=(
        Column("customer", lazy("Customer"), by=lambda line: (line.name.casefold(), line.customer)),
        Column("code", lazy("Code"), by=lambda line: line.customer),
        Column("open", lazy("Open"), by=lambda line: line.open_cents, falls=True, look="number"),
        Column("overdue", lazy("Overdue"), by=lambda line: line.overdue_cents, falls=True, look="number"),
        Column("credit", lazy("Credit on account"), by=lambda line: line.credit_cents, falls=True, look="number"),
    ),
    default="-overdue",
)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Buckets by days late, currency by currency, and a line per customer and currency, the most overdue first."""
    _, lines = reads.aged_balance(visit.creditor, visit.act.today)
    by_currency = reads.aged_buckets(visit.creditor, visit.act.today)
    currencies = list(dict.fromkeys([*by_currency, *(line.currency for line in lines)]))
    asked = AGED.read(visit)
    context = {
        "here": "ageing",
        "asked": asked,
        "sums": [_sum(currency, by_currency.get(currency, {}), lines) for currency in currencies],
        "currencies": sorted(currencies),
        "rows": asked.page(asked.in_order(lines)),
    }
    return render(visit.request, "ageing/page.html", context)


def _sum(currency: str, buckets: dict[str, dict[str, int]], lines: Sequence[reads.AgedLine]) -> dict[str, Any]:
    """What one currency comes to, its buckets with their share of it."""
    total = sum(bucket["cents"] for bucket in buckets.values())
    return {
        "currency": currency,
        "chart": aged_chart(_aged(currency, buckets)) if buckets else None,
        "total": total,
        "overdue": sum(b["cents"] for label, b in buckets.items() if label != "not_due"),
        "credit": sum(line.credit_cents for line in lines if line.currency == currency),
    }


def _aged(currency: str, buckets: dict[str, dict[str, int]]) -> Aged:
    cents, counts = (tuple(buckets[label][name] for label in LABELS) for name in ("cents", "count"))
    return Aged(currency, cents, counts)

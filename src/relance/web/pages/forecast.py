"""The next thirty days if nobody paid: what would leave on which day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.domain.preview import Departure
from relance.domain.verdict import NoticeDraft
from relance.operations.preview_days import preview_days
from relance.web.door import Visit, page

DAYS = 30
SHOWN_PER_DAY = 60


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Days with their departures."""
    departures = preview_days(creditor=visit.creditor, act=visit.act, days=DAYS)
    days: dict[date, list[Departure]] = defaultdict(list)
    for departure in departures:
        days[departure.on].append(departure)
    shown = {d.customer for rows in days.values() for d in rows[:SHOWN_PER_DAY]}
    names = dict(visit.creditor.customers.filter(code__in=shown).values_list("code", "name"))
    context = {
        "here": "forecast",
        "days": [_day(on, rows, names) for on, rows in sorted(days.items())],
        "count": len(departures),
        "length": DAYS,
    }
    return render(visit.request, "forecast/page.html", context)


def _day(on: date, rows: list[Departure], names: dict[str, str]) -> dict[str, Any]:
    return {
        "on": on,
        "count": len(rows),
        "rows": [_row(row, names) for row in rows[:SHOWN_PER_DAY]],
        "more": max(len(rows) - SHOWN_PER_DAY, 0),
    }


def _row(departure: Departure, names: dict[str, str]) -> dict[str, Any]:
    what = departure.what
    return {
        "code": departure.customer,
        "name": names.get(departure.customer, departure.customer),
        "step": what.step,
        "channel": what.channel if isinstance(what, NoticeDraft) else "",
        "invoices": [line.invoice for line in what.lines],
        "cents": what.total_cents,
        "currency": departure.currency,
    }

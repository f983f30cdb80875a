"""The next thirty days if nobody paid: what would leave on which day."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.operations.jobs.answers import DAYS
from relance.web.door import Visit, page
from relance.web.figure_charts import departures_chart
from relance.web.kept import shown


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Days with their departures."""
    kept = shown(visit, "preview")
    days = kept.value or []
    context = {
        "here": "forecast",
        "kept": kept,
        "days": days,
        "count": sum(day.count for day in days),
        "chart": departures_chart([(day.on, day.count) for day in days]) if days else None,
        "length": DAYS,
    }
    return render(visit.request, "forecast/page.html", context)

"""Tableau de bord: what changed, what waits for you, where the money is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.web.door import Visit, page


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The first page of the morning."""
    return render(visit.request, "dashboard/page.html", {"here": "dashboard"})

"""The rules of the house: who decides, how many a day, payment plans, disputes, interest, work in the team."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from relance.web.door import Visit, page
from relance.web.setting_pages import answered


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """The rules by group; what changes departures is shown before it is saved."""
    return answered(visit, "rules", "settings/rules.html", lambda one: {"sending": one.creditor.sending})

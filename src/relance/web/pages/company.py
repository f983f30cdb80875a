"""The company as letters and mails name it: identity, address, contact, who signs."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from relance.web.door import Visit, page
from relance.web.setting_pages import answered


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """The company's details, each group with a form of its own."""
    return answered(visit, "company", "settings/company.html", lambda _visit: {})

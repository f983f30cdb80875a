"""The rows of payment plans, for whichever page shows them."""

from __future__ import annotations

from django import template

from relance.ledger.agreements import Progress
from relance.web.pages import agreements

register = template.Library()


@register.simple_tag(takes_context=True)
def agreement_rows(context: template.Context) -> list[Progress]:
    """Plans in force, the earliest next instalment first, then those that ended last."""
    return agreements.agreement_rows(context["visit"])

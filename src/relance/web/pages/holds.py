"""Who is left in peace by a person's word or a fact, since when and why: so that nobody is forgotten."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from relance.domain.segment_words import figures_words, segment_rule_words
from relance.ledger.holds import KINDS, all_stopped, exclusion_of, holds_in_force
from relance.operations.check_holds import OLD_DAYS
from relance.operations.profile import profile_of
from relance.web.door import Record, Visit, page, paged


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Everybody who is left in peace, by kind."""
    stopped = all_stopped(visit.creditor, visit.act.today)
    counts = {kind: sum(1 for s in stopped if s.kind == kind) for kind in KINDS}
    kind = visit.request.GET.get("kind", "")
    shown = [s for s in stopped if s.kind == kind] if kind in KINDS else stopped
    names = kind_names()
    context = {
        "here": "holds",
        "rows": paged(visit, shown),
        "names": names,
        "counts": [(key, names[key], counts[key]) for key in KINDS if counts[key]],
        "chosen": kind,
        "old_days": OLD_DAYS,
    }
    return render(visit.request, "holds/page.html", context)


def kind_names() -> dict[str, str]:
    """What each kind of stop is called, in the language of the page."""
    return {
        "hold": _("on hold"),
        "no_dunning": _("never reminded"),
        "insolvency": _("insolvency"),
        "handed_over": _("handed over"),
        "direct_debit": _("direct debit"),
    }


def profile_context(visit: Visit, customer: Record) -> dict[str, Any]:
    """The customer's profile with its figures, and why it is excluded where it is."""
    profile = profile_of(creditor=visit.creditor, customer=customer, act=visit.act)
    return {
        "profile": profile,
        "profile_figures": figures_words(profile.computed.figures, visit.language),
        "profile_because": ", ".join(segment_rule_words(rule, visit.language) for rule in profile.computed.reasons),
        "exclusion": exclusion_of(visit.creditor, customer),
        "is_held": holds_in_force(visit.creditor, visit.act.today)
        .filter(customer=customer, invoice=None, from_on__lte=visit.act.today)
        .exists(),
    }

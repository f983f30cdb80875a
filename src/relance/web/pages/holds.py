"""Who is left in peace by a person's word or a fact, since when and why: so that nobody is forgotten."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from relance.domain.segment_words import figures_words, segment_rule_words
from relance.ledger.holds import KINDS, all_stopped, exclusion_of, holds_in_force
from relance.operations.check_holds import OLD_DAYS
from relance.operations.profile import profile_of
from relance.web.door import Record, Visit, page
from relance.web.lists import Column, Filter, Listed, answer, has_words
from relance.web.pages.views import views_context

STOPPED = Listed(
    columns=(
        Column("customer", lazy("Customer"), by=lambda s: s.customer.name.casefold()),
        Column("about", lazy("About"), by=lambda s: (s.invoice, s.cents)),
        Column("what", lazy("What"), by=lambda s: KINDS.index(s.kind)),
        Column("since", pgettext_lazy("day", "Since"), by=lambda s: s.since or date.min),
        Column("until", pgettext_lazy("day", "Until"), by=lambda s: s.until or date.max),
        Column("reason", lazy("Reason"), by=lambda s: s.reason.casefold()),
    ),
    filters=(Filter("kind", lazy("What"), "pill"),),
    search=lazy("Customer, invoice or reason"),
    target="stopped-list",
)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Everybody who is left in peace, by kind."""
    stopped = all_stopped(visit.creditor, visit.act.today, visit.limits)
    counts = {kind: sum(1 for s in stopped if s.kind == kind) for kind in KINDS}
    kind = visit.request.GET.get("kind", "")
    shown = [s for s in stopped if s.kind == kind] if kind in KINDS else stopped
    asked = STOPPED.read(visit)
    shown = [s for s in shown if has_words(asked.words, s.customer.name, s.customer.code, s.invoice, s.reason)]
    names = kind_names()
    context = {
        "here": "holds",
        "rows": asked.page(asked.in_order(shown)),
        "found": ngettext("%(n)d customer or invoice", "%(n)d customers or invoices", len(shown)) % {"n": len(shown)},
        "names": names,
        "counts": [(key, names[key], counts[key]) for key in KINDS if counts[key]],
        "chosen": kind,
        "old_days": OLD_DAYS,
        **views_context(visit, "holds", asked.query),
    }
    return answer(visit, asked, "holds/page.html", "holds/_list.html", context)


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
    """The customer's profile with its figures."""
    profile = profile_of(creditor=visit.creditor, customer=customer, act=visit.act)
    return {
        "profile": profile,
        "profile_figures": figures_words(profile.computed.figures, visit.language),
        "profile_because": ", ".join(segment_rule_words(rule, visit.language) for rule in profile.computed.reasons),
    }


def exclusion_context(visit: Visit, customer: Record) -> dict[str, Any]:
    """Why the customer is excluded where it is, and whether it is on hold."""
    return {
        "exclusion": exclusion_of(visit.creditor, customer),
        "is_held": holds_in_force(visit.creditor, visit.act.today)
        .filter(customer=customer, invoice=None, from_on__lte=visit.act.today)
        .exists(),
    }

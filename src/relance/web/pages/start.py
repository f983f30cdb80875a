"""From an empty company to its first reminder: the six steps, the choice of a plan, a look at what comes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from relance.domain.plans import PRESETS
from relance.ledger import reads
from relance.operations.decide_due import decide_due
from relance.operations.edit_plan import use_plan
from relance.operations.jobs.answers import DAYS
from relance.operations.outbox import outbox_folder
from relance.operations.plans_in_force import plans_in_force
from relance.operations.preview_days import PreviewDay
from relance.operations.refused import Refused
from relance.web.door import Visit, page
from relance.web.guide import guide_of
from relance.web.kept import shown
from relance.web.pages.plans import shown_plan

MOST_SHOWN = 8


def about(key: str) -> str:
    """For whom a plan that comes with Relance is; nothing for one's own."""
    words = {
        "standard": _(
            "For most firms: a word before the due date, two reminders by mail or phone, a last notice, then the "
            "formal notice by registered letter."
        ),
        "progressive": _(
            "For customers you want to keep close: small steps, the first one on the day after the due date, and "
            "firmness late."
        ),
        "phone-first": _("For few customers who owe much: somebody calls first, and writes afterwards."),
        "two-then-notice": _("Short: two reminders, then the formal notice by registered letter."),
        "by-profile": _(
            "The second reminder follows how the customer pays: a call for the slow, a registered letter for the bad."
        ),
    }
    return words.get(key, "")


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The steps, each with its state and the next act."""
    context = {
        "here": "start",
        "steps": guide_of(visit),
        "outbox": outbox_folder(visit.creditor),
        "is_outbox": visit.creditor.delivery == "outbox",
    }
    return render(visit.request, "start/page.html", context)


@require_http_methods(["GET", "POST"])
@page
def plan(visit: Visit) -> HttpResponse:
    """The plans that come with Relance, in words and as timelines; one is chosen for every customer."""
    plans = plans_in_force(visit.creditor)
    if visit.request.method == "POST":
        key = visit.data.get("plan", "")
        if key not in plans:
            raise Refused(_("Choose a plan first."))
        use_plan(creditor=visit.creditor, key=key, act=visit.act)
        messages.success(visit.request, _("Chosen: every customer without a plan of its own follows it."))
        return HttpResponseRedirect(reverse("start"))
    own = [key for key in plans if key not in PRESETS]
    rows = [{**shown_plan(visit, plans[key]), "about": about(key)} for key in (*PRESETS, *own)]
    guide = guide_of(visit, "plan")
    context = {"here": "start", "rows": rows, "is_chosen": bool(guide.here and guide.here.state == "done")}
    return render(visit.request, "start/plan.html", context)


@require_http_methods(["GET", "POST"])
@page
def preview(visit: Visit) -> HttpResponse:
    """What the coming days would bring, and the first reminders as their readers would see them."""
    if visit.request.method == "POST":
        report = decide_due(creditor=visit.creditor, act=visit.act)
        for problem in report.problems:
            messages.error(visit.request, problem)
        if not report.created:
            messages.info(visit.request, _("Nothing is due today: the first reminders come on the days below."))
        return HttpResponseRedirect(reverse("start_preview"))
    waiting = reads.waiting_notices(visit.creditor)
    rows = list(waiting[:MOST_SHOWN])
    first = next((n for n in rows if n.state != "no_contact" and n.channel == "email"), None)
    kept = shown(visit, "preview")
    context = {
        "here": "start",
        "kept": kept,
        "waiting": rows,
        "count": waiting.count(),
        "first": first,
        "has_invoices": visit.creditor.receivables.exists(),
        "length": DAYS,
        **_coming(kept.value or []),
    }
    return render(visit.request, "start/preview.html", context)


def _coming(days: list[PreviewDay]) -> dict[str, Any]:
    """How many departures on which day."""
    return {
        "departures": sum(day.count for day in days),
        "days": [(day.on, day.count) for day in days[:MOST_SHOWN]],
        "more_days": len(days) - MOST_SHOWN,
    }

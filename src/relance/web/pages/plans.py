"""A plan as it holds today: its time line, its words, who follows it, its versions and what differs between two."""

from __future__ import annotations

import difflib
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.domain.plan import SEGMENTS, Plan
from relance.domain.plan_changes import plan_changes
from relance.domain.plans import PRESETS, PlanRefused, advice, parse_plan, preset_text
from relance.ledger.plans import customers_following, find_plan_version, plan_versions
from relance.operations.edit_plan import use_plan
from relance.operations.plans_in_force import plans_in_force
from relance.web.door import Record, Visit, found, page
from relance.web.pages.plan_editor import readable
from relance.web.plan_drawing import drawings
from relance.web.plan_sentences import plan_said
from relance.web.plan_words import change_said, when

NAMED = 12  # customers named on the page of their plan


def shown_plan(visit: Visit, plan: Plan) -> dict[str, Any]:
    """A plan in a list of plans: its time line, its steps, and whom it is for."""
    return {
        "plan": plan,
        "drawings": drawings(plan),
        "is_default": plan.key == visit.creditor.default_plan,
        "is_preset": plan.key in PRESETS,
        "steps": [(step, when(step)) for step in plan.steps],
        "advice": [plan_said(sentence) for sentence in advice(plan)],
        "for_segments": [s for s in SEGMENTS if getattr(visit.creditor, f"plan_for_{s}") == plan.key],
    }


@require_GET
@page
def listed(visit: Visit) -> HttpResponse:
    """Every plan there is, the usual one first, then one's own, then those that come with Relance."""
    rows = [shown_plan(visit, plan) for plan in plans_in_force(visit.creditor).values()]
    rows.sort(key=lambda row: (not row["is_default"], row["is_preset"]))
    return render(visit.request, "plans/page.html", {"here": "plans", "rows": rows})


@require_GET
@page
def show(visit: Visit, key: str) -> HttpResponse:
    """One plan: its time line, its sentences, its customers and its versions."""
    plan = found(plans_in_force(visit.creditor).get(key))
    following = customers_following(visit.creditor, key)
    context = {
        "here": "plans",
        **shown_plan(visit, plan),
        "versions": plan_versions(visit.creditor, key),
        "followers": following.count(),
        "named": following[:NAMED],
        **readable(plan),
    }
    return render(visit.request, "settings/plan.html", context)


@require_POST
@page
def use(visit: Visit, key: str) -> HttpResponse:
    """Follow this plan by default."""
    found(plans_in_force(visit.creditor).get(key))
    use_plan(creditor=visit.creditor, key=key, act=visit.act)
    messages.success(visit.request, _("This plan holds from the next decision on."))
    return HttpResponseRedirect(reverse("plans"))


@require_GET
@page
def version(visit: Visit, key: str, version_id: int) -> HttpResponse:
    """One version as it was saved, beside the one before it or another."""
    row = found(find_plan_version(visit.creditor, key, version_id))
    rows = list(plan_versions(visit.creditor, key).only("pk", "version"))
    context = {"here": "plans", "key": key, "version": row, "is_last": row.pk == rows[0].pk, "others": rows}
    return render(visit.request, "settings/version.html", context | _beside(visit, key, row))


def _beside(visit: Visit, key: str, row: Record) -> dict[str, Any]:
    """What differs from the version asked for in the address, or from the one before."""
    asked = visit.request.GET.get("with", "")
    number = int(asked[:9]) if asked.isdecimal() else row.version - 1
    other = plan_versions(visit.creditor, key).filter(version=number).first()
    text = other.text if other else preset_text(key) if key in PRESETS and number == 0 else ""
    try:
        new = parse_plan(row.text)
        said = readable(new)
        changes = [change_said(one) for one in plan_changes(parse_plan(text), new)] if text else []
    except PlanRefused:  # an old text that today's rules refuse
        said, changes = {}, []
    lines = difflib.unified_diff(text.splitlines(), row.text.splitlines(), lineterm="", n=2) if text else ()
    return {
        "with": number,
        "has_other": bool(text),
        "plan_changes": changes,
        "lines": [(one[:1], one) for one in list(lines)[2:]],
        "has_preset": key in PRESETS,
        **said,
    }

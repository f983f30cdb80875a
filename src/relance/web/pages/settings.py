"""The company's settings, each explained, and its plans as timelines."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.domain.plan import Plan, Step
from relance.domain.plans import PRESETS, advice
from relance.operations.change_settings import SETTINGS, change_settings, settings_of
from relance.operations.edit_plan import use_plan
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.operations.setup_creditor import LETTERS_NEED
from relance.web.door import Visit, page
from relance.web.setting_words import choices_of, groups, setting_words


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """All settings; the form of one group changes that group alone."""
    if visit.request.method == "POST":
        return _change(visit)
    values = settings_of(visit.creditor)
    plans = plans_in_force(visit.creditor)
    offered = {
        "calendar": [(name, name) for name in law_of(visit.creditor).calendars()],
        "default_plan": [(plan.key, _(plan.label) if plan.label else plan.key) for plan in plans.values()],
    }
    context = {
        "here": "settings",
        "groups": [
            {"key": key, "title": title, "fields": [_field(name, values, offered) for name in names]}
            for key, title, names in groups()
        ],
        "missing": [setting_words(name)[0] for name in LETTERS_NEED if not values.get(name)],
        "plans": [_plan(visit, plan) for plan in plans.values()],
        "sending": visit.creditor.sending,
    }
    return render(visit.request, "settings/page.html", context)


def _change(visit: Visit) -> HttpResponse:
    """Apply what differs; the trace then names only what changed."""
    values = settings_of(visit.creditor)
    changes = {
        name: visit.data[name]
        for name in SETTINGS
        if name in visit.data and visit.data[name].replace("\r\n", "\n") != str(values[name])
    }
    if changes:
        change_settings(creditor=visit.creditor, changes=changes, act=visit.act)
        messages.success(visit.request, _("Saved."))
    else:
        messages.info(visit.request, _("Nothing had changed."))
    return HttpResponseRedirect("/settings/")


def _field(name: str, values: dict[str, Any], offered: dict[str, Any]) -> dict[str, Any]:
    label, help_text = setting_words(name)
    return {
        "name": name,
        "label": label,
        "help": help_text,
        "value": values[name],
        "choices": choices_of(name) or offered.get(name, []),
        "is_long": name == "address",
        "is_hour": name in ("sending_from", "sending_until"),
        "is_missing": name in LETTERS_NEED and not values[name],
    }


def _plan(visit: Visit, plan: Plan) -> dict[str, Any]:
    return {
        "plan": plan,
        "is_default": plan.key == visit.creditor.default_plan,
        "is_preset": plan.key in PRESETS,
        "steps": [(step, when(step)) for step in plan.steps],
        "advice": advice(plan),
    }


def when(step: Step) -> str:
    """When a step comes, in words."""
    after = {
        "due": (_("the day after the due date"), _("%(n)d days after the due date")),
        "previous": (_("the day after the step before"), _("%(n)d days after the step before")),
        "deadline": (_("the day after the deadline has passed"), _("%(n)d days after the deadline")),
    }
    before = (_("the day before the due date"), _("%(n)d days before the due date"))
    if step.anchor == "due" and step.offset_days == 0:
        return _("on the due date")
    one, many = before if step.offset_days < 0 else after[step.anchor]
    return one if abs(step.offset_days) == 1 else many % {"n": abs(step.offset_days)}


@require_http_methods(["GET"])
@page
def plan(visit: Visit, key: str) -> HttpResponse:
    """One plan, step by step."""
    plans = plans_in_force(visit.creditor)
    if key not in plans:
        raise Http404
    return render(visit.request, "settings/plan.html", {"here": "settings", **_plan(visit, plans[key])})


@require_POST
@page
def use(visit: Visit, key: str) -> HttpResponse:
    """Follow this plan by default."""
    if key not in plans_in_force(visit.creditor):
        raise Http404
    use_plan(creditor=visit.creditor, key=key, act=visit.act)
    messages.success(visit.request, _("This plan holds from the next decision on."))
    return HttpResponseRedirect("/settings/")

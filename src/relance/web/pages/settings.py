"""The company's settings, each explained, and its plans as timelines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.domain.plan import SEGMENTS, Plan, Step
from relance.domain.plans import PRESETS, advice
from relance.ledger.bank import has_account
from relance.ledger.crew import members
from relance.ledger.plans import plan_versions
from relance.operations.change_settings import SEGMENT_PLANS, SETTINGS, change_settings, settings_of
from relance.operations.edit_plan import use_plan
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.operations.preview_change import DECIDING
from relance.operations.setup_creditor import LETTERS_NEED
from relance.web.differences import change_context
from relance.web.door import Visit, page
from relance.web.pages.customer_acts import cents_of
from relance.web.plan_sentences import plan_said
from relance.web.setting_words import choices_of, groups, setting_words
from relance.web.templatetags.relance import amount, money

# kept in cents, shown and typed in euros: the name on the form
EUROS = {
    "agreement_min_cents": "agreement_min", "postal_daily_cents": "postal_daily",
    "small_difference_cents": "small_difference",
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """All settings; the form of one group changes that group alone."""
    if visit.request.method == "POST":
        return _change(visit)
    values = settings_of(visit.creditor)
    plans = plans_in_force(visit.creditor)
    offered = _offered(visit, plans)
    context = {
        "here": "settings",
        "groups": [
            {
                "key": key,
                "title": title,
                "fields": [_field(name, values, offered) for name in names],
                "decides": not set(names).isdisjoint(DECIDING),
            }
            for key, title, names in groups()
        ],
        "missing": [
            *(setting_words(name)[0] for name in LETTERS_NEED if not values.get(name)),
            *([] if has_account(visit.creditor) else [_("IBAN")]),
        ],
        "plans": [_plan(visit, plan) for plan in plans.values()],
        "sending": visit.creditor.sending,
    }
    return render(visit.request, "settings/page.html", context)


def _offered(visit: Visit, plans: Mapping[str, Plan]) -> dict[str, list[tuple[str, str]]]:
    """The answers of settings whose list depends on the creditor."""
    named = [(plan.key, _(plan.label) if plan.label else plan.key) for plan in plans.values()]
    of_segments = {name: [("", _("The usual one")), *named] for name in SEGMENT_PLANS}
    people = [
        ("", _("Whoever owns the company")),
        *((name, name) for name in (m.user.get_username() for m in members(visit.creditor))),
    ]
    calendars = [(name, name) for name in law_of(visit.creditor).calendars()]
    return {"calendar": calendars, "default_plan": named, "person_in_charge": people, **of_segments}


def _asked(visit: Visit, data: Mapping[str, str]) -> dict[str, str]:
    """The settings that were asked for and differ from those in force. Raises Refused for what is no amount."""
    values = settings_of(visit.creditor)
    data = {**data, **{name: str(cents_of(data[typed], "EUR")) for name, typed in EUROS.items() if typed in data}}
    return {
        name: data[name]
        for name in SETTINGS
        if name in data and data[name].strip().replace("\r\n", "\n") != str(values[name])
    }


@require_http_methods(["GET", "POST"])
@page
def preview(visit: Visit) -> HttpResponse:
    """What a change of settings would do, before it is saved; what decides nothing is saved at once, from a form."""
    is_form = visit.request.method == "POST"
    changes = _asked(visit, visit.data if is_form else visit.request.GET.dict())
    if is_form and set(changes).isdisjoint(DECIDING):
        return _change(visit)
    context = {
        "here": "settings",
        "changes": [_changed(visit, name, value) for name, value in changes.items()],
        **change_context(visit, settings=changes),
    }
    return render(visit.request, "settings/preview.html", context)


def _changed(visit: Visit, name: str, value: str) -> dict[str, str]:
    """A setting before and after, in words."""
    offered = _offered(visit, plans_in_force(visit.creditor))
    words = dict(choices_of(name) or offered.get(name, []))
    old = str(settings_of(visit.creditor)[name])
    if name in EUROS:
        words = {cents: money(int(cents)) for cents in (old, value) if cents.isdecimal()}
    return {
        "name": name,
        "label": setting_words(name)[0],
        "value": value,
        "old": words.get(old, old),
        "new": words.get(value, value),
    }


def _change(visit: Visit) -> HttpResponse:
    """Apply what differs; the trace then names only what changed."""
    changes = _asked(visit, visit.data)
    if changes:
        change_settings(creditor=visit.creditor, changes=changes, act=visit.act)
        messages.success(visit.request, _("Saved."))
    else:
        messages.info(visit.request, _("Nothing had changed."))
    return HttpResponseRedirect("/settings/")


def _field(name: str, values: dict[str, Any], offered: dict[str, Any]) -> dict[str, Any]:
    label, help_text = setting_words(name)
    return {
        "name": EUROS.get(name, name),
        "label": label,
        "help": help_text,
        "value": amount(values[name]) if name in EUROS else values[name],
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
        "advice": [plan_said(sentence) for sentence in advice(plan)],
        "for_segments": [s for s in SEGMENTS if getattr(visit.creditor, f"plan_for_{s}") == plan.key],
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
    versions = plan_versions(visit.creditor, key)
    return render(
        visit.request, "settings/plan.html", {"here": "settings", "versions": versions, **_plan(visit, plans[key])}
    )


@require_POST
@page
def use(visit: Visit, key: str) -> HttpResponse:
    """Follow this plan by default."""
    if key not in plans_in_force(visit.creditor):
        raise Http404
    use_plan(creditor=visit.creditor, key=key, act=visit.act)
    messages.success(visit.request, _("This plan holds from the next decision on."))
    return HttpResponseRedirect("/settings/")

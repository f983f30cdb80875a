"""A plan as text beside its steps: changed, checked, looked at over the coming days, saved as a new version."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from relance.domain.plan import Plan
from relance.domain.plans import PlanRefused, advice, parse_plan
from relance.ledger.plans import find_plan_version, plan_versions
from relance.operations.edit_plan import check_plan, save_plan
from relance.operations.plans_in_force import plan_text, plans_in_force
from relance.operations.refused import Refused
from relance.web.differences import change_context
from relance.web.door import Visit, found, page
from relance.web.pages.settings import when
from relance.web.plan_sentences import plan_said

KEY = re.compile(r"^key\s*=\s*\".*?\"", re.MULTILINE)


@require_http_methods(["GET", "POST"])
@page
def edit(visit: Visit, key: str) -> HttpResponse:
    """The editor. Asked for by address it shows a text; sent as a form it checks, previews or saves it."""
    found(plan_text(visit.creditor, key))
    if visit.request.method == "POST":
        return _sent(visit, key)
    return _editor(visit, key, _text_to_edit(visit, key))


def _text_to_edit(visit: Visit, key: str) -> str:
    """The text in force, an older version, or a copy under a new name."""
    number = visit.request.GET.get("version", "")
    if number.isdecimal():
        return str(found(plan_versions(visit.creditor, key).filter(version=int(number[:9])).first()).text)
    text = str(plan_text(visit.creditor, key))
    if visit.request.GET.get("copy"):
        return KEY.sub(f'key = "{_free_key(visit, key)}"', text, count=1)
    return text


def _free_key(visit: Visit, key: str) -> str:
    plans, number = plans_in_force(visit.creditor), 2
    while f"{key}-{number}" in plans:
        number += 1
    return f"{key}-{number}"


def _sent(visit: Visit, key: str) -> HttpResponse:
    text = visit.request.POST.get("text", "").replace("\r\n", "\n")
    try:
        plan = check_plan(text, visit.creditor).plan
        _refuse_another(visit, key, plan)
    except Refused as refusal:
        return _editor(visit, key, text, problem=plan_said(str(refusal)))
    if visit.data.get("act") != "save":
        return _editor(visit, key, text, **change_context(visit, plan=plan))
    _checked, number = save_plan(creditor=visit.creditor, text=text, act=visit.act)
    messages.success(visit.request, _("Version %(n)d is saved; it holds from the next decision on.") % {"n": number})
    return HttpResponseRedirect(reverse("plan", args=[plan.key]))


def _refuse_another(visit: Visit, key: str, plan: Plan) -> None:
    """A text saved under another plan's key would replace that plan."""
    if plan.key != key and plan.key in plans_in_force(visit.creditor):
        raise Refused(_("another plan has the key “%(key)s”: choose a new one") % {"key": plan.key})


def _editor(visit: Visit, key: str, text: str, **more: Any) -> HttpResponse:
    context = {"here": "settings", "key": key, "text": text, **_readable(text), **more}
    return render(visit.request, "settings/edit.html", context)


def _readable(text: str) -> dict[str, Any]:
    """The steps of a text that can be read; nothing of one that cannot."""
    try:
        plan = parse_plan(text)
    except PlanRefused:
        return {}
    return {
        "plan": plan,
        "steps": [(step, when(step)) for step in plan.steps],
        "advice": [plan_said(x) for x in advice(plan)],
    }


@require_GET
@page
def version(visit: Visit, key: str, version_id: int) -> HttpResponse:
    """One version as it was saved."""
    row = found(find_plan_version(visit.creditor, key, version_id))
    is_last = row == plan_versions(visit.creditor, key).first()
    context = {"here": "settings", "key": key, "version": row, "is_last": is_last, **_readable(row.text)}
    return render(visit.request, "settings/version.html", context)

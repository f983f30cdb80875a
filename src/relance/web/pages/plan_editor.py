"""A plan as a form and as a text: changed, checked, looked at over the coming days, saved as a new version."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relance.domain.plan import KINDS, Plan
from relance.domain.plan_changes import plan_changes
from relance.domain.plan_form import Draft, FormProblem, draft_of, draft_sent, read_draft
from relance.domain.plan_text import rewritten
from relance.domain.plans import PlanRefused, advice, parse_plan
from relance.domain.wording import store
from relance.ledger.plans import plan_versions
from relance.ledger.templates import own_names
from relance.operations.edit_plan import check_plan, save_plan
from relance.operations.plans_in_force import plan_text, plans_in_force
from relance.operations.refused import Refused
from relance.web.differences import change_context
from relance.web.door import Visit, found, page
from relance.web.plan_drawing import drawings
from relance.web.plan_rows import shown
from relance.web.plan_sentences import plan_said
from relance.web.plan_words import change_said, choice_words, limits_said, name_of, rules_said, step_said

PART = "plans/_said.html"  # what a change of one field renews
_STEP = re.compile(r"step (\S+): the template")


@require_http_methods(["GET", "POST"])
@page
def edit(visit: Visit, key: str) -> HttpResponse:
    """The editor. Asked for by address it shows a plan; sent as a form it changes, checks, previews or saves it."""
    found(plan_text(visit.creditor, key))
    if visit.request.method != "POST":
        text = _text_to_edit(visit, key)
        return _editor(visit, key, text, text)
    if "base" in visit.request.POST:
        return _form_sent(visit, key)
    return _text_sent(visit, key)


def _text_to_edit(visit: Visit, key: str) -> str:
    """The text in force, an older version, or a copy under a new name."""
    number = visit.request.GET.get("version", "")
    if number.isdecimal():
        return str(found(plan_versions(visit.creditor, key).filter(version=int(number[:9])).first()).text)
    text = str(plan_text(visit.creditor, key))
    if visit.request.GET.get("copy"):
        plan = parse_plan(text)
        label = _("%(name)s (copy)") % {"name": plan.label or plan.key}
        return rewritten(text, replace(plan, key=_free_key(visit, key), label=label)).text
    return text


def _free_key(visit: Visit, key: str) -> str:
    plans, number = plans_in_force(visit.creditor), 2
    while f"{key}-{number}" in plans:
        number += 1
    return f"{key}-{number}"


def _text_sent(visit: Visit, key: str) -> HttpResponse:
    """The text itself was changed: read into the form, previewed, or saved."""
    text = _plain(visit.request.POST.get("text", ""))
    base = _plain(visit.request.POST.get("was", "")) or text
    try:
        plan = check_plan(text, visit.creditor).plan
        _refuse_another(visit, key, plan)
        if visit.data.get("act") == "save":
            _refuse_stale(visit, plan)
    except Refused as refusal:
        return _editor(visit, key, text, base, problem=plan_said(str(refusal)), is_text=True)
    if visit.data.get("act") == "save":
        return _saved(visit, text)
    if visit.data.get("act") == "read":
        return _editor(visit, key, text, base)
    return _editor(visit, key, text, base, **_preview(visit, key, plan))


def _saved(visit: Visit, text: str) -> HttpResponse:
    checked, number = save_plan(creditor=visit.creditor, text=text, act=visit.act)
    messages.success(visit.request, _("Version %(n)d is saved; it holds from the next decision on.") % {"n": number})
    return HttpResponseRedirect(reverse("plan", args=[checked.plan.key]))


def _form_sent(visit: Visit, key: str) -> HttpResponse:
    """The form was changed: its step added, moved or removed, or looked at."""
    base = _plain(visit.request.POST.get("base", ""))
    act = visit.data.get("act", "look")
    draft, opened = _acted(draft_sent(dict(visit.request.POST.lists())), act, visit.data.get("new_kind", "reminder"))
    plan, problems = read_draft(draft)
    if plan is None:
        return _editor(visit, key, base, base, draft=draft, problems=problems, opened=opened)
    new = rewritten(base, plan)
    more: dict[str, Any] = {"draft": draft, "opened": opened, "lost": new.lost}
    try:
        check_plan(new.text, visit.creditor)
        _refuse_another(visit, key, plan)
    except Refused as refusal:
        more["problems"] = [_problem_of(plan, str(refusal))]
        return _editor(visit, key, new.text, base, **more)
    if act == "preview":
        more |= _preview(visit, key, plan)
    return _editor(visit, key, new.text, base, **more)


def _acted(draft: Draft, act: str, kind: str) -> tuple[Draft, int | None]:
    """What a button of the form does to it, and the step to show whole afterwards."""
    verb, _dash, rest = act.partition("-")
    numbers = [int(one) for one in rest.split("-") if one.isdecimal()]
    if verb == "add" and kind in KINDS:
        return draft.with_step(next(k for k in KINDS if k == kind), choice_words("kind", kind))
    if not numbers:
        return draft, None
    simple = {
        "up": lambda n: draft.moved(n, -1), "down": lambda n: draft.moved(n, 1), "remove": draft.removed,
    }  # fmt: skip
    if verb in simple:
        return simple[verb](numbers[0]), None
    if verb == "case":
        return draft.with_variant(numbers[0]), numbers[0]
    if verb == "uncase" and len(numbers) == 2:
        return draft.without_variant(*numbers), numbers[0]
    return draft, None


def _problem_of(plan: Plan, words: str) -> FormProblem:
    """The field that a refusal beyond the plan's own rules is about."""
    named = _STEP.match(words)
    if named and named[1] in plan.ranks:
        return FormProblem(f"step-{plan.ranks[named[1]]}-template", words)
    return FormProblem("key", words)


def _refuse_another(visit: Visit, key: str, plan: Plan) -> None:
    """A text saved under another plan's key would replace that plan."""
    if plan.key != key and plan.key in plans_in_force(visit.creditor):
        raise Refused(_("another plan has the key “%(key)s”: choose a new one") % {"key": plan.key})


def _refuse_stale(visit: Visit, plan: Plan) -> None:
    """Somebody else saved a version since this one was looked at: it would be lost without being seen."""
    last = plan_versions(visit.creditor, plan.key).first()
    if "latest" in visit.data and visit.data["latest"] != str(last.version if last else 0):
        facts = {"who": last.saved_by if last else "", "n": last.version if last else 0}
        raise Refused(
            _("%(who)s saved version %(n)d meanwhile: look again at what yours would change, then save it") % facts
        )


def _preview(visit: Visit, key: str, plan: Plan) -> dict[str, Any]:
    """What the plan would change over the coming days, and in itself; the number that its version would have."""
    last = plan_versions(visit.creditor, plan.key).first()
    now = plans_in_force(visit.creditor)[plan.key if plan.key in plans_in_force(visit.creditor) else key]
    return {
        "next": (last.version if last else 0) + 1,
        "latest": last.version if last else 0,
        "plan_changes": [change_said(one) for one in plan_changes(now, plan)],
        **change_context(visit, plan=plan),
    }


def _editor(visit: Visit, key: str, text: str, base: str, **more: Any) -> HttpResponse:
    """The page, or what of it a change renews: the form, or only what it says."""
    plan = _plan_of(text)
    draft, problems = more.pop("draft", None), more.pop("problems", ())
    if draft is None and plan:
        draft = draft_of(plan, "," if visit.language == "fr" else ".")
    is_wrong = bool(problems or more.get("problem"))
    templates = [*store.names(), *sorted(own_names(visit.creditor) - set(store.names()))]
    context = {
        "here": "plans", "key": key, "text": text, "base": base, "plan": plan, "is_wrong": is_wrong,
        "is_copy": plan is not None and plan.key != key, "opened": more.pop("opened", None),
        **(readable(plan) if plan else {}), **more,
    }  # fmt: skip
    if draft is not None:
        context["form"] = shown(draft, problems, templates, context["opened"])
    template = _template(visit)
    answer = render(visit.request, template, context | {"renews": template == PART})
    answer["Vary"] = "HX-Request, Cookie"
    return answer


def _template(visit: Visit) -> str:
    if not visit.request.headers.get("HX-Request"):
        return "settings/edit.html"
    is_part = visit.request.headers.get("HX-Target") == "plan-said"
    return PART if is_part else "plans/_editor.html"


def _plan_of(text: str) -> Plan | None:
    try:
        return parse_plan(text)
    except PlanRefused:
        return None


def readable(plan: Plan) -> dict[str, Any]:
    """A plan drawn and in words."""
    return {
        "plan": plan,
        "drawings": drawings(plan),
        "said": [(name_of(step), step, step_said(step), limits_said(step)) for step in plan.steps],
        "rules": rules_said(plan),
        "advice": [plan_said(x) for x in advice(plan)],
        "kinds": [(kind, choice_words("kind", kind)) for kind in KINDS],
    }


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")

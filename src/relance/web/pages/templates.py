"""The creditor's own wording: the list of templates, the editor with its live preview, versions, a test to oneself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from relance.discovery import channels
from relance.domain.plan import CHANNELS, SEGMENTS, Plan
from relance.domain.reasons import answer_words
from relance.domain.wording import store
from relance.domain.wording.checking import check_text
from relance.domain.wording.field_words import fields_by_group
from relance.domain.wording.fields import fields_of
from relance.domain.wording.stages import TEMPLATE_WORDS, stage_of
from relance.ledger.plans import plans_followed
from relance.ledger.reads import find_customer
from relance.ledger.templates import (
    Scope,
    customers_to_preview,
    find_template_version,
    own_template,
    own_templates,
    scope_of,
    template_versions,
)
from relance.operations.edit_template import (
    TemplateRefused,
    known_scope,
    names_of,
    reset_template,
    restore_template,
    save_template,
    template_text,
)
from relance.operations.plans_in_force import plans_in_force
from relance.operations.preview_template import preview_facts, preview_message
from relance.operations.refused import Refused
from relance.operations.test_message import send_test
from relance.web.door import Record, Visit, found, page
from relance.web.mail import read_mail
from relance.web.pages.notices import MAIL, MESSAGE_POLICY, PDF_POLICY

DRAFTS = "template_drafts"  # in the session: what the preview's frame shows; nothing of it is saved
MOST_DRAFTS = 4
LANGUAGES = {"fr": "Français", "en": "English"}


class Draft(NamedTuple):
    """A text being looked at, for a scope and a customer's code."""

    scope: Scope
    text: str
    customer: str

    @property
    def token(self) -> str:
        """The same draft has the same name."""
        return hashlib.sha256(repr(self).encode()).hexdigest()[:20]


def template_label(name: str, language: str) -> str:
    """A template's name in the trade's words; an own one's with its own words after it."""
    stage = stage_of(name)
    if stage is None:
        return name
    words = TEMPLATE_WORDS.get(stage.base)
    said = words[1 if language == "en" else 0] if words else answer_words(stage.base, language)
    own = name.removeprefix(stage.base).strip("-").replace("-", " ")
    return f"{said} · {own}" if own else said


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Every template: which steps use it, and whose text holds in each language."""
    own: dict[str, list[Record]] = {}
    for row in own_templates(visit.creditor):
        own.setdefault(row.name, []).append(row)
    names = sorted({*store.names(), *own}, key=_order)
    plans = _followed(visit)
    rows = [_row(visit, plans, name, own.get(name, [])) for name in names]
    context = {
        "here": "templates",
        "reminders": [row for row in rows if not row["is_answer"]],
        "answers": [row for row in rows if row["is_answer"]],
        "shipped": [(name, template_label(name, visit.language)) for name in sorted(store.names(), key=_order)],
    }
    return render(visit.request, "settings/templates.html", context)


def _order(name: str) -> tuple[int, str]:
    """In the order of a plan's steps, answers last."""
    stage = stage_of(name)
    known = list(TEMPLATE_WORDS)
    return (known.index(stage.base) if stage and stage.base in known else len(known), name)


def _row(visit: Visit, plans: Sequence[Plan], name: str, own: list[Record]) -> dict[str, Any]:
    stage = stage_of(name)
    whole = {row.language: row for row in own if not row.segment and not row.channel}
    return {
        "name": name,
        "label": template_label(name, visit.language),
        "is_answer": stage is not None and stage.kind == "answer",
        "steps": _steps(plans, name),
        "languages": [(key, words, whole.get(key)) for key, words in LANGUAGES.items()],
        "special": [row for row in own if row.segment or row.channel],
    }


def _followed(visit: Visit) -> list[Plan]:
    """The plans that some customer follows."""
    followed = plans_followed(visit.creditor)
    return [plan for key, plan in plans_in_force(visit.creditor).items() if key in followed]


def _steps(plans: Sequence[Plan], name: str) -> list[tuple[str, str]]:
    """The steps, with their plans, that use this template."""
    return [
        (plan.label or plan.key, step.label or step.key)
        for plan in plans
        if name in names_of(plan)
        for step in plan.steps
        if name in (step.template, *(variant.template for variant in step.variants))
    ]


@require_POST
@page
def new(visit: Visit) -> HttpResponse:
    """A template under a new name, begun as a copy of a shipped one in its two languages."""
    base, own = visit.data.get("base", ""), visit.data.get("own", "").lower().replace(" ", "-")
    name = f"{base}-{own}"
    if base not in store.names() or not own or stage_of(name) is None:
        raise Refused(_("Name the new template in small letters and digits, for example “key-accounts”."))
    if known_scope(visit.creditor, name, "fr"):
        raise Refused(_("There is a template of that name already: choose another."))
    for language in store.LANGUAGES:
        text = template_text(visit.creditor, Scope(base, language))
        save_template(creditor=visit.creditor, scope=Scope(name, language), text=text, act=visit.act)
    messages.success(visit.request, _("The copy is saved. Name it in a step of a plan, and write it as you wish."))
    return HttpResponseRedirect(_address(Scope(name, visit.language)))


def _address(scope: Scope) -> str:
    words = {key: value for key, value in (("segment", scope.segment), ("channel", scope.channel)) if value}
    return reverse("template", args=[scope.name, scope.language]) + (f"?{urlencode(words)}" if words else "")


@require_http_methods(["GET", "POST"])
@page
def edit(visit: Visit, template: str, language: str) -> HttpResponse:
    """The editor of one text; sent as a form it saves, takes back, resets, or sends a test to oneself."""
    scope = _scope(visit, template, language)
    if visit.request.method == "POST":
        return _sent(visit, scope)
    return _editor(visit, scope, _text_to_edit(visit, scope))


def _scope(visit: Visit, name: str, language: str) -> Scope:
    data = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    scope = known_scope(visit.creditor, name, language, data.get("segment", ""), data.get("channel", ""))
    return scope if scope else found(None)


def _text_to_edit(visit: Visit, scope: Scope) -> str:
    """What holds today, an older version, the shipped text, or the text of the other language to start from."""
    number, copied = visit.request.GET.get("version", ""), visit.request.GET.get("copy", "")
    if number.isdecimal():
        row = found(find_template_version(visit.creditor, scope, int(number[:9])))
        return str(row.text) or template_text(visit.creditor, scope)
    if copied in store.LANGUAGES:
        return template_text(visit.creditor, scope._replace(language=copied))
    return template_text(visit.creditor, scope)


def _sent(visit: Visit, scope: Scope) -> HttpResponse:
    act, text = visit.data.get("act", "save"), visit.request.POST.get("text", "").replace("\r\n", "\n")
    try:
        said = _done(visit, scope, act, text)
    except TemplateRefused:
        return _editor(visit, scope, text, status=422)
    except Refused as refusal:
        messages.error(visit.request, _said(str(refusal)))
        return _editor(visit, scope, text, status=422)
    messages.success(visit.request, said)
    if act == "test":
        return _editor(visit, scope, text)
    return HttpResponseRedirect(_address(scope))


def _done(visit: Visit, scope: Scope, act: str, text: str) -> str:
    """Do what the button says; what to tell of it. Raises Refused."""
    who, reader = {"creditor": visit.creditor, "act": visit.act}, visit.language
    if act == "reset":
        reset_template(scope=scope, **who)
        return _("The text that came before yours holds again.")
    if act.startswith("restore-"):
        number = int(act.removeprefix("restore-")) if act.removeprefix("restore-").isdecimal() else 0
        saved = restore_template(scope=scope, version=number, reader=reader, **who)
        return _("Version %(old)d is taken back, as version %(n)d.") % {"old": number, "n": saved.version}
    if act == "test":
        person = visit.request.user.get_username()
        sent = send_test(scope=scope, text=text, customer=_customer(visit), person=person, **who)
        words = {"who": sent.recipient}
        if sent.path:
            return _("The test message for %(who)s is in the outbox folder, under “tests”.") % words
        return _("The test message has left for %(who)s.") % words
    based_on = visit.data.get("based_on", "")
    number_before = int(based_on) if based_on.isdecimal() else None
    saved = save_template(scope=scope, text=text, based_on=number_before, reader=reader, **who)
    return _("Version %(n)d is saved; it holds for the next message that leaves.") % {"n": saved.version}


def _said(text: str) -> str:
    """The refusals of saving, in the page's language."""
    known = {
        "says this already": _("The text is the same as before: nothing was saved."),
        "meanwhile": _("Somebody else saved a version meanwhile: look at it in the history first."),
        "has no text of yours": _("There is no text of yours here: the shipped one holds already."),
        "name another template": _("A plan names this template: name another one there first."),
        "to take back": _("This version cannot be taken back."),
        "did not leave": _("The test message did not leave: check the mail settings."),
        "own address": _("No address of yours is known: enter the company’s e-mail address in the settings first."),
    }
    return next((words for part, words in known.items() if part in text), text)


def _customer(visit: Visit) -> Record | None:
    """The customer chosen for the preview; without a choice the one with most overdue."""
    asked = visit.data.get("customer") or visit.request.GET.get("customer", "")
    chosen = find_customer(visit.creditor, asked) if asked else None
    if chosen:
        return chosen
    return next(iter(customers_to_preview(visit.creditor, visit.act.today, 1)), None)


def _editor(visit: Visit, scope: Scope, text: str, status: int = 200) -> HttpResponse:
    versions = list(template_versions(visit.creditor, scope))
    own = own_template(visit.creditor, scope)
    shown = _customer(visit)
    context = {
        "here": "templates",
        "scope": scope,
        "label": template_label(scope.name, visit.language),
        "language_name": LANGUAGES[scope.language],
        "others": [(key, words) for key, words in LANGUAGES.items() if key != scope.language],
        "text": text,
        "segments": SEGMENTS,
        "channel_keys": [key for key in CHANNELS if key in channels()],
        "versions": versions,
        "last_version": versions[0].version if versions else 0,
        "own": own,
        "customers": customers_to_preview(visit.creditor, visit.act.today),
        "steps": _steps(_followed(visit), scope.name),
        "special": [r for r in own_templates(visit.creditor) if r.name == scope.name and scope_of(r) != scope],
        **_preview(visit, Draft(scope, text, shown.code if shown else "")),
    }
    return render(visit.request, "settings/template.html", context, status=status)


@require_POST
@page
def preview(visit: Visit, template: str, language: str) -> HttpResponse:
    """The preview alone, while one types. Nothing is saved."""
    scope = _scope(visit, template, language)
    text = visit.request.POST.get("text", "").replace("\r\n", "\n")
    shown = _customer(visit)
    draft = Draft(scope, text, shown.code if shown else "")
    again = visit.request.headers.get("HX-Trigger") == "template-customer"  # the fields have other values then
    context = {"scope": scope, "again": again, **_preview(visit, draft)}
    return render(visit.request, "settings/_template_preview.html", context)


def _preview(visit: Visit, draft: Draft) -> dict[str, Any]:
    """What is wrong, what might be better, each field's value for this customer, and the message if it can be made."""
    checked = check_text(draft.text, *draft.scope, visit.language)
    customer = find_customer(visit.creditor, draft.customer) if draft.customer else None
    facts = preview_facts(creditor=visit.creditor, scope=draft.scope, text=draft.text, customer=customer, act=visit.act)
    stage = stage_of(draft.scope.name)
    context: dict[str, Any] = {
        "problems": checked.problems,
        "remarks": checked.remarks,
        "customer": customer,
        "fields": fields_by_group(
            fields_of(facts), visit.language, with_answers=stage is not None and stage.kind == "answer"
        ),
    }
    try:
        content = preview_message(facts, "email").content
    except ValueError:
        return context
    _keep(visit, draft)
    is_mail = _channel(draft.scope) == "email"
    return {**context, "mail": read_mail(content), "draft": draft.token, "is_mail": is_mail}


def _channel(scope: Scope) -> str:
    """The channel on which it is looked at: that of the text, else mail."""
    return scope.channel if scope.channel in channels() else "email"


def _keep(visit: Visit, draft: Draft) -> None:
    """Hold the draft for the preview's frame, the last few only."""
    kept = visit.request.session.get(DRAFTS, {})
    if draft.token not in kept:
        kept = dict([*kept.items(), (draft.token, [list(draft.scope), draft.text, draft.customer])][-MOST_DRAFTS:])
        visit.request.session[DRAFTS] = kept


@require_GET
@xframe_options_sameorigin
@page
def shown(visit: Visit) -> HttpResponse:
    """The message that a draft makes, alone, as its reader will see it: for the frame, or as a letter."""
    kept = visit.request.session.get(DRAFTS, {}).get(visit.request.GET.get("draft", ""))
    if kept is None:
        raise Http404
    draft = Draft(Scope(*kept[0]), kept[1], kept[2])
    customer = find_customer(visit.creditor, draft.customer) if draft.customer else None
    facts = preview_facts(creditor=visit.creditor, scope=draft.scope, text=draft.text, customer=customer, act=visit.act)
    channel = "letter" if visit.request.GET.get("as") == "letter" else _channel(draft.scope)
    message = preview_message(facts, channel)
    if message.content_type != MAIL:
        return _alone(message.content, "application/pdf", PDF_POLICY)
    return _alone(read_mail(message.content).html, "text/html; charset=utf-8", MESSAGE_POLICY)


def _alone(content: str | bytes, content_type: str, policy: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Security-Policy"] = policy
    return answer

"""What the pages of settings have in common: a form is taken, wrong values stand at their fields, changes are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from relance.operations.change_settings import change_settings
from relance.operations.preview_change import DECIDING
from relance.web.differences import change_context
from relance.web.door import Visit
from relance.web.forms import wrong
from relance.web.parts import comes_later
from relance.web.setting_forms import asked, changed_words, decides, shown_groups
from relance.web.setting_words import groups

PAGES = {
    "company": "settings_company", "calendar": "settings_calendar", "rules": "settings_rules", "channels": "channels",
}  # fmt: skip


def answered(visit: Visit, subject: str, template: str, besides: Callable[[Visit], Mapping[str, Any]]) -> HttpResponse:
    """A page of settings, or its form taken; what is wrong stands at its field, with what was typed."""
    problems: dict[str, str] = {}
    if visit.request.method == "POST":
        mine = {name for group in groups() if group.page == subject for name in group.names}
        changes, problems = asked(visit, visit.data)
        if not problems:
            return change(visit, {name: value for name, value in changes.items() if name in mine})
    shown = shown_groups(visit, subject, problems)
    context = {
        "here": PAGES[subject],
        "groups": shown,
        "wrong": [field for one in shown for field in wrong(one.fields)],
        **besides(visit),
    }
    return render(visit.request, template, context)


def change(visit: Visit, changes: Mapping[str, str]) -> HttpResponse:
    """Save at once what changes no departure; show first what does."""
    return looked_at(visit, changes) if decides(tuple(changes)) else saved(visit, changes)


def saved(visit: Visit, changes: Mapping[str, str]) -> HttpResponse:
    """Apply what differs; the trace then names only what changed. Back to the page of the first of them."""
    if changes:
        change_settings(creditor=visit.creditor, changes=changes, act=visit.act)
        messages.success(visit.request, _("Saved."))
    else:
        messages.info(visit.request, _("Nothing had changed."))
    return HttpResponseRedirect(page_of(changes))


def page_of(names: Mapping[str, str]) -> str:
    """The address of the page on which the first of these settings stands."""
    first = next((g.page for g in groups() if not names.keys().isdisjoint(g.names)), "")
    return reverse(PAGES.get(first, "settings"))


def looked_at(visit: Visit, changes: Mapping[str, str]) -> HttpResponse:
    """What these changes would do to the coming departures; nothing is saved. The comparison may come afterwards."""
    deciding = {name: value for name, value in changes.items() if name in DECIDING}
    is_part = bool(visit.request.headers.get("HX-Request"))
    later = comes_later(visit) and not is_part
    compared = change_context(visit, settings=deciding) if changes and not later else {}
    if is_part:
        return render(visit.request, "settings/_difference.html", compared)
    context = {
        "later": f"{reverse('settings_preview')}?{urlencode(changes)}" if later else "",
        "here": "settings",
        "back": page_of(changes),
        "changes": [changed_words(visit, name, value) for name, value in changes.items()],
        **compared,
    }
    return render(visit.request, "settings/preview.html", context)

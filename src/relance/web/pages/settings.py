"""The settings by subject, each with what it stands at; and what a change would do before it is saved."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relance.ledger.bank import has_account
from relance.operations.change_settings import settings_of
from relance.operations.setup_creditor import LETTERS_NEED
from relance.web.door import Visit, page
from relance.web.setting_cards import cards
from relance.web.setting_forms import asked
from relance.web.setting_pages import change, looked_at, page_of, saved
from relance.web.setting_words import setting_words


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """A card per subject; what was looked at before is sent here and saved."""
    if visit.request.method == "POST":
        changes, problems = asked(visit, visit.data)
        return _not_saved(visit, changes, problems) if problems else saved(visit, changes)
    context = {"here": "settings", "cards": cards(visit), "missing": missing_words(visit)}
    return render(visit.request, "settings/page.html", context)


@require_http_methods(["GET", "POST"])
@page
def preview(visit: Visit) -> HttpResponse:
    """What a change of settings would do, before it is saved; what decides nothing is saved at once, from a form."""
    is_form = visit.request.method == "POST"
    changes, problems = asked(visit, visit.data if is_form else visit.request.GET.dict())
    if problems:
        return _not_saved(visit, changes, problems)
    return change(visit, changes) if is_form else looked_at(visit, changes)


def _not_saved(visit: Visit, changes: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    messages.error(visit.request, " ".join(problems.values()))
    return HttpResponseRedirect(page_of({**changes, **problems}))


def missing_words(visit: Visit) -> list[str]:
    """What letters need and the company has not given, in words."""
    values = settings_of(visit.creditor)
    missing = [setting_words(name)[0] for name in LETTERS_NEED if not values.get(name)]
    return [*missing, *([] if has_account(visit.creditor) else [_("IBAN")])]

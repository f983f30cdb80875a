"""A new company, from the browser: for the first person of an installation, and for owners of another company."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relance.ledger.creditors import may_set_up
from relance.operations.refused import Refused
from relance.operations.setup_creditor import check_details, setup_creditor
from relance.web.clock import signing_in
from relance.web.door import CHOSEN, visit_of
from relance.web.forms import Field, problem_of, with_typed, wrong
from relance.web.second_factor import second_factor_wanted
from relance.web.sentences import said
from relance.web.setting_forms import ATTRIBUTES, TYPES
from relance.web.setting_words import setting_words

DETAILS = ("siren", "legal_form", "address", "email", "phone", "signatory", "signatory_role")


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The form; a company made by it has its maker as owner, and the guide goes on from there."""
    name = request.user.get_username()
    if not may_set_up(name):
        return render(request, "no_creditor.html", status=403)
    visit = visit_of(request)
    if visit is not None:
        request.visit = visit  # type: ignore[attr-defined]
        if wanted := second_factor_wanted(visit):
            return wanted
    problems: dict[str, str] = {}
    typed = {key: str(value).strip() for key, value in request.POST.items()}
    if request.method == "POST":
        problems = _problems(typed)
        if not problems:
            answer = _made(request, typed)
            if isinstance(answer, HttpResponse):
                return answer
            problems = answer
    fields = with_typed(_fields(), typed, problems)
    context: dict[str, Any] = {"here": "companies", "fields": fields, "wrong": wrong(fields), "is_first": visit is None}
    return render(request, "start/company.html", context)


def _made(request: HttpRequest, typed: dict[str, str]) -> HttpResponse | dict[str, str]:
    """The guide of the new company, or what is wrong with its name."""
    act = replace(signing_in(), by=request.user.get_username())
    details = {name: typed[name] for name in DETAILS if typed.get(name)}
    try:
        made = setup_creditor(name=typed["name"], owner=request.user.get_username(), act=act, **details)
    except Refused as refusal:
        return {"name": said(str(refusal))}
    if not made.is_new:
        return {"name": _("A company of this name is kept here already: write the name otherwise.")}
    request.session[CHOSEN] = made.creditor.pk
    messages.success(request, _("%(name)s is set up: the guide leads on from here.") % {"name": made.creditor.name})
    return HttpResponseRedirect(reverse("start"))


def _problems(typed: dict[str, str]) -> dict[str, str]:
    """What is wrong, field by field."""
    found = {"name": "" if typed.get("name") else _("Write the company’s name, as on its invoices.")}
    for name in ("name", *DETAILS):
        if typed.get(name):
            found[name] = problem_of(partial(check_details, {name: typed[name]}))
    return {name: words for name, words in found.items() if words}


def _fields() -> list[Field]:
    """The name, and what letters need; everything but the name can wait."""
    name = Field(
        "name", _("Company’s name"), help=_("As on its invoices; it cannot be changed afterwards."), is_required=True,
        attributes=(("maxlength", "200"), ("autocomplete", "organization")),
    )  # fmt: skip
    return [name, *(_detail(key) for key in DETAILS)]


def _detail(key: str) -> Field:
    label, help_text = setting_words(key)
    return Field(key, label, help=help_text, type=TYPES.get(key, "text"), attributes=ATTRIBUTES.get(key, ()))

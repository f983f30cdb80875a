"""The people of the company: their role, their absences, and who covers for them."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.domain.crew import ROLES
from relance.domain.work_facts import role_words
from relance.ledger.crew import load_crew, members
from relance.operations.people import add_member, set_absence
from relance.web.door import Record, Visit, found, page
from relance.web.pages.customer_acts import day_of


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """Everyone who works here; the form adds a person or changes a role."""
    if visit.request.method == "POST":
        add_member(
            creditor=visit.creditor, name=visit.data.get("name", ""), role=visit.data.get("role", ""), act=visit.act
        )  # fmt: skip
        messages.success(visit.request, _("Saved."))
        return HttpResponseRedirect("/settings/people/")
    crew, today = load_crew(visit.creditor), visit.act.today
    rows = [
        {
            "member": m, "name": m.user.username, "role": role_words(m.role, visit.language),
            "is_absent": _is_absent(m, today), "is_planned": bool(m.absent_from and m.absent_from > today),
            "today": crew.doing((m.user.username,), today),
            "others": [name for name in crew.people if name != m.user.username],
        }
        for m in members(visit.creditor)
    ]  # fmt: skip
    roles = [(role, role_words(role, visit.language)) for role in ROLES]
    return render(visit.request, "settings/people.html", {"here": "people", "rows": rows, "roles": roles})


def _is_absent(member: Record, today: date) -> bool:
    begun = member.absent_from is not None and member.absent_from <= today
    return begun and (member.absent_until is None or today <= member.absent_until)


@require_POST
@page
def absence(visit: Visit) -> HttpResponse:
    """Note that somebody is away, or is back."""
    name = visit.data.get("name", "")
    found(visit.creditor.members.filter(user__username=name).first())
    if "back" in visit.data:
        set_absence(creditor=visit.creditor, name=name, from_on=None, act=visit.act)
    else:
        until = visit.data.get("until", "")
        set_absence(
            creditor=visit.creditor, name=name, from_on=day_of(visit.data.get("from", "")),
            until_on=day_of(until) if until else None, cover=visit.data.get("cover", ""), act=visit.act,
        )  # fmt: skip
    messages.success(visit.request, _("Saved."))
    return HttpResponseRedirect("/settings/people/")

"""The people of the company: who is here or invited, their role, their absences, and what is opened to outsiders."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relance.domain.crew import ROLES
from relance.domain.rights import ALL, LIMITED, RIGHTS
from relance.domain.work_facts import role_words
from relance.ledger.crew import load_crew, members
from relance.ledger.people import factors_of, files_opened, invitations_waiting
from relance.operations.invite import Invited, invite_again, withdraw_invitation
from relance.operations.invite import invite as invite_person
from relance.operations.open_files import close_file, open_file
from relance.operations.people import add_member, set_absence
from relance.operations.refused import Refused
from relance.operations.remove_member import remove_member
from relance.operations.require_second_factor import require_second_factor
from relance.web.again import again
from relance.web.door import Record, Visit, found, page
from relance.web.pages.customer_acts import day_of
from relance.web.right_words import doing
from relance.web.second_factor import is_demanded

HERE = "/settings/people/"


@require_http_methods(["GET", "POST"])
@page
@again()
def show(visit: Visit) -> HttpResponse:
    """Everyone who works here or is invited; the form adds a person or changes a role."""
    if visit.request.method == "POST":
        add_member(
            creditor=visit.creditor, name=visit.data.get("name", ""), role=visit.data.get("role", ""), act=visit.act
        )  # fmt: skip
        return _saved(visit)
    context = {
        "here": "people",
        "rows": _rows(visit),
        "roles": [(role, role_words(role, visit.language)) for role in ROLES],
        "invited": [_invited(visit, one) for one in invitations_waiting(visit.creditor)],
        "may": [(role_words(role, visit.language), _may(role), role in LIMITED) for role in ROLES],
        "second_factor": visit.creditor.second_factor,
    }
    return render(visit.request, "settings/people.html", context)


def _may(role: str) -> list[str]:
    """What a role may do, in words; everything for an owner."""
    rights = RIGHTS[role]
    return [] if len(rights) == len(ALL) else [str(doing(right)) for right in ALL if right in rights]


def _rows(visit: Visit) -> list[dict[str, Any]]:
    creditor, today = visit.creditor, visit.act.today
    crew, opened, factors = load_crew(creditor), files_opened(creditor), factors_of(creditor)
    return [
        {
            "member": m, "name": m.user.username, "role": role_words(m.role, visit.language),
            "is_absent": _is_absent(m, today), "is_planned": bool(m.absent_from and m.absent_from > today),
            "today": crew.doing((m.user.username,), today),
            "others": [name for name in crew.people if name != m.user.username],
            "files": opened.get(m.pk, []), "has_factor": m.user_id in factors,
            "lacks_factor": m.user_id not in factors and is_demanded(creditor.second_factor, m.role),
            "is_me": m.user.username == visit.act.by,
        }
        for m in members(creditor)
    ]  # fmt: skip


def _is_absent(member: Record, today: date) -> bool:
    begun = member.absent_from is not None and member.absent_from <= today
    return begun and (member.absent_until is None or today <= member.absent_until)


def _invited(visit: Visit, row: Record) -> dict[str, Any]:
    return {"row": row, "role": role_words(row.role, visit.language), "is_late": row.expires_at <= visit.act.now}


def _saved(visit: Visit, words: str = "") -> HttpResponse:
    messages.success(visit.request, words or _("Saved."))
    return HttpResponseRedirect(HERE)


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
    return _saved(visit)


@require_POST
@page
@again()
def invite(visit: Visit) -> HttpResponse:
    """Invite somebody by mail; for outside counsel, say whose files are opened."""
    data = visit.data
    codes = data.get("customers", "").replace(";", ",").split(",")
    files = [_customer(visit, code.strip()) for code in codes if code.strip()]
    invited = invite_person(
        creditor=visit.creditor, email=data.get("email", ""), name=data.get("name", ""), role=data.get("role", ""),
        files=files, link_of=lambda token: _link(visit, token), act=visit.act,
    )  # fmt: skip
    return _told(visit, invited)


@require_POST
@page
@again()
def invitation(visit: Visit) -> HttpResponse:
    """Withdraw an open invitation, or send it again."""
    number = visit.data.get("invitation", "")
    key = int(number) if number.isdecimal() else 0
    if "withdraw" in visit.data:
        withdraw_invitation(creditor=visit.creditor, number=key, act=visit.act)
        return _saved(visit, _("Withdrawn: the link works no longer."))
    invited = invite_again(
        creditor=visit.creditor, number=key, link_of=lambda token: _link(visit, token), act=visit.act
    )
    return _told(visit, invited)


def _link(visit: Visit, token: str) -> str:
    return visit.request.build_absolute_uri(reverse("invitation", kwargs={"token": token}))


def _told(visit: Visit, invited: Invited) -> HttpResponse:
    """What became of the mail; where no server took it, the link is shown, once, to be handed over."""
    email = invited.invitation.email
    if invited.is_mailed:
        return _saved(visit, _("Invited: %(email)s has the link, which works for 7 days.") % {"email": email})
    words = _("Invited. No mail server takes mails here: hand this link over to %(email)s yourself. %(link)s")
    return _saved(visit, words % {"email": email, "link": invited.link})


@require_POST
@page
@again()
def remove(visit: Visit) -> HttpResponse:
    """End a person's access, with a reason."""
    name = visit.data.get("name", "")
    remove_member(creditor=visit.creditor, name=name, why=visit.data.get("why", ""), act=visit.act)
    return _saved(visit, _("%(name)s works here no longer.") % {"name": name})


@require_POST
@page
@again()
def file(visit: Visit) -> HttpResponse:
    """Open a customer's file to somebody from outside, or close it."""
    name, customer = visit.data.get("name", ""), _customer(visit, visit.data.get("customer", ""))
    act = close_file if "close" in visit.data else open_file
    act(creditor=visit.creditor, name=name, customer=customer, act=visit.act)
    return _saved(visit)


def _customer(visit: Visit, code: str) -> Record:
    customer = visit.customers.filter(code__iexact=code).first()
    if customer is None:
        raise Refused(f"there is no customer {code}")
    return customer


@require_POST
@page
@again()
def second_factor(visit: Visit) -> HttpResponse:
    """Who must have a second factor."""
    require_second_factor(creditor=visit.creditor, of=visit.data.get("of", ""), act=visit.act)
    return _saved(visit)

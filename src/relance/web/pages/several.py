"""What is done to several customers at once: said first, done once the person is sure."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from relance.ledger.customers import customer_rows
from relance.ledger.holds import latest_holds
from relance.ledger.tracking import owners_in_use
from relance.operations.assign_customers import assign_customers
from relance.operations.hold_customers import hold_customers
from relance.operations.refused import Refused
from relance.web.door import Visit, page
from relance.web.pages.customer_acts import day_of
from relance.web.pages.work import decide_again
from relance.web.undo import MOST_TAKEN_BACK, undoable


@require_POST
@page
def hold(visit: Visit) -> HttpResponse:
    """Put the ticked customers on hold, with a reason and perhaps a day."""
    codes = _codes(visit)
    if "sure" not in visit.data:
        return _first_said(visit, codes, "hold")
    if not visit.data.get("reason"):
        raise Refused(_("say why reminders stop"))
    until = visit.data.get("until", "")
    done = hold_customers(
        creditor=visit.creditor, codes=codes, reason=visit.data["reason"], act=visit.act,
        until=day_of(until) if until else None,
    )  # fmt: skip
    n = len(done.held)
    told = ngettext("Reminders to %(n)d customer are on hold.", "Reminders to %(n)d customers are on hold.", n)
    if 0 < n <= MOST_TAKEN_BACK:
        held = latest_holds(visit.creditor, [one.code for one in done.held])
        undoable(visit, told % {"n": n}, "hold_several", holds=[list(one) for one in held])
    else:
        messages.success(visit.request, told % {"n": n})
    decide_again(visit)
    return _to_the_list(visit)


@require_POST
@page
def assign(visit: Visit) -> HttpResponse:
    """Put the ticked customers in somebody’s charge."""
    codes = _codes(visit)
    if "sure" not in visit.data:
        return _first_said(visit, codes, "assign")
    had = list(visit.customers.filter(code__in=codes).values_list("code", "owner"))
    done = assign_customers(creditor=visit.creditor, codes=codes, owner=visit.data.get("owner", ""), act=visit.act)
    n = len(done)
    told = ngettext("%(n)d customer has another person in charge.", "%(n)d customers have another person in charge.", n)
    if 0 < n <= MOST_TAKEN_BACK:
        former = [[code, owner] for code, owner in had if code in {one.code for one in done}]
        undoable(visit, told % {"n": n}, "assign_several", owners=former)
    else:
        messages.success(visit.request, told % {"n": n})
    return _to_the_list(visit)


def _codes(visit: Visit) -> list[str]:
    """The codes of the ticked customers that this person may see. Raises Refused where none is ticked."""
    asked = visit.request.POST.getlist("customer")
    codes = list(visit.customers.filter(code__in=asked).order_by("name", "pk").values_list("code", flat=True))
    if not codes:
        raise Refused(_("tick at least one customer"))
    return codes


def _first_said(visit: Visit, codes: list[str], what: str) -> HttpResponse:
    keys = list(visit.customers.filter(code__in=codes).order_by("name", "pk").values_list("pk", flat=True))
    waiting = visit.creditor.notices.filter(customer__in=keys, state__in=("to_confirm", "planned")).count()
    context: dict[str, Any] = {
        "here": "customers",
        "what": what,
        "rows": customer_rows(visit.creditor, keys, visit.act.today),
        "waiting": waiting,
        "crew": owners_in_use(visit.creditor),
        "list": _query(visit),
    }
    return render(visit.request, "customers/several.html", context)


def _query(visit: Visit) -> str:
    query = visit.data.get("list", "")
    return query if query.startswith("?") else ""


def _to_the_list(visit: Visit) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('customers')}{_query(visit)}")

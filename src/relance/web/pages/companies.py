"""The companies that a person works for, each with what waits there: for accounting practices."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.domain.rights import LIMITED
from relance.domain.work_facts import role_words
from relance.ledger.creditors import Waiting, may_set_up, what_waits
from relance.web.door import Visit, page, paged


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """One's own companies and no others, by name; where one sees only some customers, no sums of the whole."""
    words = visit.request.GET.get("q", "").strip()
    mine = [one for one in visit.creditors if words.casefold() in one.name.casefold()]
    rows = paged(visit, mine)
    user: Any = visit.request.user
    roles = dict(user.memberships.values_list("creditor_id", "role"))
    waits = what_waits([one.pk for one in rows if roles[one.pk] not in LIMITED], visit.act.today)
    context: dict[str, Any] = {
        "here": "companies",
        "words": words,
        "page_of_rows": rows,
        "rows": [
            {
                "creditor": one,
                "role": role_words(roles[one.pk], visit.language),
                "is_chosen": one.pk == visit.creditor.pk,
                "sees_all": roles[one.pk] not in LIMITED,
                "waits": waits.get(one.pk, Waiting()),
            }
            for one in rows
        ],
        "may_add": may_set_up(visit.act.by),
    }
    return render(visit.request, "companies/page.html", context)

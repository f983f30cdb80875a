"""Money that the bank took back and nobody could tell from what: a person says which receipt it was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.domain.statements.return_words import return_reason_words
from relance.ledger import money
from relance.ledger.returns import find_origin, find_return, payments_it_may_be, waiting_returns
from relance.operations.refused import Refused
from relance.operations.return_payment import return_payment
from relance.web.door import Record, Visit, found, page
from relance.web.pages.work import decide_again

MOST_SHOWN = 50


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Every return that waits, with the receipts and payments that it may be."""
    waiting = [line for line in waiting_returns(visit.creditor) if line.cents < 0]
    rows = [_row(visit, line) for line in waiting[:MOST_SHOWN]]
    return render(visit.request, "money/returned.html", {"here": "money", "rows": rows, "count": len(waiting)})


def _row(visit: Visit, line: Record) -> dict[str, Any]:
    receipts = list(find_origin(visit.creditor, line).candidates)
    names = money.customer_names(visit.creditor, receipts)
    return {
        "line": line,
        "cents": -line.cents,
        "reason": return_reason_words(line.return_reason, visit.language),
        "receipts": [(one, names.get(one.pk, "")) for one in receipts],
        "payments": payments_it_may_be(visit.creditor, line),
    }


@require_POST
@page
def decide(visit: Visit, line_id: int) -> HttpResponse:
    """It was this receipt, this payment, or nothing of a customer."""
    given, line = visit.data, found(find_return(visit.creditor, line_id))
    sort, _colon, number = given.get("origin", "").partition(":")
    if sort not in ("receipt", "payment", "nothing") or (sort != "nothing" and not number.isdecimal()):
        raise Refused(_("say what came back"))
    return_payment(
        creditor=visit.creditor, line_id=line.pk, act=visit.act,
        receipt=int(number) if sort == "receipt" else None, payment=int(number) if sort == "payment" else None,
        nothing=given.get("why", "") if sort == "nothing" else "",
    )  # fmt: skip
    decide_again(visit)
    messages.success(visit.request, _("Noted: what it had paid is open again, at the step it had."))
    return HttpResponseRedirect(reverse("money_returned"))

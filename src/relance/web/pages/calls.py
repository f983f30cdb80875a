"""The call screen: whom to call and about what, what to say, what was said before; and what comes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relance.domain.call_words import next_words
from relance.domain.reasons import call_words, event_words
from relance.domain.wording import compose
from relance.ledger import calls, promises, reads
from relance.operations.decide_due import decide_due
from relance.operations.freeze import facts_of
from relance.operations.log_call import DOES_THE_STEP, log_call, next_days
from relance.operations.refused import Refused
from relance.web.door import Record, Visit, page
from relance.web.pages.customer_acts import cents_of, customer_of, day_of, invoice_of
from relance.web.sentences import said

LAST_WORDS = 5
MOST_OPEN = 40
REACHED = ("promise", "already_paid", "dispute", "agreement", "spoken", "call_back")
NOT_REACHED = ("no_answer", "message_left", "wrong_number")
# what Relance does by itself says nothing to whoever is about to speak
OWN_DOINGS = ("notice_decided", "notice_confirmed", "notice_cancelled", "call_asked", "claim_given_back")


@require_http_methods(["GET", "POST"])
@page
def task(visit: Visit, task_id: int) -> HttpResponse:
    """A call of the work list."""
    one = visit.found(calls.call_task(visit.creditor, task_id))
    return _call(visit, one.customer, one)


@require_http_methods(["GET", "POST"])
@page
def customer(visit: Visit, code: str) -> HttpResponse:
    """A call to a customer: the one that waits for it, or one that nobody asked for."""
    one = customer_of(visit, code)
    waiting = calls.waiting_call(visit.creditor, one)
    if waiting and visit.request.method == "GET":
        return HttpResponseRedirect(reverse("call", args=[waiting.pk]))
    return _call(visit, one, None)


def _call(visit: Visit, customer: Record, task: Record | None) -> HttpResponse:
    """Show the screen, or keep what was said; what is refused comes back with all that was typed."""
    if visit.request.method == "POST":
        try:
            return _log(visit, customer, task)
        except Refused as refusal:
            messages.error(visit.request, said(str(refusal)))
    return render(visit.request, "calls/page.html", _context(visit, customer, task))


def _log(visit: Visit, customer: Record, task: Record | None) -> HttpResponse:
    data, result = visit.data, visit.data.get("result", "")
    if not result:
        raise Refused(_("choose what came of the call"))
    number = data.get("invoice", "")
    invoice = invoice_of(visit, customer, number) if number else None
    currency = invoice.currency if invoice else _currency(visit, customer, task)
    amount = data.get(f"{result}_amount", "")
    cents = cents_of(amount, currency) if amount else None
    notice = task.notice if task else None
    log_call(
        creditor=visit.creditor,
        customer=customer,
        result=result,
        act=visit.act,
        notice=notice,
        spoke_to="" if result in NOT_REACHED else data.get("spoke_to", ""),
        minutes=_minutes(data.get("minutes", "")),
        note=data.get("note", ""),
        number=data.get("number", ""),
        invoice=invoice,
        promise_on=_day(data, "promise_on") if result == "promise" else None,
        promise_cents=cents if result == "promise" else None,
        dispute_reason=data.get("dispute_reason", ""),
        dispute_cents=cents if result == "dispute" else None,
        call_back_on=_day(data, "call_back_on") if result == "call_back" else None,
    )
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)
    words = {"result": call_words(result, visit.language), "next": _next(visit, result, task)}
    messages.success(visit.request, _("The call is logged: %(result)s. %(next)s") % words)
    return HttpResponseRedirect(reverse("work") if task else reverse("customer", args=[customer.code]))


def _day(data: dict[str, str], name: str) -> Any:
    return day_of(data[name]) if data.get(name) else None


def _minutes(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or len(text) > 4:
        raise Refused(_("write the length of the call in minutes"))
    return int(text)


def _currency(visit: Visit, customer: Record, task: Record | None) -> str:
    if task and task.notice:
        return str(task.notice.currency)
    rows = reads.customer_receivables(visit.creditor, customer).filter(open_cents__gt=0)
    return str(rows.values_list("currency", flat=True).first() or "EUR")


def _next(visit: Visit, result: str, task: Record | None) -> str:
    """What follows a result: what becomes of the step, then what comes next."""
    tomorrow, check = next_days(visit.creditor, visit.act)
    notice = task.notice if task else None
    keys = [result]
    if notice and result in calls.UNANSWERED:
        left = visit.creditor.call_attempts - calls.tries(visit.creditor, notice)
        keys = [result if left > 1 else "last_try"]
    if notice and result in DOES_THE_STEP:
        keys.insert(0, "step_done")
    elif notice and result == "call_back":
        keys.insert(0, "step_waits")
    return " ".join(next_words(key, visit.language, tomorrow=tomorrow, check=check) for key in keys)


def _context(visit: Visit, customer: Record, task: Record | None) -> dict[str, Any]:
    notice = task.notice if task else None
    rows = reads.customer_receivables(visit.creditor, customer).filter(open_cents__gt=0).order_by("due_on", "pk")
    acted = set(notice.lines.filter(is_acted=True).values_list("receivable", flat=True)) if notice else set()
    lines = sorted(rows[:MOST_OPEN], key=lambda row: row.pk not in acted)
    events = reads.customer_events(visit.creditor, customer).exclude(verb__in=OWN_DOINGS)[:LAST_WORDS]
    return {
        "here": "work",
        "task": task,
        "customer": customer,
        "notice": notice,
        "number": "" if customer.phone_failed else customer.phone,
        "lines": [(row, row.pk in acted) for row in lines],
        "invoices": sorted({row.invoice.number for row in lines}),
        "script": _script(visit, customer, notice),
        "promised": [
            (one, promises.state_of(visit.creditor, one))
            for one in promises.customer_promises(visit.creditor, customer)[:3]
        ],
        "held": promises.reliability(visit.creditor, customer),
        "people": _people(visit, customer),
        "last_words": [(event, event_words(event.verb, event.payload, visit.language)) for event in events],
        "reached": [(result, _next(visit, result, task)) for result in REACHED],
        "not_reached": [(result, _next(visit, result, task)) for result in NOT_REACHED],
        "tries": calls.tries(visit.creditor, notice) if notice else 0,
        "dispute_reasons": calls.DISPUTE_REASONS,
        "typed": visit.data,
    }


def _people(visit: Visit, customer: Record) -> list[str]:
    """Whom one may have on the line: the contact, and those spoken to before."""
    before = calls.customer_calls(visit.creditor, customer).exclude(spoke_to="").values_list("spoke_to", flat=True)
    return [name for name in dict.fromkeys([customer.contact_name, *before[:LAST_WORDS]]) if name]


def _script(visit: Visit, customer: Record, notice: Record | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What to say: the call's own script, else that of the reminder that waits; none where nothing does."""
    waits = notice or reads.waiting_notices(visit.creditor).filter(customer=customer).exclude(kind="answer").first()
    if waits is None:
        return ()
    try:
        return tuple(compose(facts_of(visit.creditor, waits, visit.act)).script.parts)
    except (ValueError, Refused):  # the sheet says less; the call can be made all the same
        return ()

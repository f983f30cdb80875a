"""One task: what it asks, what was done before, and every way to get on with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.domain.task_words import HANDOVER_CHOICES
from relance.domain.work_facts import PARTNERS, choice_words
from relance.domain.work_order import Item
from relance.ledger import reads
from relance.ledger.crew import load_crew
from relance.ledger.work import closed_tasks, person_of
from relance.operations.choose_handover import OFFERED_BY, choose_handover
from relance.operations.refused import Refused
from relance.operations.write_off import keep_small_rest, write_off_small_rest
from relance.web.door import Record, Visit, found, page
from relance.web.pages.customer_acts import day_of
from relance.web.pages.work import decide_again, seen_task
from relance.web.work_rows import SMALL, for_visit, task_row


@require_GET
@page
def show(visit: Visit, task_id: int) -> HttpResponse:
    """The task; one that is closed shows how it ended."""
    task = seen_task(visit, visit.creditor.tasks.select_related("customer", "notice").filter(pk=task_id).first())
    crew, today = load_crew(visit.creditor), visit.act.today
    person = person_of(visit.creditor, task, crew, today)
    item = Item("", task.kind, task.due_on, task.amount_cents, task.currency, person)
    context = {
        "here": "work",
        "task": task,
        "row": for_visit(visit, task_row(task, item, crew, today, visit.language)),
        "crew": list(crew.people),
        "choices": _choices(visit.language) if task.kind in OFFERED_BY and task.customer else [],
        "is_small": task.kind == SMALL,
        "before": [t for t in closed_tasks(visit.creditor, task) if t.pk != task.pk],
    }
    return render(visit.request, "work/task.html", context)


def _choices(language: str) -> list[tuple[str, str, bool]]:
    """The ways on with their words, and whether a partner takes the file."""
    return [(choice, choice_words(choice, language), choice in PARTNERS) for choice in HANDOVER_CHOICES]


def _open_task(visit: Visit, task_id: int, kinds: tuple[str, ...]) -> Record:
    rows = reads.open_tasks(visit.creditor).filter(kind__in=kinds, customer__isnull=False)
    return found(rows.filter(pk=task_id).first())


@require_POST
@page
def choose(visit: Visit, task_id: int) -> HttpResponse:
    """What comes after the plan."""
    task = _open_task(visit, task_id, OFFERED_BY)
    until = visit.data.get("until", "")
    choose_handover(
        creditor=visit.creditor, customer=task.customer, choice=visit.data.get("choice", ""), act=visit.act,
        partner=visit.data.get("partner", ""), reason=visit.data.get("reason", ""),
        until=day_of(until) if until else None,
    )  # fmt: skip
    decide_again(visit)
    messages.success(visit.request, _("Your choice is recorded; what follows is on the work list."))
    return HttpResponseRedirect("/to-do/")


@require_POST
@page
def small(visit: Visit, task_id: int) -> HttpResponse:
    """A small rest: write it off, or keep it open."""
    task = _open_task(visit, task_id, (SMALL,))
    what = {
        "creditor": visit.creditor, "customer": task.customer, "currency": task.currency, "act": visit.act,
        "reason": visit.data.get("reason", ""),
    }  # fmt: skip
    if visit.data.get("choice") == "write_off":
        write_off_small_rest(**what)
        messages.success(visit.request, _("It is written off. The customer’s page keeps the trace."))
    elif visit.data.get("choice") == "keep":
        keep_small_rest(**what)
        messages.success(visit.request, _("It stays open; the question comes again in sixty days."))
    else:
        raise Refused(_("choose one of the two"))
    decide_again(visit)
    return HttpResponseRedirect("/to-do/")

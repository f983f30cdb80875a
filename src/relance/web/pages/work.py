"""The work list: what only a person can do, what is due first on top."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.ledger import reads
from relance.operations.close_task import close_task
from relance.operations.decide_due import decide_due
from relance.operations.record_step import record_step
from relance.operations.refused import Refused
from relance.web.door import Visit, found, page, paged


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Open tasks, by due date then amount."""
    rows = reads.open_tasks(visit.creditor)
    kinds = list(rows.order_by().values_list("kind").annotate(n=Count("pk")).order_by("-n"))
    kind = visit.request.GET.get("kind", "")
    if kind:
        rows = rows.filter(kind=kind)
    context = {
        "here": "work",
        "rows": paged(visit, rows),
        "kinds": kinds,
        "chosen": kind,
        "outcomes": outcomes(),
    }
    return render(visit.request, "work/page.html", context)


def outcomes() -> tuple[str, ...]:
    """What a call may come to, in the language of the page; kept with the call as its note."""
    return (_("Promises to pay"), _("Disputes the invoice"), _("Asks for time"), _("Left a message"), _("Other"))


@require_POST
@page
def close(visit: Visit, task_id: int) -> HttpResponse:
    """Close a task with its result."""
    found(reads.open_tasks(visit.creditor).filter(pk=task_id).first())
    if not visit.data.get("result"):
        raise Refused(_("say in a few words what came of it"))
    close_task(creditor=visit.creditor, task_id=task_id, result=visit.data["result"], act=visit.act)
    messages.success(visit.request, _("The task is closed."))
    return HttpResponseRedirect("/to-do/")


@require_POST
@page
def call(visit: Visit, task_id: int) -> HttpResponse:
    """Record the outcome of a call: the step is done, the task closes."""
    rows = reads.open_tasks(visit.creditor).filter(kind="call", notice__isnull=False)
    task = found(rows.filter(pk=task_id).first())
    line = found(task.notice.lines.filter(is_acted=True).select_related("receivable__invoice__customer").first())
    words = [visit.data.get("outcome", ""), visit.data.get("note", "")]
    record_step(
        creditor=visit.creditor,
        invoice=line.receivable.invoice,
        step=task.notice.step,
        on=visit.act.today,
        channel=task.notice.channel,
        note=" – ".join(word for word in words if word),
        act=visit.act,
    )
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)
    messages.success(visit.request, _("The call is recorded. A promise or a dispute: put the customer on hold."))
    return HttpResponseRedirect("/to-do/")

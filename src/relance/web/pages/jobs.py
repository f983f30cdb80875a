"""Long work: ask for figures anew, and look how far a piece of work is. It goes on when the page is left."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.ledger.kept import find_job
from relance.operations.jobs.answers import SORTS
from relance.operations.jobs.ask import ask_job
from relance.web.door import Visit, back, found, page
from relance.web.sentences import said


@require_POST
@page
def ask(visit: Visit) -> HttpResponse:
    """Work figures out anew; the page that asked shows how far it is."""
    name, key = visit.data.get("name", ""), visit.data.get("key", "")
    found(SORTS.get(name))
    ask_job(creditor=visit.creditor, kind="answer", arguments={"name": name, "key": key[:80]}, act=visit.act)
    return back(visit)


@require_GET
@page
def show(visit: Visit, job_id: int) -> HttpResponse:
    """How far it is: the bar alone for a page that asks every second, which is shown anew once all is done."""
    job = found(find_job(visit.creditor, job_id))
    context = {"here": "", "job": job, "problem": said(job.problem), "is_over": job.state in ("done", "failed")}
    file = job.result.get("file") if job.state == "done" else None
    if file and not visit.request.headers.get("HX-Request"):
        messages.success(visit.request, _("%(file)s is imported.") % {"file": job.result["name"]})
        return HttpResponseRedirect(reverse("import_report", args=[file]))
    if not visit.request.headers.get("HX-Request"):
        return render(visit.request, "jobs/page.html", context)
    answer = render(visit.request, "jobs/_progress.html", context)
    if job.state == "done":
        answer["HX-Refresh"] = "true"
    return answer

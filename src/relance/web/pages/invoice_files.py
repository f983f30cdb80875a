"""Invoice PDFs to go with reminders: several at once, matched by the number in their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from relance.operations.attach_files import attach_files
from relance.web.door import Visit, page
from relance.web.sentences import said

MOST_BYTES = 200 * 1024 * 1024  # of all the files sent together


@require_POST
@page
def attach(visit: Visit) -> HttpResponse:
    """Attach what can be matched, and say what became of each file."""
    sent: Sequence[UploadedFile[bytes]] = visit.request.FILES.getlist("files")
    if not sent:
        messages.warning(visit.request, _("Choose the PDFs first."))
        return HttpResponseRedirect("/import/#attach")
    if sum(one.size or 0 for one in sent) > MOST_BYTES:
        messages.error(visit.request, _("Together the files are larger than 200 MB: send them in several times."))
        return HttpResponseRedirect("/import/#attach")
    done = attach_files(creditor=visit.creditor, files=_contents(sent), act=visit.act)
    context = {"here": "import", "done": done, "problems": [said(problem) for problem in done.problems]}
    return render(visit.request, "imports/attached.html", context)


def _contents(sent: Sequence[UploadedFile[bytes]]) -> Iterator[tuple[str, bytes]]:
    """Names and bytes, one file in memory at a time."""
    for one in sent:
        yield str(one.name or "").replace("\\", "/").rsplit("/", 1)[-1][:200], one.read()

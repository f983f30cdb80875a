"""Bringing in a file: looked at first, taken in once a person has seen what it would do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.discovery import readers
from relance.domain.rows import Problem, ReadOptions
from relance.ledger import reads
from relance.operations.import_file import Imported, import_file
from relance.operations.importing.batch import NOT_BLOCKING
from relance.web import uploads
from relance.web.door import Visit, found, page, paged
from relance.web.import_words import note_sentences
from relance.web.sentences import problem_said

CHOICES = ("reader", "date_order", "decimal", "sheet", "amount_signed")
TICKS = ("snapshot", "vanished_settled", "partial")
SEVERITIES = ("error", "question", "warning")
MOST_SHOWN = 100


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Where to put a file, and the files taken in so far."""
    context = {"here": "import", "rows": paged(visit, reads.recent_imports(visit.creditor, 1000), 15)}
    return render(visit.request, "imports/page.html", context)


@require_POST
@page
def check(visit: Visit) -> HttpResponse:
    """Keep the file for a while, read it without changing anything, and say what it would do."""
    sent = visit.request.FILES.get("file")
    if isinstance(sent, UploadedFile):
        if sent.size is None or sent.size > uploads.MOST_BYTES:
            messages.error(visit.request, _("The file is larger than 50 MB: split it, or use the command line."))
            return HttpResponseRedirect("/import/")
        uploads.keep(visit.request, sent)
    waiting = uploads.waiting(visit.request)
    if waiting is None:
        messages.warning(visit.request, _("Choose a file first."))
        return HttpResponseRedirect("/import/")
    name, data = waiting
    report = _read(visit, name, data, dry_run=True)
    return render(visit.request, "imports/check.html", _shown(visit, report))


@require_POST
@page
def take(visit: Visit) -> HttpResponse:
    """Take in the file that was looked at."""
    waiting = uploads.waiting(visit.request)
    if waiting is None:
        messages.warning(visit.request, _("The file is no longer here: choose it again."))
        return HttpResponseRedirect("/import/")
    report = _read(visit, *waiting, dry_run=False)
    if not report.is_taken:
        return render(visit.request, "imports/check.html", _shown(visit, report))
    uploads.drop(visit.request)
    messages.success(visit.request, _("%(file)s is imported.") % {"file": report.file})
    last = reads.recent_imports(visit.creditor, 1)[0]
    return HttpResponseRedirect(reverse("import_report", args=[last.pk]))


@require_POST
@page
def drop(visit: Visit) -> HttpResponse:
    """Forget the file that was looked at."""
    uploads.drop(visit.request)
    messages.success(visit.request, _("The file was not imported; it is deleted here."))
    return HttpResponseRedirect("/import/")


@require_GET
@page
def report(visit: Visit, file_id: int) -> HttpResponse:
    """What became of a file's lines."""
    file = found(visit.creditor.imports.defer("content").filter(pk=file_id).first())
    problems = [Problem(*problem) for problem in file.report.get("problems", [])]
    context = {"here": "import", "file": file, **_problems(problems)}
    context["notes"] = note_sentences(file.report.get("notes", {}), file.read)
    return render(visit.request, "imports/report.html", context)


def _read(visit: Visit, name: str, data: bytes, *, dry_run: bool) -> Imported:
    answers = visit.data
    signed = answers.get("amount_signed", "")
    options = ReadOptions(
        today=visit.act.today,
        language=visit.language,
        sheet=answers.get("sheet") or None,
        date_order=_one_of(answers.get("date_order", ""), "dmy", "mdy", "ymd"),
        decimal=_one_of(answers.get("decimal", ""), ",", "."),
        mapping={"amount_signed": signed} if signed else {},
    )
    return import_file(
        creditor=visit.creditor,
        name=name,
        data=data,
        act=visit.act,
        options=options,
        reader=answers.get("reader", ""),
        snapshot="snapshot" in answers,
        vanished_settled="vanished_settled" in answers,
        partial="partial" in answers,
        dry_run=dry_run,
    )


def _one_of(text: str, *known: str) -> Any:
    return text if text in known else None


def _shown(visit: Visit, report: Imported) -> dict[str, Any]:
    """What the look at a file found, and which answers it asks for."""
    stopping = [p for p in report.problems if p.severity == "error" or _stops(p)]
    lines = {p.line for p in stopping}
    can_be_partial = bool(stopping) and None not in lines and len(lines) < report.read
    taken = report.created + report.changed + report.known
    return {
        "here": "import",
        "report": report,
        "answers": {name: visit.data.get(name, "") for name in (*CHOICES, *TICKS)},
        "codes": {p.code for p in report.problems},
        "readers": readers().values(),
        "signed": next((m for p in report.problems if (m := _signed_column(p))), ""),
        "can_be_partial": can_be_partial,
        "notes": note_sentences(report.notes, report.read),
        "is_good": not stopping or (can_be_partial and "partial" in visit.data and taken > 0),
        **_problems(list(report.problems)),
    }


def _stops(problem: Problem) -> bool:
    return problem.severity == "question" and problem.code not in NOT_BLOCKING


def _signed_column(problem: Problem) -> str:
    named = re.search(r'amount_signed = "([^"]+)"', problem.message) if problem.code == "NEGATIVE" else None
    return named[1] if named else ""


def _problems(problems: list[Problem]) -> dict[str, Any]:
    """Problems in the page's words, what stops first, with how many there are of each severity."""
    ordered = sorted(problems, key=lambda p: SEVERITIES.index(p.severity))
    shown = [replace(p, message=problem_said(p.code, p.message)) for p in ordered[:MOST_SHOWN]]
    counts = [(severity, sum(1 for p in problems if p.severity == severity)) for severity in SEVERITIES]
    return {
        "problems": shown,
        "more_problems": max(len(problems) - MOST_SHOWN, 0),
        "counts": [(severity, n) for severity, n in counts if n],
    }

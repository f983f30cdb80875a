"""Bringing in a file: looked at first, taken in once a person has seen what it would do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_POST

from relance.discovery import readers
from relance.domain.rows import Problem, ReadOptions
from relance.domain.tabular.layout import answers_of
from relance.ledger import reads
from relance.ledger.statements import our_account_numbers
from relance.operations.import_file import Imported, import_file
from relance.operations.importing.archives import files_of
from relance.operations.importing.batch import NOT_BLOCKING
from relance.operations.jobs.importing import ask_import
from relance.operations.look_at_table import table_reader
from relance.operations.remember_mapping import recall_mapping, remember_answers
from relance.web import uploads
from relance.web.door import Visit, found, page
from relance.web.import_words import note_sentences
from relance.web.lists import Column, Listed
from relance.web.mapping_words import problem_told
from relance.web.pages.imports_several import bundle, several

FILES = Listed(
    columns=(
        Column("name", lazy("File"), order=("name", "pk")),
        Column("at", lazy("When"), order=("pk",), falls=True),
        Column("read", lazy("Lines"), order=("read", "pk"), falls=True, look="number"),
        Column("created", lazy("New"), order=("created", "pk"), falls=True, look="number"),
        Column("changed", lazy("Changed"), order=("changed", "pk"), falls=True, look="number"),
        Column("settled", lazy("Settled"), order=("settled", "pk"), falls=True, look="number"),
        Column("rejected", lazy("Refused"), order=("rejected", "pk"), falls=True, look="number"),
    ),
    default="-at",
    per_page=15,
)
CHOICES = ("reader", "date_order", "decimal", "sheet", "amount_signed", "account")
TICKS = ("snapshot", "vanished_settled", "partial", "new_account")
KINDS = ("invoices", "customers", "payments", "bank")
ABOUT_COLUMNS = {"HEADER", "SEPARATOR", "AMOUNT_AMBIGUOUS", "DATE_AMBIGUOUS", "NEGATIVE", "SHEET", "MISSING"}
SEVERITIES = ("error", "question", "warning")
MOST_SHOWN = 100
LARGE = 1024 * 1024  # bytes, from which a file is taken in by a process of its own


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Where to put a file, and the files taken in so far."""
    asked = FILES.read(visit)
    rows = asked.in_order(reads.recent_imports(visit.creditor, None))
    context = {"here": "import", "asked": asked, "rows": asked.page(rows)}
    return render(visit.request, "imports/page.html", context)


@require_POST
@page
def check(visit: Visit) -> HttpResponse:
    """Keep the file for a while, read it without changing anything, and say what it would do."""
    sent = [one for one in visit.request.FILES.getlist("file") if isinstance(one, UploadedFile)]
    if sent:
        if sum(one.size or 0 for one in sent) > uploads.MOST_BYTES:
            messages.error(visit.request, _("The file is larger than 50 MB: split it, or use the command line."))
            return HttpResponseRedirect("/import/")
        uploads.keep(visit.request, sent[0] if len(sent) == 1 else ContentFile(bundle(sent), "import.zip"))
    waiting = uploads.waiting(visit.request)
    if waiting is None:
        messages.warning(visit.request, _("Choose a file first."))
        return HttpResponseRedirect("/import/")
    return look(visit, *waiting)


def look(visit: Visit, name: str, data: bytes) -> HttpResponse:
    """What the file would do, or each file of an archive, read without changing anything."""
    files = files_of(name, data, visit.language)
    if len(files) != 1:
        return several(visit, files, dry_run=True)
    ((name, data),) = files
    report = _read(visit, name, data, dry_run=True)
    return render(visit.request, "imports/check.html", _shown(visit, report, name, data))


@require_POST
@page
def take(visit: Visit) -> HttpResponse:
    """Take in the file that was looked at."""
    waiting = uploads.waiting(visit.request)
    if waiting is None:
        messages.warning(visit.request, _("The file is no longer here: choose it again."))
        return HttpResponseRedirect("/import/")
    files = files_of(*waiting, visit.language)
    if len(files) != 1:
        uploads.drop(visit.request)
        return several(visit, files, dry_run=False)
    if len(files[0][1]) >= LARGE:
        return _take_apart(visit, *files[0])
    report = _read(visit, *files[0], dry_run=False)
    if not report.is_taken:
        return render(visit.request, "imports/check.html", _shown(visit, report, *files[0]))
    _remember(visit, report, *files[0])
    uploads.drop(visit.request)
    messages.success(visit.request, _("%(file)s is imported.") % {"file": report.file})
    last = reads.recent_imports(visit.creditor, 1)[0]
    return HttpResponseRedirect(reverse("import_report", args=[last.pk]))


def _take_apart(visit: Visit, name: str, data: bytes) -> HttpResponse:
    """A large file is taken in by a process of its own; its page says how far it is, and may be left."""
    job = ask_import(
        creditor=visit.creditor, name=name, data=data, options=_options(visit), answers=visit.data, act=visit.act
    )  # fmt: skip
    uploads.drop(visit.request)
    return HttpResponseRedirect(reverse("job", args=[job.pk]))


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
    context = {"here": "import", "file": file, **shown_problems(problems, file.kind)}
    context["notes"] = note_sentences(file.report.get("notes", {}), file.read)
    return render(visit.request, "imports/report.html", context)


def _options(visit: Visit) -> ReadOptions:
    answers = visit.data
    signed = answers.get("amount_signed", "")
    return ReadOptions(
        today=visit.act.today,
        language=visit.language,
        sheet=answers.get("sheet") or None,
        date_order=one_of(answers.get("date_order", ""), "dmy", "mdy", "ymd"),
        decimal=one_of(answers.get("decimal", ""), ",", "."),
        mapping={"amount_signed": signed} if signed else {},
    )


def _remember(visit: Visit, report: Imported, name: str, data: bytes) -> None:
    """The answers that a table was taken in with, for the next one like it."""
    options, account = _options(visit), visit.data.get("account", "")
    if account or answers_of(options):
        remember_answers(
            creditor=visit.creditor, name=name, data=data, options=options, act=visit.act, account=account
        )  # fmt: skip


def _read(visit: Visit, name: str, data: bytes, *, dry_run: bool) -> Imported:
    answers, options = visit.data, _options(visit)
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
        account=answers.get("account", ""),
        new_account="new_account" in answers,
        dry_run=dry_run,
    )


def one_of(text: str, *known: str) -> Any:
    """The text where it is one of these, else None."""
    return text if text in known else None


def accounts_of(visit: Visit) -> list[str]:
    """The numbers of our accounts, to choose from."""
    return [number for number in our_account_numbers(visit.creditor) if number]


def _shown(visit: Visit, report: Imported, name: str, data: bytes) -> dict[str, Any]:
    """What the look at a file found, and which answers it asks for."""
    stopping = [p for p in report.problems if p.severity == "error" or _stops(p)]
    lines = {p.line for p in stopping}
    about_account = any(p.code.startswith("ACCOUNT") for p in stopping)
    can_be_partial = bool(stopping) and None not in lines and len(lines) < report.read and not about_account
    taken = report.created + report.changed + report.known
    answers = {name: visit.data.get(name, "") for name in (*CHOICES, *TICKS)}
    if any(p.code == "ACCOUNT" for p in stopping):  # the one named for the last such file is offered, not taken
        answers["account"] = answers["account"] or recall_mapping(visit.creditor, name, data, _options(visit)).account
    return {
        "here": "import",
        "report": report,
        "answers": answers,
        "codes": {p.code for p in report.problems},
        "accounts": accounts_of(visit) if report.kind == "bank" else [],
        "is_table": table_reader(name, data, visit.data.get("reader", "")) is not None and report.kind in KINDS,
        "ask_columns": bool({p.code for p in stopping} & ABOUT_COLUMNS),
        "readers": readers().values(),
        "signed": next((m for p in report.problems if (m := _signed_column(p))), ""),
        "can_be_partial": can_be_partial,
        "notes": note_sentences(report.notes, report.read),
        "is_good": not stopping or (can_be_partial and "partial" in visit.data and taken > 0),
        **shown_problems(list(report.problems), report.kind),
    }


def _stops(problem: Problem) -> bool:
    return problem.severity == "question" and problem.code not in NOT_BLOCKING


def _signed_column(problem: Problem) -> str:
    named = re.search(r'amount_signed = "([^"]+)"', problem.message) if problem.code == "NEGATIVE" else None
    return named[1] if named else ""


def shown_problems(problems: list[Problem], kind: str = "") -> dict[str, Any]:
    """Problems in the page's words, what stops first, with how many there are of each severity."""
    ordered = sorted(problems, key=lambda p: SEVERITIES.index(p.severity))
    shown = [replace(p, message=problem_told(p, kind)) for p in ordered[:MOST_SHOWN]]
    counts = [(severity, sum(1 for p in problems if p.severity == severity)) for severity in SEVERITIES]
    return {
        "problems": shown,
        "more_problems": max(len(problems) - MOST_SHOWN, 0),
        "counts": [(severity, n) for severity, n in counts if n],
    }

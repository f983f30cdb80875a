"""Several files at once (a month of e-invoices, an archive of statements): each looked at, each taken or refused."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render

from relance.domain.rows import Problem, ReadOptions
from relance.operations.import_file import Imported, import_file
from relance.operations.importing.batch import NOT_BLOCKING
from relance.web.door import Visit
from relance.web.mapping_words import problem_told

TICKS = ("new_account", "partial")


class Looked(NamedTuple):
    """One of the files: what it would do or did, and what stands first against it, in the page's words."""

    report: Imported
    is_good: bool
    against: str
    warnings: int


def bundle(sent: Sequence[UploadedFile[bytes]]) -> bytes:
    """The files as one archive, under the names that they came with."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as packed:
        for number, one in enumerate(sent, start=1):
            name = str(one.name or number).replace("\\", "/").rpartition("/")[2]
            packed.writestr(name if name not in packed.namelist() else f"{number}-{name}", one.read())
    return made.getvalue()


def several(visit: Visit, files: Sequence[tuple[str, bytes]], *, dry_run: bool) -> HttpResponse:
    """Read every file; without `dry_run`, take in those that nothing stands against."""
    options = ReadOptions(today=visit.act.today, language=visit.language)
    looked = [_look(visit, name, data, options, dry_run=dry_run) for name, data in files]
    context = {
        "here": "import", "files": looked, "is_done": not dry_run, "good": sum(one.is_good for one in looked),
        "answers": {tick: tick in visit.data for tick in TICKS},
        "codes": {problem.code for one in looked for problem in _stopping(one.report)},
    }  # fmt: skip
    return render(visit.request, "imports/several.html", context)


def _look(visit: Visit, name: str, data: bytes, options: ReadOptions, *, dry_run: bool) -> Looked:
    partial = "partial" in visit.data
    report = import_file(
        creditor=visit.creditor, name=name.rpartition("/")[2], data=data, act=visit.act, options=options,
        dry_run=dry_run, partial=partial, new_account="new_account" in visit.data,
    )  # fmt: skip
    stopping = _stopping(report)
    taken = report.created + report.changed + report.known
    is_good = report.is_taken or (dry_run and (not stopping or (partial and taken > 0)))
    against = problem_told(stopping[0], report.kind, is_alone=False) if stopping else ""
    return Looked(report, is_good, against, sum(p.severity == "warning" for p in report.problems))


def _stopping(report: Imported) -> list[Problem]:
    return [
        problem for problem in report.problems
        if problem.severity == "error" or (problem.severity == "question" and problem.code not in NOT_BLOCKING)
    ]  # fmt: skip

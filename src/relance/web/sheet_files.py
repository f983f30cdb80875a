"""Lists as files: CSV sent as its rows are read, or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import cast

from django.http import HttpResponse, StreamingHttpResponse

from relance.documents.sheets import csv_lines, write_xlsx
from relance.domain.tracking_words import Cell, Column
from relance.web.door import Visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_file(visit: Visit, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The rows as CSV; however many they are, little is in memory at once."""
    lines = (line.encode() for line in csv_lines(columns, rows, visit.language))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    return _named(visit, cast(HttpResponse, answer), name, "csv")


def xlsx_file(visit: Visit, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The rows as a workbook."""
    out = BytesIO()
    write_xlsx(out, columns, rows, visit.language)
    return _named(visit, HttpResponse(out.getvalue(), content_type=XLSX), name, "xlsx")


def _named(visit: Visit, answer: HttpResponse, name: str, suffix: str) -> HttpResponse:
    filename = f"{name}-{visit.creditor.key}-{visit.act.today}.{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{filename}"'
    return answer

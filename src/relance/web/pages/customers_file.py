"""The list of customers as a file: all that the page would show, on every page of it."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from relance.documents.sheets import csv_lines, write_xlsx
from relance.domain.customer_columns import CUSTOMERS
from relance.operations.plans_in_force import plans_in_force
from relance.web.again import again_to_export
from relance.web.door import Visit, page
from relance.web.pages.customers import asked_for, told, wanted

CHUNK = 500
FILENAMES = {"fr": "clients", "en": "customers"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@page
@again_to_export()
def as_csv(visit: Visit) -> HttpResponse:
    """As CSV; sent as it is read."""
    lines = (line.encode() for line in csv_lines(CUSTOMERS, _rows(visit), visit.language))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_filename(visit)}.csv"'
    return cast(HttpResponse, answer)


@require_GET
@page
@again_to_export()
def as_xlsx(visit: Visit) -> HttpResponse:
    """As a workbook."""
    out = BytesIO()
    write_xlsx(out, CUSTOMERS, _rows(visit), visit.language)
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{_filename(visit)}.xlsx"'
    return answer


def _rows(visit: Visit) -> Iterator[tuple[Any, ...]]:
    plans = plans_in_force(visit.creditor)
    customers, keys = wanted(visit, asked_for(visit, plans))
    found = list(keys[: customers.count()])
    for start in range(0, len(found), CHUNK):
        yield from told(visit, found[start : start + CHUNK], plans)


def _filename(visit: Visit) -> str:
    return f"{FILENAMES[visit.language]}-{visit.creditor.key}-{visit.act.today}"

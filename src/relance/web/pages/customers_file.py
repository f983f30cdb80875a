"""The list of customers as a file: all that the page would show, on every page of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from relance.domain.customer_columns import CUSTOMERS
from relance.operations.plans_in_force import plans_in_force
from relance.web.again import again_to_export
from relance.web.door import Visit, page
from relance.web.pages.customers import asked_for, told, wanted
from relance.web.sheet_files import csv_file, xlsx_file

CHUNK = 500
FILENAMES = {"fr": "clients", "en": "customers"}


@require_GET
@page
@again_to_export()
def as_csv(visit: Visit) -> HttpResponse:
    """As CSV; sent as it is read."""
    return csv_file(visit, FILENAMES[visit.language], CUSTOMERS, _rows(visit))


@require_GET
@page
@again_to_export()
def as_xlsx(visit: Visit) -> HttpResponse:
    """As a workbook."""
    return xlsx_file(visit, FILENAMES[visit.language], CUSTOMERS, _rows(visit))


def _rows(visit: Visit) -> Iterator[tuple[Any, ...]]:
    plans = plans_in_force(visit.creditor)
    customers, keys = wanted(visit, asked_for(visit, plans))
    found = list(keys[: customers.count()])
    for start in range(0, len(found), CHUNK):
        yield from told(visit, found[start : start + CHUNK], plans)

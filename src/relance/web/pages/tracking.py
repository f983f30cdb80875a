"""The tracking table: a row per receivable, with filters and order in the address, and as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from relance.documents.sheets import csv_lines, write_xlsx
from relance.domain.reason_words import REASONS
from relance.domain.tracking import Tracked
from relance.domain.tracking_words import COLUMNS, Cell, cells
from relance.ledger import reads
from relance.ledger.tracking import ORDERS, Asked, owners_in_use, steps_in_use, tracked_receivables
from relance.operations.plans_in_force import plans_in_force
from relance.operations.track import track, track_some
from relance.web.door import Visit, found, page, paged
from relance.web.pages.figures import StepWords

STOPS = ("dispute", "promise", "agreement", "hold")
LATEST = 2  # reminders shown at once; the earlier ones unfold
FILENAMES = {"fr": "suivi", "en": "tracking"}


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """One page of the table."""
    asked = asked_for(visit)
    today = visit.act.today
    keys = paged(visit, tracked_receivables(visit.creditor, asked, today).values_list("pk", flat=True))
    rows = track_some(creditor=visit.creditor, keys=list(keys.object_list), today=today)
    context = {
        "here": "tracking",
        "pages": keys,
        "count": keys.paginator.count,
        "rows": [_shown(row, visit.language) for row in rows],
        "asked": asked,
        "is_filtered": asked != Asked(order=asked.order),
        "file_of": urlencode({name: value for name, value in visit.request.GET.items() if name != "page"}),
        "orders": _orders(),
        "reasons": list(REASONS),
        "steps": _steps(visit),
        "people": owners_in_use(visit.creditor),
    }
    return render(visit.request, "tracking/page.html", context)


def _shown(row: Tracked, language: str) -> dict[str, Any]:
    """A row with what its table says in words."""
    told = dict(zip((column.key for column in COLUMNS), cells(row, language), strict=True))
    newest = row.reminders[::-1]
    return {
        **told,
        "row": row,
        "latest": newest[:LATEST],
        "earlier": newest[LATEST:],
        "stops": [str(told[key]) for key in STOPS if told[key]],
    }


def _steps(visit: Visit) -> list[tuple[str, str]]:
    """The steps done so far, each with its words; two that are called the same have their key beside them."""
    names = StepWords(plans_in_force(visit.creditor), visit.creditor.default_plan, visit.language)
    words = {key: names.by_key(key) for key in steps_in_use(visit.creditor)}
    twice = {one for one, times in Counter(words.values()).items() if times > 1}
    return [(key, f"{one} ({key})" if one in twice else one) for key, one in words.items()]


def _orders() -> tuple[tuple[str, str], ...]:
    """The orders that there are, in words."""
    return (
        ("due", _("The oldest first")),
        ("open", _("The largest first")),
        ("customer", _("By customer")),
        ("invoice", _("By invoice number")),
        ("next", _("What comes next first")),
    )


def asked_for(visit: Visit) -> Asked:
    """The filters and the order in the address; what is not one of ours is left out."""
    given = visit.request.GET
    code = given.get("customer", "").strip()
    customer = found(reads.find_customer(visit.creditor, code)).code if code else ""
    order = given.get("order", "due")
    return Asked(
        customer=customer,
        all=given.get("show") == "all",
        overdue=given.get("show") == "overdue",
        owner=given.get("owner", "").strip(),
        step=given.get("step", "").strip(),
        reason=given.get("reason", "").strip(),
        order=order if order in ORDERS else "due",
    )


@require_GET
@page
def as_csv(visit: Visit) -> HttpResponse:
    """The rows of the page, all of them, as CSV; sent as they are read."""
    lines = (line.encode() for line in csv_lines(COLUMNS, _told(visit, visit.language), visit.language))
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_filename(visit)}.csv"'
    return cast(HttpResponse, answer)


@require_GET
@page
def as_xlsx(visit: Visit) -> HttpResponse:
    """The rows of the page, all of them, as a workbook."""
    out = BytesIO()
    write_xlsx(out, COLUMNS, _told(visit, visit.language), visit.language)
    answer = HttpResponse(
        out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = f'attachment; filename="{_filename(visit)}.xlsx"'
    return answer


def _told(visit: Visit, language: str) -> Iterator[tuple[Cell, ...]]:
    rows = track(creditor=visit.creditor, asked=asked_for(visit), today=visit.act.today)
    return (cells(row, language) for row in rows)


def _filename(visit: Visit) -> str:
    return f"{FILENAMES[visit.language]}-{visit.creditor.key}-{visit.act.today}"

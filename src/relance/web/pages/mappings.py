"""What is remembered of files' columns, and how to forget it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.ledger.mappings import mappings
from relance.operations.remember_mapping import forget_mapping
from relance.web.door import Record, Visit, found, page, paged
from relance.web.mapping_words import FIELDS, KINDS
from relance.web.undo import undoable


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Every remembered layout: from which file, when, by whom, which columns."""
    rows = paged(visit, mappings(visit.creditor))
    told = [_told(row) for row in rows.object_list]
    return render(visit.request, "imports/mappings.html", {"here": "mappings", "rows": rows, "told": told})


@require_POST
@page
def forget(visit: Visit, mapping_id: int) -> HttpResponse:
    """Forget one: the next such file is asked about again."""
    row = found(mappings(visit.creditor).filter(pk=mapping_id).first())
    kept = {"name": row.name, "answers": row.mapping, "header_hash": row.header_hash}
    forget_mapping(creditor=visit.creditor, mapping=row.pk, act=visit.act)
    undoable(visit, _("The columns of %(file)s are forgotten.") % {"file": row.name}, "mapping", **kept)
    return HttpResponseRedirect(reverse("mappings"))


def _told(row: Record) -> dict[str, object]:
    kind = row.mapping.get("kind", "")
    words = dict(FIELDS.get(kind, ())) or {field: said for fields in FIELDS.values() for field, said in fields}
    columns = [
        (name, words.get(field.rstrip("0123456789"), field))
        for field, name in row.mapping.get("columns", {}).items()
        if not field.startswith("_")
    ]
    return {"row": row, "kind": dict(KINDS).get(kind, ""), "columns": columns}

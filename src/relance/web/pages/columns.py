"""The columns of a table: what each is, how the first rows would be read; remembered for the next file like it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relance.domain.rows import ReadOptions, RowKind
from relance.domain.tabular.layout import (
    Layout,
    Table,
    answers_of,
    header_at,
    layout_of,
    mapping_of,
    table_fingerprint,
)
from relance.operations.look_at_table import look_at_table, try_table
from relance.operations.remember_mapping import recall_mapping, remember_mapping
from relance.web import uploads
from relance.web.door import Visit, page
from relance.web.mapping_words import FIELDS, KINDS, rows_as_read
from relance.web.pages import imports

SHOWN = 15
ENCODINGS = ("utf-8", "cp1252", "iso8859_15", "cp850", "mac_roman", "utf-16")
SEPARATORS = (";", ",", "tab", "|")
BEFORE = ("kind", "header", "sheet", "separator", "encoding")  # when one of these changes, columns are told anew


class Chosen(NamedTuple):
    """The table, its layout and the fields a person tied to its columns (by index)."""

    table: Table
    layout: Layout
    fields: dict[int, str]
    options: ReadOptions


@require_http_methods(["GET", "POST"])
@page
def show(visit: Visit) -> HttpResponse:
    """The first lines with a choice per column; “use” remembers them and goes on to the look at the whole file."""
    waiting = uploads.waiting(visit.request)
    if waiting is None:
        messages.warning(visit.request, _("Choose a file first."))
        return HttpResponseRedirect("/import/")
    name, data = waiting
    chosen = _chosen(visit, name, data)
    if chosen is None:
        messages.error(visit.request, _("This file is not a table: its columns cannot be chosen."))
        return HttpResponseRedirect("/import/")
    tried = try_table(name, data, chosen.options)
    if "use" in visit.data and tried and tried.rows:
        remember_mapping(
            creditor=visit.creditor, headers=chosen.layout.names, name=name, act=visit.act,
            answers=answers_of(chosen.options, visit.data.get("account", "")),
            header_hash=table_fingerprint(chosen.table, chosen.layout),
        )  # fmt: skip
        return imports.look(visit, name, data)
    context = {
        "here": "import", "name": name, "tried": tried, "read": rows_as_read(tried.rows if tried else ()),
        **_form(visit, chosen), **(imports.shown_problems(tried.problems, chosen.options.kind or "") if tried else {}),
    }  # fmt: skip
    return render(visit.request, "imports/columns.html", context)


def _chosen(visit: Visit, name: str, data: bytes) -> Chosen | None:
    """What the form says, or what is remembered or recognised where nothing was chosen yet."""
    answers = visit.data
    base = ReadOptions(
        today=visit.act.today, language=visit.language,
        sheet=answers.get("sheet") or None,
        separator=_known(answers.get("separator", ""), SEPARATORS),
        encoding=_known(answers.get("encoding", ""), ENCODINGS),
        date_order=imports.one_of(answers.get("date_order", ""), "dmy", "mdy", "ymd"),
        decimal=imports.one_of(answers.get("decimal", ""), ",", "."),
    )  # fmt: skip
    remembered = recall_mapping(visit.creditor, name, data, base).options if "kind" not in answers else base
    table = look_at_table(name, data, remembered)
    if table is None:
        return None
    layout = layout_of(table, remembered)
    kind: RowKind = imports.one_of(answers.get("kind", ""), *FIELDS) or (
        layout.kind if layout.kind in FIELDS else "invoices"
    )
    layout = _laid_out(answers, table, layout, kind)
    fields = _fields(answers, layout, kind)
    options = _with(remembered, kind, mapping_of(layout, fields))
    return Chosen(table, layout, fields, options)


def _laid_out(answers: dict[str, str], table: Table, layout: Layout, kind: RowKind) -> Layout:
    header = answers.get("header", "")
    line = int(header) if header.isdigit() and answers.get("sheet") == answers.get("was_sheet") else layout.line
    if line == layout.line and kind == layout.kind and "kind" not in answers:
        return layout
    return header_at(table, line, kind)


def _fields(answers: dict[str, str], layout: Layout, kind: RowKind) -> dict[int, str]:
    """The field of each column: as chosen, or as recognised where the table itself was just chosen otherwise."""
    known = {field for field, _words in FIELDS[kind]}
    changed = any(answers.get(one, "") != answers.get(f"was_{one}", "") for one in BEFORE)
    if changed or "kind" not in answers:
        return {index: field for index, field in layout.columns.items() if field in known}
    posted = {index: answers.get(f"col-{index}", "") for index in range(len(layout.names))}
    return {index: field for index, field in posted.items() if field in known}


def _with(options: ReadOptions, kind: RowKind, mapping: dict[str, str]) -> ReadOptions:
    return ReadOptions(
        options.today, kind, mapping, options.sheet, options.date_order, options.decimal, options.separator,
        options.encoding, options.currency, options.language,
    )  # fmt: skip


def _known(text: str, known: tuple[str, ...]) -> str | None:
    return text if text in known else None


def _form(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """The choices of the page, and the first lines of the table."""
    table, layout, options = chosen.table, chosen.layout, chosen.options
    kind = options.kind or "invoices"
    columns = [
        {"index": index, "name": name, "field": chosen.fields.get(index, "")} for index, name in enumerate(layout.names)
    ]
    first = max(layout.line - 3, 0)
    lines = [(number, cells) for number, cells in table.rows if number > first][:SHOWN]
    width = len(layout.names)
    return {
        "kinds": KINDS, "kind": kind, "fields": FIELDS[kind], "columns": columns, "header": layout.line,
        "lines": [(number, (list(cells) + [""] * width)[:width], number == layout.line) for number, cells in lines],
        "header_lines": [number for number, cells in table.rows[:SHOWN] if sum(1 for cell in cells if cell) > 1],
        "sheets": table.sheets, "sheet": options.sheet or table.sheet, "separators": SEPARATORS,
        "separator": options.separator or "", "encodings": ENCODINGS, "encoding": options.encoding or "",
        "is_text": not table.sheets, "date_order": options.date_order or "", "decimal": options.decimal or "",
        "found_separator": table.separator, "found_encoding": table.encoding,
        "accounts": imports.accounts_of(visit), "account": visit.data.get("account", ""),
    }  # fmt: skip

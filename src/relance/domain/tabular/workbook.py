"""From the bytes of a spreadsheet to the one sheet that holds a table, read with calamine."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.tabular.archive import check_archive
from relance.domain.tabular.cell_errors import error_cells, hidden_rows
from relance.domain.tabular.cells import Cell, Record, is_blank
from relance.domain.tabular.decoding import file_type
from relance.domain.tabular.headers import best_header
from relance.domain.tabular.records import MOST_LINES
from relance.domain.tabular.table import bank_header, read_table

Sheet = tuple[str, list[Record], bool]


def read_workbook(data: bytes, options: ReadOptions, expected: str) -> Iterator[Row | Problem | FileFacts]:
    """1. what it really is, 2. safe to open, 3. the sheet, 4. rows; `expected` is XLSX or ODS."""
    try:
        _check_type(data, expected)
        name, rows, hidden = choose_sheet(sheets_of(data), options)
    except Refused as refused:
        yield refused.problem(options.language)
        yield FileFacts(options.kind or "invoices", 0, 0)
        return
    if hidden:
        yield problem("SHEET.hidden", options.language, severity="warning", value=name)
    unseen = hidden_rows(data, name) if expected == "XLSX" else 0
    if unseen:
        yield problem("ROWS.hidden", options.language, severity="warning", value=name, count=unseen)
    yield from read_table(rows, options, notes={"sheet": name})


def _check_type(data: bytes, expected: str) -> None:
    if not data:
        raise Refused("EMPTY")
    found = file_type(data)
    if found in (expected, "XLS"):
        return  # an encrypted XLSX looks like an XLS: the archive check tells them apart
    if found == "ZIP" and data[:4] == b"PK\x03\x04":
        return
    raise Refused("WRONG_TYPE", found=found or "CSV", expected=expected)


def sheets_of(data: bytes) -> list[Sheet]:
    """Name, rows and whether it is hidden, of each sheet. Raises `Refused` for what is not safe to open, or damaged."""
    check_archive(data)
    try:
        errors = error_cells(data)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        found = []
        for meta in workbook.sheets_metadata:
            sheet = workbook.get_sheet_by_name(meta.name)
            wrong = errors.get(meta.name, {})
            first = (sheet.start or (0, 0))[1]
            rows = [
                (number, [wrong.get((number, first + place), _cell(value)) for place, value in enumerate(row, 1)])
                if wrong
                else (number, [_cell(value) for value in row])
                for number, row in enumerate(sheet.iter_rows(), start=1)
                if number <= MOST_LINES
            ]
            found.append((meta.name, rows, meta.visible != SheetVisibleEnum.Visible))
    except BaseException as error:  # the Rust side's panic is not an Exception
        if isinstance(error, (KeyboardInterrupt, SystemExit, GeneratorExit, MemoryError)):
            raise
        raise Refused("CORRUPT", value=type(error).__name__) from None
    return found


def _cell(value: object) -> Cell:
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, datetime) or value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, time):
        return value.isoformat()
    return value if hasattr(value, "year") else str(value)  # type: ignore[return-value]


def choose_sheet(sheets: list[Sheet], options: ReadOptions) -> Sheet:
    """The sheet that was asked for, or the only one with a table; a question where there are several."""
    names = [name for name, _, _ in sheets]
    if options.sheet is not None:
        for sheet in sheets:
            if sheet[0].strip().lower() == options.sheet.strip().lower():
                return sheet
        raise Refused("SHEET.missing", value=options.sheet, sheets=names)
    filled = [sheet for sheet in sheets if any(not is_blank(cells) for _, cells in sheet[1])]
    if not filled:
        raise Refused("EMPTY")
    tables = [sheet for sheet in filled if _is_table(sheet[1], options)]
    shown = [sheet for sheet in tables if not sheet[2]]
    if len(shown or tables) > 1:
        raise Refused("SHEET", severity="question", sheets=[name for name, _, _ in shown or tables])
    return (shown or tables or filled)[0]


def _is_table(rows: list[Record], options: ReadOptions) -> bool:
    header = best_header(rows, options.mapping)
    return (header is not None and header.kind is not None) or bank_header(rows, options) is not None

"""From a table of cells to rows and problems: header, file-wide styles, then line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from relance.domain.problems.texts import Refused
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row, RowKind
from relance.domain.tabular.amounts import Amounts, find_decimal
from relance.domain.tabular.bank_headers import BankHeader, choose_bank
from relance.domain.tabular.bank_preamble import header_by_contents
from relance.domain.tabular.bank_table import read_bank_table
from relance.domain.tabular.cells import Cell, Record, is_blank
from relance.domain.tabular.customer_rows import CustomerLines
from relance.domain.tabular.dates import Dates, find_style
from relance.domain.tabular.headers import Header, best_header, checked_header
from relance.domain.tabular.invoice_rows import InvoiceLines
from relance.domain.tabular.lines import Lines, Tally
from relance.domain.tabular.payment_rows import PaymentLines

Item = Row | Problem | FileFacts
_AMOUNTS = ("amount", "amount_signed", "open", "open_signed", "payment_amount")
_DATES = ("issued_on", "due_on", "paid_on", "last_reminder_on")
_BUILDERS: dict[RowKind, type[Lines]] = {
    "invoices": InvoiceLines,
    "payments": PaymentLines,
    "customers": CustomerLines,
}


def read_table(
    rows: list[Record],
    options: ReadOptions,
    *,
    separator: str = "",
    ends_open: bool = False,
    notes: Mapping[str, str] | None = None,
) -> Iterator[Item]:
    """Rows and problems of a table, then its facts; refusals of the whole file are its only problem.

    `ends_open`: the last line has no end, so that a short one means a cut file.
    """
    tally = Tally()
    asked = options.kind if options.kind in _BUILDERS else None
    kind: RowKind = asked or "invoices"
    try:
        while rows and is_blank(rows[-1][1]):
            rows.pop()
        bank = bank_header(rows, options)
        if bank is not None:
            yield from read_bank_table(rows, bank, options, separator=separator, ends_open=ends_open, notes=notes)
            return
        header = checked_header(rows, options.mapping, asked)
        kind = header.kind or kind
        body = [row for row in rows if row[0] > header.line]
        if not body:
            raise Refused("NO_LINES")
        tally.read = len(body)  # what a question about the whole file leaves unread
        builder = _builder(header, body, options, tally, separator)
        builder.prepare(body, ends_open)
        tally.read = 0
        yield from _lines(builder, body)
        if tally.read == 0 and "STATUS" not in builder.told:
            raise Refused("NO_LINES")
    except Refused as refused:
        yield refused.problem(options.language)
    facts = {**(notes or {}), **{name: value for name, value in tally.notes.items() if value}}
    yield FileFacts(kind, tally.read, tally.sum_cents, None, tally.ignored, facts)


def bank_header(rows: list[Record], options: ReadOptions) -> BankHeader | None:
    """The header of a bank's list, told by its names, its contents or a person; None for any other table."""
    listed = best_header(rows, options.mapping)
    found = choose_bank(rows, options.mapping, options.kind, listed.kind if listed else None)
    if (found is None or not found.is_whole) and options.kind in (None, "bank") and not options.mapping:
        found = (header_by_contents(rows) if listed is None or listed.score < 2 else None) or found
    return found


def _builder(header: Header, body: list[Record], options: ReadOptions, tally: Tally, separator: str) -> Lines:
    decimal = find_decimal(_column_cells(body, header, _AMOUNTS), options.decimal)
    commas = decimal == "," and any(
        isinstance(cell, str) and "," in cell for _, cell in _column_cells(body, header, _AMOUNTS)
    )
    style = find_style(
        _column_cells(body, header, _DATES),
        options.date_order,
        day_first=header.is_french or separator == ";" or commas,
        neutral=header.is_neutral,
    )
    kind = header.kind or "invoices"
    return _BUILDERS[kind](header, options, Amounts(decimal), Dates(style), tally, separator)


def _column_cells(body: list[Record], header: Header, fields: tuple[str, ...]) -> Iterator[tuple[int, Cell]]:
    for field in fields:
        index = header.columns.get(field)
        if index is not None:
            yield from ((line, cells[index]) for line, cells in body if index < len(cells))


def _lines(builder: Lines, body: list[Record]) -> Iterator[Item]:
    for line, cells in body:
        try:
            if builder.is_aside(line, cells):
                continue
            builder.fit(line, cells)
            row = builder.row(line, cells)
        except Refused as refused:
            builder.tally.read += 1
            yield from builder.drain()
            yield refused.problem(builder.options.language, line)
            continue
        yield from builder.drain()
        if row is not None:
            builder.tally.read += 1
            yield row
    yield from builder.finish()

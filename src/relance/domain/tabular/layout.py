"""How a table is laid out: its first lines, its header, what each column is, and by what it is known again."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from relance.domain.problems.texts import Refused
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row, RowKind
from relance.domain.tabular.amounts import take_apart
from relance.domain.tabular.bank_headers import recognise_bank
from relance.domain.tabular.bank_preamble import header_by_contents
from relance.domain.tabular.cells import Record, named_by_place, plain_words, text_of
from relance.domain.tabular.dates import shape_of
from relance.domain.tabular.decoding import decode, file_type
from relance.domain.tabular.headers import SEARCHED_LINES, best_header, recognise
from relance.domain.tabular.records import check_lines, given_separator, normal_lines, records, separator_of
from relance.domain.tabular.table import bank_header, read_table
from relance.domain.tabular.workbook import choose_sheet, read_workbook, sheets_of

HEAD_BYTES = 65_536
LOOKED_AT, MOST_COLUMNS, LONGEST_SHOWN = 60, 80, 200  # lines, columns, characters of a first look
LOOK = "_look"  # in a mapping: only the first lines are wanted
ANSWERS = ("kind", "date_order", "decimal", "separator", "encoding", "sheet", "currency")
IGNORED = "_ignored"  # with a number: a column that a person leaves out


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a table, and how they were found. `sheets` are names, empty for a text.

    `elsewhere` ties fingerprints of lines on the other sheets to the names of those.
    """

    rows: list[Record]
    separator: str = ""
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    ends_open: bool = False
    elsewhere: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns are taken for: `columns` ties column indexes (0-based) to fields.

    `line` is that of the header; 0 where there is none, and `names` are then “#1”, “#2”…
    """

    line: int
    names: tuple[str, ...]
    kind: RowKind | None
    columns: Mapping[int, str]


def text_table(data: bytes, options: ReadOptions) -> Table:
    """The records of a text. Raises `Refused` for what is no table of text."""
    found = file_type(data)
    if found:
        raise Refused("WRONG_TYPE", found=found, expected="CSV")
    text, encoding = decode(data, options.encoding)
    text = normal_lines(text)
    check_lines(text)
    separator = given_separator(options.separator) or separator_of(text, options.mapping)
    rows = list(records(text, separator))
    if all(len(cells) < 2 for _, cells in rows):
        raise Refused("SEPARATOR.none", line=1)
    if rows and str(rows[0][1][0] if rows[0][1] else "").lower().startswith("sep="):
        rows = rows[1:]
    return Table(rows, separator, encoding, ends_open=not text.endswith("\n"))


def read_text(data: bytes, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
    """Rows and problems of a table of text, whatever its separator, encoding and headers."""
    try:
        if LOOK in options.mapping:
            yield _looked_at(first_lines(data, options))
            return
        table = text_table(data, options)
    except Refused as refused:
        yield refused.problem(options.language)
        yield FileFacts(options.kind or "invoices", 0, 0)
        return
    notes = {"encoding": table.encoding, "separator": table.separator}
    yield from read_table(
        table.rows, options, separator=table.separator, ends_open=table.ends_open, notes=notes
    )  # fmt: skip


def read_book(data: bytes, options: ReadOptions, expected: str) -> Iterator[Row | Problem | FileFacts]:
    """Rows and problems of a workbook; `expected` is XLSX or ODS."""
    if LOOK not in options.mapping:
        yield from read_workbook(data, options, expected)
        return
    try:
        yield _looked_at(first_lines(data, options))
    except Refused as refused:
        yield refused.problem(options.language)
        yield FileFacts(options.kind or "invoices", 0, 0)


def first_lines(data: bytes, options: ReadOptions) -> Table:
    """The beginning of a table: enough to see its header and what stands below. Raises `Refused`."""
    if file_type(data) in ("XLSX", "ODS", "XLS", "XLSB"):
        sheets = sheets_of(data)
        try:
            name, rows, _ = choose_sheet(sheets, replace(options, mapping={}))
        except Refused as refused:
            if refused.key != "SHEET":
                raise
            name, rows, _ = sheets[0]
        others = {one: sheet for sheet, lines, _ in sheets if sheet != name for one in _line_prints(lines)}
        names = tuple(sheet for sheet, _, _ in sheets)
        return Table(rows[:LOOKED_AT], sheet=name, sheets=names, elsewhere=others)
    head = data[:HEAD_BYTES]
    if len(data) > HEAD_BYTES:
        head = head[: head.rfind(b"\n") + 1] or head
    return replace(found := text_table(head, replace(options, mapping={})), rows=found.rows[:LOOKED_AT])


def _looked_at(table: Table) -> FileFacts:
    rows = [(line, [text_of(cell)[:LONGEST_SHOWN] for cell in cells[:MOST_COLUMNS]]) for line, cells in table.rows]
    told = {
        "rows": json.dumps(rows), "separator": table.separator, "encoding": table.encoding, "sheet": table.sheet,
        "sheets": json.dumps(table.sheets), "elsewhere": json.dumps(table.elsewhere),
    }  # fmt: skip
    return FileFacts("invoices", 0, 0, notes=told)


def table_looked_at(facts: FileFacts) -> Table:
    """The first lines that a reader sent back when it was only asked to look (`LOOK` in its mapping)."""
    notes = facts.notes
    rows: list[Record] = [(int(line), list(cells)) for line, cells in json.loads(notes.get("rows", "[]"))]
    sheets = tuple(json.loads(notes.get("sheets", "[]")))
    elsewhere = json.loads(notes.get("elsewhere", "{}"))
    separator, encoding, sheet = (notes.get(name, "") for name in ("separator", "encoding", "sheet"))
    return Table(rows, separator, encoding, sheet, sheets, elsewhere=elsewhere)


def layout_of(table: Table, options: ReadOptions) -> Layout:
    """The header and fields that a table is read with, as far as they are known."""
    bank = bank_header(table.rows, options)
    if bank is not None:
        columns = {index: field for field, index in bank.columns.items()}
        columns |= {index: "label" for index in bank.labels}
        return Layout(0 if bank.names[0] == "#1" else bank.line, bank.names, "bank", columns)
    header = best_header(table.rows, options.mapping)
    if header is None or len(header.columns) < 2:
        line = 0 if named_by_place(table.rows, options.mapping) else _likely_header(table)
        return header_at(table, line, options.kind or "invoices") if line else no_header(table)
    columns = {index: field for field, index in header.columns.items() if not field.startswith("_")}
    return Layout(header.line, header.names, options.kind or header.kind, columns)


def _likely_header(table: Table) -> int:
    """The line that looks like column names although none is known: words only, and data below; 0 where none does."""
    rows = [(line, [text for cell in cells if (text := text_of(cell))]) for line, cells in table.rows]
    filled = [(line, texts) for line, texts in rows[:SEARCHED_LINES] if len(texts) > 1]
    for (line, texts), (_, below) in itertools.pairwise(filled):
        if not any(_is_datum(text) for text in texts) and any(_is_datum(text) for text in below):
            return line
    return 0


def _is_datum(text: str) -> bool:
    return bool(shape_of(text)) or take_apart(text) is not None


def header_at(table: Table, line: int, kind: RowKind) -> Layout:
    """The layout with the line that a person chose as header; 0 for none."""
    cells = next((cells for number, cells in table.rows if number == line), None)
    if cells is None:
        found = header_by_contents(table.rows) if kind == "bank" else None
        known = {index: field for field, index in found.columns.items()} if found else {}
        known |= {index: "label" for index in found.labels} if found else {}
        return replace(no_header(table), kind=kind, columns=known)
    names = tuple(text_of(cell) for cell in cells)
    if kind == "bank":
        bank = recognise_bank(line, names, {})
        columns = {index: field for field, index in bank.columns.items()} | {i: "label" for i in bank.labels}
    else:
        listed = recognise(line, names, {})
        columns = {index: field for field, index in listed.columns.items() if not field.startswith("_")}
    return Layout(line, names, kind, columns)


def no_header(table: Table) -> Layout:
    """Columns that have only their place."""
    width = max((len(cells) for _, cells in table.rows), default=0)
    return Layout(0, tuple(f"#{index + 1}" for index in range(width)), None, {})


def mapping_of(layout: Layout, chosen: Mapping[int, str]) -> dict[str, str]:
    """The mapping that ties what a person chose for each column; several labels are numbered, the rest is left out."""
    mapping: dict[str, str] = {}
    for index, name in enumerate(layout.names):
        if not name:
            continue
        field = chosen.get(index, "")
        if not field:
            mapping[f"{IGNORED}{index + 1}"] = name
        elif field not in mapping:
            mapping[field] = name
        elif field == "label":
            mapping[f"label{index + 1}"] = name
    return mapping


def fingerprint(names: Sequence[str]) -> str:
    """By what a header is known again: its words, whatever stands between them (SHA-256, hexadecimal)."""
    return hashlib.sha256(plain_words(" ".join(names)).encode()).hexdigest()


def table_fingerprint(table: Table, layout: Layout) -> str:
    """The fingerprint of a table's header; without one, that of how its columns look."""
    return fingerprint([name for name in layout.names if name] if layout.line else _looks(table))


def fingerprints(table: Table) -> list[str]:
    """Those under which the table's layout may be remembered: one a line that may be a header, and its looks."""
    return [*_line_prints(table.rows), *table.elsewhere, fingerprint(_looks(table))]


def _line_prints(rows: list[Record]) -> list[str]:
    lines = [[text_of(cell)[:LONGEST_SHOWN] for cell in cells] for _, cells in rows[:SEARCHED_LINES]]
    return [fingerprint(texts) for texts in lines if sum(1 for text in texts if text) > 1]


def _looks(table: Table) -> list[str]:
    width = max((len(cells) for _, cells in table.rows), default=0)
    looks = ["no header", str(width)]
    for index in range(width):
        texts = [text_of(cells[index]) for _, cells in table.rows if index < len(cells)]
        filled = [text for text in texts if text]
        days = sum(1 for text in filled if shape_of(text) in ("iso", "slash", "words"))
        money = sum(1 for text in filled if take_apart(text) and re.search(r"[.,]\d\d$", text))
        half = len(filled) / 2
        looks.append("day" if filled and days > half else "money" if filled and money > half else "text")
    return looks


def with_answers(options: ReadOptions, answers: Mapping[str, Any]) -> ReadOptions:
    """Options with remembered answers where the person gives none now."""
    filled = {name: answers[name] for name in ANSWERS if answers.get(name) and name != "currency"}
    filled = {name: value for name, value in filled.items() if getattr(options, name) is None}
    columns = cast(Mapping[str, str], answers.get("columns") or {})
    currency = str(answers.get("currency") or options.currency)
    return replace(options, **filled, mapping=dict(columns), currency=currency)


def answers_of(options: ReadOptions, account: str = "") -> dict[str, Any]:
    """What is worth remembering of the options: the answers, as the fields of `ReadOptions` and `account`."""
    found: dict[str, Any] = {name: getattr(options, name) for name in ANSWERS if name != "currency"}
    found |= {"columns": dict(options.mapping), "account": account}
    found["currency"] = options.currency if options.currency != "EUR" else ""
    return {name: value for name, value in found.items() if value}

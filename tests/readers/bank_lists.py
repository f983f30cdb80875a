"""Reads a bank's list with a table reader; the trade's words for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from relance.domain.rows import BankRow, FileFacts, Problem, ReadOptions, StatementRow
from relance.readers.csv import READER as CSV
from relance.readers.xlsx import READER as XLSX
from tests.readers.bank_file import BankFile

TODAY = date(2026, 4, 30)
_FOLDER = "bank/csv/bank2ynab"
# what cannot be read without a person, or not at all: days of the year 1111; lists without header, whose amounts
# stand in two columns or have no side; a day that may be a month
DEFECTS = {
    f"{_FOLDER}/{name}": code
    for name, code in (
        ("20180226_12345678.csv", "DATE_AMBIGUOUS"),
        ("TH_20180101-20180523_page_1.csv", "DATE"),
        ("TH_20180101-20180523_strana_1.csv", "DATE"),
        ("TH_20180521-20180523.csv", "DATE"),
        ("dba33fceecd62c3c727893361e0ba4d3.P000000027355791.csv", "HEADER"),
        ("statement_1.csv", "HEADER"),
        ("test_delimiter_tab.csv", "HEADER"),
        ("test_row_format_CD_flag.csv", "HEADER"),
        ("test_row_format_default.csv", "HEADER"),
    )
}


def read_bank(content: str | bytes | list[list[object]], encoding: str = "utf-8", **options: Any) -> BankFile:
    """A list given as text, bytes, or the rows of a spreadsheet."""
    reader, data = CSV, content
    if isinstance(content, str):
        data = content.encode(encoding)
    if isinstance(content, list):
        from tests.readers.reading import workbook

        reader, data = XLSX, workbook(Feuille1=content)  # type: ignore[assignment]
    assert isinstance(data, bytes)
    found = list(reader.read(data, "file", ReadOptions(today=TODAY, **options)))
    facts = found[-1]
    assert isinstance(facts, FileFacts)
    rows = [item for item in found if isinstance(item, BankRow)]
    if rows:
        assert facts.sum_cents == sum(row.cents for row in rows)
    statements = [item for item in found if isinstance(item, StatementRow)]
    return BankFile(rows, statements, [item for item in found if isinstance(item, Problem)], facts)


def kind_of(content: str) -> str:
    """The kind that a table is taken for."""
    facts = list(CSV.read(content.encode(), "file.csv", ReadOptions(today=TODAY)))[-1]
    assert isinstance(facts, FileFacts)
    return facts.kind

"""Tables for spreadsheet programs: CSV as the reader's Excel opens it, and XLSX. Text never becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from typing import BinaryIO

from babel.numbers import get_currency_precision

from relance.domain.tracking_words import Cell, Column
from relance.domain.wording.formats import clean

BYTE_ORDER_MARK = "\ufeff"
LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
SEPARATORS = {"fr": ";", "en": ","}
SHEET_NAMES = {"fr": "Suivi", "en": "Tracking"}
LONGEST_CELL = 32767  # what Excel takes
PLACES = {0: "#,##0", 2: "#,##0.00", 3: "#,##0.000"}


def harmless(text: str) -> str:
    """Text that a spreadsheet shows as it is: what would begin a formula has an apostrophe before it."""
    line = clean(text)
    return f"'{line}" if line.startswith(LEADS) or text.startswith(LEADS) else line


def csv_lines(columns: Sequence[Column], rows: Iterable[Sequence[Cell]], language: str) -> Iterator[str]:
    """The table as CSV, UTF-8 with a byte order mark: semicolons and decimal commas in French.

    Days are ISO, which every Excel reads as days. The column `currency` says how many decimals amounts have.
    """
    currency_at = _currency_at(columns)
    separator = SEPARATORS[language]
    yield BYTE_ORDER_MARK + _line([c.head(language) for c in columns], separator)
    for row in rows:
        currency = str(row[currency_at])
        yield _line([_text(c, v, currency, language) for c, v in zip(columns, row, strict=True)], separator)


def _line(values: Sequence[str], separator: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\r\n").writerow(values)
    return out.getvalue()


def _text(column: Column, value: Cell, currency: str, language: str) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return _decimal(value, currency, language) if column.kind == "cents" else str(value)
    return harmless(value)


def _decimal(cents: int, currency: str, language: str) -> str:
    places = get_currency_precision(currency)
    if not places:
        return str(cents)
    sign, digits = ("-" if cents < 0 else ""), str(abs(cents)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}{',' if language == 'fr' else '.'}{digits[-places:]}"


def _currency_at(columns: Sequence[Column]) -> int:
    """The column of the currency; in a table without amounts any column will do."""
    keys = [column.key for column in columns]
    return keys.index("currency") if "currency" in keys else 0


def write_xlsx(out: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], language: str) -> None:
    """The table as a workbook: real numbers and days, head frozen, filters on. Rows are written as they come."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        out,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
            "default_date_format": "dd/mm/yyyy",
        },
    )
    sheet = book.add_worksheet(SHEET_NAMES[language])
    for i, column in enumerate(columns):
        sheet.set_column(i, i, column.width)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    sheet.write_row(0, 0, [c.head(language) for c in columns], bold)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    amounts = {places: book.add_format({"num_format": shown}) for places, shown in PLACES.items()}
    last, currency_at = 0, _currency_at(columns)
    for last, row in enumerate(rows, start=1):
        places = get_currency_precision(str(row[currency_at]))
        for at, (column, value) in enumerate(zip(columns, row, strict=True)):
            if isinstance(value, date):
                sheet.write_datetime(last, at, value, day)
            elif isinstance(value, int) and column.kind == "cents":
                sheet.write_number(last, at, value / 10**places, amounts[places])
            elif isinstance(value, int):
                sheet.write_number(last, at, value)
            elif value:
                sheet.write_string(last, at, clean(value)[:LONGEST_CELL])
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    book.close()

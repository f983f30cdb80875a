"""Lists of invoices, payments, customers or bank movements as XLSX, read like CSV once the sheet is found."""

from __future__ import annotations

from collections.abc import Iterator

from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.tabular.decoding import file_type
from relance.domain.tabular.layout import read_book


class XlsxReader:
    """Reads one sheet of a workbook by its headers."""

    key = "xlsx"
    label = "XLSX"
    reads_apart = True

    def recognises(self, name: str, head: bytes) -> bool:
        """A zip archive whose members are those of a workbook, or an encrypted one."""
        return file_type(head) in ("XLSX", "XLSB", "XLS")

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """The sheet that holds a table, then its rows."""
        return read_book(data, options, "XLSX")


READER = XlsxReader()

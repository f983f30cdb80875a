"""Lists of invoices, payments, customers or bank movements as ODS, read like CSV once the sheet is found."""

from __future__ import annotations

from collections.abc import Iterator

from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.tabular.decoding import file_type
from relance.domain.tabular.layout import read_book


class OdsReader:
    """Reads one sheet of a workbook by its headers."""

    key = "ods"
    label = "ODS"
    reads_apart = True

    def recognises(self, name: str, head: bytes) -> bool:
        """A zip archive that begins with the OpenDocument spreadsheet type."""
        return file_type(head) == "ODS"

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """The sheet that holds a table, then its rows."""
        return read_book(data, options, "ODS")


READER = OdsReader()

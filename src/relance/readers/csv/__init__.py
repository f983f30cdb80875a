"""Lists of invoices, payments, customers or bank movements as CSV, whatever the separator, encoding and headers."""

from __future__ import annotations

from collections.abc import Iterator

from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.tabular.layout import read_text
from relance.domain.tabular.sniff import is_fec, is_text


class CsvReader:
    """Reads the neutral layouts of the contract, and other exports by their headers."""

    key = "csv"
    label = "CSV"

    def recognises(self, name: str, head: bytes) -> bool:
        """Text that is not a FEC."""
        return is_text(head) and not is_fec(head)

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """1. what it really is, 2. text, 3. separator, 4. records, 5. rows."""
        return read_text(data, options)


READER = CsvReader()

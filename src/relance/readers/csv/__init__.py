"""Lists of invoices, payments or customers as CSV, whatever the separator, encoding and headers."""

from __future__ import annotations

from collections.abc import Iterator

from relance.domain.problem_texts import Refused
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.tabular.decoding import decode, file_type
from relance.domain.tabular.records import check_lines, given_separator, normal_lines, records, separator_of
from relance.domain.tabular.sniff import is_fec, is_text
from relance.domain.tabular.table import read_table


class CsvReader:
    """Reads the neutral layouts of the contract, and other exports by their headers."""

    key = "csv"
    label = "CSV"

    def recognises(self, name: str, head: bytes) -> bool:
        """Text that is not a FEC."""
        return is_text(head) and not is_fec(head)

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """1. what it really is, 2. text, 3. separator, 4. records, 5. rows."""
        try:
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
        except Refused as refused:
            yield refused.problem(options.language)
            yield FileFacts(options.kind or "invoices", 0, 0)
            return
        if rows and str(rows[0][1][0] if rows[0][1] else "").lower().startswith("sep="):
            rows = rows[1:]
        notes = {"encoding": encoding, "separator": separator}
        yield from read_table(rows, options, separator=separator, ends_open=not text.endswith("\n"), notes=notes)


READER = CsvReader()

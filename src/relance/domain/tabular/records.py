"""From text to records: which separator, where each record starts, which quotes never close."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping

from relance.domain.problems.texts import Refused
from relance.domain.tabular.bank_headers import best_bank_header
from relance.domain.tabular.cells import Cell, Record
from relance.domain.tabular.headers import SEARCHED_LINES, best_header

SEPARATORS = (";", "\t", ",", "|")
LONGEST_LINE = 131_072  # characters, the csv module's own limit for a field
LONGEST_RECORD = 50  # lines in one quoted field: more means a quote that was never closed
MOST_LINES = 2_000_000


def normal_lines(text: str) -> str:
    """The text with LF only, whatever it had (CRLF, CR, CR CR LF)."""
    if "\r" not in text:
        return text
    return text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def check_lines(text: str) -> None:
    """Refuse a line, or a number of lines, beyond what a real export has."""
    if text.count("\n") > MOST_LINES:
        raise Refused("TOO_MANY_LINES", limit=MOST_LINES)
    if len(text) <= LONGEST_LINE:
        return
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if len(line) > LONGEST_LINE:
            raise Refused("LINE_TOO_LONG", line=number, limit=LONGEST_LINE)


def given_separator(answer: str | None) -> str:
    """The separator that a person answered: ";", ",", "|", "tab"…; "" where there is no answer."""
    if not answer:
        return ""
    separator = "\t" if answer.strip().lower() in ("tab", "\\t", "") else answer.strip()
    if len(separator) != 1 or separator.isalnum() or separator in "\"'\r\n":
        raise Refused("VALUE", field="separator", value=answer, expected="; , | tab")
    return separator


def separator_of(text: str, mapping: Mapping[str, str]) -> str:
    """The separator under which a header is recognised best, then the most consistent one."""
    lines = text[:200_000].split("\n", SEARCHED_LINES + 20)[: SEARCHED_LINES + 20]
    first = lines[0].strip().lower()
    if first.startswith("sep=") and first[4:] in SEPARATORS:
        return first[4]
    return max(SEPARATORS, key=lambda separator: _fitness(lines, separator, mapping))


def _fitness(lines: list[str], separator: str, mapping: Mapping[str, str]) -> tuple[int, float, int]:
    rows = [(0, list[Cell](row)) for row in _loose_rows(lines, separator) if row]
    header, bank = best_header(rows, mapping), best_bank_header(rows, mapping)
    score = max(header.score if header else 0, 50 + bank.weight if bank and bank.points > 0 else 0)
    widths = Counter(len(row) for _, row in rows)
    width, count = max(widths.items(), key=lambda item: item[1] if item[0] > 1 else 0, default=(1, 0))
    consistent = count / len(rows) if rows and width > 1 else 0.0
    return (score, consistent, width)


def _loose_rows(lines: list[str], separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader((line + "\n" for line in lines), delimiter=separator))
    except csv.Error:
        return rows
    return rows


def records(text: str, separator: str) -> Iterator[Record]:
    """Records with the line each starts on; refuses an unclosed quote by its line."""
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True)
    start = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refused("QUOTE", line=start) from None
        if reader.line_num - start >= LONGEST_RECORD:
            raise Refused("QUOTE", line=start)
        yield start, list[Cell](row)
        start = reader.line_num + 1

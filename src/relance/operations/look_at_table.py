"""Look at the first lines of a table, and at what a mapping would make of them; nothing is changed."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from relance.domain.row_lines import Item
from relance.domain.rows import FileFacts, Problem, Reader, ReadOptions, Row, StatementRow
from relance.domain.tabular.layout import LOOK, Table, table_looked_at
from relance.operations.choose_reader import choose_reader
from relance.operations.read_apart import read_guarded

TABLES = ("csv", "xlsx", "ods")
MOST_PROBLEMS = 8


class Tried(NamedTuple):
    """How a table would be read: its first rows, its first problems, how many lines, and the kind it is."""

    rows: list[Row]
    problems: list[Problem]
    facts: FileFacts


def table_reader(name: str, data: bytes, reader: str = "") -> Reader | None:
    """The reader of tables that knows these bytes, or the one asked for; None where the file is no table."""
    if reader and reader not in TABLES:
        return None
    found = choose_reader(name, data, reader)
    return found if found and found.key in TABLES else None


def look_at_table(name: str, data: bytes, options: ReadOptions, reader: str = "") -> Table | None:
    """The first lines of a table; None where the file is none, or cannot be opened."""
    chosen = table_reader(name, data, reader)
    if chosen is None:
        return None
    asked = replace(options, mapping={LOOK: LOOK}, kind=None)
    items = list(read_guarded(chosen, data, name, asked))
    facts = items[-1]
    if len(items) != 1 or not isinstance(facts, FileFacts):
        return None
    return table_looked_at(facts)


def try_table(name: str, data: bytes, options: ReadOptions, reader: str = "", most: int = 8) -> Tried | None:
    """The first rows and problems under these options; None where the file is no table."""
    chosen = table_reader(name, data, reader)
    if chosen is None:
        return None
    rows: list[Row] = []
    problems: list[Problem] = []
    facts = FileFacts("invoices", 0, 0)
    items: list[Item] = list(read_guarded(chosen, data, name, options))
    for item in items:
        if isinstance(item, FileFacts):
            facts = item
        elif isinstance(item, Problem):
            problems.append(item)
        elif not isinstance(item, StatementRow):
            rows.append(item)
    order = sorted(problems, key=lambda p: ("error", "question", "warning").index(p.severity))
    return Tried(list(islice(rows, most)), order[:MOST_PROBLEMS], facts)

"""Puts text and tables on the screen: coloured on a terminal, plain and aligned in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their headers; `right` are the columns (from 0) that hold numbers."""

    headers: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    right: tuple[int, ...] = ()


Text = str | Table


def show(parts: Iterable[Text], out: TextIO) -> None:
    """Print the parts one after the other."""
    rich = out.isatty()
    for part in parts:
        if isinstance(part, str):
            print(part, file=out)
        elif rich:
            _show_rich(part, out)
        else:
            for line in _plain(part):
                print(line, file=out)


def _plain(table: Table) -> Iterator[str]:
    rows = [table.headers, *table.rows]
    widths = [max(len(row[i]) for row in rows) for i in range(len(table.headers))]
    for row in rows:
        cells = [
            cell.rjust(width) if i in table.right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _show_rich(table: Table, out: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table as RichTable

    drawn = RichTable(box=box.SIMPLE_HEAD, pad_edge=False)
    for i, header in enumerate(table.headers):
        drawn.add_column(escape(header), justify="right" if i in table.right else "left", overflow="fold")
    for row in table.rows:
        drawn.add_row(*(escape(cell) for cell in row))
    Console(file=out).print(drawn)


@contextmanager
def waiting(words: str, *, quiet: bool) -> Iterator[None]:
    """A moving sign on the terminal while something takes its time; nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(words):
        yield


@contextmanager
def progress(words: str, total: int, *, quiet: bool) -> Iterator[Any]:
    """A function to call after each of `total` things; draws a bar on a terminal, nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)

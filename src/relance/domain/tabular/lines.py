"""What all kinds of tables do line by line: set aside totals and titles, check widths, gather warnings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import Problem, ReadOptions, Row
from relance.domain.tabular.amounts import Amounts, take_apart
from relance.domain.tabular.cells import Cell, Record, text_of
from relance.domain.tabular.dates import Dates, shape_of
from relance.domain.tabular.headers import Header
from relance.domain.tabular.words import currency_of

_TOTAL = re.compile(r"(grand |sous[- ]?|sub ?)?tota(l|ux)\b", re.IGNORECASE)
_COUNTED = re.compile(r"(.+?)\s*\(\d+\)")


T = TypeVar("T")


class Tally:
    """The counts of one file while it is read; money in minor units."""

    def __init__(self) -> None:
        self.read = 0
        self.ignored = 0
        self.sum_cents = 0
        self.notes: dict[str, str] = {}

    def note_count(self, name: str) -> None:
        """One more of something that the report names."""
        self.notes[name] = str(int(self.notes.get(name, "0")) + 1)


class Lines:
    """One table being read: subclasses turn one line into one row."""

    key_fields: tuple[str, ...] = ()

    def __init__(
        self,
        header: Header,
        options: ReadOptions,
        amounts: Amounts,
        dates: Dates,
        tally: Tally,
        separator: str,
    ) -> None:
        self.header = header
        self.at = header.columns
        self.options = options
        self.amounts = amounts
        self.dates = dates
        self.tally = tally
        self.separator = separator
        self.group = ""
        self._warnings: list[Problem] = []
        self._kept: dict[str, tuple[int, str, int, str]] = {}
        names = len(header.names)
        while names and not header.names[names - 1]:
            names -= 1
        self._least, self._width = names, len(header.names)
        self._cut_line = 0
        self._utc = {field for field, index in self.at.items() if "(utc)" in header.names[index].lower()}

    def row(self, line: int, cells: list[Cell]) -> Row | None:
        """The row of one line; None when the line was set aside; raises `Refused`."""
        raise NotImplementedError

    def prepare(self, body: list[Record], ends_open: bool) -> None:
        """Look at the whole table once: a separator that is also a decimal mark, a cut last line."""
        if not self.separator:
            return
        if ends_open and body:
            self._cut_line = body[-1][0]
        for other in ";,\t|".replace(self.separator, ""):
            unsplit = sum(1 for _, cells in body if len(cells) == 1 and text_of(cells[0]).count(other) > 1)
            if unsplit > len(body) / 2:
                raise Refused("SEPARATOR.other", line=body[0][0], separator=self.separator, other=other, count=unsplit)
        wider = sum(1 for _, cells in body if len(cells) > self._width and any(cells[self._width :]))
        if self.separator == "," and wider > len(body) / 2:
            raise Refused(
                "SEPARATOR",
                line=body[0][0],
                severity="question",
                separator=",",
                count=wider,
                expected=self._width,
            )

    def is_aside(self, line: int, cells: list[Cell]) -> bool:
        """Whether a line is blank, a comment, a total or a title; it is then counted as ignored."""
        if self._has_key(cells) and len(cells) >= self._least:
            return False
        texts = [text for cell in cells if (text := text_of(cell))]
        if not texts:
            self.tally.ignored += 1
            return True
        if self._is_total(cells, texts):
            self.keep_note("TOTAL_LINE", line, texts[0])
        elif not self._is_title(cells, texts) or line == self._cut_line:
            return False
        self.tally.ignored += 1
        return True

    def _has_key(self, cells: list[Cell]) -> bool:
        for field in self.key_fields:
            index = self.at.get(field)
            if index is not None and index < len(cells) and cells[index] not in ("", None):
                return True
        return False

    def _is_total(self, cells: list[Cell], texts: list[str]) -> bool:
        if not _TOTAL.match(texts[0]):
            return False
        named = self._cell(cells, self.key_fields[0]) if self.key_fields else ""
        return named in ("", texts[0]) and not self._dated(cells)

    def _is_title(self, cells: list[Cell], texts: list[str]) -> bool:
        counted = _COUNTED.fullmatch(texts[0])
        single = len(texts) == 1
        if self._dated(cells) or not (single or (counted and len(cells) >= self._least)):
            return False
        if single and (take_apart(texts[0]) is not None or any(texts[0].count(mark) > 1 for mark in ";,\t|")):
            return False
        if not texts[0].startswith("#"):
            self.group = counted[1] if counted else texts[0]
        return True

    def _dated(self, cells: list[Cell]) -> bool:
        return any(shape_of(self._cell(cells, field)) for field in ("issued_on", "due_on", "paid_on"))

    def _cell(self, cells: list[Cell], field: str) -> str:
        index = self.at.get(field)
        return text_of(cells[index]) if index is not None and index < len(cells) else ""

    def fit(self, line: int, cells: list[Cell]) -> None:
        """Bring a line to the header's width, or refuse it."""
        found = len(cells)
        if found == self._width:
            return
        if found < self._width:
            if self.separator and found < self._least:
                key = "TRUNCATED" if line == self._cut_line else "FIELD_COUNT"
                raise Refused(key, expected=self._width, found=found, separator=self.separator)
            cells.extend([""] * (self._width - found))
        elif any(text_of(cell) for cell in cells[self._width :]):
            raise Refused("FIELD_COUNT", expected=self._width, found=found, separator=self.separator or "|")

    def text(self, cells: list[Cell], field: str) -> str:
        """The text of a field; "" where the file has no such column."""
        index = self.at.get(field)
        if index is None:
            return ""
        cell = cells[index]
        return text_of(cell) if cell else ""

    def day(self, cells: list[Cell], field: str) -> date | None:
        """The day of a field, None where empty; refusals carry the field."""
        index = self.at.get(field)
        if index is None:
            return None
        return self.named(field, lambda: self.dates.day(cells[index], utc=field in self._utc))

    def named(self, field: str, parse: Callable[[], T]) -> T:
        """What `parse` gives; its refusal is given the field's name."""
        try:
            return parse()
        except Refused as refused:
            refused.field = refused.field or field
            raise

    def currency(self, cells: list[Cell], amount: Cell) -> str:
        """The currency of a line: its column, else the symbol beside the amount, else the creditor's."""
        written = self.text(cells, "currency")
        if not written and isinstance(amount, str) and amount and not (amount[-1:].isdigit() and amount[:1].isdigit()):
            apart = take_apart(text_of(amount))
            written = apart.currency if apart else ""
        return currency_of(written, self.options.currency)

    def warn(self, warning: Problem) -> None:
        """Keep a warning until it is streamed, beside its row."""
        self._warnings.append(warning)

    def keep_note(self, key: str, line: int, value: str, field: str | None = None) -> None:
        """Count something that is told once, with its first line, when the file ends."""
        first, text, count, _ = self._kept.get(key, (line, value, 0, ""))
        self._kept[key] = (first, text, count + 1, field or "")

    @property
    def told(self) -> frozenset[str]:
        """The codes that `finish` tells."""
        return frozenset(self._kept)

    def drain(self) -> list[Problem]:
        """The warnings gathered since the last call."""
        kept, self._warnings = self._warnings, []
        return kept

    def finish(self) -> Iterator[Problem]:
        """What is told once about the whole file."""
        for key, (line, value, count, field) in self._kept.items():
            yield problem(
                key,
                self.options.language,
                line=line,
                field=field or None,
                severity="warning",
                value=value,
                count=count,
            )

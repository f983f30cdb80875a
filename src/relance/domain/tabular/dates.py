"""Dates as exports write them; whether day or month comes first is found for the whole file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from relance.domain.problems.texts import Refused
from relance.domain.tabular.cells import Cell, plain_words, text_of

Order = Literal["dmy", "mdy", "ymd"]
Shape = Literal["iso", "slash", "serial", "words", ""]
FIRST_YEAR, LAST_YEAR = 1990, 2100
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2}).*)?", re.ASCII)
_COMPACT = re.compile(r"((?:19|20|21)\d{2})(\d{2})(\d{2})(?:\.0)?", re.ASCII)
_SLASH = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]\d{1,2}:\d{2}.*)?", re.ASCII)
_SERIAL = re.compile(r"[3-6]\d{4}(?:\.0)?", re.ASCII)  # 1982 to 2091
_WORDS = re.compile(r"(?:(\d{1,2})(?:er)? )?([a-z]+) (?:(\d{1,2}) )?(\d{4})")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan janv january janvier",
            "feb fev fevr february fevrier",
            "mar mars march",
            "apr avr april avril",
            "may mai",
            "jun juin june",
            "jul juil july juillet",
            "aug aou aout august",
            "sep sept september septembre",
            "oct october octobre",
            "nov november novembre",
            "dec december decembre",
        ),
        start=1,
    )
    for name in names.split()
}
_COMPANY_ZONE = "Europe/Paris"  # a column in UTC is turned into the company's calendar day
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True, slots=True)
class DateStyle:
    """How one file writes its dates, with one of them as an example."""

    shape: Shape
    order: Order
    example: str = ""


def shape_of(text: str) -> Shape:
    """The way one date is written; "" when it is none that we know."""
    if _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return "iso"
    if _SLASH.fullmatch(text):
        return "slash"
    if _SERIAL.fullmatch(text):
        return "serial"
    return "words" if _in_words(text) else ""


def _in_words(text: str) -> tuple[int, int, int] | None:
    match = _WORDS.fullmatch(plain_words(text)) if len(text) < 40 else None
    if match is None or match[2] not in _MONTHS or bool(match[1]) == bool(match[3]):
        return None
    return int(match[4]), _MONTHS[match[2]], int(match[1] or match[3])


class Dates:
    """The dates of one file, all written in its one style; results are kept."""

    def __init__(self, style: DateStyle) -> None:
        self.style = style
        self._known: dict[tuple[str, bool], date | None] = {}

    def day(self, cell: Cell, *, utc: bool = False) -> date | None:
        """The day of a cell, None where it is empty; refuses what is not a date."""
        if isinstance(cell, datetime):
            return _checked(cell.date(), str(cell))
        if isinstance(cell, date):
            return _checked(cell, str(cell))
        text = cell if isinstance(cell, str) else text_of(cell)
        key = (text, utc)
        if key not in self._known:
            self._known[key] = self._parse(text_of(text), utc)
        return self._known[key]

    def _parse(self, text: str, utc: bool) -> date | None:
        if not text:
            return None
        shape = shape_of(text)
        if not shape:
            raise Refused("CELL_ERROR" if text.startswith("#") else "DATE", value=text)
        if self.style.shape and shape != self.style.shape:
            raise Refused("DATE.mixed", value=text, example=self.style.example)
        try:
            return _checked(self._read(text, shape, utc), text)
        except (ValueError, OverflowError):
            raise Refused("DATE", value=text) from None

    def _read(self, text: str, shape: Shape, utc: bool) -> date:
        if shape == "iso":
            return _read_iso(text, utc)
        if shape == "serial":
            return _EPOCH + timedelta(days=int(text.partition(".")[0]))
        if shape == "words":
            parts = _in_words(text)
            assert parts is not None
            return date(*parts)
        match = _SLASH.fullmatch(text)
        assert match is not None
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        year += 2000 if len(match[4]) == 2 else 0
        if self.style.order == "ymd":
            return date(2000 + first, second, int(match[4]))
        return date(year, first, second) if self.style.order == "mdy" else date(year, second, first)


def _read_iso(text: str, utc: bool) -> date:
    compact = _COMPACT.fullmatch(text)
    if compact:
        return date(int(compact[1]), int(compact[2]), int(compact[3]))
    match = _ISO.fullmatch(text)
    assert match is not None
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if not utc or match[4] is None:
        return date(year, month, day)
    moment = datetime(year, month, day, int(match[4]), int(match[5]), tzinfo=UTC)
    return moment.astimezone(ZoneInfo(_COMPANY_ZONE)).date()


def _checked(day: date, text: str) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Refused("DATE", value=text)
    return day


def find_style(cells: Iterable[tuple[int, Cell]], given: Order | None, *, day_first: bool, neutral: bool) -> DateStyle:
    """The style of a file's dates; asks once when day and month could be either.

    `day_first`: the file is visibly French or continental (headers, semicolons, decimal commas).
    `neutral`: our own layout, whose only written order beside ISO is dd/mm/yyyy (contract).
    """
    seen: dict[str, tuple[int, int]] = {}
    for line, cell in cells:
        if isinstance(cell, (str, int, float)) and not isinstance(cell, bool) and cell != "":
            text = text_of(cell)
            first, count = seen.get(text, (line, 0))
            seen[text] = (first, count + 1)
    shapes: Counter[Shape] = Counter()
    for text, (_, count) in seen.items():
        shape = shape_of(text)
        if shape:
            shapes[shape] += count
    if not shapes:
        return DateStyle("", given or "dmy")
    main = shapes.most_common(1)[0][0]
    example = next(text for text in seen if shape_of(text) == main)
    if main != "slash" or given:
        return DateStyle(main, given or "dmy", example)
    return _slash_style({text: at for text, (at, _) in seen.items()}, example, day_first, neutral)


def _slash_style(seen: dict[str, int], example: str, day_first: bool, neutral: bool) -> DateStyle:
    matches = [(text, match) for text in seen if (match := _SLASH.fullmatch(text))]
    if any(match[2] == "." for _, match in matches):
        return DateStyle("slash", "dmy", example)  # dots are only written day first
    days = sum(1 for _, match in matches if int(match[1]) > 12)
    months = sum(1 for _, match in matches if int(match[3]) > 12)
    if days == months == 0 and not day_first:
        text = matches[0][0]
        raise Refused("DATE_AMBIGUOUS", line=seen[text], severity="question", value=text)
    if months > days and not neutral and not day_first:
        return DateStyle("slash", "mdy", next(text for text, match in matches if int(match[3]) > 12))
    return DateStyle("slash", "dmy", next((text for text, match in matches if int(match[1]) > 12), example))

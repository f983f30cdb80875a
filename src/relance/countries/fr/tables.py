"""Reads the tables of rates: text in, checked rows out, every fault with its file and line."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Protocol, TypeVar

from relance.domain.day_count import DAY, add_months

ECB_FILE, LEGAL_FILE = "ecb_refi.csv", "legal_interest.csv"
ECB_COLUMNS = ("date", "rate", "source")
LEGAL_COLUMNS = ("from", "to", "consumer_rate", "professional_rate", "source")
READ_ON = "read_on"  # optional: the day on which the source was read
HIGHEST = Decimal(20)
# Points between two neighbours: the widest real ones are 0.75, and 4.02 (2015, when the method changed).
MOST_ECB_STEP, MOST_LEGAL_STEP = Decimal("1.5"), Decimal(5)
KNOWN_AHEAD = 31  # days: a half-year's rate is published during the month before it
BY_HALF_YEAR_SINCE = date(2015, 1, 1)  # ordonnance 2014-947: two categories of creditors, each half-year
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,4})?$")


class RatesRefused(ValueError):
    """A table that cannot be trusted; the message gives file, line and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row was read."""

    file: str
    line: int

    def refused(self, why: str) -> RatesRefused:
        """The refusal that names this place."""
        return RatesRefused(f"{self.file}, line {self.line}: {why}")


@dataclass(frozen=True, slots=True)
class EcbRate:
    """The rate of the main refinancing operations, in % a year, from its day of effect on."""

    from_on: date
    rate: Decimal
    source: str
    read_on: date
    place: Place


@dataclass(frozen=True, slots=True)
class LegalRate:
    """The legal interest rate in % a year: for consumers who are owed, and in all other cases."""

    from_on: date
    to_on: date
    consumer_rate: Decimal
    professional_rate: Decimal
    source: str
    place: Place


class _Row(Protocol):
    @property
    def from_on(self) -> date: ...
    @property
    def place(self) -> Place: ...


R = TypeVar("R", bound=_Row)


def parse_ecb_rates(text: str, name: str, today: date | None = None) -> tuple[EcbRate, ...]:
    """Rows of `date,rate,source[,read_on]`, oldest first. Raises RatesRefused naming file and line."""
    rows = []
    for place, cells in _lines(text, name, ECB_COLUMNS):
        day = _day(place, cells, "date")
        read_on = _read_on(place, cells, day, today)
        rows.append(EcbRate(day, _rate(place, cells, "rate"), cells["source"], read_on, place))
    check_ecb_rates(rows)
    return tuple(rows)


def parse_legal_rates(text: str, name: str, today: date | None = None) -> tuple[LegalRate, ...]:
    """Rows of `from,to,consumer_rate,professional_rate,source[,read_on]`, oldest first, without a hole."""
    rows = []
    for place, cells in _lines(text, name, LEGAL_COLUMNS):
        first, last = _day(place, cells, "from"), _day(place, cells, "to")
        _read_on(place, cells, first, today)
        consumer, professional = (_rate(place, cells, name) for name in ("consumer_rate", "professional_rate"))
        row = LegalRate(first, last, consumer, professional, cells["source"], place)
        _check_legal_row(row)
        rows.append(row)
    check_legal_rates(rows)
    return tuple(rows)


def check_ecb_rates(rows: Sequence[EcbRate]) -> None:
    """Each row after the one before, by a step that a central bank might take."""
    for before, row in pairwise(rows):
        _check_order(before, row)
        _check_step(row.place, before.rate, row.rate, "rate", MOST_ECB_STEP)


def check_legal_rates(rows: Sequence[LegalRate]) -> None:
    """Each row begins on the day after the one before ends."""
    for before, row in pairwise(rows):
        _check_order(before, row)
        if row.from_on <= before.to_on:
            raise row.place.refused(f"overlaps the period that ends on {before.to_on} (line {before.place.line})")
        if row.from_on != before.to_on + DAY:
            hole = f"nothing is given from {before.to_on + DAY} to {row.from_on - DAY}"
            raise row.place.refused(f"there is a hole before this period: {hole}; add the missing half-year")
        _check_step(row.place, before.professional_rate, row.professional_rate, "professional_rate", MOST_LEGAL_STEP)
        _check_step(row.place, before.consumer_rate, row.consumer_rate, "consumer_rate", MOST_LEGAL_STEP)


def joined(ours: Iterable[R], added: Iterable[R]) -> list[R]:
    """Our rows and those a user added after them; a user's row that says the same as ours is passed over."""
    rows = list(ours)
    known = {row.from_on: row for row in rows}
    last = max(known)
    for row in added:
        same = known.get(row.from_on)
        if same and _figures(same) == _figures(row):
            continue
        if row.from_on <= last:
            raise row.place.refused(f"overlaps the rates that come with Relance, which go up to the row of {last}")
        rows.append(row)
    return rows


def _figures(row: object) -> tuple[object, ...]:
    names = ("rate", "to_on", "consumer_rate", "professional_rate")
    return tuple(getattr(row, name, None) for name in names)


def _lines(text: str, name: str, columns: Sequence[str]) -> Iterator[tuple[Place, Mapping[str, str]]]:
    reader = csv.reader(text.removeprefix("\ufeff").splitlines(), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if sorted({*header} - {READ_ON}) != sorted(columns) or len(header) != len({*header}):
            raise Place(name, 1).refused(f"the first line must be {','.join(columns)} (and {READ_ON} if you wish)")
        for cells in reader:
            place = Place(name, reader.line_num)
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise place.refused(f"has {len(cells)} cells, not {len(header)}: write decimals with a point")
            yield place, _with_source(place, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    except csv.Error as error:
        raise Place(name, reader.line_num).refused(f"is no line of a CSV file ({error})") from None


def _with_source(place: Place, cells: dict[str, str]) -> dict[str, str]:
    if not cells["source"]:
        raise place.refused("has no source: say where the rate was published")
    return cells


def _day(place: Place, cells: Mapping[str, str], column: str) -> date:
    try:
        return date.fromisoformat(cells[column]) if len(cells[column]) == 10 else date.fromisoformat("")
    except ValueError:
        raise place.refused(f"“{cells[column]}” is no {column}: write it as 2026-07-01") from None


def _rate(place: Place, cells: Mapping[str, str], column: str) -> Decimal:
    text = cells[column]
    if not _NUMBER.match(text):
        raise place.refused(f"“{text}” is no {column}: write a percentage a year such as 2.75")
    rate = Decimal(text)
    if rate > HIGHEST:
        raise place.refused(f"{column} is {rate} %: above {HIGHEST} %, so probably a wrong number")
    return rate


def _read_on(place: Place, cells: Mapping[str, str], begins_on: date, today: date | None) -> date:
    """The day the source was read; a rate that begins long after it cannot have been published."""
    read_on = _day(place, cells, READ_ON) if cells.get(READ_ON) else None
    seen = max((day for day in (read_on, today) if day), default=begins_on)
    if (begins_on - seen).days > KNOWN_AHEAD:
        raise place.refused(
            f"begins on {begins_on}, in the future (seen from {seen}): a rate is entered once it is published"
        )
    return read_on or begins_on


def _check_legal_row(row: LegalRate) -> None:
    first = row.from_on
    months = 6 if first >= BY_HALF_YEAR_SINCE else 12
    if first.day != 1 or (first.month - 1) % months or row.to_on != add_months(first, months) - DAY:
        period = "half-year (1 January to 30 June, or 1 July to 31 December)" if months == 6 else "calendar year"
        raise row.place.refused(f"{first} to {row.to_on} is no {period}")
    if months == 6 and row.consumer_rate <= row.professional_rate:
        raise row.place.refused("consumer_rate must be above professional_rate: are the two columns mixed up?")


def _check_order(before: _Row, row: _Row) -> None:
    if row.from_on == before.from_on:
        raise row.place.refused(f"overlaps line {before.place.line}: both begin on {row.from_on}")
    if row.from_on < before.from_on:
        raise row.place.refused(f"{row.from_on} comes after {before.from_on}: put the rows in order, oldest first")


def _check_step(place: Place, before: Decimal, rate: Decimal, column: str, most: Decimal) -> None:
    if abs(rate - before) > most:
        raise place.refused(f"{column} goes from {before} % to {rate} %: probably a wrong number")

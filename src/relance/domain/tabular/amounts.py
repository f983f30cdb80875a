"""Amounts as exports write them, to integer minor units; the decimal mark is found for the whole file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from relance.domain.problems.texts import Refused
from relance.domain.tabular.cells import Cell, text_of
from relance.domain.tabular.words import SYMBOLS, exponent_of

LARGEST = 10**13  # minor units: a hundred billion euros
_SIMPLE = re.compile(r"-?\d+(?:[.,]\d{1,2})?", re.ASCII)
_MONEY = re.compile(r"([A-Za-z]{3}|[€$£])?\s*(.*?)\s*([A-Za-z]{3}|[€$£]|euros?)?", re.IGNORECASE | re.DOTALL)
_DIGITS = re.compile(
    r"\d+(?:[.,]\d*)?|[.,]\d+|\d{1,3}(?:[ ']\d{3})+(?:[.,]\d*)?"
    r"|\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d{1,3}(?:\.\d{3})+(?:,\d*)?",
    re.ASCII,
)
CELL_ERRORS = re.compile(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|NOM\?|NOMBRE!|VALEUR!|FORMULA)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """An amount taken apart: its sign, digits with marks, and the currency that a symbol names."""

    negative: bool
    body: str
    currency: str


def take_apart(text: str) -> Written | None:
    """Sign, digits and currency of a written amount; None when it is not one."""
    plain = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("’", "'").strip()
    match = _MONEY.fullmatch(plain)
    if match is None:
        return None
    body = match[2].strip()
    negative = False
    if body.startswith("(") and body.endswith(")"):
        negative, body = True, body[1:-1].strip()
    elif body.startswith(("-", "+")):
        negative, body = body[0] == "-", body[1:].strip()
    elif body.endswith(("-", "+")):
        negative, body = body[-1] == "-", body[:-1].strip()
    inner = _MONEY.fullmatch(body)
    symbol = match[1] or match[3] or (inner[1] or inner[3] if inner else "") or ""
    body = inner[2] if inner else body
    currency = SYMBOLS.get(symbol.lower(), symbol.upper()) if symbol else ""
    return Written(negative, body, currency) if _DIGITS.fullmatch(body) else None


def written(cents: int, currency: str = "EUR") -> str:
    """Minor units for a sentence: `-1234.50`, with as many decimals as the currency has."""
    exponent = exponent_of(currency)
    whole, rest = divmod(abs(cents), 10**exponent)
    return f"{'-' if cents < 0 else ''}{whole}" + (f".{rest:0{exponent}d}" if exponent else "")


def decimal_mark(body: str) -> str:
    """The decimal mark that digits prove: ",", ".", "" when they have none, "?" when either may be."""
    comma, dot = body.count(","), body.count(".")
    if comma and dot:
        return "," if body.rfind(",") > body.rfind(".") else "."
    if comma + dot == 0:
        return ""
    mark = "," if comma else "."
    if comma + dot > 1:
        return "." if comma else ","  # 1,234,567: the repeated one groups thousands
    before, _, after = body.partition(mark)
    grouped = " " in before or "'" in before
    if len(after) != 3 or grouped or len(before) > 3 or before in ("", "0") or before.startswith("0"):
        return mark
    return "?"


class Amounts:
    """The amounts of one file, under the one decimal mark that the file has; results are kept."""

    def __init__(self, decimal: str) -> None:
        self.decimal = decimal
        self._known: dict[tuple[str, int], int] = {}

    def minor_units(self, cell: Cell, exponent: int = 2, currency: str = "EUR") -> int:
        """Integer minor units of a cell; refuses what is not an amount, never takes it as zero."""
        if isinstance(cell, (float, int)) and not isinstance(cell, bool):
            return _from_number(cell, exponent, currency)
        text = cell if isinstance(cell, str) else text_of(cell)
        known = self._known.get((text, exponent))
        if known is None:
            known = self._known[text, exponent] = self._parse(text_of(text), exponent, currency)
        return known

    def _parse(self, text: str, exponent: int, currency: str) -> int:
        if not text:
            raise Refused("AMOUNT.empty")
        if CELL_ERRORS.fullmatch(text):
            raise Refused("CELL_ERROR", value=text)
        written = take_apart(text)
        if written is None:
            raise Refused("AMOUNT", value=text)
        mark = decimal_mark(written.body)
        if mark not in ("", "?") and mark != self.decimal:
            raise Refused("AMOUNT.mixed", value=text, decimal=self.decimal)
        other = "." if self.decimal == "," else ","
        body = written.body.replace(" ", "").replace("'", "").replace(other, "")
        whole, _, fraction = body.partition(self.decimal)
        if fraction[exponent:].strip("0"):
            raise Refused("PRECISION", value=text, currency=written.currency or currency)
        value = int((whole or "0") + fraction[:exponent].ljust(exponent, "0")) if len(whole) < 40 else LARGEST
        if value >= LARGEST:
            raise Refused("AMOUNT_RANGE", value=text)
        return -value if written.negative else value


def _from_number(number: float | int, exponent: int, currency: str) -> int:
    if number != number or abs(number) == float("inf"):
        raise Refused("AMOUNT", value=str(number))
    if abs(number) * 10**exponent >= LARGEST:
        raise Refused("AMOUNT_RANGE", value=str(number))
    scaled = Decimal(repr(number)).scaleb(exponent)
    nearest = int(scaled.to_integral_value())
    if abs(scaled - nearest) > Decimal("0.0001"):  # 1234.5600000000002 is a float's noise, 0.145 is not
        raise Refused("PRECISION", value=str(number), currency=currency)
    return nearest


def find_decimal(cells: Iterable[tuple[int, Cell]], given: str | None) -> str:
    """The decimal mark of a file's amounts; asks once when “1,234” may be either."""
    if given:
        return given
    votes = {",": 0, ".": 0}
    doubtful: tuple[int, str] | None = None
    seen: dict[str, str] = {}
    for line, cell in cells:
        if not isinstance(cell, str) or not cell:
            continue
        mark = seen.get(cell)
        if mark is None:
            written = take_apart(text_of(cell))
            mark = seen[cell] = decimal_mark(written.body) if written else ""
        if mark in votes:
            votes[mark] += 1
        elif mark == "?" and doubtful is None:
            doubtful = (line, cell)
    if votes[","] == votes["."] == 0 and doubtful:
        raise Refused("AMOUNT_AMBIGUOUS", line=doubtful[0], severity="question", value=doubtful[1])
    return "," if votes[","] > votes["."] else "."

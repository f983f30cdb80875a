"""One movement of MT940 (`:61:`): dates, sign, amount, type and references. SWIFT User Handbook, category 9.

`:61:` is value date YYMMDD, entry date MMDD (may be absent), mark C D RC RD EC ED, third letter of the currency (may
be absent), amount with a comma, type (letter and three characters), reference, `//` bank's reference, then a line of
supplementary details. Banks break the line anywhere in it, and write amounts without the comma.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from relance.domain.problems.texts import Refused
from relance.domain.rows import MovementKind
from relance.domain.statements.flat import day_of, scaled, value_day_of

_LINE = re.compile(
    r"(?P<value>.{6})(?P<entry>\d{4})?\s{0,9}(?P<mark>R[CD]|E[CD]|[CD])(?P<funds>[A-Z])?\s{0,9}(?P<amount>[-+\d.,']{1,40})(?![-+\d.,'])"
    r"(?:(?P<type>[A-Z][A-Z0-9 ]{3})(?P<reference>[^\n]*?)(?://(?P<bank>[^\n]*))?)?\s{0,9}(?:\n(?P<more>.*))?",
    re.DOTALL,
)
_DATED = re.compile(r"(?P<value>\S{6})(?P<entry>\d{4}|null)?", re.IGNORECASE)
_MONTH = re.compile(r"\d\d(?:0[1-9]|1[0-2])\d\d", re.ASCII)
_AMOUNT = re.compile(r"(\d*)(?:,(\d*))?", re.ASCII)
MOST_DIGITS = 15
_NO_REFERENCE = frozenset(
    {"", "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NOREF", "EREF", "PREF", "MARF", "KREF+", "EREF+", "N"}
)
_KINDS: dict[str, MovementKind] = {
    "TRF": "transfer", "STO": "transfer", "DDT": "direct_debit", "CHK": "cheque", "CLR": "cheque", "BOE": "bill",
    "CHG": "fee", "COM": "fee", "BNK": "fee", "INT": "fee", "RTI": "returned",
}  # fmt: skip


@dataclass(slots=True)
class Movement:
    """What `:61:` says. `cents` is signed; a reference is "" where there is none."""

    line: int
    booked_on: date
    value_on: date
    cents: int
    mark: str
    type: str
    kind: MovementKind
    reference: str
    bank_reference: str
    more: str

    @property
    def is_reversal(self) -> bool:
        """RC takes a credit back (money out), RD gives a debit back (money in)."""
        return self.mark.startswith("R")

    @property
    def is_pending(self) -> bool:
        """Announced by the bank, not booked."""
        return self.mark.startswith("E")


def movement_of(line: int, value: str, currency: str, today: date) -> Movement:
    """Read a `:61:`; raises `Refused` with DATE, SIGN, AMOUNT, PRECISION or AMOUNT_RANGE. Nothing is guessed."""
    found = _LINE.fullmatch(value.rstrip())
    if not found:
        raise _why(value)
    value_on, booked_on = _days(found["value"], found["entry"] or "", today)
    mark = found["mark"].upper()
    amount = cents_of(found["amount"], currency)
    goes_out = mark in ("D", "RC", "ED")
    sort = (found["type"] or "").upper()
    kind: MovementKind = "returned" if mark.startswith("R") else _KINDS.get(sort[1:], "other")
    reference, _, beside = (found["reference"] or "").strip().partition("  ")  # some write a name behind it, in columns
    more = " ".join(part.strip() for part in (beside, *(found["more"] or "").split("\n")) if part.strip(" :"))
    return Movement(
        line, booked_on, value_on, -amount if goes_out else amount, mark, sort.strip(), kind,
        _reference(reference), _reference(found["bank"] or ""), more,
    )  # fmt: skip


def cents_of(text: str, currency: str) -> int:
    """Cents of an amount with a decimal comma (`12,` and `,50` too, and `12` without); raises `Refused` (AMOUNT…)."""
    found = _AMOUNT.fullmatch(text.strip())
    whole, decimals = (found[1], found[2] or "") if found else ("", "")
    if not whole and not decimals:
        raise Refused("AMOUNT.flat", value=text.strip())
    whole, decimals = whole.lstrip("0"), decimals.rstrip("0")
    if len(whole) > MOST_DIGITS or len(decimals) > MOST_DIGITS:
        raise Refused("AMOUNT_RANGE", value=text.strip())
    return scaled(int(f"0{whole}{decimals}"), len(decimals), currency)


def _days(value: str, entry: str, today: date) -> tuple[date, date]:
    """Value and entry dates. The entry's year is the one that brings it nearest to the value date."""
    value_on = value_day_of(value, "ymd", today)
    if not entry:
        return value_on, day_of(value, "ymd", today)  # 30 February may be a value date, never a booking date
    candidates = []
    for year in (value_on.year - 1, value_on.year, value_on.year + 1):
        try:
            candidates.append(date(year, int(entry[:2]), int(entry[2:])))
        except ValueError:
            continue
    if not candidates:
        raise Refused("DATE.flat", value=value + entry)
    return value_on, min(candidates, key=lambda day: abs((day - value_on).days))


def _reference(text: str) -> str:
    reference = text.strip()
    return "" if reference.upper() in _NO_REFERENCE else reference


def _why(value: str) -> Refused:
    """Which part of a `:61:` cannot be read: its dates first, then the mark, then the amount."""
    dated = _DATED.match(value)
    if not dated or not _MONTH.match(dated["value"]):
        return Refused("DATE.flat", value=value[:10].strip())
    rest = value[dated.end() :].lstrip()
    mark = re.match(r"(R[CD]|E[CD]|[CD])[A-Z]?\s{0,9}", rest, re.IGNORECASE)
    if not mark:
        return Refused("SIGN.mark", value=rest[:4])
    return Refused("AMOUNT.flat", value=rest[mark.end() :][:20])

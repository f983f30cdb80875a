"""What stands around a bank's movements: the account, the period and the balances; and lists without any header."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum import iban as iban_number

from relance.domain.problems.texts import Refused
from relance.domain.tabular.amounts import Amounts, take_apart
from relance.domain.tabular.bank_headers import BankHeader
from relance.domain.tabular.bank_words import balance_line
from relance.domain.tabular.cells import Cell, Record, plain_words, text_of
from relance.domain.tabular.dates import Dates, shape_of
from relance.domain.tabular.words import ISO_CURRENCIES, currency_of

_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[0-9A-Z]{2,4}){3,8}\b")
_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z -]{3,32}[0-9A-Z]")
_DAY = re.compile(r"\b(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2})\b")
_ACCOUNT = frozenset("compte account konto rekening iban rib".split())
_FIRST = frozenset("debut start from von vanaf".split())
_LAST = frozenset("fin end to bis tot".split())
_MOST_PLAIN_COLUMNS = 8


@dataclass(slots=True)
class Claims:
    """What the file says of itself outside its movements. Balances in minor units; None where it says nothing."""

    account: str = ""
    currency: str = ""
    first_on: date | None = None
    last_on: date | None = None
    opening_cents: int | None = None
    closing_cents: int | None = None
    balance_on: date | None = None  # a balance of that day, which need not be the list's last
    balance_cents: int | None = None
    balance_line: int = 0


def account_of(text: str) -> str:
    """An IBAN in capitals without spaces, or an account number with its digits and letters; "" where there is none."""
    match = _IBAN.search(text.upper())
    if match and iban_number.is_valid(match[0]):
        return iban_number.compact(match[0])
    numbers = [re.sub(r"[ -]", "", found) for found in _NUMBER.findall(text)]
    numbers = [found for found in numbers if sum(c.isdigit() for c in found) >= 5]
    return max(numbers, key=len, default="")


def claims_of(rows: list[Record], dates: Dates, amounts: Amounts) -> Claims:
    """What the lines above a list's header say."""
    claims = Claims()
    for line, cells in rows:
        texts = [text for cell in cells if (text := text_of(cell))]
        if not texts:
            continue
        if len(texts) >= 3 and account_of(texts[0]) and all(_DAY.fullmatch(text) for text in texts[1:3]):
            claims.account = claims.account or account_of(texts[0])
            claims.first_on, claims.last_on = _day(texts[1], dates), _day(texts[2], dates)
            continue
        for name, value in _pairs(texts):
            _note(claims, line, name, value, dates, amounts)
    return claims


def _pairs(texts: list[str]) -> list[tuple[str, str]]:
    """Names and values as such lines write them: “Name : value” in one cell, or in two."""
    pairs = []
    for index, text in enumerate(texts):
        name, colon, value = text.partition(":")
        if colon and value.strip():
            pairs.append((name, value.strip()))
        elif index + 1 < len(texts):
            pairs.append((text, texts[index + 1]))
        else:
            pairs.append((text, text))
    return pairs


def _note(claims: Claims, line: int, name: str, value: str, dates: Dates, amounts: Amounts) -> None:
    words = set(plain_words(name).split())
    if words & _ACCOUNT and not claims.account and _DAY.search(value) is None:
        claims.account = account_of(value)
    iban = _IBAN.search(value.upper())
    if iban and iban_number.is_valid(iban[0]):
        claims.account = iban_number.compact(iban[0])
    if words & {"devise", "currency", "tenu"} and not claims.currency:
        claims.currency = _currency(value)
    days = [day for found in _DAY.findall(f"{name} {value}" if name != value else value) if (day := _day(found, dates))]
    if words & {"solde", "balance", "saldo"}:
        _note_balance(claims, line, name, value, days, amounts)
    elif len(days) == 2 and days[0] <= days[1]:
        claims.first_on, claims.last_on = days
    elif len(days) == 1 and words & _FIRST:
        claims.first_on = days[0]
    elif len(days) == 1 and words & _LAST:
        claims.last_on = days[0]
    elif len(days) == 1 and words == {"date"}:
        claims.balance_on = claims.balance_on or days[0]


def _note_balance(claims: Claims, line: int, name: str, value: str, days: list[date], amounts: Amounts) -> None:
    try:
        cents = amounts.minor_units(_DAY.sub("", value).removeprefix(name).strip(" :\u00a0"))
    except Refused:
        return
    said = balance_line(name)
    claims.balance_line = line
    if said == "opening":
        claims.opening_cents = cents
    elif said == "closing":
        claims.closing_cents = cents
    elif claims.balance_cents is None and "francs" not in plain_words(name):
        claims.balance_cents = cents
        claims.balance_on = days[0] if days else claims.balance_on


def _currency(value: str) -> str:
    try:
        return currency_of(value, "")
    except Refused:
        return ""


def _day(text: str, dates: Dates) -> date | None:
    try:
        return Dates(dates.style.__class__(shape_of(text), dates.style.order)).day(text)
    except Refused:
        return None


def header_by_contents(rows: list[Record]) -> BankHeader | None:
    """The columns of a list without header, where their contents leave no doubt: days, texts, one signed amount.

    `line` is then the one above the first movement. An amount is only taken as such beside a currency, or where some
    amounts are negative; two columns of amounts, or lines of other shapes, are left for a person to name.
    """
    data = [(line, cells) for line, cells in rows if any(_is_day(text_of(cell)) for cell in cells)]
    lines = [cells for _, cells in data]
    width = max((len(cells) for cells in lines), default=0)
    if not lines or not 3 <= width <= _MOST_PLAIN_COLUMNS or any(len(cells) != width for cells in lines):
        return None
    columns = [[text_of(cells[index]) for cells in lines] for index in range(width)]
    days = _where(columns, _is_day)
    money = [index for index in _where(columns, _is_money) if index not in days]
    units = _where(columns, lambda text: text in ISO_CURRENCIES)
    texts = [
        i for i, column in enumerate(columns)
        if i not in (*days, *money, *units) and any(c.isalpha() for c in "".join(column))
    ]  # fmt: skip
    empty = [i for i, column in enumerate(columns) if not any(column)]
    known = len(days) + len(money) + len(units) + len(texts) + len(empty)
    signed = bool(money) and any(written.negative for text in columns[money[0]] if (written := take_apart(text)))
    told = any(all(columns[i]) for i in texts) and (signed or (bool(units) and len(texts) == 1))
    if not 1 <= len(days) <= 2 or len(money) != 1 or known != width or not told:
        return None
    found = {"booked_on": days[0], "amount": money[0]}
    found |= {"value_on": days[1]} if len(days) == 2 else {}
    found |= {"currency": units[0]} if units else {}
    names = tuple(f"#{i + 1}" for i in range(width))
    return BankHeader(data[0][0] - 1, names, found, tuple(texts), 0, is_french=False)


def _is_day(text: str) -> bool:
    return shape_of(text) in ("iso", "slash") and (len(text) == 8 or bool(_DAY.fullmatch(text)))


def _where(columns: list[list[str]], fits: Callable[[str], bool]) -> list[int]:
    return [index for index, column in enumerate(columns) if all(text and fits(text) for text in column)]


def _is_money(text: str) -> bool:
    written = take_apart(text)
    return written is not None and bool(re.search(r"[.,]\d\d$", written.body))


def complete_to(claims: Claims, last_on: date | None, *, is_proven: bool, today: date) -> date | None:
    """The last day whose movements are surely all there: the stated period's, else the day before the last movement
    of a list whose balances chain. Today is never over; a list that proves nothing gives None."""
    day = claims.last_on or (last_on - timedelta(days=1) if is_proven and last_on else None)
    return min(day, today - timedelta(days=1)) if day else None


def cell_at(cells: list[Cell], index: int | None) -> Cell:
    """The cell of a column; empty where the line is shorter or the column missing."""
    return cells[index] if index is not None and index < len(cells) else ""

"""One line of a bank's list to one movement: its day, its side, its money, its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from stdnum import iban as iban_number

from relance.domain.problems.texts import Refused
from relance.domain.rows import ReadOptions
from relance.domain.tabular.amounts import Amounts, take_apart
from relance.domain.tabular.bank_headers import BankHeader
from relance.domain.tabular.bank_preamble import account_of, cell_at
from relance.domain.tabular.bank_words import side_of, state_of
from relance.domain.tabular.cells import Cell, plain_words, text_of
from relance.domain.tabular.dates import Dates, shape_of
from relance.domain.tabular.words import currency_of, exponent_of

_MONEY = ("amount", "amount_inverted", "debit", "credit", "net")
_NOTHING = frozenset(("", "notprovided", "not provided", "none", "null"))


@dataclass(slots=True)
class Movement:
    """One line as it is written; `cents` is settled once the signs of the whole list are known."""

    line: int
    booked_on: date
    currency: str
    account: str
    debit: int | None = None
    credit: int | None = None
    amount: int | None = None
    side: int | None = None
    net: int | None = None
    fee: int = 0
    balance: int | None = None
    value_on: date | None = None
    text: str = ""
    words: dict[str, str] = field(default_factory=dict)
    cents: int = 0


class BankLines:
    """The lines of one list, all in its one style of dates and amounts."""

    def __init__(
        self, header: BankHeader, options: ReadOptions, amounts: tuple[Amounts, Amounts], dates: Dates, currency: str
    ) -> None:
        self.header = header
        self.at = header.columns
        self.options = options
        self.amounts, self._balances = amounts
        self.dates = dates
        self._currency = currency
        self._days: dict[str, bool] = {}

    def text(self, cells: list[Cell], name: str) -> str:
        """The text of a field; "" where the list has no such column."""
        index = self.at.get(name)
        if index is None or index >= len(cells):
            return ""
        cell = cells[index]
        return "" if cell is None or cell == "" else text_of(cell).strip('" ')

    def is_day(self, text: str) -> bool:
        """Whether a text is written as a day; what was asked before is known."""
        known = self._days.get(text)
        if known is None:
            known = self._days[text] = bool(shape_of(text.rstrip(". ")))
        return known

    def has_money(self, cells: list[Cell]) -> bool:
        """Whether any amount is written on the line."""
        return any(self.text(cells, name) for name in _MONEY)

    def label(self, cells: list[Cell]) -> str:
        """The words of a line, one of the bank's columns a line, none said twice."""
        parts: list[str] = []
        for index in self.header.labels:
            cell = cells[index] if index < len(cells) else ""
            part = " ".join(text_of(cell).split()) if cell else ""
            if part and part not in parts:
                parts.append(part)
        return "\n".join(parts)

    def state(self, cells: list[Cell]) -> Literal["booked", "pending", "void"]:
        """Whether the movement stands in the account; refuses a word that is not known."""
        if plain_words(self.text(cells, "booked_on")) and state_of(self.text(cells, "booked_on")) == "pending":
            return "pending"  # “Pending” in place of a day
        text = self.text(cells, "state")
        if not text:
            return "booked"
        state = state_of(text)
        if state is None:
            raise Refused("STATUS.bank", field="status", value=text)
        return state

    def movement(self, line: int, cells: list[Cell]) -> Movement:
        """The movement of a line; refuses what cannot be read."""
        booked_on = self._day(cells, "booked_on")
        if booked_on is None:
            raise Refused("DATE.empty", field="booked_on")
        currency = self._currency_of(cells)
        found = Movement(line, booked_on, currency, account_of(self.text(cells, "account")))
        for name in ("debit", "credit", "amount", "amount_inverted", "net", "balance", "fee"):
            cents = self._cents(cells, name, currency)
            if cents is None:
                continue
            if name == "amount_inverted":
                found.amount = -cents
            else:
                setattr(found, name, cents)
        if found.debit is None and found.credit is None and found.amount is None:
            raise Refused("AMOUNT.empty", field=next(name for name in _MONEY if name in self.at))
        found.side = self._side(cells)
        found.value_on = self._value_day(cells)
        found.text = self.label(cells)
        for name in ("party", "party_iban", "end_to_end", "structured", "bank_reference"):
            text = " ".join(self.text(cells, name).split())
            if plain_words(text) not in _NOTHING:
                found.words[name] = text
        number = found.words.pop("party_iban", "")
        if number and iban_number.is_valid(number):
            found.words["party_iban"] = iban_number.compact(number)
        return found

    def _side(self, cells: list[Cell]) -> int | None:
        text = self.text(cells, "flag")
        side = side_of(text)
        if side == 0:
            raise Refused("VALUE", field="flag", value=text, expected="C, D, +, -, crédit, débit")
        return side

    def _day(self, cells: list[Cell], name: str) -> date | None:
        index = self.at.get(name)
        cell = cell_at(cells, index)
        try:
            return self.dates.day(cell.rstrip(". ") if isinstance(cell, str) else cell, utc=name in self.header.utc)
        except Refused as refused:
            refused.field = name
            raise

    def _value_day(self, cells: list[Cell]) -> date | None:
        try:
            return self._day(cells, "value_on") if "value_on" in self.at else None
        except Refused:
            return None  # only told, nothing is decided by it

    def _cents(self, cells: list[Cell], name: str, currency: str) -> int | None:
        cell = cell_at(cells, self.at.get(name))
        if not text_of(cell):
            return None
        try:
            style = self._balances if name == "balance" else self.amounts
            return style.minor_units(cell, exponent_of(currency), currency)
        except Refused as refused:
            refused.field = name
            raise

    def _currency_of(self, cells: list[Cell]) -> str:
        written = self.text(cells, "currency")
        for name in () if written else _MONEY:
            text = self.text(cells, name)
            apart = take_apart(text) if text and not (text[-1].isdigit() and text[0].isdigit()) else None
            written = written or (apart.currency if apart else "")
        return currency_of(written, self.header.currency or self._currency or self.options.currency)


def settle_signs(found: list[Movement]) -> list[tuple[int, Refused]]:
    """Give each movement its cents by the one way in which its list writes sides; refuse lines that differ from it."""
    if all(m.debit is None for m in found) and any((m.credit or 0) < 0 for m in found):
        for movement in found:  # the only column of money is signed, whatever its name
            movement.amount, movement.credit = movement.credit, None
    debits = [m.debit for m in found if m.debit]
    minus = sum(1 for cents in debits if cents < 0)
    debit_sign = 1 if minus > len(debits) / 2 else -1
    has_minus = any((m.amount or 0) < 0 for m in found)
    lone_credit = any(m.side == 1 for m in found) and not any(m.side == -1 for m in found) and not has_minus
    refused = []
    for movement in found:
        try:
            movement.cents = _cents(movement, debit_sign, has_minus=has_minus, lone_credit=lone_credit)
        except Refused as why:
            refused.append((movement.line, why))
    return refused


def _cents(movement: Movement, debit_sign: int, *, has_minus: bool, lone_credit: bool) -> int:
    if movement.amount is None:
        debit, credit = movement.debit or 0, movement.credit or 0
        if debit and credit:
            raise Refused("SIGN.both", field="debit")
        if credit < 0 or (debit and (debit > 0) != (debit_sign < 0)):
            raise Refused("SIGN.column", field="credit" if credit < 0 else "debit")
        return credit + debit_sign * debit
    amount, side = movement.amount, movement.side
    if side is None:
        return -amount if lone_credit and amount > 0 else amount  # “CR” stands beside credits only
    if has_minus:
        if amount and (amount > 0) != (side > 0):
            raise Refused("SIGN.flag", field="flag")
        return amount
    return side * amount

"""From the elements of an OFX file to movements and statements, one account after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, MovementKind, Problem, StatementRow
from relance.domain.tabular.bank_words import kind_of_movement
from relance.readers.ofx.fields import KINDS, PENDING, account_number, cents_of, day_of
from relance.readers.ofx.markup import Mark

MOST_MOVEMENTS = 1_000_000
_FEE = re.compile(r"\bfees?\b", re.IGNORECASE)
_STATEMENTS = {"STMTRS": "", "CCSTMTRS": "CCSTMTRS", "INVSTMTRS": "INVSTMTRS"}
_MOVEMENTS = ("STMTTRN", "STMTTRNP")
_INSIDE = ("BANKTRANLIST", "BANKTRANLISTP", "INVTRANLIST")


@dataclass(slots=True)
class Statement:
    """One `STMTRS` while it is read; `other` names a card or investment statement, whose movements are left aside."""

    line: int
    number: int
    other: str
    values: dict[str, str] = field(default_factory=dict)
    entries: int = 0
    cents: int = 0
    unread: int = 0
    pending: int = 0
    first_on: date | None = None
    last_on: date | None = None
    is_cut: bool = False


class Statements:
    """Takes marks in file order and gives rows and problems; counts for the facts are kept beside."""

    def __init__(self, language: str, currency: str) -> None:
        self.read = self.ignored = self.cents = self.found = 0
        self.others: list[tuple[str, int]] = []
        self.days: list[date | None] = []
        self.has_bank_error = False
        self._language = language
        self._default = currency
        self._stack: list[str] = []
        self._status: dict[str, str] = {}
        self._server = ""
        self._statement: Statement | None = None
        self._movement: dict[str, str] | None = None
        self._line = self._movement_line = 0

    def take(self, mark: Mark) -> Iterator[BankRow | StatementRow | Problem]:
        """The next mark of the file, and what it completes."""
        if mark.kind == "value":
            self._value(mark)
        elif mark.kind == "open":
            if mark.name in _MOVEMENTS and mark.name in self._stack:
                yield from self._close(mark.name)
            self._stack.append(mark.name)
            self._open(mark)
        elif mark.name in self._stack:
            yield from self._close(mark.name)

    def finish(self) -> Iterator[BankRow | StatementRow | Problem]:
        """The end of the file: what is still open was cut."""
        if not self._stack:
            return
        if self._statement:
            self._statement.is_cut = True
            if self._movement is not None:
                self._statement.unread += 1
                self.read += 1
                self._movement = None
            yield from self._close_statement(self._statement)
        yield problem("TRUNCATED.ofx", self._language, line=self._line, value=self._stack[-1])

    def _open(self, mark: Mark) -> None:
        self._line = mark.line
        if mark.name in _STATEMENTS:
            self._statement = Statement(mark.line, self.found, _STATEMENTS[mark.name])
        elif mark.name in _MOVEMENTS:
            self._movement, self._movement_line = {}, mark.line
        elif mark.name == "STATUS":
            self._status = {}

    def _value(self, mark: Mark) -> None:
        """Keep a value under its name, or `AGGREGATE.NAME` below the movement or statement; the first one counts."""
        parent = self._stack[-1] if self._stack else ""
        if parent == "STATUS":
            self._status.setdefault(mark.name, mark.value)
        elif mark.name == "DTSERVER":
            self._server = mark.value
        elif self._movement is not None:
            key = mark.name if parent in _MOVEMENTS else f"{parent}.{mark.name}"
            self._movement[key] = self._movement.get(key) or mark.value
        elif self._statement:
            key = mark.name if parent in _STATEMENTS or parent in _INSIDE else f"{parent}.{mark.name}"
            self._statement.values[key] = self._statement.values.get(key) or mark.value

    def _close(self, name: str) -> Iterator[BankRow | StatementRow | Problem]:
        while self._stack:
            closed = self._stack.pop()
            if closed in _MOVEMENTS and self._movement is not None:
                yield from self._close_movement(closed, self._movement)
                self._movement = None
            elif closed in _STATEMENTS and self._statement:
                yield from self._close_statement(self._statement)
                self._statement = None
            elif closed == "STATUS":
                yield from self._close_status()
            if closed == name:
                return

    def _close_status(self) -> Iterator[Problem]:
        code = self._status.get("CODE", "")
        if code.strip("0"):
            harmless = self._status.get("SEVERITY", "").upper() in ("INFO", "WARN")
            self.has_bank_error |= not harmless
            yield problem(
                "BANK_ERROR", self._language, line=self._line, severity="warning" if harmless else "error",
                code=code, value=self._status.get("MESSAGE", "") or self._status.get("SEVERITY", ""),
            )  # fmt: skip

    def _close_movement(self, name: str, values: dict[str, str]) -> Iterator[BankRow | Problem]:
        statement, line = self._statement, self._movement_line
        if statement is None or statement.other:
            self.ignored += 1
            return
        if name == "STMTTRNP" or values.get("TRNTYPE", "").upper() == PENDING:
            statement.pending += 1
            self.ignored += 1
            return
        if self.read >= MOST_MOVEMENTS:
            raise Refused("TOO_MANY_LINES", line=line, limit=MOST_MOVEMENTS)
        self.read += 1
        try:
            row = _row(values, statement, line, self._currency(statement, values))
        except Refused as refused:
            statement.unread += 1
            yield refused.problem(self._language, line)
            return
        statement.entries += 1
        if not row.cents:
            self.read -= 1
            self.ignored += 1
            return
        statement.cents += row.cents
        self.cents += row.cents
        statement.first_on = min(filter(None, (statement.first_on, row.booked_on)))
        statement.last_on = max(filter(None, (statement.last_on, row.booked_on)))
        yield row

    def _currency(self, statement: Statement, values: dict[str, str]) -> str:
        """The statement's, else that which its first movement names, else the creditor's own."""
        named = values.get("CURRENCY.CURSYM", "").upper()
        currency = statement.values.get("CURDEF", "").upper() or named or self._default
        statement.values["CURDEF"] = currency
        if named and named != currency:
            raise Refused("CURRENCY.movement", field="CURSYM", value=named, currency=currency)
        return currency

    def _close_statement(self, statement: Statement) -> Iterator[StatementRow | Problem]:
        if statement.other:
            self.others.append((statement.other, statement.line))
            return
        self.found += 1
        values = statement.values
        currency = values.get("CURDEF", "").upper() or self._default
        try:
            first, last = _period(values)
        except Refused as refused:
            yield refused.problem(self._language, statement.line)
            first = last = None
        if statement.pending:
            yield self._warning("PENDING.ofx", statement, count=statement.pending)
        account = _account(values)
        if not account:
            yield self._warning("ACCOUNT.ofx", statement)
        closing = _closing(values, currency)
        if closing is None and not statement.is_cut:
            yield self._warning("BALANCE.none", statement)
        row = StatementRow(
            line=statement.line, number=statement.number, account=account, currency=currency,
            first_on=first or statement.first_on, last_on=last or statement.last_on, closing_cents=closing,
            entries=statement.entries, sum_cents=statement.cents, complete_to=self._complete_to(statement, last),
        )  # fmt: skip
        self.days.append(row.complete_to)
        yield row

    def _complete_to(self, statement: Statement, last: date | None) -> date | None:
        """The last day of the period, or the one before where the file was made on that day."""
        if last is None or statement.is_cut or statement.unread:
            return None
        try:
            made = day_of(self._server)
        except Refused:
            made = last
        return last if made > last else last - timedelta(days=1)

    def _warning(self, key: str, statement: Statement, **values: Any) -> Problem:
        return problem(key, self._language, line=statement.line, severity="warning", **values)


def _row(values: dict[str, str], statement: Statement, line: int, currency: str) -> BankRow:
    if values.get("CORRECTFITID"):
        raise Refused("CONFLICT.ofx", field="CORRECTFITID", value=values["CORRECTFITID"])
    booked_on = day_of(values.get("DTPOSTED", ""))
    cents = cents_of(values.get("TRNAMT", ""), currency)
    name = " ".join((values.get("NAME") or values.get("PAYEE.NAME") or "").split())
    cheque = values.get("CHECKNUM", "").strip("0 ")
    memo = values.get("MEMO", "")
    lines = ["" if memo.startswith(name) else name, *memo.splitlines(), values.get("EXTDNAME", "")]
    lines.append(f"CHECKNUM {values['CHECKNUM'].strip()}" if cheque else "")
    text = "\n".join(dict.fromkeys(part.strip() for part in lines if part.strip()))
    kind = _kind(values.get("TRNTYPE", "").upper(), text, cents)
    return BankRow(
        line=line, statement=statement.number, entry=statement.entries, booked_on=booked_on, cents=cents,
        currency=currency, value_on=_value_day(values), kind=kind, code=values.get("TRNTYPE", "").upper()[:40],
        text=text, party=name, party_iban=_iban(values), bank_reference=values.get("FITID", ""), entry_cents=cents,
        is_return=kind == "returned",
    )  # fmt: skip


def _kind(told: str, text: str, cents: int) -> MovementKind:
    """What the type says; the label where it says only credit or debit, or tells of money taken back."""
    known = KINDS.get(told, "other")
    words = kind_of_movement(text, cents)
    if words == "returned" and _FEE.search(text):
        return "fee"
    is_return = words == "returned" and cents < 0 and known != "fee"
    return words if known == "other" or is_return else known


def _value_day(values: dict[str, str]) -> date | None:
    try:
        return day_of(values.get("DTAVAIL", ""))
    except Refused:
        return None


def _iban(values: dict[str, str]) -> str:
    number = account_number("", "", values.get("BANKACCTTO.ACCTID", ""))
    return number if number[:2].isalpha() else ""


def _account(values: dict[str, str]) -> str:
    bank, branch = values.get("BANKACCTFROM.BANKID", ""), values.get("BANKACCTFROM.BRANCHID", "")
    return account_number(bank, branch, values.get("BANKACCTFROM.ACCTID", ""))


def _period(values: dict[str, str]) -> tuple[date | None, date | None]:
    first = day_of(values["DTSTART"]) if values.get("DTSTART") else None
    last = day_of(values["DTEND"]) if values.get("DTEND") else None
    if first and last and first > last:
        raise Refused("PERIOD.ofx", first=first.isoformat(), last=last.isoformat())
    return first, last


def _closing(values: dict[str, str], currency: str) -> int | None:
    try:
        return cents_of(values.get("LEDGERBAL.BALAMT", ""), currency)
    except Refused:
        return None

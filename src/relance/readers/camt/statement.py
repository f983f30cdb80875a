"""One statement while it is read: who holds it, its balances, its movements; checked when it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, Problem, StatementRow
from relance.domain.statements.values import iso_day, money
from relance.domain.xml_files import child, line_of, text_at
from relance.readers.camt.balances import Balance, balance_of, chosen
from relance.readers.camt.entries import Place, currency_of, is_booked, movements, signed_cents


class Statement:
    """Takes the parts of a `Stmt`, `Rpt` or `Ntfctn` in file order. `message` is 052, 053 or 054."""

    def __init__(self, element: Any, message: str, number: int, language: str) -> None:
        self.line = line_of(element) or 0
        self.message = message
        self.number = number
        self.account = self.holder = self.currency = self.reference = ""
        self.rows: list[BankRow] = []
        self.problems: list[Problem] = []
        self.entries = self.unread = self.zeros = self.pending = self.pending_cents = 0
        self._language = language
        self._balances: list[Balance] = []
        self._period: tuple[date | None, date | None] = (None, None)
        self._is_last_page = True
        self._is_headed = False
        self._without_booking: list[int] = []

    def take(self, name: str, element: Any) -> None:
        """The next part: `Acct`, `Bal` or `Ntry`."""
        if not self._is_headed:
            self._head(element.getparent())
        try:
            if name == "Acct":
                self._take_account(element)
            elif name == "Bal":
                self._take_balance(element)
            else:
                self._take_entry(element)
        except Refused as refused:
            self.unread += name == "Ntry"
            self.problems.append(refused.problem(self._language, line_of(element)))

    def _head(self, element: Any) -> None:
        self._is_headed = True
        self.reference = text_at(element, "Id") or text_at(element, "ElctrncSeqNb")
        for pages in ("StmtPgntn", "RptPgntn", "NtfctnPgntn"):
            self._is_last_page &= text_at(element, pages, "LastPgInd").lower() not in ("false", "0")
        span = child(element, "FrToDt")
        first, last = _day(span, "FrDtTm", "FrDt"), _day(span, "ToDtTm", "ToDt")
        if first and last and first < last and text_at(span, "ToDtTm")[10:19] == "T00:00:00":
            last -= timedelta(days=1)  # up to midnight: that day has not begun
        self._period = (first, last)

    def _take_account(self, element: Any) -> None:
        number = child(element, "Id")
        told = text_at(number, "IBAN") or text_at(number, "Othr", "Id") or text_at(number, "BBAN")
        told = told or text_at(number, "PrtryAcct", "Id")
        self.account = re.sub(r"\s", "", told).upper()
        self.currency = text_at(element, "Ccy").upper() or self.currency
        self.holder = text_at(element, "Ownr", "Nm") or text_at(element, "Ownr", "Pty", "Nm")

    def _take_balance(self, element: Any) -> None:
        balance = balance_of(element)
        if balance is None:
            return
        self._balances.append(balance)
        self.currency = self.currency or balance.currency

    def _take_entry(self, element: Any) -> None:
        self.entries += 1
        self.currency = self.currency or currency_of(child(element, "Amt"))
        if not is_booked(element, by_default=self.message != "052"):
            self.pending += 1
            with suppress(Refused):  # what is only announced may be incomplete
                self.pending_cents += signed_cents(element, self.currency)
            return
        found = movements(element, Place(self.number, self.account, self.currency), self.entries - 1)
        line = line_of(element)
        if child(element, "BookgDt") is None and line:
            self._without_booking.append(line)
        if found.warning:
            written = {"amount": money(found.cents, self.currency), "found": money(found.other_cents, self.currency)}
            self.problems.append(self._warning(found.warning, line, **written))
        kept = [row for row in found.rows if row.cents]
        self.zeros += not kept
        self.rows += kept

    def finish(self) -> Iterator[BankRow | StatementRow | Problem]:
        """The rows and the statement, or the problem of its balances; then its warnings."""
        balances = chosen(self._balances, self.currency)
        total = sum(row.cents for row in self.rows)
        opening, closing = balances.opening, balances.closing
        difference = closing.cents - opening.cents - total if opening and closing else 0
        yield from self.problems
        yield from self._notes()
        if self.message != "053":
            opening = closing = None  # during the day balances need not span the entries
        elif difference and opening and closing:
            values: dict[str, Any] = {
                "first": money(opening.cents, self.currency), "last": money(closing.cents, self.currency),
                "amount": money(total, self.currency), "value": money(difference, self.currency),
            }  # fmt: skip
            if not self.unread:
                yield problem("BALANCE.camt", self._language, line=closing.line, **values)
                return
            yield self._warning("BALANCE.camt_unread", closing.line, **values)
        elif opening is None or closing is None:
            yield self._warning("BALANCE.none", self.line)
        yield from self.rows
        yield self._row(opening, closing, total)

    def _row(self, opening: Balance | None, closing: Balance | None, total: int) -> StatementRow:
        days = sorted({row.booked_on for row in self.rows})
        end = (closing.on if closing else None) or self._period[1]
        return StatementRow(
            line=self.line, number=self.number, account=self.account, currency=self.currency or "",
            reference=self.reference[:80], holder=self.holder,
            first_on=min(filter(None, (self._period[0], *days[:1])), default=opening.on if opening else None),
            last_on=max(filter(None, (end, *days[-1:])), default=None),
            opening_cents=opening.cents if opening else None, closing_cents=closing.cents if closing else None,
            entries=len(self.rows), sum_cents=total, complete_to=self._complete_to(closing, days),
        )  # fmt: skip

    def _complete_to(self, closing: Balance | None, days: list[date]) -> date | None:
        """The day of the closing balance of an end-of-day statement; nothing for a page in the middle."""
        if self.message != "053" or not self._is_last_page or self.unread:
            return None
        told = (closing.on if closing and closing.kind == "CLBD" else None) or self._period[1]
        return told if told and not (days and days[-1] > told) else None

    def _notes(self) -> Iterator[Problem]:
        if self.pending:
            yield self._warning(
                "PENDING.camt", self.line, count=self.pending, amount=money(self.pending_cents, self.currency)
            )
        if self._without_booking:
            yield self._warning("DATE.booking", self._without_booking[0], count=len(self._without_booking))
        others = sorted({one.currency for one in self._balances if one.currency not in ("", self.currency)})
        if others:
            yield self._warning("CURRENCY.balance", self.line, value=", ".join(others), currency=self.currency)

    def _warning(self, key: str, line: int | None, **values: Any) -> Problem:
        return problem(key, self._language, line=line, severity="warning", **values)


def _day(span: Any, *names: str) -> date | None:
    """A day of the statement's period; an unreadable one says nothing and costs nothing."""
    for name in names:
        text = text_at(span, name)
        if text:
            try:
                return iso_day(text)
            except Refused:
                return None
    return None

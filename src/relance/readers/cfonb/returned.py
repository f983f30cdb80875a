"""CFONB 240: what the bank hands back one by one; here unpaid bills (LCR, BOR) and rejected direct debits.

Records of 240 characters: 31 header, 34 operation, 39 total. Only operation codes 61 (bill unpaid) and 81 (direct
debit rejected) become rows: they are returns, money that goes out again. Other codes (20 transfers received, say)
are in the account statement too, so taking them from here would count them twice: they are set aside and said.

Positions count from 0. Checked against public files and two published readers: the records' order, 2-8 number, 8-10
operation, 10-16 date, 16 currency (E), 21-66 and 77-122 the two accounts with their names, 228-240 cents. Known from
one published reader only: 226-228 reason of rejection, 138-148 (bill) and 152-183 (debit) reference of what comes
back. Anything else between 128 and 212 is kept as text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, Problem, ReadOptions, StatementRow
from relance.domain.statements.flat import Tally, day_of, french_iban
from relance.domain.tabular.amounts import written
from relance.readers.cfonb.codes import motive
from relance.readers.cfonb.records import Record, account_of, check_width, records, unsigned_amount

Item = BankRow | StatementRow | Problem
BILL, DIRECT_DEBIT = "61", "81"
_WHAT = {BILL: "effet impayé", DIRECT_DEBIT: "prélèvement rejeté"}
_REFERENCE = {BILL: slice(138, 148), DIRECT_DEBIT: slice(152, 183)}
_GAP = re.compile(r" {2,}")


@dataclass(slots=True)
class _List:
    """One list, from its header to its total; `total` counts the operations set aside too."""

    number: int
    line: int
    account: str
    place: str
    rows: list[BankRow] = field(default_factory=list)
    entries: int = 0
    refused: int = 0
    total: int = 0
    set_aside: Counter[str] = field(default_factory=Counter)
    has_errors: bool = False


def read_returns(text: str, options: ReadOptions, tally: Tally) -> Iterator[Item]:
    """The returns of every list of a file; a list whose total disagrees gives none."""
    reader = _Lists(options, tally)
    for record in records(text, 240):
        yield from reader.take(record)
    yield from reader.end()


class _Lists:
    def __init__(self, options: ReadOptions, tally: Tally) -> None:
        self.options = options
        self.language = options.language
        self.tally = tally
        self.list: _List | None = None
        self.is_outside_said = False

    def take(self, record: Record) -> Iterator[Item]:
        """One record."""
        take = {"31": self._open, "34": self._operation, "39": self._close}.get(record.code)
        if take is not None:
            yield from take(record)
        elif record.code in ("32", "33", "35", "36", "37", "38") and self.list is not None:
            self.tally.ignored += 1  # complements of an operation
        else:
            yield problem("SEQUENCE.unknown", self.language, line=record.line, value=record.text[:12].rstrip())

    def end(self) -> Iterator[Item]:
        """The file ends: what is still open has no total."""
        if self.list is not None:
            yield problem("TRUNCATED.statement", self.language, line=self.list.line)
            self._give_up(self.list)

    def _open(self, record: Record) -> Iterator[Item]:
        if self.list is not None:
            yield problem("SEQUENCE.unclosed", self.language, line=record.line, first=self.list.line)
            self._give_up(self.list)
        self.is_outside_said = False
        text = record.text
        opened = self.list = _List(self.tally.statements, record.line, "", text[21:42])
        self.tally.statements += 1
        try:
            check_width(record, 240)
            opened.account = account_of(text[21:26], text[26:31], text[31:42])
        except Refused as refused:
            opened.has_errors = True
            yield refused.problem(self.language, record.line)

    def _operation(self, record: Record) -> Iterator[Item]:
        opened = self.list
        if opened is None:
            self.tally.read += 1
            yield from self._outside(record)
            return
        opened.entries += 1
        try:
            check_width(record, 240)
            cents = unsigned_amount(record, 228, 240)
            opened.total += cents
            operation = record.text[8:10]
            if operation not in _WHAT:
                opened.set_aside[operation] += 1
                return
            opened.rows.append(self._row(opened, record, cents))
        except Refused as refused:
            opened.refused += 1
            opened.has_errors = True
            yield refused.problem(self.language, record.line)

    def _row(self, opened: _List, record: Record, cents: int) -> BankRow:
        text = record.text
        if text[16] not in "E ":
            raise Refused("CURRENCY.differs", found=text[16], expected="E (EUR)")
        operation = text[8:10]
        first, second = text[21:66], text[77:122]
        debtor = first if second[:21] == opened.place and first[:21] != opened.place else second
        reference = text[_REFERENCE[operation]].strip()
        reason = text[226:228].strip()
        return BankRow(
            record.line, opened.number, opened.entries, self._day(text[10:16]), -cents, "EUR",
            kind="returned", code=operation, text="\n".join(_GAP.split(text[128:212].strip())),
            party=debtor[21:].strip(), party_iban=french_iban(debtor[:5], debtor[5:10], debtor[10:21]),
            end_to_end=reference if operation == DIRECT_DEBIT else "", entry_cents=-cents, is_return=True,
            return_reason=motive(reason) if reason.strip("0") else _WHAT[operation], returned_reference=reference,
        )  # fmt: skip

    def _close(self, record: Record) -> Iterator[Item]:
        opened, self.list = self.list, None
        if opened is None:
            yield from self._outside(record)
            return
        last_on = None
        try:
            check_width(record, 240)
            total = unsigned_amount(record, 228, 240)
            last_on = self._day(record.text[10:16])
        except Refused as refused:
            yield refused.problem(self.language, record.line)
            self._give_up(opened)
            return
        if total != opened.total:
            yield problem(
                "BALANCE.total", self.language, line=record.line, found=written(opened.total, "EUR"),
                expected=written(total, "EUR"), severity="warning" if opened.has_errors else "error",
            )  # fmt: skip
            if not opened.has_errors:
                self._give_up(opened)
                return
        yield from self._given(opened, last_on)

    def _given(self, opened: _List, last_on: date | None) -> Iterator[Item]:
        for operation, count in sorted(opened.set_aside.items()):
            self.tally.ignored += count
            yield problem(
                "OPERATION", self.language, line=opened.line, severity="warning", code=operation, count=count
            )  # fmt: skip
        total = sum(row.cents for row in opened.rows)
        yield from opened.rows
        statement = StatementRow(
            opened.line, opened.number, opened.account, "EUR", "CFONB240", last_on=last_on,
            entries=len(opened.rows), sum_cents=total,
        )  # fmt: skip
        yield statement
        self.tally.read += len(opened.rows) + opened.refused
        self.tally.close(statement)

    def _outside(self, record: Record) -> Iterator[Item]:
        if not self.is_outside_said:
            self.is_outside_said = True
            yield problem("SEQUENCE.outside", self.language, line=record.line, code=record.code)

    def _give_up(self, opened: _List) -> None:
        self.tally.read += len(opened.rows) + opened.refused
        self.tally.ignored += sum(opened.set_aside.values())
        self.list = None

    def _day(self, text: str) -> date:
        return day_of(text, "dmy", self.options.today)

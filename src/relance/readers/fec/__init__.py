"""The FEC: accounting entries as French law has them (LPF art. A47 A-1), read for what customers owe.

Receivables are lines on 411 accounts, one customer per auxiliary account (else per account). Bills (413)
and doubtful debts (416) are accounts of their own, shown and never chased; 418 and 419 stay apart. There is
no due date in a FEC: terms give it later, marked as estimated.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from relance.domain.problem_texts import Refused, problem
from relance.domain.rows import FileFacts, Problem, ReadOptions, Row
from relance.domain.tabular.decoding import decode, file_type
from relance.domain.tabular.records import check_lines, normal_lines
from relance.domain.tabular.sniff import is_fec
from relance.readers.fec.entries import EntryReader, Ledger, day_of
from relance.readers.fec.layout import find_layout
from relance.readers.fec.rows import AccountRows

_NAMED = re.compile(r"\d{9}FEC(\d{8})", re.IGNORECASE)
Item = Row | Problem | FileFacts


class FecReader:
    """Reads a FEC into customer accounts, their open invoices, and what no invoice explains."""

    key = "fec"
    label = "FEC"

    def recognises(self, name: str, head: bytes) -> bool:
        """The column names of a FEC, or the pattern of its lines."""
        return is_fec(head)

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
        """1. text, 2. layout, 3. entries on customer accounts, 4. rows per account, 5. oddities, facts."""
        try:
            found = file_type(data)
            if found:
                raise Refused("WRONG_TYPE", found=found, expected="FEC")
            text = normal_lines(_text(data, options.encoding))
            check_lines(text)
            ledger = _ledger(text)
        except Refused as refused:
            yield refused.problem(options.language)
            yield FileFacts("ledger", 0, 0)
            return
        rows = AccountRows(ledger, options.language)
        for code in sorted(ledger.accounts):
            yield from rows.of(ledger.accounts[code])
        yield from _oddities(ledger, name, options.language)
        yield _facts(ledger, rows)


def _text(data: bytes, encoding: str | None) -> str:
    try:
        return decode(data, encoding)[0]
    except Refused as refused:
        if encoding or refused.key not in ("ENCODING.mixed", "ENCODING.cut"):
            raise
        return data.decode("utf-8", errors="replace")  # a label with a broken letter loses no amount


def _ledger(text: str) -> Ledger:
    layout = find_layout(text)
    reader = EntryReader(layout)
    waiting = layout.has_header
    for number, line in enumerate(io.StringIO(text, newline="\n"), start=1):
        if not line.strip():
            continue
        if waiting:
            waiting = False
            continue
        reader.take(number, line.rstrip("\n"))
    if not reader.ledger.lines:
        raise Refused("NO_LINES")
    return reader.ledger


def _oddities(ledger: Ledger, name: str, language: str) -> Iterator[Problem]:
    def warn(key: str, line: int | None = None, **values: Any) -> Problem:
        return problem(key, language, line=line, severity="warning", **values)

    if not ledger.customer_lines:
        yield warn("FEC_NO_CUSTOMERS")
    if ledger.unread:
        yield warn("FEC_LINES", ledger.unread[0], count=len(ledger.unread))
    if ledger.bad_amounts:
        line, text = ledger.bad_amounts[0]
        yield warn("FEC_AMOUNT", line, value=text, count=len(ledger.bad_amounts))
    if ledger.bad_days:
        line, text = ledger.bad_days[0]
        yield warn("FEC_DATE", line, value=text, count=len(ledger.bad_days))
    if ledger.both_sides:
        yield warn("FEC_SIDE", ledger.both_sides[0], count=len(ledger.both_sides))
    if ledger.total:
        yield warn("FEC_UNBALANCED", value=_decimal(ledger.total))
    if ledger.class_sums["7"] > 0 and ledger.class_sums["6"] <= 0:
        yield warn("FEC_SWAPPED")
    apart = {account: cents for account, cents in ledger.apart.items() if cents}
    if apart:
        yield warn("FEC_EXCLUDED", value=sorted(apart), amount=_decimal(sum(apart.values())))
    yield from _year_oddities(ledger, name, language)


def _year_oddities(ledger: Ledger, name: str, language: str) -> Iterator[Problem]:
    first, last = ledger.first_day, ledger.last_day
    if first is None or last is None:
        return
    if (last - first).days > 550:  # a first fiscal year may have up to 24 months, most have 12
        yield problem("FEC_YEARS", language, severity="warning", first=first.isoformat(), last=last.isoformat())
    named = _NAMED.search(name)
    closing = day_of(named[1]) if named else None
    if closing and not _same_year(closing, first, last):
        yield problem("FEC_DATE_NAME", language, severity="warning", named=closing.isoformat(), last=last.isoformat())


def _same_year(closing: date, first: date, last: date) -> bool:
    return first <= closing and last <= closing and (closing - last).days < 366


def _facts(ledger: Ledger, rows: AccountRows) -> FileFacts:
    owed = sum(abs(account.balance) for account in ledger.accounts.values() if account.balance > 0)
    share = 100 * rows.unexplained_cents / owed if owed else 0.0
    notes = {
        "lines_total": str(ledger.lines),
        "accounts": str(len(ledger.accounts)),
        "unexplained_cents": str(rows.unexplained_cents),
        "unexplained_share": f"{share:.1f} %",
        "apart_cents": str(sum(ledger.apart.values())),
        "unread_lines": str(len(ledger.unread)),
    }
    return FileFacts("ledger", ledger.customer_lines, rows.sum_cents, ledger.last_day, 0, notes)


def _decimal(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


READER = FecReader()

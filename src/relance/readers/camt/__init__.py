"""CAMT: bank statements in XML (ISO 20022): camt.053 of a day, camt.052 during it, camt.054 of single movements.

Every version is read by one code path: names are compared without their namespace, which may also be missing.
Booked movements count; expected ones (PDNG, INFO, FUTR) are told and left aside. The day is that of booking, in
local time; where only the value day is given, that one, with a warning. The account's currency counts, whatever was
instructed. The entries of a camt.053 must lead from its opening to its closing balance.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from relance.domain.problems.texts import Refused, problem
from relance.domain.rows import BankRow, FileFacts, Problem, ReadOptions, Row, StatementRow
from relance.domain.statements.values import money
from relance.domain.xml_files import each_element, local_name, root_of
from relance.readers.camt.balances import gaps
from relance.readers.camt.statement import Statement

Item = Row | Problem | FileFacts
_MESSAGES = {"BkToCstmrStmt": "053", "BkToCstmrAcctRpt": "052", "BkToCstmrDbtCdtNtfctn": "054"}
_FIRST_VERSIONS = {"BkToCstmrStmtV01": "053", "BkToCstmrAcctRptV01": "052", "BkToCstmrDbtCdtNtfctnV01": "054"}
_KNOWN = _MESSAGES | _FIRST_VERSIONS
_STATEMENTS = frozenset(("Stmt", "Rpt", "Ntfctn"))
_PARTS = frozenset(("Acct", "Bal", "Ntry"))


class CamtReader:
    """Reads statements of ISO 20022 into movements, each statement after its own."""

    key = "camt"
    label = "CAMT"
    reads_apart = True

    def recognises(self, name: str, head: bytes) -> bool:
        """The root `Document` of ISO 20022, or any root around a bank-to-customer message."""
        root = root_of(head)
        return root is not None and (root.name == "Document" or b"BkToCstmr" in head)

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Item]:
        """Statement after statement, then breaks in the chain of balances, then the facts."""
        tally = _Tally()
        try:
            yield from _statements(data, options.language, tally)
        except Refused as refused:
            yield refused.problem(options.language)
        for gap in gaps(tally.statements):
            yield problem(
                "GAP.camt", options.language, line=gap.after.line, severity="warning", value=gap.after.account,
                first=money(gap.before.closing_cents or 0, gap.before.currency),
                last=money(gap.after.opening_cents or 0, gap.after.currency),
            )  # fmt: skip
        yield tally.facts()


class _Tally:
    """What is counted over all statements of a file."""

    def __init__(self) -> None:
        self.read = self.ignored = self.cents = 0
        self.statements: list[StatementRow] = []

    def add(self, statement: Statement) -> Iterator[Item]:
        """Close one statement: its items, counted."""
        self.read += len(statement.rows) + statement.unread
        self.ignored += statement.pending + statement.zeros
        for item in statement.finish():
            if isinstance(item, BankRow):
                self.cents += item.cents
            elif isinstance(item, StatementRow):
                self.statements.append(item)
            yield item

    def facts(self) -> FileFacts:
        """Counts, and the day to which every account of the file is complete."""
        last: dict[tuple[str, str], date | None] = {}
        for one in self.statements:
            known = last.get((one.account, one.currency))
            last[one.account, one.currency] = max(filter(None, (known, one.complete_to)), default=None)
        days = [day for day in last.values() if day]
        complete_to = min(days) if days and len(days) == len(last) else None
        return FileFacts("bank", self.read, self.cents, complete_to, self.ignored)


def _statements(data: bytes, language: str, tally: _Tally) -> Iterator[Item]:
    message, current, count = "", None, 0
    for event, element in each_element(data, _PARTS, _STATEMENTS | frozenset(_KNOWN)):
        name = local_name(element)
        if event == "start" and name in _KNOWN:
            message = _KNOWN[name]
        elif event == "start" and message:
            if current is not None:
                yield from tally.add(current)
            current = Statement(element, message, count, language)
            count += 1
        elif event == "end" and current is not None and local_name(element.getparent()) in _STATEMENTS:
            current.take(name, element)
    if current is not None:
        yield from tally.add(current)
    elif message:
        raise Refused("WRONG_MESSAGE.none")
    else:
        root = root_of(data[:100_000])
        raise Refused("WRONG_MESSAGE.camt", value=(root.namespace or root.name) if root else "", expected="camt.053")


READER = CamtReader()

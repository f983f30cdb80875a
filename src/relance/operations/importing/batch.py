"""One file on its way into the ledger: its rows, its problems, and the counts of its report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from relance.domain.act import Act
from relance.domain.problems.texts import problem
from relance.domain.rows import (
    AccountRow,
    BankRow,
    CustomerRow,
    FileFacts,
    InvoiceRow,
    PaymentRow,
    Problem,
    Severity,
    StatementRow,
)
from relance.ledger.models import Creditor, Customer, ImportFile

NOT_BLOCKING = ("OPEN_RAISED",)  # a question put on the work list: the rest of the file goes in


@dataclass(slots=True)
class Counts:
    """What became of the rows; with `Batch.rejected`, read = created + changed + known + rejected."""

    read: int = 0
    created: int = 0
    changed: int = 0
    known: int = 0
    settled: int = 0


@dataclass(slots=True)
class Batch:
    """Everything about one file while it is taken in."""

    creditor: Creditor
    act: Act
    name: str
    format: str
    sha256: str
    is_snapshot: bool
    vanished_settled: bool
    customers_rows: list[CustomerRow] = field(default_factory=list)
    invoices: list[InvoiceRow] = field(default_factory=list)
    payments: list[PaymentRow] = field(default_factory=list)
    accounts: list[AccountRow] = field(default_factory=list)
    movements: list[BankRow] = field(default_factory=list)
    statements: list[StatementRow] = field(default_factory=list)
    account: str = ""  # whose movements they are, where the file does not say
    new_account: bool = False  # an account that is not known yet may be added
    language: str = "en"
    partial: bool = False
    seen_as: list[list[Any]] = field(default_factory=list)  # lines known under other words: key, hash, sort of report
    problems: list[Problem] = field(default_factory=list)
    facts: FileFacts = field(default_factory=lambda: FileFacts("invoices", 0, 0))
    counts: Counts = field(default_factory=Counts)
    turned_away: int = 0  # lines that the reader could not make a row of, or of an account that is not ours
    refused_lines: set[int] = field(default_factory=set)  # lines refused for what the ledger knows
    record: ImportFile | None = None
    books: list[ImportFile | None] = field(default_factory=list)  # books of accounts read together, this file first
    customers: dict[str, Customer] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)  # receivables that the file names
    listed_notes: set[int] = field(default_factory=set)  # credit notes that it names
    touched: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The day of the import."""
        return self.act.today

    def problem(self, line: int | None, field_name: str | None, code: str, severity: str, message: str) -> None:
        """Add a problem found against the ledger (readers bring their own)."""
        self.problems.append(Problem(line, field_name, code, severity, message))  # type: ignore[arg-type]

    def say(self, key: str, severity: Severity, line: int | None = None, **values: Any) -> None:
        """Add a problem by the key of its sentence, in the language of the person."""
        self.problems.append(problem(key, self.language, line=line, severity=severity, **values))

    def reject(self, line: int, field_name: str, code: str, message: str) -> None:
        """Refuse one row with an error."""
        self.problem(line, field_name, code, "error", message)
        self.refused_lines.add(line)

    @property
    def blocking(self) -> list[Problem]:
        """Errors, and questions that no option has answered."""
        return [
            p for p in self.problems
            if p.severity == "error" or (p.severity == "question" and p.code not in NOT_BLOCKING)
        ]  # fmt: skip

    @property
    def has_changed(self) -> bool:
        """Whether the file changed anything."""
        counts = self.counts
        return bool(counts.created or counts.changed or counts.settled or self.touched or self.moved)

    @property
    def rejected(self) -> int:
        """How many lines were refused, each once however many faults it has."""
        return self.turned_away + len(self.refused_lines)

    @property
    def is_ledger(self) -> bool:
        """Whether the file is a book of accounts (FEC), whose balances bound everything."""
        return self.facts.kind == "ledger"

"""One file on its way into the ledger: its rows, its problems, and the counts of its report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from relance.domain.act import Act
from relance.domain.rows import AccountRow, CustomerRow, FileFacts, InvoiceRow, PaymentRow, Problem
from relance.ledger.models import Creditor, Customer, ImportFile


@dataclass(slots=True)
class Counts:
    """What became of the rows: read = created + changed + known + rejected."""

    read: int = 0
    created: int = 0
    changed: int = 0
    known: int = 0
    rejected: int = 0
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
    problems: list[Problem] = field(default_factory=list)
    facts: FileFacts = field(default_factory=lambda: FileFacts("invoices", 0, 0))
    counts: Counts = field(default_factory=Counts)
    record: ImportFile | None = None
    customers: dict[str, Customer] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)

    @property
    def today(self) -> date:
        """The day of the import."""
        return self.act.today

    def problem(self, line: int | None, field_name: str | None, code: str, severity: str, message: str) -> None:
        """Add a problem found against the ledger (readers bring their own)."""
        self.problems.append(Problem(line, field_name, code, severity, message))  # type: ignore[arg-type]

    def reject(self, line: int, field_name: str, code: str, message: str) -> None:
        """Refuse one row with an error."""
        self.problem(line, field_name, code, "error", message)
        self.counts.rejected += 1

    @property
    def is_ledger(self) -> bool:
        """Whether the file is a book of accounts (FEC), whose balances bound everything."""
        return self.facts.kind == "ledger"

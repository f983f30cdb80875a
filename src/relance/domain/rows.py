"""What readers stream: rows of a file, and the problems found beside them.

Money is integer cents (minor units) with an ISO 4217 currency; dates are `datetime.date`.
`line` is the 1-based line (or spreadsheet row) in the source file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

Severity = Literal["error", "question", "warning"]
RowKind = Literal["invoices", "customers", "payments", "ledger"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person must know about one place of a file.

    `code` is stable (`AMOUNT`, `DATE_AMBIGUOUS`…); `message` is one sentence: what, where, what to do.
    A `question` names in its message the option that answers it.
    """

    line: int | None
    field: str | None
    code: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One customer account. Empty strings mean “the file does not say” and never erase what is known."""

    line: int
    customer: str
    customer_name: str = ""
    contact_name: str = ""
    kind: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""
    siren: str = ""
    language: str = ""
    terms: str = ""
    plan: str = ""
    no_dunning: bool | None = None


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One due-date line of an invoice, or a credit note (`document="credit_note"`, amounts positive).

    `open_cents` is what is still unpaid. `due_on` None means that terms must give it.
    `unexplained` marks a ledger amount nobody can tie to an invoice: shown, never chased.
    """

    line: int
    customer: CustomerRow
    invoice: str
    amount_cents: int
    open_cents: int
    currency: str
    document: Literal["invoice", "credit_note"] = "invoice"
    issued_on: date | None = None
    due_on: date | None = None
    plan: str = ""
    direct_debit: bool | None = None
    reminders_sent: int = 0
    last_reminder_on: date | None = None
    late_rate: str = ""
    applies_to: str = ""
    order_reference: str = ""
    open_is_given: bool = True  # False: the file has no such column, open_cents is the whole amount
    unexplained: bool = False
    source_lines: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """Money received. Without `invoice` it is matched, or left on account."""

    line: int
    customer: str
    paid_on: date
    amount_cents: int
    currency: str
    reference: str = ""
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One customer account of a ledger file (FEC) with its closing balance, debit positive.

    `sum(open invoices) + unexplained − credits == balance_cents`, always.
    """

    line: int
    customer: CustomerRow
    balance_cents: int
    explained_cents: int
    unexplained_cents: int
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Last item of a stream: what was seen in all.

    `read` counts data lines (for a FEC: lines on customer accounts); `sum_cents` is their control total;
    `complete_to` is the last day that the file knows of, where it can tell.
    """

    kind: RowKind
    read: int
    sum_cents: int
    complete_to: date | None = None
    ignored: int = 0
    notes: Mapping[str, str] = field(default_factory=dict)


Row = CustomerRow | InvoiceRow | PaymentRow | AccountRow


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Answers a person gave, and defaults of the creditor. Nothing here is guessed by a reader.

    `mapping` ties our field names to the file's headers; `date_order` is `dmy`, `mdy` or `ymd`;
    `decimal` is `,` or `.`; `language` (`en` or `fr`) is that of the problems' sentences.
    """

    today: date
    kind: RowKind | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None
    date_order: Literal["dmy", "mdy", "ymd"] | None = None
    decimal: Literal[",", "."] | None = None
    separator: str | None = None
    encoding: str | None = None
    currency: str = "EUR"
    language: str = "en"


class Reader(Protocol):
    """What a folder under `readers/` offers as `READER`."""

    key: str
    label: str

    def recognises(self, name: str, head: bytes) -> bool:
        """Whether the first bytes look like this format (magic bytes and content, never the name alone)."""
        ...

    def read(self, data: bytes, name: str, options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """Stream rows and problems, then one `FileFacts`. Never raises on bad bytes."""
        ...

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
RowKind = Literal["invoices", "customers", "payments", "ledger", "bank"]
MovementKind = Literal["transfer", "direct_debit", "cheque", "card", "cash", "bill", "fee", "returned", "own", "other"]


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
    source_file: int = 0  # among books read together: 0 is the one being imported
    payment_reference: str = ""  # what the customer is asked to quote (BT-83, RF…)
    factored_to: str = ""  # sold: this name is to be paid, and nobody is reminded with our bank details
    pdf: bytes = b""  # the invoice itself, to go with its reminders
    due_is_estimated: bool = False  # due_on was worked out from terms in words


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
    paid: tuple[tuple[str, date], ...] = ()  # invoices whose day of payment the book tells


@dataclass(frozen=True, slots=True)
class BankRow:
    """One movement of a bank account. `cents` is positive for money that came in, negative for money that went out.

    A batch whose details are given comes as one row per detail with the same `entry` and `entry_cents`; one whose
    details are missing is one row with `batch_count`. `text` keeps the bank's lines apart with newlines, since
    banks cut words there. `end_to_end` is empty for NOTPROVIDED. `is_return` marks money given back or taken back
    (a reversal, a rejected debit, an unpaid bill), `returned_reference` names what it undoes.
    """

    line: int
    statement: int
    entry: int
    booked_on: date
    cents: int
    currency: str
    value_on: date | None = None
    kind: MovementKind = "other"
    code: str = ""
    text: str = ""
    party: str = ""
    party_iban: str = ""
    end_to_end: str = ""
    structured: str = ""
    bank_reference: str = ""
    entry_cents: int = 0
    batch_count: int = 0
    is_return: bool = False
    return_reason: str = ""
    returned_reference: str = ""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement of one account; it follows its `BankRow`s. `number` is its 0-based place in the file.

    `account` is the IBAN, or bank, branch and account number without spaces, or empty where the file says nothing.
    Balances are None where the file gives none. `complete_to` is the last day whose movements are all there (None
    for intraday reports and lists that cannot tell). A statement whose balances do not agree gives a problem and
    neither rows nor itself.
    """

    line: int
    number: int
    account: str
    currency: str
    reference: str = ""
    holder: str = ""
    first_on: date | None = None
    last_on: date | None = None
    opening_cents: int | None = None
    closing_cents: int | None = None
    entries: int = 0
    sum_cents: int = 0
    complete_to: date | None = None


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


Row = CustomerRow | InvoiceRow | PaymentRow | AccountRow | BankRow | StatementRow


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

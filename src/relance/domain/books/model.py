"""What a reader of books of accounts offers beside `read`: several years understood together.

Money is integer cents, debit positive; `file` is the place of a book in the list that was given to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, runtime_checkable

from relance.domain.rows import FileFacts, Problem, ReadOptions, Row

How = Literal["letter", "number", "amount"]


@dataclass(frozen=True, slots=True)
class BookFile:
    """One book: its name, the order in which it was given (later ones correct earlier ones), and its bytes."""

    name: str
    order: int
    load: Callable[[], bytes]


HELD_WHY = (
    "collective", "factored", "other_account", "lettered_elsewhere", "undated", "retention", "draft", "opening",
    "bank_debit", "unnumbered",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BookInvoice:
    """An invoice that the books leave open, in cents."""

    number: str
    issued_on: date | None
    cents: int


@dataclass(frozen=True, slots=True)
class HeldInBook:
    """A debit left open that is no invoice to chase, and why (one of `HELD_WHY`)."""

    why: str
    text: str
    dated: date | None
    cents: int
    file: int
    line: int


@dataclass(frozen=True, slots=True)
class BookAccount:
    """A customer's account at the last day: `balance_cents` is the sum of invoices and what is held, or a credit.

    `opening_differs_cents` is by how much its opening is above what the year before closed on.
    """

    code: str
    account: str
    name: str
    root: str
    balance_cents: int
    invoices: tuple[BookInvoice, ...] = ()
    held: tuple[HeldInBook, ...] = ()
    is_collective: bool = False
    is_factored: bool = False
    opening_differs_cents: int = 0
    unbalanced_letters: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Paid:
    """An invoice of the books whose payment is known: by a lettered group, its number, or its exact amount."""

    customer: str
    number: str
    issued_on: date
    paid_on: date
    cents: int
    how: How
    by_direct_debit: bool = False


@dataclass(frozen=True, slots=True)
class Study:
    """What books say in all; `used` are the files that count, by their place.

    `apart` are accounts 418 and 419, `control` the latest book's own sums of 411, 413 and 416; cents by account.
    """

    accounts: tuple[BookAccount, ...] = ()
    paid: tuple[Paid, ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    apart: Mapping[str, int] = field(default_factory=dict)
    control: Mapping[str, int] = field(default_factory=dict)
    lines: int = 0
    used: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@runtime_checkable
class BookReader(Protocol):
    """A reader whose files explain one another."""

    def read_years(self, files: Sequence[BookFile], options: ReadOptions) -> Iterator[Row | Problem | FileFacts]:
        """Rows of the first file as all of them together explain it; `InvoiceRow.source_file` says whose line it is."""
        ...

    def study(self, files: Sequence[BookFile], options: ReadOptions) -> Study:
        """What the books say in all; files that cannot be read are passed over with their problem."""
        ...

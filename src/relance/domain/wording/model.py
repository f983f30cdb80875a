"""A finished wording: plain text in its final form, ready to be laid out on any medium."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One receivable of the table, every cell already formatted; `cells` follow `Table.headings`.

    `details` are the same facts as short phrases, for a narrow screen; `note` says what is particular.
    """

    cells: tuple[str, ...]
    details: tuple[str, ...] = ()
    note: str = ""
    acted: bool = True

    @property
    def number(self) -> str:
        """The invoice number."""
        return self.cells[0]

    @property
    def open(self) -> str:
        """What remains to be paid."""
        return self.cells[OPEN_COLUMN]


OPEN_COLUMN = 5


@dataclass(frozen=True, slots=True)
class Table:
    """The statement: what the notice is about, then what is also owed, then the total."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    total_label: str
    total: str
    acted_label: str = ""
    acted_total: str = ""
    listed_label: str = ""
    listed_total: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimsRow:
    """One sum demanded, with its parts: principal, interest, indemnity where there is one, total."""

    label: str
    cells: tuple[str, ...]

    @property
    def total(self) -> str:
        """All of it."""
        return self.cells[-1]


@dataclass(frozen=True, slots=True)
class ClaimsBlock:
    """Interest and indemnity demanded on top of the principal; the last row is what is to be paid."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[ClaimsRow, ...]
    notes: tuple[str, ...] = ()

    def parts(self, row: ClaimsRow) -> tuple[str, ...]:
        """`Principal 900,00 €`, `Pénalités de retard 12,34 €`… for a narrow screen."""
        names = zip(self.headings[1:-1], row.cells[:-1], strict=True)
        return tuple(f"{name.lower()} {cell}" for name, cell in names)


@dataclass(frozen=True, slots=True)
class Payment:
    """How to pay; without a title nothing is to be paid.

    `items` are label and value; the `qr_` fields are empty where no EPC code can be made.
    """

    title: str
    items: tuple[tuple[str, str], ...]
    other_means: str = ""
    safety: str = ""
    qr_name: str = ""
    qr_iban: str = ""
    qr_bic: str = ""
    qr_cents: int = 0
    qr_text: str = ""
    qr_caption: str = ""


@dataclass(frozen=True, slots=True)
class CallScript:
    """What a person needs for a call: whom to ask for, what to say, to obtain and to note."""

    parts: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything a notice says, in reading order. `recipient` fits a window envelope."""

    language: str
    template: str
    subject: str
    heading: str
    sender: tuple[str, ...]
    sender_contact: tuple[str, ...]
    recipient: tuple[str, ...]
    place_and_date: str
    references: tuple[tuple[str, str], ...]
    appeal: str
    before: tuple[str, ...]
    table: Table
    after: tuple[str, ...]
    payment: Payment
    closing: str
    signature: tuple[str, ...]
    enclosures: tuple[str, ...]
    legal_footer: str
    script: CallScript
    claims: ClaimsBlock | None = None

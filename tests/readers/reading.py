"""Reads a text or bytes with a reader and sorts what comes out; the trade's words for tests."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from relance.domain.rows import (
    AccountRow,
    CustomerRow,
    FileFacts,
    InvoiceRow,
    PaymentRow,
    Problem,
    ReadOptions,
)
from relance.readers.csv import READER as CSV
from relance.readers.fec import READER as FEC
from relance.readers.xlsx import READER as XLSX

TODAY = date(2026, 2, 16)


@dataclass(frozen=True)
class Outcome:
    """The items of one file by sort."""

    invoices: list[InvoiceRow]
    payments: list[PaymentRow]
    customers: list[CustomerRow]
    accounts: list[AccountRow]
    problems: list[Problem]
    facts: FileFacts

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def only(self) -> Problem:
        assert len(self.problems) == 1, self.problems
        return self.problems[0]


def sorted_out(items: Iterable[object]) -> Outcome:
    found = list(items)
    assert isinstance(found[-1], FileFacts)
    assert sum(isinstance(item, FileFacts) for item in found) == 1

    def of(kind: type) -> list[Any]:
        return [item for item in found if isinstance(item, kind)]

    return Outcome(of(InvoiceRow), of(PaymentRow), of(CustomerRow), of(AccountRow), of(Problem), found[-1])


def read_csv(content: str | bytes, **options: Any) -> Outcome:
    data = content.encode() if isinstance(content, str) else content
    return sorted_out(CSV.read(data, "file.csv", ReadOptions(today=TODAY, **options)))


def read_fec(content: str | bytes, name: str = "123456782FEC20251231.txt", **options: Any) -> Outcome:
    data = content.encode() if isinstance(content, str) else content
    return sorted_out(FEC.read(data, name, ReadOptions(today=TODAY, **options)))


def read_xlsx(data: bytes, **options: Any) -> Outcome:
    return sorted_out(XLSX.read(data, "file.xlsx", ReadOptions(today=TODAY, **options)))


def workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A real XLSX; dates are date cells, None an empty one."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value is not None:
                    sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()


FEC_NAMES = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
    "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
).split()


def fec_line(
    debit: str = "0,00",
    credit: str = "0,00",
    *,
    on: str = "20250110",
    piece: str = "",
    label: str = "",
    letter: str = "",
    journal: str = "VE",
    account: str = "411000",
    customer: str = "DUPONT",
    name: str = "Dupont SARL",
    piece_date: str | None = None,
) -> list[str]:
    return [
        journal,
        {"VE": "Ventes", "BQ": "Banque", "AN": "A nouveaux"}.get(journal, journal),
        "1",
        on,
        account,
        "Clients" if account.startswith("411") else "Autre",
        customer,
        name,
        piece,
        on if piece_date is None else piece_date,
        label,
        debit,
        credit,
        letter,
        "",
        on,
        "",
        "",
    ]


def fec(*lines: list[str], separator: str = "\t", header: bool = True) -> str:
    """A FEC; each sale or receipt also gets its counterpart, so that journals have their classes."""
    rows = [list(FEC_NAMES)] if header else []
    for line in lines:
        rows.append(line)
        other = {"VE": "706000", "BQ": "512000", "AN": "110000"}.get(line[0], "471000")
        rows.append([*line[:4], other, "Autre", "", "", *line[8:11], line[12], line[11], *line[13:]])
    return "\n".join(separator.join(row) for row in rows) + "\n"

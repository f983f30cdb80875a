"""Formats that can hide bombs are read in a process of their own, with limits."""

from __future__ import annotations

from datetime import date

import pytest

from relance.discovery import readers
from relance.domain.row_lines import from_line, to_line
from relance.domain.rows import (
    AccountRow,
    BankRow,
    CustomerRow,
    FileFacts,
    InvoiceRow,
    PaymentRow,
    Problem,
    ReadOptions,
    StatementRow,
)
from relance.operations import read_apart
from tests.readers.reading import TODAY, workbook

DUPONT = CustomerRow(2, "DUPONT", "Dupont & Fils « Été »", no_dunning=False)
LIST = workbook(Feuille=[["client", "facture", "échéance", "montant"], ["DUPONT", "FA-1", date(2026, 3, 1), 120.5]])


@pytest.mark.parametrize(
    "item",
    [
        DUPONT,
        InvoiceRow(3, DUPONT, "FA-1", 1250, 1250, "EUR", due_on=date(2026, 3, 1), source_lines=(3, 4), pdf=b"%PDF\x00"),
        PaymentRow(4, "DUPONT", date(2026, 3, 2), 1250, "EUR"),
        AccountRow(5, DUPONT, 100, 100, 0),
        BankRow(6, 0, 1, date(2026, 3, 2), -1250, "EUR", text="VIR\nDUPONT \u2028 =1+1", is_return=True),
        StatementRow(7, 0, "FR7630006000011234567890189", "EUR", opening_cents=None, closing_cents=5),
        Problem(None, None, "EMPTY", "error", "The file is empty."),
        FileFacts("bank", 2, -3, date(2026, 3, 2), 0, {"encoding": "utf-8"}),
        ReadOptions(TODAY, mapping={"invoice": "Pièce n°"}, decimal=","),
    ],
)
def test_every_row_crosses_as_it_is(item: object) -> None:
    assert from_line(to_line(item)) == item  # type: ignore[arg-type]


@pytest.mark.parametrize("line", ["1", '"FileFacts"', '{"d": "2026-01-01"}', "[]"])
def test_what_is_no_row_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not a row"):
        from_line(line)


def test_a_workbook_reads_apart_as_it_does_here() -> None:
    reader, options = readers()["xlsx"], ReadOptions(TODAY)
    here = list(reader.read(LIST, "liste.xlsx", options))
    assert list(read_apart.read_guarded(reader, LIST, "liste.xlsx", options)) == here
    assert any(isinstance(item, InvoiceRow) for item in here)


@pytest.mark.parametrize(("limit", "value"), [("MEMORY", 1024 * 1024), ("SECONDS", -5)])
def test_a_reader_beyond_its_limits_is_stopped_and_says_so(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(read_apart, limit, value)
    problem, facts = read_apart.read_guarded(readers()["xlsx"], LIST, "liste.xlsx", ReadOptions(TODAY))
    assert isinstance(problem, Problem) and (problem.code, problem.severity) == ("TOO_BIG", "error")
    assert isinstance(facts, FileFacts) and facts.read == 0


def test_a_list_as_text_needs_no_process_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_apart.subprocess, "Popen", None)
    found = list(
        read_apart.read_guarded(readers()["csv"], b"customer,email\nDUPONT,a@b.fr\n", "c.csv", ReadOptions(TODAY))
    )
    assert isinstance(found[0], CustomerRow)

"""What cannot be right is refused in one sentence with file, line, field and cure, and leaves nothing behind."""

from __future__ import annotations

import pytest

from relance.ledger.models import Creditor, Customer, ImportFile, Invoice, Payment
from tests.operations.scene import DUPONT, HEADER, MARTIN, codes, csv_of, take

GOOD = f"{DUPONT},FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
SHORT = "customer,invoice,due_on,amount"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(64)

BAD = [
    ("empty", b"", "EMPTY", None),
    ("only spaces", b"  \n\n", "EMPTY", None),
    ("only a header", csv_of([]), "NO_LINES", None),
    ("picture", PNG, "WRONG_TYPE", None),
    ("binary", bytes(range(256)) * 4, "BINARY", None),
    ("no separator", b"customer invoice due_on amount\nDUPONT FA-1 2026-01-30 10.00\n", "SEPARATOR", 1),
    ("ambiguous amounts", csv_of(["D,FA-1,2026-01-30,'1,234'".replace("'", '"')], SHORT), "AMOUNT_AMBIGUOUS", None),
    (
        "ambiguous dates",
        csv_of(["D,FA-1,03/04/2026,10.00", "D,FA-2,05/06/2026,11.00"], "Customer name,Invoice number,Due date,Amount"),
        "DATE_AMBIGUOUS",
        None,
    ),
    ("other content", csv_of([GOOD, GOOD.replace("1200.00,1200.00", "1300.00,1300.00")]), "CONFLICT", 3),
    ("other customer", csv_of([GOOD, GOOD.replace(DUPONT, MARTIN)]), "CONFLICT", 3),
    ("unclosed quote", csv_of([GOOD, f'{DUPONT},"FA-2,2025-12-31,2026-01-30,1.00,1.00']), "QUOTE", 3),
    ("unknown currency", csv_of([f"{GOOD},XQZ"], f"{HEADER},currency"), "CURRENCY", 2),
    ("no header", csv_of([GOOD.replace(DUPONT, MARTIN)], GOOD), "HEADER", None),
    ("header renamed", csv_of([GOOD], HEADER.replace("amount", "xyz").replace("open", "zyx")), "HEADER", 1),
    ("short line", csv_of([GOOD, "DUPONT,FA-2"]), "FIELD_COUNT", 3),
    ("letters for an amount", csv_of([GOOD.replace("1200.00,1200.00", "abc,1.00")]), "AMOUNT", 2),
    ("no amount", csv_of([GOOD.replace("1200.00,1200.00", ",")]), "AMOUNT", 2),
    ("impossible day", csv_of([GOOD.replace("2026-01-30", "2026-02-30")]), "DATE", 2),
    ("negative invoice", csv_of([GOOD.replace("1200.00,1200.00", "-5.00,")]), "NEGATIVE", 2),
    ("due before issued", csv_of([GOOD.replace("2025-12-31", "2026-03-31")]), "DUE_DATE", 2),
]


@pytest.mark.parametrize(("data", "code", "line"), [x[1:] for x in BAD], ids=[x[0] for x in BAD])
def test_a_bad_file_is_refused_whole_in_one_sentence(
    creditor: Creditor, data: bytes, code: str, line: int | None
) -> None:
    report = take(creditor, data)
    assert code in codes(report), report.problems
    problem = next(p for p in report.problems if p.code == code)
    assert problem.severity in ("error", "question")
    assert line is None or (problem.line == line and f"ine {line}" in problem.message)
    assert 20 < len(problem.message) < 500
    assert "Traceback" not in problem.message
    nothing_is_there(report.is_taken)


def nothing_is_there(is_taken: bool) -> None:
    assert not is_taken
    assert not any(t.objects.exists() for t in (Customer, Invoice, Payment, ImportFile))


def test_a_total_line_is_no_invoice(creditor: Creditor) -> None:
    report = take(creditor, csv_of([GOOD, "TOTAL,,,,,,,,,1200.00,1200.00"]))
    assert report.is_taken, report.problems
    assert "TOTAL_LINE" in codes(report)
    assert Invoice.objects.count() == 1


def test_a_repeated_line_is_ignored_and_counted(creditor: Creditor) -> None:
    report = take(creditor, csv_of([GOOD, GOOD]))
    assert (report.read, report.created, report.known) == (2, 1, 1)


def test_a_file_too_large_is_refused_before_it_is_read(creditor: Creditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("relance.operations.import_file.MOST_BYTES", 10)
    report = take(creditor, csv_of([GOOD]))
    assert codes(report) == ["TOO_BIG"]
    nothing_is_there(report.is_taken)


def test_partial_cannot_save_a_file_that_nobody_can_read(creditor: Creditor) -> None:
    report = take(creditor, PNG, partial=True)
    assert (report.created, report.changed) == (0, 0)
    assert not Invoice.objects.exists()


@pytest.mark.parametrize("partial", [False, True])
def test_a_question_about_the_whole_file_accounts_for_every_line(creditor: Creditor, partial: bool) -> None:
    data = csv_of(['D,FA-1,2026-01-30,"1,234"', 'D,FA-2,2026-01-30,"2,345"'], SHORT)
    report = take(creditor, data, partial=partial)
    assert (report.read, report.rejected) == (2, 2)

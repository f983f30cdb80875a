"""A book of accounts: after the import each balance is the ledger's, and nobody in credit is chased."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from relance.ledger.models import CreditNote, Creditor, Hold, Receivable, Task
from relance.ledger.reads import aged_balance
from tests.operations.scene import an_act, codes, counted, open_amounts, run, take

REAL = ("000000000FEC20231231.txt", "111111111FEC20221231.TXT")
COLUMNS = (
    "JournalCode JournalLib EcritureNum EcritureDate CompteNum CompteLib CompAuxNum CompAuxLib PieceRef PieceDate "
    "EcritureLib Debit Credit EcritureLet DateLet ValidDate Montantdevise Idevise"
).split()


def entry(number: int, day: str, account: str, who: str, piece: str, debit: str, credit: str, letter: str = "") -> str:
    code = {"Dupont SARL": "CDUPONT", "Martin SAS": "CMARTIN", "Petit SA": "CPETIT"}.get(who, "")
    cells = ["VE", "Ventes", str(number), day, account, "Clients", code, who, piece, day, piece, debit, credit]
    return "\t".join([*cells, letter, "20250301" if letter else "", day, "", ""])


def a_fec(*lines: str) -> bytes:
    return "\r\n".join(["\t".join(COLUMNS), *lines, ""]).encode()


def sales(number: int, day: str, who: str, piece: str, euros: str, letter: str = "") -> list[str]:
    return [
        entry(number, day, "411000", who, piece, euros, "0,00", letter),
        entry(number, day, "706000", "", piece, "0,00", euros),
    ]


def money(number: int, day: str, who: str, piece: str, euros: str, letter: str = "") -> list[str]:
    return [
        entry(number, day, "512000", "", piece, euros, "0,00"),
        entry(number, day, "411000", who, piece, "0,00", euros, letter),
    ]


OURS = a_fec(
    *sales(1, "20251103", "Dupont SARL", "FA-1", "1200,00"),
    *sales(2, "20251110", "Dupont SARL", "FA-2", "300,00", "A"),
    *money(3, "20251201", "Dupont SARL", "BQ-1", "300,00", "A"),
    *sales(4, "20251112", "Martin SAS", "FA-3", "500,00"),
    *money(5, "20251205", "Martin SAS", "BQ-2", "650,00"),
    *sales(6, "20251120", "Petit SA", "FA-4", "80,00"),
)  # fmt: skip
LATER = a_fec(*sales(1, "20260105", "Dupont SARL", "FA-9", "90,00"), *sales(2, "20260301", "Petit SA", "FA-8", "10,00"))


def balances(creditor: Creditor, day: str = "2026-03-02") -> dict[str, int]:
    _, lines = aged_balance(creditor, an_act(day).today)
    return {line.customer: line.open_cents - line.credit_cents for line in lines}


def test_each_balance_is_the_ledgers(creditor: Creditor) -> None:
    report = take(creditor, OURS, "2026-01-05", "fec.txt")
    assert report.read == 6
    assert balances(creditor) == {"CDUPONT": 120000, "CMARTIN": -15000, "CPETIT": 8000}


def test_a_customer_in_credit_is_not_chased(creditor: Creditor) -> None:
    take(creditor, OURS, "2026-01-05", "fec.txt")
    chased = {one.case.customer.code for one in run(creditor, "2026-01-06").decided if one.drafts or one.wanted}
    assert chased == {"CDUPONT", "CPETIT"}


def test_due_dates_are_estimated_and_marked(creditor: Creditor) -> None:
    take(creditor, OURS, "2026-01-05", "fec.txt")
    line = Receivable.objects.get(invoice__number="FA-1")
    assert (line.due_on.isoformat(), line.is_due_estimated) == ("2025-12-03", True)


def test_the_same_fec_again_changes_nothing(creditor: Creditor) -> None:
    take(creditor, OURS, "2026-01-05", "fec.txt")
    before = list(Receivable.objects.values()), list(CreditNote.objects.values()), Hold.objects.count()
    again = take(creditor, OURS, "2026-01-06", "fec.txt")
    assert counted(again) == (6, 0, 0, 6, 0)
    assert (list(Receivable.objects.values()), list(CreditNote.objects.values()), Hold.objects.count()) == before


def test_an_older_ledger_changes_nothing(creditor: Creditor) -> None:
    take(creditor, LATER, "2026-03-02", "fec-2026.txt")
    report = take(creditor, OURS, "2026-03-02", "fec-2025.txt")
    assert "OLDER_LEDGER" in codes(report)
    assert counted(report) == (6, 0, 0, 6, 0)
    assert balances(creditor) == {"CDUPONT": 9000, "CPETIT": 1000}


def test_a_newer_ledger_settles_what_it_no_longer_holds(creditor: Creditor) -> None:
    take(creditor, OURS, "2026-01-05", "fec-2025.txt")
    take(creditor, LATER, "2026-03-02", "fec-2026.txt")
    assert open_amounts(creditor)["FA-1"] == 0
    assert balances(creditor) == {"CDUPONT": 9000, "CPETIT": 1000, "CMARTIN": -15000}


def test_the_ledger_says_up_to_when_money_is_known(creditor: Creditor) -> None:
    take(creditor, OURS, "2026-01-05", "fec.txt")
    creditor.refresh_from_db()
    assert str(creditor.money_known_to) == "2025-12-05"


@pytest.mark.parametrize("name", REAL)
class TestRealLedgers:
    """The two reference ledgers; skipped where they are absent."""

    @pytest.fixture
    def data(self, shared_folder: Path, name: str) -> bytes:
        path = shared_folder / "data" / "fec" / name
        if not path.is_file():
            pytest.skip(f"no reference ledger {name}")
        return path.read_bytes()

    @pytest.fixture
    def expected(self, shared_folder: Path, data: bytes, name: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((shared_folder / "data" / "fec" / "expected_ar.json").read_text())[name]
        return found

    def test_balances_are_those_expected(
        self, creditor: Creditor, data: bytes, expected: dict[str, Any], name: str
    ) -> None:
        report = take(creditor, data, "2024-02-01", name)
        assert report.is_taken, report.problems
        assert report.read == expected["lines_411"]
        found = balances(creditor, "2024-02-01")
        for account, detail in expected["customers_detail"].items():
            code = account.partition("/")[2] or account
            assert found.pop(code, 0) == round(float(detail["balance"]) * 100), account
        assert not any(found.values())

    def test_the_sum_is_the_ledgers(self, creditor: Creditor, data: bytes, expected: dict[str, Any], name: str) -> None:
        take(creditor, data, "2024-02-01", name)
        cents = sum(balances(creditor, "2024-02-01").values())
        assert cents == round(float(expected["ledger_balance_411"]) * 100)

    def test_nobody_in_credit_or_even_is_chased(
        self, creditor: Creditor, data: bytes, expected: dict[str, Any], name: str
    ) -> None:
        take(creditor, data, "2024-02-01", name)
        owing = {code for code, cents in balances(creditor, "2024-02-01").items() if cents > 0}
        wanted = {one.case.customer.code for one in run(creditor, "2024-02-01").decided if one.wanted}
        assert wanted <= owing

    def test_what_nobody_can_explain_is_said_and_held(self, creditor: Creditor, data: bytes, name: str) -> None:
        report = take(creditor, data, "2024-02-01", name)
        unexplained = int(report.notes["unexplained_cents"])
        assert "%" in report.notes["unexplained_share"]
        tasks = Task.objects.filter(kind="explain_balance", closed_on=None)
        assert sum(t.amount_cents for t in tasks) == unexplained

    def test_again_it_is_known(self, creditor: Creditor, data: bytes, name: str) -> None:
        take(creditor, data, "2024-02-01", name)
        before = balances(creditor, "2024-02-01"), Receivable.objects.count(), CreditNote.objects.count()
        again = take(creditor, data, "2024-02-02", name)
        assert (again.created, again.changed, again.settled) == (0, 0, 0)
        assert (balances(creditor, "2024-02-01"), Receivable.objects.count(), CreditNote.objects.count()) == before

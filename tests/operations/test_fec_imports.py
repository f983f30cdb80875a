"""A book of accounts: after the import each balance is the ledger's, and nobody in credit is chased."""

from __future__ import annotations

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from relance.ledger.models import CreditNote, Creditor, Hold, Invoice, Receivable, Task
from relance.ledger.reads import aged_balance
from relance.ledger.segments import histories
from relance.operations.plans_in_force import law_of
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


def test_an_older_ledger_changes_no_balance_that_a_later_one_gives(creditor: Creditor) -> None:
    take(creditor, LATER, "2026-03-02", "fec-2026.txt")
    report = take(creditor, OURS, "2026-03-02", "fec-2025.txt")
    assert {"OLDER_LEDGER", "OPENING_MISSING"} <= set(codes(report))
    assert balances(creditor) == {"CDUPONT": 9000, "CPETIT": 1000, "CMARTIN": -15000}


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


def opening(number: int, day: str, who: str, euros: str) -> list[str]:
    line = entry(number, day, "411000", who, "AN", euros, "0,00").split("\t")
    line[:2], line[10] = ["AN", "A nouveaux"], "A NOUVEAU"
    return ["\t".join(line), *sales(number, day, who, "AN", euros)[1:]]


FIRST = a_fec(
    *sales(1, "20241103", "Dupont SARL", "FA-1", "100,00"),
    *sales(2, "20241231", "Dupont SARL", "FA-2", "250,00"),
    *sales(3, "20241210", "Martin SAS", "FA-3", "40,00"),
)
JANUARY = a_fec(
    *opening(1, "20250101", "Dupont SARL", "350,00"),
    *opening(2, "20250101", "Martin SAS", "40,00"),
    *money(3, "20250115", "Dupont SARL", "VIR FA-1", "100,00"),
)
SECOND = a_fec(
    *opening(1, "20250101", "Dupont SARL", "350,00"),
    *opening(2, "20250101", "Martin SAS", "40,00"),
    *money(3, "20250115", "Dupont SARL", "VIR FA-1", "100,00"),
    *money(4, "20250220", "Martin SAS", "VIR FA-3", "40,00"),
    *sales(5, "20250301", "Dupont SARL", "FA-4", "75,00"),
)


def state(creditor: Creditor) -> tuple[object, ...]:
    """All that is open, held and asked, and every balance."""
    lines = Receivable.objects.filter(creditor=creditor, open_cents__gt=0).order_by("invoice__number")
    tasks = Task.objects.filter(creditor=creditor, closed_on=None, kind="explain_balance")
    return (
        list(lines.values_list("invoice__number", "open_cents", "amount_cents", "due_on")),
        sorted(tasks.values_list("customer__code", "amount_cents")),
        balances(creditor, "2025-03-05"),
    )


@pytest.mark.sqlite_only
@pytest.mark.parametrize("order", list(permutations((FIRST, JANUARY, SECOND))))
def test_years_come_in_any_order_and_twice(creditor: Creditor, order: tuple[bytes, ...]) -> None:
    for number, book in enumerate((*order, order[0], order[1])):
        take(creditor, book, "2025-03-05", f"fec-{number}.txt")
    open_lines, tasks, owed = state(creditor)
    assert [line[:2] for line in open_lines] == [("FA-2", 25000), ("FA-4", 7500)]  # type: ignore[attr-defined]
    assert owed == {"CDUPONT": 32500} and not tasks


@pytest.mark.sqlite_only
def test_an_invoice_that_last_years_book_explains_comes_from_it(creditor: Creditor) -> None:
    take(creditor, FIRST, "2025-03-05", "fec-2024.txt")
    take(creditor, SECOND, "2025-03-05", "fec-2025.txt")
    sources = dict(Invoice.objects.filter(creditor=creditor).values_list("number", "source__name"))
    assert (sources["FA-2"], sources["FA-4"]) == ("fec-2024.txt", "fec-2025.txt")


@pytest.mark.sqlite_only
def test_the_older_year_given_last_explains_what_was_held(creditor: Creditor) -> None:
    take(creditor, SECOND, "2025-03-05", "fec-2025.txt")
    held = Hold.objects.filter(creditor=creditor, released_on=None)
    assert held.count() == 1
    take(creditor, FIRST, "2025-03-05", "fec-2024.txt")
    assert open_amounts(creditor) == {"FA-2": 25000, "FA-4": 7500, "SOLDE-CDUPONT": 0}
    assert not Task.objects.filter(creditor=creditor, kind="explain_balance", closed_on=None)


def test_another_companys_book_is_refused(creditor: Creditor) -> None:
    report = take(creditor, OURS, "2026-01-05", "552100554FEC20251231.txt")
    assert codes(report) == ["COMPANY_MISMATCH"] and not report.is_taken
    assert take(creditor, OURS, "2026-01-05", "732829320FEC20251231.txt").is_taken


@pytest.mark.sqlite_only
def test_an_invoice_that_a_later_book_shows_paid_was_paid_on_the_day_it_says(creditor: Creditor) -> None:
    take(creditor, FIRST, "2025-01-20", "fec-2024.txt")
    in_bank = SECOND.replace(b"VE\tVentes\t3", b"BQ\tBanque\t3")
    take(creditor, in_bank, "2025-03-05", "fec-2025.txt")
    line = Receivable.objects.get(invoice__number="FA-1")
    assert (line.open_cents, str(line.paid_on), str(line.absent_since)) == (0, "2025-01-15", "2025-03-05")
    settled = histories(creditor, [line.customer_id], an_act("2025-03-05").today, law_of(creditor), {})
    assert [s.paid_on.isoformat() for s in settled[line.customer_id].settled] == ["2025-01-15"]

"""`relance statements` and `relance returned`: what is known of the bank accounts, and what came back."""

from __future__ import annotations

import pytest

from relance.ledger.models import BankLine, Creditor
from tests.cli.conftest import Relance
from tests.operations.bank_files import came, statement, take_bank
from tests.operations.scene import a_creditor

pytestmark = pytest.mark.sqlite_only
DAY = ("--today", "2026-02-16")


@pytest.fixture
def firm(relance: Relance, tmp_path: object) -> Creditor:
    """Two statements with two days missing between them, and a return of nobody knows what."""
    (tmp_path / "home").mkdir(exist_ok=True)  # type: ignore[operator]
    creditor = a_creditor()
    take_bank(creditor, statement(came("2026-02-02", 100, "A"), opening=0))
    back = came("2026-02-05", -700, "REJET", party="Dupont", is_return=True, return_reason="AM04")
    take_bank(creditor, statement(back, opening=1000))
    return creditor


def test_accounts_are_shown_with_what_is_missing(relance: Relance, firm: Creditor) -> None:
    (account,) = relance("statements", "--json", *DAY).document["accounts"]
    assert account["known_to"] == "2026-02-02" and account["closing_cents"] == 300 and account["counts"] is True
    assert account["gaps"] == [{"from": "2026-02-03", "to": "2026-02-04"}] and sum(account["lines"].values()) == 2
    said = relance("statements", *DAY).out
    assert "movements from 2026-02-03 to 2026-02-04 are missing" in said and "known up to 2026-02-02" in said


def test_nothing_imported_is_said(relance: Relance, tmp_path: object) -> None:
    (tmp_path / "home").mkdir(exist_ok=True)  # type: ignore[operator]
    a_creditor()
    assert relance("statements", *DAY).out == "No statement was imported.\n"
    assert relance("returned", *DAY).out == "No return waits.\n"


def test_a_person_says_what_came_back(relance: Relance, firm: Creditor) -> None:
    (row,) = relance("returned", "--json", *DAY).document["returns"]
    assert row["cents"] == -700 and row["reason"] == "insufficient funds (AM04)" and row["may_be"] == []
    assert "insufficient funds (AM04)" in relance("returned", *DAY).out
    assert relance("returned", "--nothing", "x", *DAY).code == 2
    assert relance("returned", str(row["line"]), "--nothing", "our supplier", *DAY).code == 0
    assert (
        BankLine.objects.get(pk=row["line"]).state == "aside" and relance("returned", *DAY).out == "No return waits.\n"
    )

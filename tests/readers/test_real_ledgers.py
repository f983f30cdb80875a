"""Real ledgers made by others, where they are at hand; they are never part of the project."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.readers.reading import read_fec

SHARED = Path(os.environ.get("RELANCE_SHARED", Path(__file__).resolve().parents[3] / "shared"))
LEDGERS = SHARED / "data" / "fec"
EXPECTED = LEDGERS / "expected_ar.json"

pytestmark = pytest.mark.skipif(not EXPECTED.exists(), reason=f"no real ledgers in {LEDGERS} (RELANCE_SHARED)")


def names() -> list[str]:
    return sorted(json.loads(EXPECTED.read_text())) if EXPECTED.exists() else []


@pytest.mark.parametrize("name", names())
def test_every_customer_owes_what_the_ledger_says(name: str) -> None:
    expected = json.loads(EXPECTED.read_text())[name]
    read = read_fec((LEDGERS / name).read_bytes(), name)
    balances = {account.customer.customer: account.balance_cents for account in read.accounts}
    wanted = {key.split("/")[-1]: round(float(c["balance"]) * 100) for key, c in expected["customers_detail"].items()}
    assert balances == wanted
    assert (read.facts.read, int(read.facts.notes["lines_total"])) == (expected["lines_411"], expected["lines_total"])


@pytest.mark.parametrize("name", names())
def test_open_invoices_less_credits_are_the_balance_and_nobody_in_credit_owes(name: str) -> None:
    read = read_fec((LEDGERS / name).read_bytes(), name)
    open_cents: Counter[str] = Counter()
    for row in read.invoices:
        open_cents[row.customer.customer] += row.open_cents if row.document == "invoice" else -row.open_cents
    for account in read.accounts:
        assert open_cents[account.customer.customer] == account.balance_cents
    in_credit = {a.customer.customer for a in read.accounts if a.balance_cents <= 0}
    assert not [r for r in read.invoices if r.document == "invoice" and r.customer.customer in in_credit]
    assert read.facts.notes["unexplained_share"].endswith(" %")

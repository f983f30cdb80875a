"""A creditor whose customers have paid for a while."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.models import Creditor
from relance.operations.record_payment import record_payment

TODAY = date(2026, 2, 16)  # a Monday


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings: Any) -> None:
    """Each test has an outbox of its own."""
    settings.RELANCE_HOME = tmp_path


@pytest.fixture
def creditor(db: None) -> Creditor:
    """Atelier Nord, with nothing in its ledger."""
    return make_creditor()


def has_paid(creditor: Creditor, lines: int = 24, code: str = "DUPONT") -> None:
    """A customer that paid so many invoices of 100 €, one a week up to last week, each three days late."""
    customer = make_customer(creditor, code)
    for number in range(lines):
        due_on = TODAY - timedelta(days=7 * number + 7)
        line = make_invoice(customer, f"{code}-{number}", 10_000, due_on)
        paid_on = due_on + timedelta(days=3)
        record_payment(creditor=creditor, invoice=line.invoice, cents=10_000, on=paid_on, act=act_on(TODAY))

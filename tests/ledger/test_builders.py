"""The one-line makers give a house in which decisions can be made."""

from __future__ import annotations

from datetime import date

import pytest

from relance.ledger.builders import act_on, make_creditor, make_customer, make_done, make_hold, make_invoice
from relance.operations.decide_due import decide_due

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 9)


def test_an_overdue_invoice_is_reminded_of() -> None:
    dupont = make_customer(make_creditor())
    make_invoice(dupont, "FA-1", 120000, date(2026, 1, 30))
    assert decide_due(creditor=dupont.creditor, act=act_on(TODAY)).created == 1


def test_a_step_just_done_keeps_its_distance() -> None:
    dupont = make_customer(make_creditor())
    make_done(make_invoice(dupont, "FA-1", 120000, date(2026, 1, 30)), "r1", date(2026, 2, 6))
    make_invoice(dupont, "FA-2", 30000, date(2026, 1, 30))
    verdict = decide_due(creditor=dupont.creditor, act=act_on(TODAY)).decided[0].verdicts[0][1]
    assert {reason for _, reason in verdict.reasons()} == {"waiting_step", "spacing"}


def test_a_hold_stops_the_customer() -> None:
    dupont = make_customer(make_creditor())
    make_invoice(dupont, "FA-1", 120000, date(2026, 1, 30))
    make_hold(dupont, TODAY)
    assert decide_due(creditor=dupont.creditor, act=act_on(TODAY)).created == 0

"""Money for interest or the indemnity: set against the claim that the debtor named, never the principal."""

from __future__ import annotations

import pytest

from tests.claims.desk import Desk, claims

LATE = "2026-02-09"  # ten days late on 1,000.00 at 12.15 %: 3.33


@pytest.fixture
def late(desk: Desk) -> Desk:
    """Dupont is ten days late; the day's run has opened the indemnity."""
    desk.bill("2026-01-30", at="2026-01-05")
    desk.do("run", at=LATE)
    return desk


def toward(desk: Desk, part: str, amount: str, code: int = 0, at: str = LATE) -> str:
    """Pays a claim; the payment's number, or the refusal."""
    said = desk.do("pay", "FA-1", amount, "--toward", part, "--on", at, "--json", at=at, code=code)
    return said.err if code else str(said.document["payment"])


def test_a_paid_indemnity_is_no_longer_owed_and_the_principal_still_is(late: Desk) -> None:
    toward(late, "indemnity", "40")
    assert claims() == [("FA-1", "indemnity", "paid", 4000)]
    assert late.parts(LATE) == (100_000, 333, 0)
    assert late.owed(LATE)["payments"][0]["to_indemnity_cents"] == 4000


def test_interest_paid_on_a_day_runs_on_from_the_next_one(late: Desk) -> None:
    toward(late, "interest", "3.33")
    assert late.parts(LATE) == (100_000, 0, 4000)
    assert late.parts("2026-02-19")[1] == 333


def test_part_of_an_indemnity_leaves_the_claim_open(late: Desk) -> None:
    toward(late, "indemnity", "15")
    assert (claims()[0][2], late.parts(LATE)[2]) == ("open", 2500)


def test_a_payment_of_a_claim_that_is_undone_opens_it_again(late: Desk) -> None:
    late.do("unpay", toward(late, "indemnity", "40"), at="2026-02-10")
    assert claims() == [("FA-1", "indemnity", "open", 4000)]
    assert late.parts(LATE) == (100_000, 333, 4000)


def test_claims_are_paid_after_the_principal_too(late: Desk) -> None:
    late.pay(LATE, 100_000)
    toward(late, "indemnity", "40", at="2026-03-02")
    toward(late, "interest", "3.33", at="2026-03-02")
    assert late.owed("2026-06-30")["total_cents"] == 0
    assert late.owed("2026-06-30", "DUPONT")["invoices"] == []


def test_more_than_a_claim_is_refused_with_what_is_owed(late: Desk) -> None:
    assert "3.33 EUR of interest is owed on FA-1" in toward(late, "interest", "3.34", code=2)
    assert late.parts(LATE) == (100_000, 333, 4000)


def test_who_pays_interest_acknowledges_the_debt(late: Desk) -> None:
    toward(late, "interest", "3.33")
    assert late.clock("limitation", "2026-03-02")["due_on"] == "2031-02-09"

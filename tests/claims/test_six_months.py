"""Six months of a late invoice, its statement worked out again by hand at each month's end."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import floor

import pytest

from tests.claims.desk import Desk, claims, day

DUE = "2026-01-31"
CENTS = 500_000
MONTH_ENDS = ("2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31")
# what Dupont did: two part payments, a credit note, then a payment of all that its books say is open
HAPPENED = [
    ("2026-02-20", "payment", 120_000),
    ("2026-03-16", "credit_note", 50_000),
    ("2026-05-04", "payment", 80_000),
    ("2026-07-10", "payment", 250_000),
]


def by_hand(at: str, interest_first: bool) -> tuple[int, int, int]:
    """Principal, interest and indemnity, cents: each day's interest as a fraction, each printed line rounded."""
    principal, interest, line = CENTS, 0, Fraction(0)
    one = day(DUE)
    while (one := one + timedelta(days=1)) <= day(at):
        rate = Fraction("12.15") if one < day("2026-07-01") else Fraction("12.40")
        line += principal * rate / 36500
        today = [(kind, cents) for on, kind, cents in HAPPENED if day(on) == one]
        if today or one in (day("2026-06-30"), day(at)):
            interest, line = interest + floor(line + Fraction(1, 2)), Fraction(0)
        for kind, cents in today:
            to_interest = min(cents, interest) if kind == "payment" and interest_first and cents < principal else 0
            interest -= to_interest
            principal -= cents - to_interest
    return principal, interest, 4000


@pytest.fixture
def told(desk: Desk) -> Desk:
    """The six months as they went, with the day's run every Monday and all its reminders."""
    desk.settings(sending="as_planned", default_plan="two-then-notice")
    desk.bill(DUE, CENTS, at="2026-01-05")
    waiting = list(HAPPENED)
    monday = day("2026-02-02")
    while monday <= day("2026-07-31"):
        while waiting and day(waiting[0][0]) <= monday:
            on, kind, cents = waiting.pop(0)
            (desk.pay if kind == "payment" else desk.credit)(on, cents)
        desk.do("run", at=monday.isoformat())
        desk.do("confirm", "--all", at=monday.isoformat())
        monday += timedelta(days=7)
    return desk


def test_each_months_statement_is_what_a_hand_works_out(told: Desk) -> None:
    parts = ("principal_cents", "interest_cents", "indemnity_cents")
    for at in MONTH_ENDS:
        found = told.owed(at)
        other = found["other_imputation"]
        assert [found[p] for p in parts] == list(by_hand(at, interest_first=True)), at
        assert [other[p] for p in parts] == list(by_hand(at, interest_first=False)), at
        printed = sum(s["interest_cents"] for s in found["segments"])
        taken = sum(p["cents"] for p in found["payments"])
        assert CENTS + printed + 4000 - taken == found["total_cents"]


def test_half_a_year_of_reminders_left_one_indemnity(told: Desk) -> None:
    steps = told.do("explain", "FA-1", "--json", at="2026-07-31").document["steps_done"]
    assert len(steps) >= 3
    assert claims() == [("FA-1", "indemnity", "open", 4000)]


def test_a_consumers_interest_runs_from_the_formal_notice_that_left(desk: Desk) -> None:
    desk.settings(sending="as_planned", default_plan="two-then-notice")
    desk.bill(DUE, at="2026-01-05", kind="consumer", customer="PETIT")
    monday = day("2026-02-02")
    while monday < day("2026-05-01"):
        for words in (("run",), ("confirm", "--all"), ("send",)):
            desk.do(*words, at=monday.isoformat())
        monday += timedelta(days=7)
    done = {s["step"]: s["on"] for s in desk.do("explain", "FA-1", "--json", at="2026-05-01").document["steps_done"]}
    found = desk.owed("2026-06-30")
    days = (day("2026-06-30") - day(done["notice"])).days
    assert [(s["days"], s["rate"]) for s in found["segments"]] == [(days, "2.62")]
    assert found["interest_cents"] == floor(Fraction(100_000 * 262 * days, 3_650_000) + Fraction(1, 2))
    assert (found["indemnity_cents"], claims()) == (0, [])

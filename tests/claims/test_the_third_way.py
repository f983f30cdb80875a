"""Associations and the like: nothing is claimed until a person chooses; and what a person may set besides."""

from __future__ import annotations

from tests.claims.desk import Desk, claims


def test_an_association_owes_nothing_beside_its_invoice_until_a_person_chooses(desk: Desk) -> None:
    desk.bill("2026-01-30", kind="other", at="2026-01-05")
    assert desk.owed("2026-03-02")["total_cents"] == 100_000
    desk.do("customer", "DUPONT", "claims_as=business", at="2026-03-02")
    assert desk.owed("2026-03-02")["indemnity_cents"] == 4000


def test_the_choice_opens_the_indemnity_at_the_next_run(desk: Desk) -> None:
    desk.bill("2026-01-30", kind="other", at="2026-01-05")
    desk.do("customer", "DUPONT", "claims_as=business", at="2026-02-09")
    desk.do("run", at="2026-02-09")
    assert claims() == [("FA-1", "indemnity", "open", 4000)]


def test_a_carrier_has_one_year(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    desk.do("customer", "DUPONT", "trade=transport", at="2026-02-09")
    assert desk.clock("limitation", "2026-02-09")["due_on"] == "2027-01-30"


def test_whole_years_bear_interest_only_from_the_day_a_judgment_allows(desk: Desk) -> None:
    desk.bill("2023-12-31", cents=1_000_000, at="2023-12-01")
    simple = desk.owed("2026-01-31")["interest_cents"]
    desk.do("customer", "DUPONT", "capitalise_from=2024-01-01", at="2026-01-31")
    assert desk.owed("2026-01-31")["interest_cents"] > simple


def test_a_credit_note_for_everything_drops_the_indemnity(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    desk.do("run", at="2026-02-09")
    desk.credit("2026-02-10", 100_000)
    assert claims() == [("FA-1", "indemnity", "dropped", 4000)]


def test_a_claim_note_bills_the_indemnity_once_and_interest_as_it_runs(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    first = desk.do("bill", "FA-1", "-o", str(desk.home.parent / "1.pdf"), "--json", at="2026-03-01").document
    second = desk.do("bill", "FA-1", "-o", str(desk.home.parent / "2.pdf"), "--json", at="2026-04-01").document
    assert (first["note"], first["indemnity_cents"]) == ("ND-2026-0001", 4000)
    assert (second["note"], second["indemnity_cents"]) == ("ND-2026-0002", 0)
    assert first["interest_cents"] + second["interest_cents"] == desk.owed("2026-04-01")["interest_cents"]


def test_nothing_left_to_bill_is_said_in_one_sentence(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    desk.do("bill", "FA-1", "-o", str(desk.home.parent / "1.pdf"), at="2026-03-01")
    assert (
        "nothing to bill" in desk.do("bill", "FA-1", "-o", str(desk.home.parent / "2.pdf"), at="2026-03-01", code=2).err
    )


def test_what_is_paid_beyond_the_principal_settles_the_claims_that_were_billed(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    note = desk.do("bill", "FA-1", "-o", str(desk.home.parent / "1.pdf"), "--json", at="2026-03-01").document
    desk.do("pay", "FA-1", f"{(100_000 + note['total_cents']) / 100:.2f}", "--on", "2026-03-01", at="2026-03-01")
    assert desk.owed("2026-03-01")["total_cents"] == 0
    assert {state for _, _, state, _ in claims()} == {"paid"}


def test_what_is_paid_too_much_before_anything_was_claimed_stays_on_account(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    paid = desk.do("pay", "FA-1", "1020.00", "--on", "2026-03-01", "--json", at="2026-03-01").document
    assert paid["on_account_cents"] == 2000

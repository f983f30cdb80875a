"""What an invoice costs who pays it late: payments, credit notes, lists, rates, kinds of customers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.claims.desk import Desk, euros

DUE = "2025-01-31"  # 13.15 % to 30 June 2025, then 12.15 %: 30 days on 1,000.00 are 10.81


def rates(found: dict[str, Any]) -> list[str]:
    return [segment["rate"] for segment in found["segments"]]


def says(found: dict[str, Any], words: str) -> bool:
    return any(words in sentence for sentence in found["assumptions"])


# -- payments and credit notes ---------------------------------------------------------------------------------
def test_interest_survives_the_payment_of_the_principal(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    desk.pay("2025-03-02", 100_000)
    assert desk.parts("2025-03-02") == desk.parts("2026-11-20") == (0, 1081, 4000)
    assert desk.owed("2026-11-20")["per_day_cents"] == 0


def test_a_customer_who_has_paid_all_principals_still_owes_their_interest(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    desk.bill("2025-12-31", number="FA-2", at="2025-11-02")
    desk.pay("2025-03-02", 100_000)
    desk.pay("2025-12-31", 100_000, "FA-2")
    found = desk.owed("2026-01-31", "DUPONT")
    assert [line["invoice"] for line in found["invoices"]] == ["FA-1"]
    assert found["total_cents"] == 5081


def test_a_payment_before_the_due_date_leaves_interest_on_the_rest_only(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    desk.pay("2025-01-15", 40_000)
    found = desk.owed("2025-03-02")
    assert [segment["base_cents"] for segment in found["segments"]] == [60_000]
    assert desk.parts("2025-03-02") == (60_000, 648, 4000)


def test_both_ways_of_imputing_a_part_payment_stand_side_by_side(desk: Desk) -> None:
    desk.bill("2026-01-31", 1_000_000, at="2026-01-02")
    desk.pay("2026-03-31", 400_000)
    interest_first = desk.owed("2026-08-31")
    desk.settings(imputation="principal_first")
    principal_first = desk.owed("2026-08-31")
    parts = ("principal_cents", "interest_cents", "indemnity_cents", "total_cents")
    assert [interest_first[p] for p in parts] == [619_640, 31_821, 4000, 655_461]
    assert [interest_first["other_imputation"][p] for p in parts] == [principal_first[p] for p in parts]
    assert [principal_first["other_imputation"][p] for p in parts] == [interest_first[p] for p in parts]
    assert interest_first["other_imputation"]["imputation"] == "principal_first"
    assert says(interest_first, "goes to interest first")
    assert says(principal_first, "by the creditor’s choice")


def test_each_payment_shows_what_it_was_set_against(desk: Desk) -> None:
    desk.bill("2026-01-31", 1_000_000, at="2026-01-02")
    desk.pay("2026-03-31", 400_000)
    (paid,) = desk.owed("2026-08-31")["payments"]
    assert (paid["on"], paid["cents"]) == ("2026-03-31", 400_000)
    assert (paid["to_interest_cents"], paid["to_principal_cents"]) == (19_640, 380_360)


def test_a_payment_undone_never_was(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    before = desk.owed("2025-06-01")
    desk.do("unpay", desk.pay("2025-03-02", 50_000), at="2025-03-03")
    assert desk.owed("2025-06-01") == before


def test_a_credit_note_lowers_its_invoice_from_its_own_date(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    desk.credit("2025-03-02", 40_000)
    found = desk.owed("2025-03-12")
    assert [(s["to"], s["base_cents"], s["interest_cents"]) for s in found["segments"]] == [
        ("2025-03-02", 100_000, 1081), ("2025-03-12", 60_000, 216),
    ]  # fmt: skip
    assert found["principal_cents"] == 60_000


def test_a_credit_note_for_the_whole_invoice_takes_the_indemnity_away(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    desk.credit("2025-02-10", 100_000)
    assert desk.parts("2025-06-30")[::2] == (0, 0)


def test_a_credit_note_that_names_no_invoice_is_shown_and_not_deducted(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    desk.credit("2025-02-10", 30_000, invoice="")
    found = desk.owed("2025-03-02", "DUPONT")
    assert (found["principal_cents"], found["on_account_cents"]) == (100_000, 30_000)
    assert "credits and payments on account: 300.00" in desk.do("owed", "DUPONT", at="2025-03-02").out.replace("€", "")


# -- lists without payment dates -------------------------------------------------------------------------------
def listed(desk: Desk, at: str, open_cents: int | None, *options: str) -> None:
    """A list of everything open: another customer's invoice, and Dupont's unless it is gone."""
    rows = [{"customer": f"MARTIN{n}", "invoice": f"M-{n}", "due_on": "2027-12-31", "amount": "10"} for n in range(5)]
    if open_cents is not None:
        rows.append({"invoice": "FA-1", "due_on": "2026-01-30", "amount": "1000.00", "open": euros(open_cents)})
    desk.take(*rows, at=at, options=("--snapshot", *options))


def test_what_a_list_lowered_without_a_date_bears_no_interest_and_says_so(desk: Desk) -> None:
    listed(desk, "2026-01-05", 100_000)
    listed(desk, "2026-03-10", 60_000)
    found = desk.owed("2026-03-10")
    assert [(s["base_cents"], s["days"], s["interest_cents"]) for s in found["segments"]] == [(60_000, 39, 779)]
    assert says(found, "gives no payment date")


def test_an_invoice_gone_from_the_list_bears_interest_to_the_last_day_it_was_known_unpaid(desk: Desk) -> None:
    for at in ("2026-01-05", "2026-02-10", "2026-02-20"):
        listed(desk, at, 100_000)
    listed(desk, "2026-03-10", None)
    found = desk.owed("2026-06-30")
    assert desk.parts("2026-06-30") == (0, 699, 4000)  # 21 days, to 20 February
    assert says(found, "the last day it was known unpaid is taken")


def test_an_invoice_gone_since_the_list_before_it_fell_due_was_paid_in_time(desk: Desk) -> None:
    listed(desk, "2026-01-05", 100_000)
    listed(desk, "2026-03-10", None)
    assert desk.parts("2026-06-30") == (0, 0, 0)


def test_the_payment_that_explains_an_absence_gives_its_own_date(desk: Desk) -> None:
    for at in ("2026-01-05", "2026-02-20"):
        listed(desk, at, 100_000)
    listed(desk, "2026-03-10", None)
    money = desk.file("money.csv", "customer,paid_on,amount,invoice\nDUPONT,2026-02-25,1000.00,FA-1\n")
    desk.do("import", money, at="2026-03-11")
    found = desk.owed("2026-06-30")
    assert (found["interest_cents"], says(found, "known unpaid")) == (865, False)  # 26 days, to 25 February


# -- rates -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("customer", "invoice", "rate"),
    [
        ("", "", "13.15"),
        ("14.20", "", "14.20"),
        ("14.20", "15", "15.0"),
        ("14.20", "default", "13.15"),
        ("14.20", "3x_legal", "11.13"),
        ("3x_legal", "12,50", "12.50"),
    ],
)
def test_the_contract_rate_of_the_invoice_wins_over_the_customers(
    desk: Desk, customer: str, invoice: str, rate: str
) -> None:
    desk.bill(DUE, at="2025-01-02", late_rate=f'"{invoice}"')
    desk.customer("2025-01-03", late_rate=customer)
    assert rates(desk.owed("2025-03-02")) == [rate]


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [("floor", ["15.21", "14.76"]), ("default", ["14.50", "14.25"]), ("as_written", ["10.00"])],
)
def test_a_contract_rate_below_the_floor_follows_the_policy_and_always_warns(
    desk: Desk, policy: str, wanted: list[str]
) -> None:
    desk.settings(below_floor=policy)
    desk.bill("2024-02-29", 600_000, at="2024-01-29", late_rate="10.00")
    found = desk.owed("2024-08-31")
    assert (rates(found), found["warnings"]) == (wanted, ["rate_below_floor"])
    applied = wanted * 2 if policy == "as_written" else wanted  # a sentence for each half-year
    assert all(f"{rate}% is used" in said for rate, said in zip(applied, found["warnings_in_words"], strict=True))
    assert "! The contract rate of 10.00% is below three times" in desk.do("owed", "FA-1", at="2024-08-31").out


def test_three_times_the_legal_rate_changes_with_the_half_year(desk: Desk) -> None:
    desk.bill("2025-06-20", at="2025-05-20", late_rate="3x_legal")
    assert rates(desk.owed("2025-07-10")) == ["11.13", "8.28"]


def test_a_rate_that_is_none_is_refused_by_the_import_and_by_the_customers_page(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    assert "12.5" in desk.do("customer", "DUPONT", "late_rate=a lot", at="2025-01-03", code=2).err
    bad = desk.file("bad.csv", "customer,invoice,due_on,amount,late_rate\nDUPONT,FA-9,2025-01-31,10,a lot\n")
    desk.do("import", bad, at="2025-01-03", code=2)


@pytest.mark.parametrize(("day_count", "cents"), [("ACT/365", 144_137), ("ACT/ACT", 143_743)])
def test_a_leap_year_has_365_or_366_days_as_the_creditor_chose(desk: Desk, day_count: str, cents: int) -> None:
    desk.settings(day_count=day_count)
    desk.bill("2023-12-31", 1_000_000, at="2023-12-01")
    assert desk.owed("2024-12-31")["interest_cents"] == cents


def test_a_setting_that_does_not_exist_is_refused_with_those_that_do(desk: Desk) -> None:
    for setting, known in (("day_count=360", "ACT/ACT"), ("imputation=none", "principal_first"),
                           ("below_floor=yes", "as_written")):  # fmt: skip
        assert known in desk.do("settings", setting, at="2026-01-05", code=2).err


# -- kinds of customers ----------------------------------------------------------------------------------------
def test_a_public_buyer_owes_the_rate_of_the_day_interest_began_to_the_end(desk: Desk) -> None:
    desk.bill("2025-06-30", at="2025-05-30", kind="public")
    found = desk.owed("2026-11-20")
    assert [(s["rate"], s["from"], s["to"]) for s in found["segments"]] == [("10.15", "2025-07-01", "2026-11-20")]
    assert "R2192-31" in found["segments"][0]["source"]


def test_a_consumer_owes_interest_from_the_day_after_the_formal_notice_only(desk: Desk) -> None:
    desk.bill("2026-04-30", 80_000, at="2026-03-30", kind="consumer")
    desk.notify("2026-05-10", step="r1", channel="email")
    assert says(desk.owed("2026-05-19"), "No formal notice was sent")
    desk.notify("2026-05-20")
    assert [desk.owed(at)["interest_cents"] for at in ("2026-05-19", "2026-05-20", "2026-05-21")] == [0, 0, 6]
    found = desk.owed("2026-08-20")
    assert [(s["from"], s["days"], s["rate"]) for s in found["segments"]] == [
        ("2026-05-21", 41, "2.62"), ("2026-07-01", 51, "2.75"),
    ]  # fmt: skip
    assert found["indemnity_cents"] == 0


def test_an_association_owes_nothing_more_until_a_person_says_what_it_is(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02", kind="other")
    assert desk.owed("2025-03-02")["warnings"] == ["regime_to_choose"]
    assert desk.parts("2025-03-02") == (100_000, 0, 0)
    desk.customer("2025-03-02", kind="business")
    assert desk.parts("2025-03-02") == (100_000, 1081, 4000)


def test_insolvency_stops_interest_on_the_eve(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    desk.customer("2025-02-12", insolvency_on="2025-02-11")
    found = desk.owed("2025-12-31")
    assert [(s["to"], s["days"]) for s in found["segments"]] == [("2025-02-10", 10)]
    assert (found["per_day_cents"], found["warnings"]) == (0, ["interest_stopped"])


def test_nobody_owes_interest_before_the_day_after_the_due_date(desk: Desk) -> None:
    desk.bill(DUE, at="2025-01-02")
    assert [desk.owed(at)["interest_cents"] for at in ("2025-01-15", DUE, "2025-02-01")] == [0, 0, 36]
    assert desk.owed(DUE)["per_day_cents"] == 36

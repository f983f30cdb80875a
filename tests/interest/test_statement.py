"""What a statement says in each of the trade's situations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from relance.domain.claim import ClaimEvent, Waiver
from relance.domain.interest_law import RateMissing
from tests.interest.claims import codes, day, dupont, owed


def test_nothing_is_late_on_the_due_date_itself() -> None:
    found = owed(dupont(due="2026-01-31"), "2026-01-31")
    assert (found.interest_cents, found.indemnity_cents, found.total_cents) == (0, 0, 100000)
    assert found.per_day_cents == 33  # 1,000 × 12.15 % / 365 from the following day


def test_a_due_date_on_a_sunday_is_late_on_monday() -> None:
    found = owed(dupont(due="2026-03-01"), "2026-03-02")
    assert (found.segments[0].from_on, found.segments[0].days) == (day("2026-03-02"), 1)


def test_the_indemnity_is_owed_once_however_often_the_customer_pays_late() -> None:
    claim = dupont(paid={"2025-03-02": 300, "2025-04-02": 300, "2025-05-02": 400})
    assert owed(claim, "2025-12-31").indemnity_cents == 4000


def test_the_indemnity_is_owed_by_who_paid_a_part_in_time() -> None:
    assert owed(dupont(paid={"2025-01-31": 999}), "2025-02-01").indemnity_cents == 4000


def test_another_line_of_the_invoice_may_carry_the_indemnity() -> None:
    assert owed(dupont(indemnity_elsewhere=True), "2025-03-01").indemnity_cents == 0


def test_an_invoice_cancelled_by_a_credit_note_owes_no_indemnity() -> None:
    found = owed(dupont(credited={"2025-02-15": 1000}), "2025-03-01")
    assert (found.principal_cents, found.indemnity_cents) == (0, 0)


def test_what_was_paid_in_time_and_credited_later_owes_no_indemnity() -> None:
    claim = dupont(paid={"2025-01-20": 600}, credited={"2025-02-15": 400})
    assert owed(claim, "2025-03-01").indemnity_cents == 0


def test_interest_survives_the_payment_of_the_principal() -> None:
    found = owed(dupont(paid={"2025-03-02": 1000}), "2026-11-21")
    assert (found.principal_cents, found.interest_cents, found.per_day_cents) == (0, 1081, 0)


def test_a_later_payment_settles_interest_then_indemnity_then_nothing() -> None:
    found = owed(dupont(paid={"2025-03-02": 1000, "2025-04-01": 60}), "2025-04-02")
    assert found.total_cents == 0
    last = found.imputed[-1]
    assert (last.to_interest_cents, last.to_indemnity_cents, last.unused_cents) == (1081, 4000, 919)
    assert found.overpaid_cents == 919


def test_the_debtor_may_say_what_a_payment_is_for() -> None:
    indemnity = ClaimEvent(day("2025-03-02"), "payment", 4000, toward="indemnity")
    found = owed(dupont(events=(indemnity,)), "2025-03-02")
    assert (found.principal_cents, found.interest_cents, found.indemnity_cents) == (100000, 1081, 0)


def test_both_orders_of_imputation_stand_side_by_side() -> None:
    found = owed(dupont(10000, due="2026-01-31", paid={"2026-03-31": 4000}), "2026-08-31")
    assert (found.totals.principal_cents, found.totals.interest_cents) == (619640, 31821)
    assert (found.other.imputation, found.other.principal_cents) == ("principal_first", 600000)
    assert found.other.interest_cents == 50453


def test_the_default_rate_is_not_raised_to_the_floor() -> None:
    found = owed(dupont(due="2024-02-29"), "2024-03-31")
    assert [one.rate for one in found.segments] == [Decimal("14.50")]
    assert "rate_below_floor" not in codes(found)


def test_three_times_the_legal_rate_changes_with_each_half_year() -> None:
    found = owed(dupont(due="2025-06-20", rate="3x_legal"), "2025-07-10")
    assert [(one.days, one.rate) for one in found.segments] == [(10, Decimal("11.13")), (10, Decimal("8.28"))]


@pytest.mark.parametrize(
    ("policy", "rates"),
    [
        ("floor", ["15.21", "14.76"]),
        ("default", ["14.50", "14.25"]),
        ("as_written", ["10.00"]),
    ],
)
def test_a_contract_rate_below_the_floor_always_warns(policy: str, rates: list[str]) -> None:
    claim = dupont(6000, due="2024-02-29", rate=Decimal("10.00"), below_floor=policy)
    found = owed(claim, "2024-08-31")
    assert [str(one.rate) for one in found.segments] == rates
    assert [note.code for note in found.warnings] == ["rate_below_floor"] * 2  # one for each half-year


def test_a_contract_rate_is_questioned_only_in_the_half_years_where_it_is_too_low() -> None:
    claim = dupont(due="2024-11-30", rate=Decimal("12.00"))
    found = owed(claim, "2025-02-28")
    assert [(str(one.rate), one.days) for one in found.segments] == [("14.76", 31), ("12.00", 59)]
    assert len([note for note in found.warnings if note.code == "rate_below_floor"]) == 1


def test_a_half_year_that_bore_nothing_is_not_warned_about() -> None:
    claim = dupont(due="2023-01-31", rate=Decimal("10.00"), paid={"2023-02-28": 1000})
    assert owed(claim, "2024-08-31").warnings == ()


def test_a_public_buyer_keeps_the_rate_of_its_first_late_day() -> None:
    found = owed(dupont(due="2025-06-30", customer_kind="public"), "2026-11-20")
    assert [(str(one.rate), one.from_on) for one in found.segments] == [("10.15", day("2025-07-01"))]


def test_a_public_buyer_owes_its_own_rate_whatever_the_contract_says() -> None:
    found = owed(dupont(customer_kind="public", rate=Decimal("5")), "2025-03-02")
    assert found.segments[0].rate == Decimal("11.15")
    assert "contract_rate_not_used" in codes(found)


def test_a_consumer_owes_nothing_more_before_a_formal_notice() -> None:
    found = owed(dupont(customer_kind="consumer"), "2026-01-31")
    assert (found.interest_cents, found.indemnity_cents, found.per_day_cents) == (0, 0, 0)
    assert "no_formal_notice" in codes(found)


def test_a_formal_notice_before_the_due_date_starts_nothing_early() -> None:
    claim = dupont(customer_kind="consumer", formal_notice_on=day("2025-01-10"))
    assert owed(claim, "2025-03-01").segments[0].from_on == day("2025-02-01")


def test_a_consumer_never_owes_a_contract_rate() -> None:
    claim = dupont(customer_kind="consumer", rate=Decimal("15"), formal_notice_on=day("2025-02-28"))
    found = owed(claim, "2025-03-31")
    assert [one.rate for one in found.segments] == [Decimal("3.71")]
    assert "contract_rate_not_used" in codes(found)


def test_an_association_owes_nothing_more_until_a_person_chooses() -> None:
    claim = dupont(customer_kind="other")
    assert (owed(claim, "2025-03-02").total_cents, codes(owed(claim, "2025-03-02"))) == (100000, {"regime_to_choose"})


def test_an_association_treated_as_a_business_owes_as_one() -> None:
    found = owed(dupont(customer_kind="other", treated_as="business"), "2025-03-02")
    assert (found.interest_cents, found.indemnity_cents) == (1081, 4000)


def test_a_choice_changes_nothing_for_a_customer_of_a_clear_kind() -> None:
    found = owed(dupont(customer_kind="consumer", treated_as="business"), "2025-03-02")
    assert (found.interest_cents, found.indemnity_cents) == (0, 0)


def test_insolvency_stops_interest_on_the_eve() -> None:
    found = owed(dupont(insolvency_on=day("2025-02-11")), "2025-12-31")
    assert (found.segments[-1].to_on, found.per_day_cents) == (day("2025-02-10"), 0)
    assert found.indemnity_cents == 4000


def test_an_invoice_due_on_the_day_of_insolvency_bears_neither_interest_nor_indemnity() -> None:
    found = owed(dupont(insolvency_on=day("2025-01-31")), "2025-12-31")
    assert (found.interest_cents, found.indemnity_cents) == (0, 0)


def test_an_invoice_due_on_the_eve_of_insolvency_owes_the_indemnity_alone() -> None:
    found = owed(dupont(insolvency_on=day("2025-02-01")), "2025-12-31")
    assert (found.interest_cents, found.indemnity_cents) == (0, 4000)


def test_a_waiver_takes_off_what_it_says_and_names_its_author() -> None:
    waiver = Waiver(day("2025-03-02"), "interest", "geste commercial", "Mme Leroy", cents=1000)
    found = owed(dupont(waivers=(waiver,)), "2025-03-02")
    assert (found.interest_cents, found.accrued_cents) == (81, 1081)
    assert [(one.cents, one.waiver.author) for one in found.waived] == [(1000, "Mme Leroy")]


def test_a_waiver_of_all_interest_holds_for_the_days_to_come() -> None:
    waiver = Waiver(day("2025-02-10"), "interest", "accord", "M. Roux")
    found = owed(dupont(waivers=(waiver,), paid={"2025-03-02": 500}), "2025-06-30")
    assert (found.interest_cents, found.principal_cents, found.per_day_cents) == (0, 50000, 0)
    assert found.waived[0].cents == found.accrued_cents


def test_a_waived_indemnity_is_no_longer_owed() -> None:
    waiver = Waiver(day("2025-03-02"), "indemnity", "premier retard", "M. Roux")
    found = owed(dupont(waivers=(waiver,)), "2025-03-31")
    assert (found.indemnity_cents, found.indemnity_charged_cents) == (0, 4000)


@pytest.mark.parametrize(("reason", "author"), [("", "M. Roux"), ("accord", " ")])
def test_a_waiver_without_reason_or_author_is_refused(reason: str, author: str) -> None:
    with pytest.raises(ValueError, match="needs a reason and the name of its author"):
        Waiver(day("2025-03-02"), "interest", reason, author)


def test_interest_bears_no_interest_by_itself() -> None:
    found = owed(dupont(3650, due="2023-12-31"), "2026-06-30")
    assert {one.base_cents for one in found.segments} == {365000}


def test_interest_of_a_whole_year_bears_interest_where_a_contract_says_so() -> None:
    claim = dupont(3650, due="2023-12-31", rate=Decimal("20"), capitalise_from=day("2024-01-01"))
    found = owed(claim, "2025-01-10")
    # 366 days on 3,650.00 = 732.00; then ten days on 4,382.00 = 24.01
    assert [(one.base_cents, one.interest_cents) for one in found.segments] == [(365000, 73200), (438200, 2401)]
    assert (found.principal_cents, found.interest_cents) == (365000, 75601)


def test_a_half_year_without_a_published_rate_is_refused_with_the_line_to_add() -> None:
    with pytest.raises(RateMissing, match=r"rate of 2027-01-01 is not known: add the line “2027-01-01,…,…”") as refused:
        owed(dupont(due="2026-12-01"), "2027-01-15")
    assert "ecb_refi.csv" in str(refused.value)


def test_a_contract_rate_needs_the_legal_rate_of_the_half_year_for_its_floor() -> None:
    with pytest.raises(RateMissing, match=r"“2027-01-01,2027-06-30,…,…,…” .* to legal_interest.csv"):
        owed(dupont(due="2026-12-01", rate=Decimal("12")), "2027-01-15")


def test_an_invoice_paid_before_the_unknown_half_year_is_stated_all_the_same() -> None:
    found = owed(dupont(due="2026-12-01", paid={"2026-12-31": 1000}), "2027-03-01")
    assert (found.segments[-1].to_on, found.principal_cents) == (day("2026-12-31"), 0)


def test_the_last_day_of_a_known_half_year_says_that_the_next_rate_is_unknown() -> None:
    found = owed(dupont(due="2026-12-01"), "2026-12-31")
    assert (found.per_day_cents, found.warnings[-1].code) == (34, "next_day_rate_unknown")


def test_interest_before_2009_follows_another_text_and_is_refused() -> None:
    with pytest.raises(RateMissing, match="follows another text"):
        owed(dupont(due="2008-11-30"), "2009-02-01")


def test_the_indemnity_is_forty_euros_and_no_other_money() -> None:
    found = owed(dupont(currency="CHF"), "2025-03-02")
    assert (found.indemnity_cents, "indemnity_in_euros" in codes(found)) == (0, True)


def test_each_line_names_its_rate_and_its_text_in_both_languages() -> None:
    source = owed(dupont(), "2025-03-02").segments[0].source
    assert source.text("en") == "ECB 3.15% on 1 January 2025 + 10 points (C. com. L441-10 II)"
    assert source.text("fr") == "BCE 3,15\u00a0% au 1er janvier 2025 + 10 points (C. com. L441-10 II)"


@pytest.mark.parametrize("cents", [0, -100])
def test_a_claim_or_a_payment_of_nothing_is_refused(cents: int) -> None:
    with pytest.raises(ValueError, match="above zero"):
        dupont(amount_cents=cents)
    with pytest.raises(ValueError, match="above zero"):
        ClaimEvent(day("2025-03-02"), "payment", cents)

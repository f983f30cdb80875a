"""Receivables one by one: why each is left in peace, or not (DECIDING, section 4)."""

from __future__ import annotations

from typing import Any

import pytest

from relance.domain.position import Receivable
from tests.domain.ledger_words import (
    acted,
    cents,
    courtesy,
    customer,
    day,
    decided,
    did,
    final,
    owes,
    plan,
    promise,
    reached_by,
    reasons,
    reminder,
    stop,
    story,
    tasks,
    the_notice,
    until,
    wrote,
)

TODAY = "2026-03-02"  # a Monday
PLAN = plan(reminder("r1", due=7), reminder("r2", previous=8, deadline_days=8), final("last", deadline=1))
EARLY = plan(courtesy("c1", due=-10), courtesy("c2", due=-3), reminder("r1", due=7))


def late(invoice: str = "FA-1", euros: float = 1200, **more: Any) -> Receivable:
    """A receivable a month late on the day of these tests."""
    return owes(invoice, euros, due=more.pop("due", "2026-01-30"), **more)


def why(*receivables: Receivable, today: str = TODAY, **more: Any) -> dict[str | None, str]:
    return reasons(decided(customer(*receivables, **more), PLAN, today))


# -- reasons -------------------------------------------------------------------------------------------------
def test_a_paid_invoice_is_never_chased() -> None:
    assert why(late(euros=0)) == {"FA-1": "settled"}


def test_a_credit_is_never_chased() -> None:
    assert why(late(euros=-50)) == {"FA-1": "settled"}


def test_an_invoice_on_hold_waits_while_others_go_on() -> None:
    position = customer(late("FA-1", holds=stop("2026-02-01", "2026-03-10")), late("FA-2"))
    verdict = decided(position, PLAN, TODAY)
    assert reasons(verdict) == {"FA-1": "on_hold"} and until(verdict, "FA-1") == "2026-03-11"
    assert acted(the_notice(verdict)) == {"FA-2": "r1"}


def test_a_wholly_disputed_invoice_is_left_out() -> None:
    assert why(late(disputed_cents=cents(1200))) == {"FA-1": "disputed"}


def test_a_partial_dispute_leaves_the_rest_eligible() -> None:
    notice = the_notice(decided(customer(late(disputed_cents=cents(200))), PLAN, TODAY))
    assert notice.total_cents == cents(1000)


def test_a_kept_agreement_is_trusted() -> None:
    kept = late(agreement_until=day("2026-03-06"))
    assert why(kept) == {"FA-1": "agreement"}
    assert until(decided(customer(kept), PLAN, TODAY), "FA-1") == "2026-03-07"


def test_once_an_instalment_is_missed_the_invoice_is_where_it_was() -> None:
    assert why(late(agreement_until=day("2026-03-01"))) == {}


def test_a_promise_is_trusted_until_its_grace_is_over() -> None:
    promised = late(promises=promise(1200, by="2026-02-28"))
    assert why(promised) == {"FA-1": "promised"}
    assert until(decided(customer(promised), PLAN, TODAY), "FA-1") == "2026-03-03"
    assert why(promised, today="2026-03-03") == {}


def test_a_partial_promise_leaves_the_rest_eligible() -> None:
    verdict = decided(customer(late(promises=promise(500, by="2026-03-20"))), PLAN, TODAY)
    assert the_notice(verdict).total_cents == cents(700)


def test_two_promises_cover_a_rest_only_until_the_first_has_ended() -> None:
    promised = late(promises=[promise(600, by="2026-03-02"), promise(600, by="2026-03-31")])
    verdict = decided(customer(promised), PLAN, TODAY)
    assert until(verdict, "FA-1") == str(verdict.wake_on) == "2026-03-05"
    assert the_notice(decided(customer(promised), PLAN, "2026-03-05")).total_cents == cents(600)


def test_a_dispute_comes_off_before_a_promise() -> None:
    both = late(disputed_cents=cents(700), promises=promise(500, by="2026-03-20"))
    assert why(both) == {"FA-1": "promised"}


def test_a_direct_debit_has_five_days_to_arrive() -> None:
    debited = owes("FA-1", 1200, due="2026-02-25", direct_debit=True)
    assert why(debited) == {"FA-1": "direct_debit"}
    assert why(debited, today="2026-03-03") == {"FA-1": "waiting_step"}


def test_an_invoice_not_yet_due_waits_for_its_first_step() -> None:
    verdict = decided(customer(owes("FA-1", 1200, due="2026-03-31")), PLAN, TODAY)
    assert reasons(verdict) == {"FA-1": "not_due"} and str(verdict.wake_on) == "2026-04-07"


def test_a_step_of_tomorrow_is_not_taken_today() -> None:
    verdict = decided(customer(owes("FA-1", 1200, due="2026-02-24")), PLAN, TODAY)
    assert reasons(verdict) == {"FA-1": "waiting_step"} and str(verdict.wake_on) == "2026-03-03"


def test_after_the_last_step_nothing_more_is_sent() -> None:
    ended = late(done=did("last", "2026-02-20", kind="final", gave_until="2026-02-27"))
    assert why(ended) == {"FA-1": "plan_complete"}


ORDER: list[tuple[str, dict[str, Any]]] = [
    ("settled", {"euros": 0}),
    ("on_hold", {"holds": stop("2026-02-20")}),
    ("disputed", {"disputed_cents": cents(1200)}),
    ("agreement", {"agreement_until": day("2026-12-31")}),
    ("promised", {"promises": promise(1200, by=TODAY)}),
    ("direct_debit", {"direct_debit": True, "due": "2026-02-27"}),
]


@pytest.mark.parametrize("first", range(len(ORDER)), ids=[name for name, _ in ORDER])
def test_the_first_reason_that_holds_is_the_one_told(first: int) -> None:
    holding = {key: value for _, facts in ORDER[first:] for key, value in facts.items()}
    assert why(late(**holding), credit_cents=cents(5000)) == {"FA-1": ORDER[first][0]}


# -- lateness ------------------------------------------------------------------------------------------------
def test_a_due_date_on_a_sunday_counts_as_the_monday() -> None:
    sunday = customer(owes("FA-1", 1200, due="2026-02-22"))
    assert story(sunday, plan(reminder("r1", due=1)), "2026-02-22") == [("2026-02-24", "r1")]
    assert story(sunday, plan(reminder("r1", due=1), roll_due_dates=False), "2026-02-22") == [("2026-02-23", "r1")]


def test_a_due_date_on_easter_monday_counts_as_the_tuesday() -> None:
    easter = customer(owes("FA-1", 1200, due="2026-04-06"))
    assert reasons(decided(easter, PLAN, "2026-04-07")) == {"FA-1": "not_due"}
    assert reasons(decided(easter, PLAN, "2026-04-08")) == {"FA-1": "waiting_step"}


# -- netting -------------------------------------------------------------------------------------------------
def test_a_credit_covers_the_oldest_invoice_first() -> None:
    # a Saturday and a Sunday: the written dates count here, though both are late from the same Tuesday
    position = customer(late("FA-2", due="2026-01-31"), late("FA-1", due="2026-02-01"), credit_cents=cents(1500))
    verdict = decided(position, PLAN, TODAY)
    assert reasons(verdict) == {"FA-2": "covered_by_credit"}
    assert the_notice(verdict).total_cents == cents(900)
    assert tasks(verdict) == ["allocate_credit"]


def test_on_one_due_date_the_invoice_number_decides_as_text() -> None:
    verdict = decided(customer(late("FA-9"), late("FA-10"), credit_cents=cents(1200)), PLAN, TODAY)
    assert reasons(verdict) == {"FA-10": "covered_by_credit"}


def test_a_negative_receivable_is_a_credit() -> None:
    verdict = decided(customer(late("FA-1"), late("AV-1", euros=-200)), PLAN, TODAY)
    assert the_notice(verdict).total_cents == cents(1000)


def test_a_credit_is_not_spent_on_what_is_excluded() -> None:
    position = customer(late("FA-1", disputed_cents=cents(1200)), late("FA-2"), credit_cents=cents(1200))
    assert reasons(decided(position, PLAN, TODAY)) == {"FA-1": "disputed", "FA-2": "covered_by_credit"}


def test_two_currencies_are_decided_apart() -> None:
    in_euros = customer(late("FA-1"), currency="EUR")
    in_dollars = customer(late("FA-2"), currency="USD", credit_cents=cents(5000))
    assert the_notice(decided(in_euros, PLAN, TODAY)).total_cents == cents(1200)
    assert reasons(decided(in_dollars, PLAN, TODAY)) == {"FA-2": "covered_by_credit"}


# -- courtesies ----------------------------------------------------------------------------------------------
def test_a_courtesy_leaves_before_the_due_date_and_lists_nothing_else() -> None:
    position = customer(owes("FA-1", 1200, due="2026-03-04"), owes("FA-2", 300, due="2026-04-30"))
    notice = the_notice(decided(position, EARLY, TODAY))
    assert acted(notice) == {"FA-1": "c2"} and notice.total_cents == cents(1200)


def test_of_several_courtesies_only_the_latest_due_counts() -> None:
    assert story(customer(owes("FA-1", 1200, due="2026-03-04")), EARLY, TODAY, days=3) == [("2026-03-02", "c2")]


def test_a_courtesy_is_never_made_up_after_the_due_date() -> None:
    sunday = customer(owes("FA-1", 1200, due="2026-03-01"))
    assert reasons(decided(sunday, EARLY, TODAY)) == {"FA-1": "not_due"}


def test_a_courtesy_done_is_not_done_again() -> None:
    reminded = owes("FA-1", 1200, due="2026-03-04", done=did("c2", "2026-02-20", kind="courtesy"))
    assert reasons(decided(customer(reminded), EARLY, TODAY)) == {"FA-1": "not_due"}


def test_an_earlier_courtesy_is_not_sent_after_a_later_one() -> None:
    postponed = owes("FA-1", 1200, due="2026-03-10", done=did("c2", "2026-02-20", kind="courtesy"))
    assert reasons(decided(customer(postponed), EARLY, TODAY)) == {"FA-1": "not_due"}


def test_a_courtesy_does_not_wait_for_the_bank() -> None:
    soon = customer(owes("FA-1", 1200, due="2026-03-04"), money_known_to=day("2026-01-01"))
    assert decided(soon, EARLY, TODAY).notices


def test_a_courtesy_is_dropped_on_the_day_of_an_overdue_notice() -> None:
    position = customer(owes("FA-1", 1200, due="2026-03-04"), late("FA-2"))
    verdict = decided(position, EARLY, TODAY)
    assert acted(the_notice(verdict)) == {"FA-2": "r1"}
    assert reasons(verdict) == {"FA-1": "courtesy_dropped"}


def test_a_courtesy_waits_for_the_last_notice_but_delays_no_reminder() -> None:
    soon, written = owes("FA-1", 1200, due="2026-03-04"), wrote("2026-02-27", "courtesy")
    assert reasons(decided(customer(soon, notices=(written,)), EARLY, TODAY)) == {"FA-1": "spacing"}
    assert decided(customer(late(), notices=(written,)), EARLY, TODAY).notices


def test_a_courtesy_for_next_to_nothing_is_not_sent() -> None:
    tiny = customer(owes("FA-1", 4.99, due="2026-03-04"))
    its_plan = plan(courtesy("c1", due=-3), reminder("r1", due=7), floor_cents=500)
    assert reasons(decided(tiny, its_plan, TODAY)) == {"FA-1": "below_floor"}


def test_a_later_courtesy_by_another_way_is_not_slept_through() -> None:
    its_plan = plan(courtesy("c1", due=-10), courtesy("c2", due=-3, by=("phone",)), reminder("r1", due=7))
    by_phone = customer(owes("FA-1", 1200, due="2026-03-12"), channels=reached_by("phone"))
    verdict = decided(by_phone, its_plan, TODAY)
    assert reasons(verdict) == {"FA-1": "no_contact"} and str(verdict.wake_on) == "2026-03-09"

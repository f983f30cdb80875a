"""Which step comes next, and on which day (DECIDING, sections 2 and 4)."""

from __future__ import annotations

from typing import Any

import pytest

from relance.domain.plan import Plan
from relance.domain.position import Receivable
from tests.domain.ledger_words import (
    acted,
    cents,
    courtesy,
    customer,
    decided,
    did,
    final,
    formal_notice,
    handover,
    owes,
    plan,
    promise,
    reasons,
    reminder,
    story,
    the_notice,
    wrote,
)

THREE = plan(reminder("r1", due=7), reminder("r2", due=20), reminder("r3", previous=10))
DEADLINES = plan(reminder("r1", due=7, deadline_days=8), final("last", deadline=1, deadline_days=8))


def late(**more: Any) -> Receivable:
    """FA-1, 1,200.00, due on Friday 30 January 2026."""
    return owes("FA-1", 1200, due="2026-01-30", **more)


def next_of(receivable: Receivable, its_plan: Plan, today: str = "2026-01-31", **more: Any) -> tuple[str, str]:
    """Key and day of the step that comes next, as a decision of a quiet day tells it."""
    (silence,) = decided(customer(receivable, **more), its_plan, today).silences
    assert silence.next
    return silence.next.step.key, str(silence.next.on)


# -- anchors -------------------------------------------------------------------------------------------------
def test_steps_are_dated_from_the_due_date_or_the_step_before() -> None:
    assert story(customer(late()), THREE, "2026-01-30") == [
        ("2026-02-06", "r1"),
        ("2026-02-19", "r2"),
        ("2026-03-02", "r3"),  # 1 March is a Sunday
    ]


def test_an_old_debt_is_not_rushed() -> None:
    """The second reminder keeps the thirteen days that the plan puts between the first two."""
    old = customer(owes("FA-1", 1200, due="2025-06-30"))
    assert story(old, THREE, "2026-02-02")[:2] == [("2026-02-02", "r1"), ("2026-02-16", "r2")]


def test_a_deadline_granted_is_respected_to_its_last_day() -> None:
    story_told = story(customer(late()), DEADLINES, "2026-01-30")
    assert story_told == [("2026-02-06", "r1"), ("2026-02-17", "last")]  # until Monday 16


def test_a_deadline_ends_on_a_working_day() -> None:
    notice = the_notice(decided(customer(late()), DEADLINES, "2026-02-06"))
    assert str(notice.deadline_on) == "2026-02-16"  # the 14th is a Saturday


def test_a_step_that_granted_no_deadline_is_counted_from_its_day() -> None:
    reminded = late(done=did("r1", "2026-02-06"))
    assert next_of(reminded, DEADLINES, "2026-02-06", notices=(wrote("2026-02-06"),)) == ("last", "2026-02-07")


def test_a_step_by_due_date_waits_for_the_deadline_as_well() -> None:
    its_plan = plan(reminder("r1", due=7, deadline_days=30), reminder("r2", due=10))
    reminded = late(done=did("r1", "2026-02-06", gave_until="2026-03-09"))
    assert next_of(reminded, its_plan, "2026-02-20") == ("r2", "2026-03-10")


def test_with_no_step_done_previous_and_deadline_mean_the_due_date() -> None:
    waived = late(done=did("r1", "2026-02-02", waived=True))
    assert next_of(waived, plan(reminder("r1", due=1), reminder("r2", previous=10))) == ("r2", "2026-02-09")


def test_the_last_step_is_the_most_recent_and_never_a_courtesy() -> None:
    its_plan = plan(courtesy("c1", due=-5), reminder("r1", due=7))
    reminded = late(done=did("c1", "2026-01-26", kind="courtesy"))
    assert next_of(reminded, its_plan) == ("r1", "2026-02-06")


def test_one_decision_advances_by_one_step_only() -> None:
    very_old = customer(owes("FA-1", 1200, due="2024-01-31"))
    assert acted(the_notice(decided(very_old, THREE, "2026-02-02"))) == {"FA-1": "r1"}


def test_a_missed_day_is_caught_up() -> None:
    assert acted(the_notice(decided(customer(late()), THREE, "2026-02-12"))) == {"FA-1": "r1"}


# -- steps passed over, at the cost of their time ------------------------------------------------------------
def test_a_step_for_larger_sums_is_passed_over_but_its_time_is_given() -> None:
    its_plan = plan(reminder("r1", due=7), reminder("r2", previous=10, min_total_cents=cents(5000)),
                    reminder("r3", previous=10))  # fmt: skip
    reminded = late(done=did("r1", "2026-02-06"))
    assert next_of(reminded, its_plan, "2026-02-10") == ("r3", "2026-02-26")


def test_a_step_passed_over_gives_its_deadline_too() -> None:
    its_plan = plan(reminder("r1", due=7, deadline_days=8, min_total_cents=cents(5000)), final("last", deadline=1))
    assert next_of(late(), its_plan) == ("last", "2026-02-17")


def test_a_step_for_consumers_is_passed_over_for_a_company() -> None:
    its_plan = plan(reminder("r1", due=7, customer_kinds=("consumer",)), reminder("r2", previous=10))
    assert next_of(late(), its_plan) == ("r2", "2026-02-16")
    assert next_of(late(), its_plan, kind="consumer") == ("r1", "2026-02-06")


def test_a_formal_notice_is_never_passed_over_for_an_amount() -> None:
    its_plan = plan(formal_notice("notice", due=7, min_total_cents=cents(5000)))
    assert next_of(late(), its_plan) == ("notice", "2026-02-06")


def test_the_total_of_the_day_tells_whether_a_step_is_passed_over() -> None:
    its_plan = plan(reminder("r1", due=7, min_total_cents=cents(2000)), reminder("r2", previous=10))
    more = owes("FA-2", 1200, due="2026-02-10")
    assert story(customer(late(), more), its_plan, "2026-02-01")[0] == ("2026-02-11", "r1")


# -- new versions of a plan ----------------------------------------------------------------------------------
def test_a_new_version_goes_on_after_the_step_it_still_has() -> None:
    reminded = late(done=[did("gone", "2026-02-06"), did("r2", "2026-02-19")])
    assert next_of(reminded, THREE, "2026-02-20") == ("r3", "2026-03-01")


def test_as_many_reminders_count_as_steps_were_done_under_other_names() -> None:
    reminded = late(done=[did("old-1", "2026-02-06"), did("old-2", "2026-02-16")])
    assert next_of(reminded, THREE, "2026-02-20") == ("r3", "2026-02-26")


def test_a_new_version_never_jumps_over_a_severe_step() -> None:
    its_plan = plan(reminder("r1", due=7), final("last", previous=8), formal_notice("notice", previous=8))
    reminded = late(done=[did("old-1", "2026-02-06"), did("old-2", "2026-02-16"), did("old-3", "2026-02-26")])
    assert next_of(reminded, its_plan, "2026-02-27") == ("last", "2026-03-06")


def test_a_new_version_never_goes_back() -> None:
    its_plan = plan(reminder("r0", due=1), reminder("r1", due=7), reminder("r2", previous=10))
    assert next_of(late(done=did("r1", "2026-02-06")), its_plan, "2026-02-07") == ("r2", "2026-02-16")


def test_a_courtesy_that_the_plan_no_longer_has_takes_no_reminder_away() -> None:
    reminded = late(done=did("old-c", "2026-01-26", kind="courtesy"))
    assert next_of(reminded, THREE) == ("r1", "2026-02-06")


def test_starting_data_put_the_plan_where_the_company_stood() -> None:
    reminded = late(done=[did("", "2026-02-12"), did("", "2026-02-12")])
    assert next_of(reminded, THREE, "2026-02-13") == ("r3", "2026-02-22")


def test_a_waived_step_is_behind_us_but_dates_nothing() -> None:
    waived = late(done=did("r1", "2026-02-16", waived=True, gave_until="2026-03-31"))
    assert next_of(waived, THREE, "2026-02-17") == ("r2", "2026-02-19")


def test_an_invoice_may_have_a_plan_of_its_own_with_the_settings_of_the_customer() -> None:
    own = plan(reminder("only", due=1), key="own", roll_due_dates=False)
    sunday = owes("FA-1", 1200, due="2026-02-22", plan=own)
    assert story(customer(sunday), plan(reminder("r1", due=9)), "2026-02-22") == [("2026-02-24", "only")]


# -- broken promises -----------------------------------------------------------------------------------------
STERN = plan(reminder("r1", due=7), reminder("r2", previous=30), on_broken_promise="escalate")


def test_after_a_broken_promise_the_plan_resumes_where_it_was() -> None:
    calm = plan(reminder("r1", due=7), reminder("r2", previous=30))
    broken = late(done=did("r1", "2026-02-06"), promises=promise(1200, by="2026-02-13"))
    assert next_of(broken, calm, "2026-02-16") == ("r2", "2026-03-08")


def test_a_broken_promise_may_bring_the_next_step_forward() -> None:
    broken = late(done=did("r1", "2026-02-06"), promises=promise(1200, by="2026-02-13"))
    assert reasons(decided(customer(broken), STERN, "2026-02-15")) == {"FA-1": "promised"}
    assert acted(the_notice(decided(customer(broken), STERN, "2026-02-16"))) == {"FA-1": "r2"}


def test_a_broken_promise_never_cuts_a_deadline_short() -> None:
    broken = late(done=did("r1", "2026-02-06", gave_until="2026-02-27"), promises=promise(1200, by="2026-02-13"))
    assert next_of(broken, STERN, "2026-02-16") == ("r2", "2026-02-28")


def test_nor_a_deadline_granted_by_hand_after_the_promise_was_broken() -> None:
    by_hand = did("r1", "2026-02-18", gave_until="2026-03-06")
    broken = late(done=[did("gone", "2026-02-06", gave_until="2026-02-27"), by_hand],
                  promises=promise(1200, by="2026-02-13"))  # fmt: skip
    its_plan = plan(reminder("r1", due=7), reminder("r2", previous=8), reminder("r3", previous=60),
                    on_broken_promise="escalate")  # fmt: skip
    assert next_of(broken, its_plan, "2026-02-20") == ("r3", "2026-03-07")


def test_one_step_answers_a_broken_promise() -> None:
    its_plan = plan(reminder("r1", due=7), reminder("r2", previous=30), reminder("r3", previous=30),
                    on_broken_promise="escalate")  # fmt: skip
    broken = late(done=did("r1", "2026-02-06"), promises=promise(1200, by="2026-02-13"))
    assert story(customer(broken), its_plan, "2026-02-13") == [("2026-02-16", "r2"), ("2026-03-18", "r3")]


def test_after_a_broken_promise_steps_passed_over_cost_no_time() -> None:
    its_plan = plan(reminder("r1", due=7), reminder("r2", previous=30, min_total_cents=cents(9000)),
                    reminder("r3", previous=30), on_broken_promise="escalate")  # fmt: skip
    broken = late(done=did("r1", "2026-02-06"), promises=promise(1200, by="2026-02-13"))
    assert story(customer(broken), its_plan, "2026-02-13") == [("2026-02-16", "r3")]


def test_after_a_broken_promise_spacing_holds() -> None:
    broken = late(done=did("r1", "2026-02-06"), promises=promise(1200, by="2026-02-13"))
    verdict = decided(customer(broken, notices=(wrote("2026-02-13"),)), STERN, "2026-02-16")
    assert reasons(verdict) == {"FA-1": "spacing"} and str(verdict.wake_on) == "2026-02-18"


# -- the end of the road -------------------------------------------------------------------------------------
def test_a_whole_plan_to_its_end() -> None:
    its_plan = plan(reminder("r1", due=7), final("last", previous=8, deadline_days=8),
                    formal_notice("notice", deadline=1, deadline_days=8), handover("lawyer", deadline=1))  # fmt: skip
    assert story(customer(late()), its_plan, "2026-01-30", days=120) == [
        ("2026-02-06", "r1"),
        ("2026-02-16", "last"),
        ("2026-02-25", "notice"),
        ("2026-03-06", "lawyer"),
    ]


@pytest.mark.parametrize("after", [1, 4, 40])
def test_a_plan_may_begin_on_any_day_after_the_due_date(after: int) -> None:
    its_plan = plan(reminder("r1", due=after))
    assert len(story(customer(late()), its_plan, "2026-01-30")) == 1

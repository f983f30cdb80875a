"""What makes a notice, and what makes it wait (DECIDING, section 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from relance.domain.plan import Variant
from relance.domain.position import Receivable
from relance.domain.verdict import NoticeDraft
from tests.domain.ledger_words import (
    acted,
    cents,
    customer,
    day,
    decided,
    did,
    final,
    formal_notice,
    handover,
    listed,
    owes,
    plan,
    reached_by,
    reasons,
    reminder,
    sent,
    story,
    tasks,
    the_notice,
    until,
    wrote,
)

TODAY = "2026-03-02"  # a Monday
FIRM = plan(
    reminder("r1", due=7),
    reminder("r2", previous=8, deadline_days=8),
    final("last", previous=8, deadline_days=10),
    formal_notice("notice", previous=8, deadline_days=15),
    handover("lawyer", deadline=1),
)
REACHED = {
    "r1": [did("r1", "2026-02-06")],
    "r2": [did("r1", "2026-02-06"), did("r2", "2026-02-16")],
    "last": [did("r2", "2026-02-06"), did("last", "2026-02-16", kind="final")],
    "notice": [did("last", "2026-01-16", kind="final"), did("notice", "2026-02-06", "formal_notice", "2026-02-23")],
}


def late(invoice: str = "FA-1", euros: float = 1200, after: str = "", **more: Any) -> Receivable:
    """A receivable a month late that has come to the step `after`."""
    return owes(invoice, euros, due=more.pop("due", "2026-01-30"), done=REACHED.get(after, ()), **more)


def notice_for(*receivables: Receivable, its_plan: Any = FIRM, **more: Any) -> NoticeDraft:
    return the_notice(decided(customer(*receivables, **more), its_plan, TODAY))


# -- sums too small ------------------------------------------------------------------------------------------
def test_below_the_floor_nothing_is_sent() -> None:
    its_plan = replace(FIRM, floor_cents=500)
    assert reasons(decided(customer(late(euros=4.99)), its_plan, TODAY)) == {"FA-1": "below_floor"}
    assert decided(customer(late(euros=5)), its_plan, TODAY).notices


def test_the_floor_looks_at_everything_that_is_overdue() -> None:
    its_plan = replace(FIRM, floor_cents=500)
    assert notice_for(late("FA-1", 3), late("FA-2", 3), its_plan=its_plan).total_cents == cents(6)


def test_a_small_sum_gets_one_reminder_only() -> None:
    small = customer(late(euros=49))
    assert story(small, replace(FIRM, small_total_cents=5000), TODAY) == [("2026-03-02", "r1")]


def test_a_small_sum_never_gets_a_severe_step() -> None:
    its_plan = plan(final("last", due=7), small_total_cents=5000)
    assert reasons(decided(customer(late(euros=49)), its_plan, TODAY)) == {"FA-1": "small_amount"}


def test_a_small_rest_nobody_moved_for_sixty_days_is_written_off_or_kept_by_a_person() -> None:
    small = customer(late(euros=49, after="r1"), unchanged_since=day("2026-01-15"))
    its_plan = replace(FIRM, small_total_cents=5000)
    quiet = decided(small, its_plan, TODAY)
    assert tasks(quiet) == [] and str(quiet.wake_on) == "2026-04-07"  # sixty days after the reminder of 6 February
    assert tasks(decided(small, its_plan, "2026-04-07")) == ["write_off_or_keep"]


# -- lead, acted, listed -------------------------------------------------------------------------------------
def test_the_most_severe_step_leads() -> None:
    notice = notice_for(late("FA-1"), late("FA-2", after="r2"))
    assert notice.step.key == "last" and acted(notice) == {"FA-2": "last"}


def test_a_line_of_a_lesser_kind_is_listed_and_keeps_its_step() -> None:
    verdict = decided(customer(late("FA-1"), late("FA-2", 300, after="r2")), FIRM, TODAY)
    assert listed(the_notice(verdict)) == ["FA-1"] and reasons(verdict) == {"FA-1": "listed"}
    assert the_notice(verdict).total_cents == cents(1500)


def test_of_two_reminders_the_later_in_the_plan_leads_and_both_are_acted() -> None:
    notice = notice_for(late("FA-1"), late("FA-2", after="r1"))
    assert notice.step.key == "r2" and acted(notice) == {"FA-1": "r1", "FA-2": "r2"}


def test_waiting_and_finished_lines_are_listed_as_also_owed() -> None:
    waiting = late("FA-2", due="2026-02-26")
    finished = owes("FA-3", 50, due="2026-01-15", done=did("lawyer", "2026-02-20", kind="handover"))
    notice = notice_for(late("FA-1"), waiting, finished)
    assert listed(notice) == ["FA-3", "FA-2"]


def test_what_is_excluded_or_not_due_is_not_listed() -> None:
    disputed = late("FA-2", disputed_cents=cents(1200))
    notice = notice_for(late("FA-1"), disputed, owes("FA-3", 90, due="2026-03-31"))
    assert [line.invoice for line in notice.lines] == ["FA-1"]


def test_sums_are_those_left_after_every_deduction() -> None:
    notice = notice_for(late("FA-1", 1200, disputed_cents=cents(200)), late("FA-2", 300), credit_cents=cents(400))
    assert [line.open_cents for line in notice.lines] == [cents(600), cents(300)]
    assert notice.total_cents == cents(900)


def test_one_notice_per_invoice_where_the_plan_says_so() -> None:
    apart = replace(FIRM, group_by="invoice")
    verdict = decided(customer(late("FA-1"), late("FA-2", after="r1")), apart, TODAY)
    assert [(n.invoice, acted(n), listed(n)) for n in verdict.notices] == [
        ("FA-1", {"FA-1": "r1"}, []),
        ("FA-2", {"FA-2": "r2"}, []),
    ]


def test_per_invoice_spacing_holds_per_invoice_and_thresholds_for_the_customer() -> None:
    apart = replace(FIRM, group_by="invoice", small_total_cents=5000)
    verdict = decided(customer(late("FA-1", 30), late("FA-2", 30), notices=(wrote("2026-02-27", invoice="FA-1"),)),
                      apart, TODAY)  # fmt: skip
    assert reasons(verdict) == {"FA-1": "spacing"}
    assert acted(the_notice(verdict)) == {"FA-2": "r1"}


# -- channels ------------------------------------------------------------------------------------------------
def test_the_first_channel_that_reaches_the_customer_is_taken() -> None:
    assert notice_for(late()).channel == "email"
    assert notice_for(late(), channels=reached_by("letter", "phone")).channel == "letter"


def test_without_a_contact_the_text_is_ready_and_a_person_is_asked() -> None:
    verdict = decided(customer(late(), channels=reached_by("phone")), FIRM, TODAY)
    assert reasons(verdict) == {"FA-1": "no_contact"} and tasks(verdict) == ["missing_contact"]
    assert [(n.channel, acted(n)) for n in verdict.unreachable] == [(None, {"FA-1": "r1"})]


def test_what_no_channel_reaches_does_not_stop_the_rest() -> None:
    its_plan = plan(reminder("r1", due=7), reminder("r2", previous=8, by=("registered_letter",)))
    verdict = decided(customer(late("FA-1"), late("FA-2", after="r1"), channels=reached_by("email")), its_plan, TODAY)
    assert acted(the_notice(verdict)) == {"FA-1": "r1"} and listed(the_notice(verdict)) == ["FA-2"]
    assert reasons(verdict) == {"FA-2": "no_contact"}


def test_copies_go_by_what_else_reaches_the_customer() -> None:
    its_plan = plan(reminder("r1", due=7, by=("registered_letter",), copies=("email", "sms")))
    assert notice_for(late(), its_plan=its_plan).copies == ("email", "sms")
    assert notice_for(late(), its_plan=its_plan, channels=reached_by("registered_letter")).copies == ()


def test_a_copy_does_not_go_by_the_channel_already_taken() -> None:
    its_plan = plan(reminder("r1", due=7, copies=("email",)))
    assert notice_for(late(), its_plan=its_plan).copies == ()


@pytest.mark.parametrize(
    ("segment", "euros", "channel"),
    [("good", 100, "email"), ("bad", 100, "registered_letter"), ("slow", 100, "phone"), ("slow", 9000, "letter")],
)
def test_the_first_variant_that_fits_replaces_the_channels(segment: str, euros: float, channel: str) -> None:
    variants = (
        Variant(segments=("bad",), channels=("registered_letter",)),
        Variant(min_total_cents=cents(5000), channels=("letter",)),
        Variant(segments=("slow", "new"), channels=("phone",), template="call"),
    )
    its_plan = plan(reminder("r1", due=7, template="written", variants=variants))
    notice = notice_for(late(euros=euros), its_plan=its_plan, segment=segment)
    assert notice.channel == channel
    assert notice.step.template == ("call" if channel == "phone" else "written")


# -- spacing, working days -----------------------------------------------------------------------------------
def test_five_days_pass_between_two_notices() -> None:
    verdict = decided(customer(late(), notices=(wrote("2026-02-26"),)), FIRM, TODAY)
    assert reasons(verdict) == {"FA-1": "spacing"} and str(verdict.wake_on) == until(verdict, "FA-1") == "2026-03-03"
    assert decided(customer(late(), notices=(wrote("2026-02-25"),)), FIRM, TODAY).notices


def test_a_gap_below_one_is_read_as_one() -> None:
    its_plan = replace(FIRM, min_gap_days=0)
    assert reasons(decided(customer(late(), notices=(wrote(TODAY),)), its_plan, TODAY)) == {"FA-1": "spacing"}
    assert decided(customer(late(), notices=(wrote("2026-03-01"),)), its_plan, TODAY).notices


@pytest.mark.parametrize(("kind", "after"), [("final", "r2"), ("formal_notice", "last")])
def test_thirty_days_pass_between_two_severe_notices_of_a_kind(kind: Any, after: str) -> None:
    verdict = decided(customer(late(after=after), notices=(wrote("2026-02-10", kind),)), FIRM, TODAY)
    assert reasons(verdict) == {"FA-1": "spacing"} and until(verdict, "FA-1") == "2026-03-12"


def test_while_a_severe_step_waits_for_its_gap_lesser_ones_go_on() -> None:
    verdict = decided(customer(late("FA-1"), late("FA-2", after="r2"), notices=(wrote("2026-02-10", "final"),)),
                      FIRM, TODAY)  # fmt: skip
    assert acted(the_notice(verdict)) == {"FA-1": "r1"} and listed(the_notice(verdict)) == ["FA-2"]
    assert reasons(verdict) == {"FA-2": "spacing"}


@pytest.mark.parametrize(
    ("closed", "opens"), [("2026-02-28", "2026-03-02"), ("2026-04-06", "2026-04-07"), ("2026-05-14", "2026-05-15")]
)
def test_nothing_leaves_on_a_weekend_or_a_holiday(closed: str, opens: str) -> None:
    verdict = decided(customer(late()), FIRM, closed)
    assert reasons(verdict) == {"FA-1": "non_working_day"} and str(verdict.wake_on) == opens


# -- money known to a day ------------------------------------------------------------------------------------
def test_a_severe_step_waits_for_a_fresh_bank_statement() -> None:
    severe = late(after="r2")
    verdict = decided(customer(severe, money_known_to=day("2026-02-22")), FIRM, TODAY)
    assert reasons(verdict) == {"FA-1": "payments_stale"} and tasks(verdict) == ["import_payments"]
    assert str(verdict.wake_on) == "2026-03-03"
    assert decided(customer(severe, money_known_to=day("2026-02-23")), FIRM, TODAY).notices


def test_any_overdue_step_waits_when_nothing_is_known_for_three_weeks() -> None:
    assert reasons(decided(customer(late(), money_known_to=day("2026-02-08")), FIRM, TODAY)) == {
        "FA-1": "payments_stale"
    }
    assert decided(customer(late(), money_known_to=day("2026-02-09")), FIRM, TODAY).notices


def test_after_a_deadline_the_bank_must_have_been_read_up_to_it() -> None:
    its_plan = plan(reminder("r1", due=7, deadline_days=8), reminder("r2", deadline=1))
    given = owes("FA-1", 1200, due="2026-01-30", done=did("r1", "2026-02-20", gave_until="2026-02-27"))
    assert reasons(decided(customer(given, money_known_to=day("2026-02-26")), its_plan, TODAY)) == {
        "FA-1": "payments_stale"
    }
    assert decided(customer(given, money_known_to=day("2026-02-27")), its_plan, TODAY).notices


def test_so_must_it_after_the_deadline_of_a_step_passed_over() -> None:
    its_plan = plan(reminder("r1", due=20, deadline_days=8, customer_kinds=("consumer",)), reminder("r2", deadline=1))
    position = customer(late(), money_known_to=day("2026-02-26"))  # passed over on 19 February, until 27 February
    assert reasons(decided(position, its_plan, TODAY)) == {"FA-1": "payments_stale"}


def test_who_never_imported_a_statement_is_warned_and_confirms_severe_steps() -> None:
    mild, severe = (decided(customer(late(after=step)), FIRM, TODAY) for step in ("", "r2"))
    assert mild.warnings == severe.warnings == ("payments_never_imported",)
    assert the_notice(mild).confirm_because == ()
    assert the_notice(severe).confirm_because == ("payments_never_imported",)


# -- deadlines and confirmation ------------------------------------------------------------------------------
def test_the_longest_deadline_of_the_acted_steps_is_granted_to_all() -> None:
    its_plan = plan(reminder("r1", due=7, deadline_days=14), reminder("r2", previous=8, deadline_days=8))
    position = customer(late("FA-1"), late("FA-2", after="r1"))
    verdict = decided(position, its_plan, TODAY)
    assert str(the_notice(verdict).deadline_on) == "2026-03-16"
    assert {str(r.done[-1].deadline_on) for r in sent(position, verdict).receivables} == {"2026-03-16"}


def test_a_step_without_a_deadline_grants_none() -> None:
    assert notice_for(late()).deadline_on is None


KNOWN = {"money_known_to": day("2026-03-01")}


@pytest.mark.parametrize(
    ("because", "facts"),
    [
        ("confirm_all", {"confirm_all": True}),
        ("key_customer", {"segment": "key"}),
    ],
)
def test_a_person_confirms_for_some_customers(because: str, facts: dict[str, Any]) -> None:
    assert notice_for(late(), **KNOWN, **facts).confirm_because == (because,)


def test_a_person_confirms_a_step_that_says_so() -> None:
    its_plan = plan(reminder("r1", due=7, mode="confirm"))
    assert notice_for(late(), its_plan=its_plan).confirm_because == ("step_mode",)


def test_a_person_confirms_from_a_sum_upwards_listed_lines_included() -> None:
    its_plan = replace(FIRM, confirm_above_cents=cents(1500))
    waiting = late("FA-2", 300, due="2026-02-26")
    assert notice_for(late(), waiting, its_plan=its_plan).confirm_because == ("amount",)
    assert notice_for(late(), its_plan=its_plan).confirm_because == ()


def test_a_severe_step_beside_an_unallocated_credit_is_confirmed() -> None:
    severe = notice_for(late(after="r2"), credit_cents=cents(10), **KNOWN)
    assert severe.confirm_because == ("credit_to_allocate",)
    assert notice_for(late(), credit_cents=cents(10), **KNOWN).confirm_because == ()


def test_a_formal_notice_out_of_the_blue_is_confirmed() -> None:
    its_plan = plan(formal_notice("notice", due=7))
    assert notice_for(late(), its_plan=its_plan, **KNOWN).confirm_because == ("no_reminder_before",)


# -- hand-over -----------------------------------------------------------------------------------------------
def test_a_handover_is_a_task_and_needs_no_channel_nor_spacing() -> None:
    position = customer(late(after="notice"), channels=reached_by(), notices=(wrote("2026-02-27"),))
    verdict = decided(position, FIRM, TODAY)
    assert verdict.handover and [line.invoice for line in verdict.handover.lines] == ["FA-1"]
    assert tasks(verdict) == ["hand_over"] and reasons(verdict) == {"FA-1": "handed_over"}
    assert not verdict.notices and verdict.handover.confirm_because == ()


def test_a_handover_is_listed_on_the_notice_of_the_day_and_starts_no_spacing() -> None:
    position = customer(late("FA-1", after="notice"), late("FA-2"))
    verdict = decided(position, FIRM, TODAY)
    assert listed(the_notice(verdict)) == ["FA-1"]
    assert [n.kind for n in sent(position, verdict).notices] == ["reminder"]


def test_a_handover_waits_for_a_working_day_and_for_fresh_payments() -> None:
    position = customer(late(after="notice"), money_known_to=day("2026-02-20"))
    assert reasons(decided(position, FIRM, "2026-02-28")) == {"FA-1": "non_working_day"}
    assert reasons(decided(position, FIRM, TODAY)) == {"FA-1": "payments_stale"}


def test_a_handover_without_a_formal_notice_is_confirmed() -> None:
    its_plan = plan(reminder("r1", due=7), handover("lawyer", previous=8))
    verdict = decided(customer(late(after="r1")), its_plan, TODAY)
    assert verdict.handover and verdict.handover.confirm_because == ("no_formal_notice_before",)

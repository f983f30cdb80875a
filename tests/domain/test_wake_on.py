"""When a customer must be looked at again: the earliest day on which anything could change."""

from __future__ import annotations

from typing import Any

from relance.domain.position import Receivable
from tests.domain.ledger_words import (
    cents,
    courtesy,
    customer,
    day,
    decided,
    departures,
    did,
    owes,
    plan,
    promise,
    reminder,
    stop,
    wrote,
)

TODAY = "2026-03-02"  # a Monday
PLAN = plan(courtesy("c1", due=-5), reminder("r1", due=7), reminder("r2", previous=20))


def woken(*receivables: Receivable, its_plan: Any = PLAN, **more: Any) -> str:
    return str(decided(customer(*receivables, **more), its_plan, TODAY).wake_on)


def late(**more: Any) -> Receivable:
    return owes("FA-1", 1200, due="2026-01-30", **more)


def test_a_customer_who_owes_nothing_is_not_looked_at_again() -> None:
    assert woken() == woken(owes("FA-1", 0, due="2026-01-30")) == "None"


def test_after_a_notice_the_customer_is_looked_at_the_next_day() -> None:
    assert woken(late()) == "2026-03-03"


def test_before_the_due_date_the_courtesy_wakes() -> None:
    assert woken(owes("FA-1", 1200, due="2026-03-31")) == "2026-03-26"


def test_the_date_of_the_next_step_wakes() -> None:
    assert woken(late(done=did("r1", "2026-02-20"))) == "2026-03-12"


def test_the_end_of_a_promise_wakes_after_its_grace() -> None:
    assert woken(late(promises=promise(1200, by="2026-03-10"))) == "2026-03-13"


def test_the_end_of_a_part_promised_wakes_as_more_is_asked_for_then() -> None:
    its_plan = plan(reminder("r1", due=7), floor_cents=cents(1000))
    assert woken(late(promises=promise(800, by="2026-03-10")), its_plan=its_plan) == "2026-03-13"


def test_the_end_of_a_stop_wakes_and_so_does_its_beginning() -> None:
    assert woken(late(holds=stop("2026-02-20", "2026-03-10"))) == "2026-03-11"
    assert woken(late(done=did("r1", "2026-02-20")), holds=(stop("2026-03-05"),)) == "2026-03-05"


def test_the_end_of_spacing_wakes() -> None:
    assert woken(late(), notices=(wrote("2026-02-27"),)) == "2026-03-04"


def test_where_sums_matter_one_more_late_invoice_wakes() -> None:
    its_plan = plan(reminder("r1", due=30), floor_cents=cents(2000))
    assert woken(late(), owes("FA-2", 1200, due="2026-03-20"), its_plan=its_plan) == "2026-03-21"


def test_the_earliest_of_several_days_counts() -> None:
    assert woken(late(done=did("r1", "2026-02-20")), owes("FA-2", 90, due="2026-03-12")) == "2026-03-07"


def test_looking_on_those_days_only_follows_the_plan_to_its_end() -> None:
    told = [(d.on, d.what.step.key) for d in departures(customer(late()), PLAN, TODAY, days=300)]
    assert told == [(day("2026-03-02"), "r1"), (day("2026-03-23"), "r2")]

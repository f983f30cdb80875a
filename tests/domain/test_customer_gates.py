"""What stops every reminder to a customer, whatever is owed (DECIDING, section 3)."""

from __future__ import annotations

from typing import Any

import pytest

from relance.domain.position import Position
from tests.domain.ledger_words import TWO_THEN_NOTICE, customer, day, decided, owes, reasons, stop, tasks, until

TODAY = "2026-03-02"  # a Monday


def dupont(**more: Any) -> Position:
    """Dupont owes an invoice that is a month late."""
    return customer(owes("FA-1", 1200, due="2026-01-30"), **more)


def test_without_a_stop_dupont_is_reminded() -> None:
    assert decided(dupont(), TWO_THEN_NOTICE, TODAY).notices


def test_an_insolvent_customer_gets_no_notice_and_the_claim_is_to_be_declared() -> None:
    verdict = decided(dupont(insolvency_on=day("2026-02-20")), TWO_THEN_NOTICE, TODAY)
    assert reasons(verdict) == {None: "insolvency"} and not verdict.notices
    assert [(t.kind, str(t.due_on)) for t in verdict.tasks] == [("declare_claim", "2026-04-20")]


def test_a_file_with_a_lawyer_is_left_alone() -> None:
    assert reasons(decided(dupont(handed_over_on=day(TODAY)), TWO_THEN_NOTICE, TODAY)) == {None: "handed_over"}


def test_an_excluded_customer_is_never_reminded() -> None:
    verdict = decided(dupont(no_dunning=True), TWO_THEN_NOTICE, TODAY)
    assert reasons(verdict) == {None: "no_dunning"} and verdict.wake_on is None


def test_a_hold_covers_its_last_day_and_ends_the_day_after() -> None:
    held = dupont(holds=(stop("2026-02-16", TODAY),))
    assert reasons(decided(held, TWO_THEN_NOTICE, TODAY)) == {None: "on_hold"}
    assert until(decided(held, TWO_THEN_NOTICE, TODAY)) == "2026-03-03"
    assert decided(held, TWO_THEN_NOTICE, "2026-03-03").notices


def test_an_open_ended_hold_has_no_end() -> None:
    verdict = decided(dupont(holds=(stop("2026-02-16"),)), TWO_THEN_NOTICE, TODAY)
    assert reasons(verdict) == {None: "on_hold"} and verdict.wake_on is None


def test_a_hold_that_begins_tomorrow_stops_nothing_today() -> None:
    assert decided(dupont(holds=(stop("2026-03-03"),)), TWO_THEN_NOTICE, TODAY).notices


def test_an_unread_reply_stops_everything_and_is_recalled_after_five_working_days() -> None:
    waiting = dupont(reply_waiting_since=day("2026-02-26"))
    verdict = decided(waiting, TWO_THEN_NOTICE, TODAY)
    assert reasons(verdict) == {None: "reply_waiting"} and tasks(verdict) == []
    assert str(verdict.wake_on) == "2026-03-05"
    assert tasks(decided(waiting, TWO_THEN_NOTICE, "2026-03-05")) == ["reply_waiting"]


GATES: list[tuple[str, dict[str, Any]]] = [
    ("insolvency", {"insolvency_on": day("2026-02-20")}),
    ("handed_over", {"handed_over_on": day("2026-02-20")}),
    ("no_dunning", {"no_dunning": True}),
    ("on_hold", {"holds": (stop("2026-02-20"),)}),
    ("reply_waiting", {"reply_waiting_since": day("2026-02-20")}),
]


@pytest.mark.parametrize("first", range(len(GATES)), ids=[name for name, _ in GATES])
def test_the_first_gate_that_holds_is_the_one_told(first: int) -> None:
    holding = {key: value for _, gate in GATES[first:] for key, value in gate.items()}
    assert reasons(decided(dupont(**holding), TWO_THEN_NOTICE, TODAY)) == {None: GATES[first][0]}


def test_during_a_hold_the_opening_of_proceedings_is_not_slept_through() -> None:
    position = dupont(holds=(stop("2026-02-20", "2026-04-30"),), insolvency_on=day("2026-03-10"))
    assert decided(position, TWO_THEN_NOTICE, TODAY).wake_on == day("2026-03-10")

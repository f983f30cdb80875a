"""The worked fortnight of DECIDING, section 10: Dupont SARL, two reminders, then a formal notice."""

from __future__ import annotations

from relance.domain.position import Position
from tests.domain import ledger_words as words
from tests.domain.ledger_words import (
    TWO_THEN_NOTICE,
    acted,
    cents,
    customer,
    decided,
    listed,
    owes,
    reasons,
    the_notice,
)

DUPONT = customer(owes("FA-1", 1200, due="2026-01-30"), owes("FA-2", 300, due="2026-02-09"))


def dupont_after(*days: str) -> Position:
    """Dupont once all that was decided on those days has left."""
    position = DUPONT
    for today in days:
        position = words.sent(position, decided(position, TWO_THEN_NOTICE, today))
    return position


def test_on_the_due_date_itself_nobody_is_late() -> None:
    verdict = decided(DUPONT, TWO_THEN_NOTICE, "2026-01-30")
    assert reasons(verdict) == {"FA-1": "not_due", "FA-2": "not_due"}
    assert str(verdict.wake_on) == "2026-02-06"


def test_a_week_later_the_first_reminder_leaves() -> None:
    notice = the_notice(decided(DUPONT, TWO_THEN_NOTICE, "2026-02-06"))
    assert acted(notice) == {"FA-1": "r1"}
    assert notice.total_cents == cents(1200)


def test_two_invoices_at_different_steps_share_one_notice() -> None:
    notice = the_notice(decided(dupont_after("2026-02-06"), TWO_THEN_NOTICE, "2026-02-16"))
    assert notice.step.key == "r2"
    assert acted(notice) == {"FA-1": "r2", "FA-2": "r1"}
    assert notice.total_cents == cents(1500)


def test_the_formal_notice_acts_on_one_and_lists_the_other() -> None:
    notice = the_notice(decided(dupont_after("2026-02-06", "2026-02-16"), TWO_THEN_NOTICE, "2026-02-26"))
    assert acted(notice) == {"FA-1": "notice"}
    assert listed(notice) == ["FA-2"]
    assert str(notice.deadline_on) == "2026-03-06"


def test_the_listed_one_is_reminded_once_the_spacing_is_over() -> None:
    later = dupont_after("2026-02-06", "2026-02-16", "2026-02-26")
    notice = the_notice(decided(later, TWO_THEN_NOTICE, "2026-03-03"))
    assert acted(notice) == {"FA-2": "r2"}
    assert listed(notice) == ["FA-1"]


def test_nothing_else_leaves_in_that_fortnight() -> None:
    assert words.story(DUPONT, TWO_THEN_NOTICE, "2026-01-20", days=43) == [
        ("2026-02-06", "r1"),
        ("2026-02-16", "r2"),
        ("2026-02-26", "notice"),
        ("2026-03-03", "r2"),
    ]

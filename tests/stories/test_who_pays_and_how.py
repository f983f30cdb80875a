"""Months with customers as they are: forgetful, small, in credit, or paying the wrong invoice first."""

from __future__ import annotations

from datetime import timedelta

import pytest

from relance.ledger.models import Notice, Receivable
from tests.stories.life import Life, day

pytestmark = pytest.mark.sqlite_only  # months of days; what differs on PostgreSQL is tested with the operations


def test_the_loyal_customer_who_forgot_hears_one_friendly_word_and_nothing_for_months(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-09")
    life.pays("FA-1", 1200)
    life.lives_until("2026-06-30")
    assert life.mail == ["2026-02-06 r1 FA-1 1200.00"] and life.tasks() == []


def test_who_pays_before_the_reminder_leaves_never_hears_of_it(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.confirms = False
    life.creditor.sending = "confirm_all"
    life.creditor.save()
    life.lives_until("2026-02-06")
    life.pays("FA-1", 1200)
    life.confirms = True
    life.lives_until("2026-03-31")
    assert life.mail == [] and {n.why for n in Notice.objects.all()} == {"paid"}


def test_who_pays_the_older_invoice_first_starts_afresh_with_the_younger_one(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.bills("FA-2", 300, due="2026-02-23")
    life.lives_until("2026-02-17")
    assert [line.split()[1] for line in life.mail] == ["r1", "r2"]
    life.pays("FA-1", 1200)
    life.lives_until("2026-03-31")
    # the younger one begins at its own first step: no step is skipped because the older one had gone far
    assert life.mail_since("2026-02-17") == [
        "2026-03-02 r1 FA-2 300.00", "2026-03-12 r2 FA-2 300.00", "2026-03-23 notice FA-2 300.00",
    ]  # fmt: skip


def test_a_part_payment_neither_hides_nor_restarts_the_reminders(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-10")
    life.pays("FA-1", 700)
    life.lives_until("2026-02-20")
    assert life.mail == ["2026-02-06 r1 FA-1 1200.00", "2026-02-16 r2 FA-1 500.00"]


def test_a_rejected_direct_debit_is_asked_for_once_its_days_of_grace_are_over(life: Life) -> None:
    life.bills("FA-1", 480, due="2026-01-30", direct_debit=True)
    life.lives_until("2026-01-30")
    debit = life.pays("FA-1", 480)
    life.lives_until("2026-02-03")
    life.unpays(debit)  # the bank rejects it
    life.lives_until("2026-02-04")
    assert life.mail == [] and life.why("FA-1") == "direct_debit"
    life.lives_until("2026-02-20")
    assert life.mail == ["2026-02-06 r1 FA-1 480.00", "2026-02-16 r2 FA-1 480.00"]


def test_a_payment_that_bounces_later_reopens_the_invoice_where_it_was(life: Life) -> None:
    life.bills("FA-1", 480, due="2026-01-30")
    life.lives_until("2026-02-17")
    cheque = life.pays("FA-1", 480)
    life.lives_until("2026-04-01")
    life.unpays(cheque)
    life.lives_until("2026-04-20")
    steps = [line.split()[1] for line in life.mail]
    assert steps == ["r1", "r2", "notice"] and life.mail_since("2026-04-01")[0] == "2026-04-02 notice FA-1 480.00"


def test_a_small_amount_gets_one_reminder_then_a_person_is_asked(life: Life) -> None:
    life.bills("FA-1", 42, due="2026-01-30")
    life.lives_until("2026-06-30")
    assert life.mail == ["2026-02-06 r1 FA-1 42.00"] and life.why("FA-1") == "small_amount"
    assert "write_off_or_keep" in life.tasks()


def test_next_to_nothing_is_never_written_about(life: Life) -> None:
    life.bills("FA-1", 4.80, due="2026-01-30")
    life.lives_until("2026-06-30")
    assert life.mail == [] and life.why("FA-1") == "below_floor"


def test_two_small_invoices_that_grow_large_together_go_on(life: Life) -> None:
    life.bills("FA-1", 42, due="2026-01-30")
    life.lives_until("2026-02-28")
    life.bills("FA-2", 80, due="2026-03-02")
    life.lives_until("2026-03-09")
    assert life.mail[-1].endswith("122.00")


def test_whoever_has_more_credit_than_debt_is_never_chased(life: Life) -> None:
    life.bills("FA-1", 300, due="2026-01-30")
    life.credits("AV-1", 500)
    life.lives_until("2026-05-31")
    assert life.mail == [] and life.why("FA-1") == "covered_by_credit" and life.tasks() == ["allocate_credit"]


def test_credit_used_up_by_a_new_invoice_leaves_only_the_rest_to_ask_for(life: Life) -> None:
    life.bills("FA-1", 300, due="2026-01-30")
    life.credits("AV-1", 500)
    life.lives_until("2026-02-28")
    life.bills("FA-2", 1000, due="2026-03-02")
    life.lives_until("2026-03-09")
    assert life.mail == ["2026-03-09 r1 FA-2 800.00"]


def test_going_live_with_300_old_invoices_is_no_volley(life: Life) -> None:
    life.creditor.max_notices_per_day = 40
    life.creditor.save()
    for n in range(300):
        life.bills(f"FA-{n:03}", 100 + n, due=str(day("2025-03-03") + timedelta(days=n)), customer=f"C{n % 150:03}")
    life.lives_until("2026-01-14")
    per_day = [sum(line.startswith(f"2026-01-{d:02}") for line in life.mail) for d in (6, 7, 8, 9, 10, 11, 12, 13, 14)]
    assert per_day == [40, 40, 40, 30, 0, 0, 0, 0, 0]  # the rest of the customers on Friday, nobody twice
    assert {line.split()[1] for line in life.mail} == {"r1"}


def test_going_live_goes_on_where_the_firm_stood(life: Life) -> None:
    before = {"reminders_before": 2, "last_reminder_before_on": day("2025-12-29")}
    life.bills("FA-1", 1200, due="2025-11-28", **before)
    life.lives_until("2026-01-16")
    assert life.mail == ["2026-01-08 notice FA-1 1200.00"]
    assert Receivable.objects.get().reminders_before == 2

"""Giving up what is owed: no payment, no reminder, no interest from then on; and it can be taken back."""

from __future__ import annotations

from datetime import date

import pytest

from relance.ledger.health import wrong_amounts
from relance.ledger.models import Creditor, Customer, Notice, Receivable, Task, WriteOff
from relance.ledger.writes import open_task
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from relance.operations.state_owed import state_owed
from relance.operations.write_off import keep_small_rest, undo_write_off, write_off
from tests.operations.scene import an_act, codes, customer_of, dupont_owes, invoice_of, open_amounts, run

FA_1 = "FA-1,2026-01-01,2026-01-30,1200.00,1200.00"


@pytest.fixture
def owing(creditor: Creditor) -> Creditor:
    """Dupont owes 1,200 € since 30 January; a reminder waits since 6 February."""
    dupont_owes(creditor, FA_1)
    run(creditor, "2026-02-06")
    return creditor


def given_up(creditor: Creditor, cents: int | None = None, day: str = "2026-02-09") -> None:
    write_off(creditor=creditor, invoice=invoice_of(creditor), cents=cents, reason="too small", act=an_act(day))


def test_what_is_written_off_is_settled_and_not_paid(owing: Creditor) -> None:
    given_up(owing)
    receivable = Receivable.objects.get()
    assert (receivable.open_cents, receivable.paid_on) == (0, None)
    assert (WriteOff.objects.get().author, wrong_amounts(owing)) == ("Anne", [])


def test_nobody_is_reminded_of_it_any_more(owing: Creditor) -> None:
    given_up(owing)
    assert Notice.objects.get().why == "written_off"
    assert run(owing, "2026-02-10").created == 0


def test_a_part_lowers_what_is_reminded_of(owing: Creditor) -> None:
    given_up(owing, 20_000)
    run(owing, "2026-02-10")
    assert Notice.objects.get(state="to_confirm").total_cents == 100_000


def test_taking_it_back_opens_it_again_at_the_step_it_had(owing: Creditor) -> None:
    given_up(owing)
    assert undo_write_off(creditor=owing, invoice=invoice_of(owing), act=an_act("2026-02-10")) == 120_000
    run(owing, "2026-02-10")
    assert (open_amounts(owing), Notice.objects.get(state="to_confirm").step) == ({"FA-1": 120_000}, "r1")


def test_it_is_taken_back_once(owing: Creditor) -> None:
    given_up(owing)
    undo_write_off(creditor=owing, invoice=invoice_of(owing), act=an_act("2026-02-10"))
    with pytest.raises(Refused, match="nothing is written off"):
        undo_write_off(creditor=owing, invoice=invoice_of(owing), act=an_act("2026-02-10"))


@pytest.mark.parametrize(("cents", "reason"), [(120_001, "x"), (0, "x"), (None, " ")])
def test_more_than_is_open_nothing_or_no_reason_is_refused(owing: Creditor, cents: int | None, reason: str) -> None:
    with pytest.raises(Refused):
        write_off(creditor=owing, invoice=invoice_of(owing), cents=cents, reason=reason, act=an_act())
    assert open_amounts(owing) == {"FA-1": 120_000}


@pytest.mark.parametrize("as_snapshot", [False, True])
@pytest.mark.parametrize(("cents", "left"), [(None, 0), (20_000, 100_000)])
def test_a_list_that_does_not_know_of_it_raises_nothing(
    owing: Creditor, as_snapshot: bool, cents: int | None, left: int
) -> None:
    given_up(owing, cents)
    report = dupont_owes(owing, FA_1, day="2026-02-10", snapshot=as_snapshot)
    assert (open_amounts(owing), codes(report)) == ({"FA-1": left}, [])
    assert Receivable.objects.get().paid_on is None


def test_a_list_that_knows_of_it_changes_nothing(owing: Creditor) -> None:
    given_up(owing, 20_000)
    dupont_owes(owing, "FA-1,2026-01-01,2026-01-30,1200.00,1000.00", day="2026-02-10")
    assert open_amounts(owing) == {"FA-1": 100_000}


def test_a_payment_in_a_list_that_does_not_know_of_it_is_believed(owing: Creditor) -> None:
    given_up(owing, 20_000)
    dupont_owes(owing, "FA-1,2026-01-01,2026-01-30,1200.00,1100.00", day="2026-02-10")
    assert open_amounts(owing) == {"FA-1": 90_000}


def test_interest_runs_to_that_day_and_no_further_on_the_part_given_up(owing: Creditor) -> None:
    before = state_owed(creditor=owing, as_of=date(2026, 2, 9), invoice=invoice_of(owing))[0]
    given_up(owing, 60_000)
    same_day = state_owed(creditor=owing, as_of=date(2026, 2, 9), invoice=invoice_of(owing))[0]
    assert same_day.interest_cents == before.interest_cents > 0
    assert (same_day.principal_cents, same_day.per_day_cents) == (60_000, before.per_day_cents // 2)


def test_nothing_is_claimed_beside_what_was_given_up_whole(owing: Creditor) -> None:
    given_up(owing)
    (owed,) = state_owed(creditor=owing, as_of=date(2026, 3, 1), invoice=invoice_of(owing))
    assert owed.total_cents == 0
    undo_write_off(creditor=owing, invoice=invoice_of(owing), act=an_act("2026-03-01"))
    (owed,) = state_owed(creditor=owing, as_of=date(2026, 3, 1), invoice=invoice_of(owing))
    assert owed.principal_cents == 120_000 and owed.indemnity_cents == 4_000


def test_the_rest_may_be_paid_and_was_then_paid_that_day(owing: Creditor) -> None:
    given_up(owing, 20_000)
    day = date(2026, 2, 10)
    record_payment(creditor=owing, invoice=invoice_of(owing), cents=100_000, on=day, act=an_act("2026-02-10"))
    assert (Receivable.objects.get().paid_on, wrong_amounts(owing)) == (day, [])


def test_a_small_rest_that_is_kept_is_asked_about_again_only_later(creditor: Creditor) -> None:
    dupont_owes(creditor, "FA-1,2026-01-01,2026-01-30,3.00,3.00")
    run(creditor, "2026-04-10")
    small = Task.objects.filter(creditor=creditor, kind="write_off_or_keep", closed_on=None)
    assert small.exists()
    customer = customer_of(creditor)
    keep_small_rest(creditor=creditor, customer=customer, currency="EUR", reason="next order", act=an_act("2026-04-10"))
    run(creditor, "2026-04-13", everyone=True)
    assert not small.exists()
    run(creditor, "2026-06-15", everyone=True)
    assert small.exists()


def test_a_promise_is_not_kept_by_giving_up(owing: Creditor) -> None:
    from relance.ledger.models.promise import Promise

    promise = Promise.objects.create(
        creditor=owing, customer=customer_of(owing), invoice=invoice_of(owing), on=date(2026, 2, 20), cents=120_000,
        open_after_cents=0, made_on=date(2026, 2, 6), recorded_by="Anne",
    )  # fmt: skip
    given_up(owing)
    promise.refresh_from_db()
    assert promise.state == "withdrawn"


def test_another_customers_invoices_are_left_alone(owing: Creditor) -> None:
    assert Customer.objects.filter(creditor=owing).count() == 1
    open_task(owing, an_act(), kind="call", due_on=date(2026, 2, 9), why="x")
    given_up(owing)
    assert Task.objects.filter(creditor=owing, kind="call", closed_on=None).exists()

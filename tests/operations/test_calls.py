"""A step that is a call: what was said takes effect, nobody there is tried again, a dead number gives way."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relance.ledger.models import Call, Creditor, Customer, Dispute, Event, Hold, Notice, Promise, StepDone, Task
from relance.operations.edit_plan import save_plan
from relance.operations.log_call import DOES_THE_STEP, log_call
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from tests.operations.scene import (
    a_creditor,
    an_act,
    customer_of,
    dupont_owes,
    invoice_of,
    notices,
    run,
    send,
    the_day,
)

pytestmark = pytest.mark.django_db

OWED = "FA-1,2026-01-01,2026-01-30,1200.00,1200.00"
ALSO = "FA-2,2026-01-01,2026-01-29,300.00,300.00"
MONDAY = "2026-02-02"  # the first day on which both are called about: due + 3


def a_phoning_creditor(**settings: Any) -> Creditor:
    """A creditor whose first reminder is a call; Dupont has a telephone."""
    return a_creditor(preset="phone-first", sending="as_planned", **settings)


@pytest.fixture
def creditor() -> Creditor:
    """Dupont owes 1,200.00 on FA-1 and 300.00 on FA-2, and is to be called on Monday 2 February."""
    firm = a_phoning_creditor(call_attempts=3)
    dupont_owes(firm, OWED, ALSO)
    Customer.objects.filter(creditor=firm).update(phone="02 98 00 00 00")
    the_day(firm, MONDAY)
    return firm


def call(creditor: Creditor, result: str, day: str = MONDAY, *, free: bool = False, **said: Any) -> Call:
    """A call about the notice that waits for it, or a free one."""
    waiting = Notice.objects.filter(creditor=creditor, state="planned", channel="phone").first()
    return log_call(
        creditor=Creditor.objects.get(pk=creditor.pk), customer=customer_of(creditor), result=result,
        act=an_act(day), notice=None if free else waiting, **said,
    )  # fmt: skip


def steps_done(creditor: Creditor) -> list[str]:
    rows = StepDone.objects.filter(creditor=creditor).order_by("receivable__invoice__number")
    return list(rows.values_list("receivable__invoice__number", flat=True))


def open_task(creditor: Creditor, kind: str) -> Task | None:
    return Task.objects.filter(creditor=creditor, kind=kind, closed_on=None).first()


def test_someone_spoken_to_does_the_step_on_every_invoice_of_the_call(creditor: Creditor) -> None:
    made = call(creditor, "spoken", spoke_to="Mme Roy", minutes=4, note="will look at it")
    assert steps_done(creditor) == ["FA-1", "FA-2"]
    assert StepDone.objects.filter(creditor=creditor)[0].note == "Mme Roy – will look at it"
    assert (made.number, made.minutes, made.notice_id is not None) == ("02 98 00 00 00", 4, True)
    task = Task.objects.get(creditor=creditor, kind="call")
    assert (task.closed_on, task.result) == (date(2026, 2, 2), "call: spoken")


def test_the_journal_keeps_all_that_was_said(creditor: Creditor) -> None:
    call(creditor, "promise", spoke_to="Mme Roy", minutes=4, note="cheque", promise_on=date(2026, 2, 13))
    told = Event.objects.get(creditor=creditor, verb="call_logged").payload
    kept = ("result", "spoke_to", "minutes", "note", "number", "promise_on", "invoices")
    assert [told[key] for key in kept] == [
        "promise", "Mme Roy", 4, "cheque", "02 98 00 00 00", "2026-02-13", ["FA-2", "FA-1"],
    ]  # fmt: skip


def test_a_promise_by_phone_pauses_every_invoice_of_the_call(creditor: Creditor) -> None:
    call(creditor, "promise", spoke_to="Mme Roy", promise_on=date(2026, 2, 13))
    rows = Promise.objects.filter(creditor=creditor).order_by("invoice__number")
    assert [(p.invoice.number, p.cents, p.channel, p.said_by) for p in rows] == [
        ("FA-1", 120_000, "phone", "Mme Roy"), ("FA-2", 30_000, "phone", "Mme Roy"),
    ]  # fmt: skip
    the_day(creditor, "2026-02-10")
    assert [n.state for n in notices(creditor, "planned", "to_confirm")] == []


def test_an_amount_promised_fills_the_oldest_invoice_first(creditor: Creditor) -> None:
    call(creditor, "promise", promise_on=date(2026, 2, 13), promise_cents=50_000)
    rows = Promise.objects.filter(creditor=creditor).values_list("invoice__number", "cents")
    assert dict(rows) == {"FA-2": 30_000, "FA-1": 20_000}


def test_more_than_is_owed_is_refused_and_nothing_is_kept(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="too much for FA-2, FA-1"):
        call(creditor, "promise", promise_on=date(2026, 2, 13), promise_cents=150_001)
    assert not Call.objects.exists() and steps_done(creditor) == []


def test_a_dispute_by_phone_names_its_invoice_and_stops_it(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="say which invoice is disputed: FA-2, FA-1"):
        call(creditor, "dispute", dispute_reason="price")
    call(creditor, "dispute", invoice=invoice_of(creditor), dispute_reason="price", dispute_cents=20_000)
    dispute = Dispute.objects.get(creditor=creditor)
    assert (dispute.invoice.number, dispute.reason, dispute.cents) == ("FA-1", "price", 20_000)
    assert steps_done(creditor) == ["FA-1", "FA-2"]


def test_said_to_be_paid_rests_five_working_days_and_asks_to_look_at_the_bank(creditor: Creditor) -> None:
    call(creditor, "already_paid", spoke_to="Mme Roy")
    assert {h.until_on for h in Hold.objects.filter(creditor=creditor)} == {date(2026, 2, 9)}
    task = open_task(creditor, "check_payment")
    assert task and (task.due_on, task.subject, task.amount_cents) == (date(2026, 2, 9), "FA-2, FA-1", 150_000)


def test_the_bank_says_it_is_paid_and_the_question_closes(creditor: Creditor) -> None:
    call(creditor, "already_paid")
    for number, cents in (("FA-1", 120_000), ("FA-2", 30_000)):
        assert open_task(creditor, "check_payment")
        record_payment(
            creditor=creditor, invoice=invoice_of(creditor, number), cents=cents, on=date(2026, 2, 3),
            act=an_act("2026-02-04"),
        )  # fmt: skip
    assert open_task(creditor, "check_payment") is None


def test_instalments_asked_for_put_a_plan_on_the_work_list(creditor: Creditor) -> None:
    call(creditor, "agreement", spoke_to="Mme Roy")
    task = open_task(creditor, "make_agreement")
    assert task and (task.due_on, task.amount_cents) == (date(2026, 2, 3), 150_000)


def test_to_be_called_back_moves_the_call_and_does_no_step(creditor: Creditor) -> None:
    call(creditor, "call_back", spoke_to="secretary", call_back_on=date(2026, 2, 5))
    task = open_task(creditor, "call")
    assert task and task.due_on == date(2026, 2, 5) and steps_done(creditor) == []
    call(creditor, "spoken", "2026-02-05")
    assert steps_done(creditor) == ["FA-1", "FA-2"]


def test_nobody_there_is_tried_again_on_the_next_working_day(creditor: Creditor) -> None:
    call(creditor, "no_answer", "2026-02-06")
    task = open_task(creditor, "call")
    assert task and task.due_on == date(2026, 2, 9)  # a Friday: on Monday again
    assert steps_done(creditor) == [] and not customer_of(creditor).phone_failed


CALL_FIRST = """
key = "call-first"
[[steps]]
key = "r1"
kind = "reminder"
anchor = "due"
offset_days = 3
channels = [{channels}]
"""


@pytest.mark.parametrize(("channels", "state"), [('"phone", "letter"', "planned"), ('"phone"', "no_contact")])
def test_after_so_many_attempts_the_step_takes_its_next_channel(channels: str, state: str) -> None:
    firm = a_creditor(sending="as_planned", call_attempts=2)
    save_plan(creditor=firm, text=CALL_FIRST.format(channels=channels), act=an_act())
    Creditor.objects.filter(pk=firm.pk).update(default_plan="call-first")
    dupont_owes(firm, OWED)
    Customer.objects.filter(creditor=firm).update(phone="02 98 00 00 00")
    the_day(firm, MONDAY)
    call(firm, "no_answer")
    call(firm, "message_left", "2026-02-03")
    assert customer_of(firm).phone_failed
    assert [(n.state, n.why) for n in notices(firm)] == [("cancelled", "nobody answers")]
    run(firm, "2026-02-03")
    assert [(n.state, n.step) for n in notices(firm)][1:] == [(state, "r1")]
    assert bool(open_task(firm, "missing_contact")) == (state == "no_contact") and open_task(firm, "call") is None


def test_an_invoice_that_joins_the_call_does_not_begin_the_count_of_tries_anew() -> None:
    firm = a_phoning_creditor(call_attempts=2)
    dupont_owes(firm, OWED, "FA-3,2026-01-01,2026-01-31,80.00,80.00")
    Customer.objects.filter(creditor=firm).update(phone="02 98 00 00 00")
    the_day(firm, MONDAY)
    call(firm, "no_answer")
    the_day(firm, "2026-02-05")
    assert [(n.state, n.total_cents) for n in notices(firm)] == [("cancelled", 120_000), ("planned", 128_000)]
    call(firm, "no_answer", "2026-02-05")
    assert customer_of(firm).phone_failed


def test_a_wrong_number_is_given_up_at_once(creditor: Creditor) -> None:
    call(creditor, "wrong_number")
    assert customer_of(creditor).phone_failed
    assert [n.why for n in notices(creditor)] == ["wrong number"]
    assert open_task(creditor, "call") is None


def test_another_number_that_is_wrong_says_nothing_about_the_known_one(creditor: Creditor) -> None:
    call(creditor, "wrong_number", number="01 00 00 00 00")
    assert not customer_of(creditor).phone_failed and open_task(creditor, "call")


def test_being_reached_at_a_number_given_up_brings_it_back(creditor: Creditor) -> None:
    call(creditor, "wrong_number")
    call(creditor, "spoken", free=True)
    assert not customer_of(creditor).phone_failed


def test_a_call_that_nobody_asked_for_is_kept_and_does_no_step(creditor: Creditor) -> None:
    the_task = open_task(creditor, "call")
    made = call(creditor, "promise", free=True, promise_on=date(2026, 2, 13))
    assert made.notice is None and steps_done(creditor) == []
    assert Promise.objects.filter(creditor=creditor).count() == 2
    assert open_task(creditor, "call") == the_task


def test_a_promise_to_call_back_is_a_task_of_its_own_and_the_next_call_closes_it(creditor: Creditor) -> None:
    Task.objects.filter(creditor=creditor).update(closed_on=date(2026, 2, 2))
    call(creditor, "call_back", free=True, call_back_on=date(2026, 2, 6))
    task = open_task(creditor, "call")
    assert task and (task.notice_id, task.due_on) == (None, date(2026, 2, 6))
    call(creditor, "spoken", "2026-02-06", free=True)
    assert open_task(creditor, "call") is None


def test_what_was_paid_meanwhile_takes_the_call_off_the_list(creditor: Creditor) -> None:
    notice = notices(creditor)[0]
    for number, cents in (("FA-1", 120_000), ("FA-2", 30_000)):
        record_payment(
            creditor=creditor, invoice=invoice_of(creditor, number), cents=cents, on=date(2026, 2, 2),
            act=an_act(MONDAY),
        )  # fmt: skip
    assert open_task(creditor, "call") is None
    log_call(creditor=creditor, customer=customer_of(creditor), result="spoken", act=an_act(MONDAY), notice=notice)
    assert steps_done(creditor) == [] and Call.objects.get(creditor=creditor).notice == notice


@pytest.mark.parametrize(
    ("result", "said", "why"),
    [
        ("sang", {}, "a call’s result is one of"),
        ("promise", {}, "by which day"),
        ("call_back", {}, "on which day to call back"),
        ("call_back", {"call_back_on": date(2026, 2, 1)}, "is past"),
        ("spoken", {"minutes": 601}, "from 0 to 600"),
        ("dispute", {"dispute_reason": "mood", "invoice": "FA-1"}, "reason"),
    ],
)
def test_an_unclear_result_is_refused(creditor: Creditor, result: str, said: dict[str, Any], why: str) -> None:
    if "invoice" in said:
        said = {**said, "invoice": invoice_of(creditor, said["invoice"])}
    with pytest.raises(Refused, match=why):
        call(creditor, result, **said)
    assert not Call.objects.exists() and steps_done(creditor) == []


@pytest.mark.parametrize("result", DOES_THE_STEP)
def test_once_spoken_to_nobody_is_called_again_the_same_day(creditor: Creditor, result: str) -> None:
    call(creditor, result, promise_on=date(2026, 2, 13), dispute_reason="price", invoice=invoice_of(creditor))
    run(creditor, MONDAY)
    send(creditor, MONDAY)
    assert open_task(creditor, "call") is None
    assert [n.state for n in notices(creditor, "planned")] == []

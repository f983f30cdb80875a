"""From decision to departure: confirmed, looked at a last time, released once, and remembered."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from relance.ledger.models import Creditor, Customer, Dispatch, Event, Notice, NoticeLine, StepDone, Task
from relance.ledger.reads import chain_break
from relance.operations.change_settings import change_settings
from relance.operations.confirm_notices import cancel_notice, confirm_notices
from relance.operations.edit_customer import edit_customer
from relance.operations.hold import hold
from relance.operations.notices import move
from relance.operations.record_payment import cancel_payment, record_payment
from relance.operations.record_step import record_step
from relance.operations.refused import Refused
from tests.operations.scene import (
    DUPONT,
    MARTIN,
    a_creditor,
    an_act,
    confirm,
    csv_of,
    customer_of,
    dupont_owes,
    invoice_of,
    notices,
    run,
    send,
    states,
    take,
    the_day,
)

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
FA_2 = "FA-2,2026-01-10,2026-02-09,300.00,300.00"
FEB_6, FEB_16 = "2026-02-06", "2026-02-16"


@pytest.fixture
def waiting(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1 and FA-2; on 16 February reminder 2 of FA-1 waits, with FA-2 acted too."""
    dupont_owes(creditor, FA_1, FA_2)
    the_day(creditor, FEB_6)
    run(creditor, FEB_16)
    return creditor


def pay(creditor: Creditor, number: str, cents: int, day: str = FEB_16) -> int:
    payment = record_payment(
        creditor=creditor, invoice=invoice_of(creditor, number), cents=cents, on=an_act(day).today, act=an_act(day)
    )
    return payment.pk


def outbox_files(home: Path) -> list[str]:
    return sorted(p.name for p in home.glob("outbox/*/2*/*"))


def test_nothing_leaves_without_a_persons_word(creditor: Creditor, own_home: Path) -> None:
    dupont_owes(creditor, FA_1)
    run(creditor, FEB_6)
    assert send(creditor, FEB_6).outcomes == {}
    assert states(creditor) == ["to_confirm"]
    assert outbox_files(own_home) == []


def test_a_confirmed_notice_leaves_once(creditor: Creditor, own_home: Path) -> None:
    dupont_owes(creditor, FA_1)
    for _ in range(3):
        the_day(creditor, FEB_6)
    assert states(creditor) == ["sent"]
    assert outbox_files(own_home) == ["R-000001-dupont-email.eml"]


def test_the_file_in_the_outbox_is_what_was_frozen(creditor: Creditor, own_home: Path) -> None:
    dupont_owes(creditor, FA_1)
    the_day(creditor, FEB_6)
    dispatch = Dispatch.objects.get()
    (path,) = own_home.glob("outbox/*/2026-02-06/*.eml")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == dispatch.sha256
    assert path.read_bytes() == bytes(dispatch.content)
    assert path.read_bytes().startswith(b"X-Unsent: 1")


def test_running_a_day_twice_is_running_it_once(waiting: Creditor) -> None:
    again = run(waiting, FEB_16)
    assert (again.created, again.kept, again.cancelled) == (0, 1, 0)
    confirm(waiting, FEB_16)
    again = run(waiting, FEB_16)
    assert (again.created, again.kept, again.cancelled) == (0, 1, 0)
    assert states(waiting) == ["sent", "planned"]


def test_a_dry_run_writes_nothing(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    before = Event.objects.count()
    report = run(creditor, FEB_6, dry_run=True)
    assert len(report.decided[0].drafts) == 1
    assert (Notice.objects.count(), Event.objects.count()) == (0, before)


@pytest.mark.parametrize("number", ["FA-1", "FA-2"])
def test_a_payment_between_decision_and_sending_stops_the_notice(waiting: Creditor, number: str) -> None:
    confirm(waiting, FEB_16)
    pay(waiting, number, 120000 if number == "FA-1" else 30000)
    assert send(waiting, FEB_16).count("sent") == 0
    notice = notices(waiting)[1]
    assert (notice.state, notice.why) == ("cancelled", "paid")


def test_a_payment_on_a_listed_line_stops_the_notice_too(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    send(waiting, FEB_16)
    run(waiting, "2026-02-26")  # the formal notice acts on FA-1 and lists FA-2
    confirm(waiting, "2026-02-26")
    listed = NoticeLine.objects.get(notice__state="planned", is_acted=False)
    assert listed.receivable.invoice.number == "FA-2"
    pay(waiting, "FA-2", 30000, "2026-02-26")
    assert send(waiting, "2026-02-26").count("sent") == 0
    assert notices(waiting)[2].why == "paid"


def test_a_part_payment_the_operations_did_not_see_is_seen_by_the_last_look(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    invoice_of(waiting, "FA-2").receivables.update(open_cents=10000)
    assert list(send(waiting, FEB_16).outcomes.values()) == ["changed"]
    old, new = notices(waiting)[1:]
    assert (old.state, old.why) == ("cancelled", "changed")
    assert (new.state, new.total_cents) == ("to_confirm", 130000)


def test_everything_paid_behind_our_back_is_seen_by_the_last_look(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    for number in ("FA-1", "FA-2"):
        invoice_of(waiting, number).receivables.update(open_cents=0)
    send(waiting, FEB_16)
    assert [(n.state, n.why) for n in notices(waiting)[1:]] == [("cancelled", "paid")]


def test_another_address_is_decided_and_confirmed_afresh(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    changes = {"email": "compta@dupont.example"}
    edit_customer(creditor=waiting, customer=customer_of(waiting), changes=changes, act=an_act(FEB_16))
    assert list(send(waiting, FEB_16).outcomes.values()) == ["changed"]
    old, new = notices(waiting)[1:]
    assert (old.state, old.why, old.recipient) == ("cancelled", "changed", "dupont@example.com")
    assert (new.state, new.recipient) == ("to_confirm", "compta@dupont.example")


def test_a_hold_set_after_confirming_stops_the_notice(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    hold(creditor=waiting, customer=customer_of(waiting), act=an_act(FEB_16), reason="en litige")
    assert send(waiting, FEB_16).count("sent") == 0
    assert notices(waiting)[1].state == "cancelled"


def test_an_undone_payment_opens_the_invoice_at_its_step(waiting: Creditor) -> None:
    payment = pay(waiting, "FA-1", 120000)
    cancel_payment(creditor=waiting, payment_id=payment, act=an_act(FEB_16))
    draft = run(waiting, FEB_16).decided[0].wanted[0].draft
    assert {line.invoice: line.step for line in draft.acted} == {"FA-1": "r2", "FA-2": "r1"}


def test_a_cancelled_notice_is_not_asked_for_again_the_same_day(waiting: Creditor) -> None:
    cancel_notice(creditor=waiting, reference="R-000002", why="j’appelle moi-même", act=an_act(FEB_16))
    assert run(waiting, FEB_16).created == 0
    assert run(waiting, "2026-02-17").created == 1


def test_what_has_left_cannot_be_cancelled_or_confirmed_again(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    the_day(creditor, FEB_6)
    with pytest.raises(Refused, match="has not left"):
        cancel_notice(creditor=creditor, reference="R-000001", why="trop tard", act=an_act(FEB_6))
    said = confirm_notices(creditor=creditor, references=["R-000001"], act=an_act(FEB_6))
    assert (said.confirmed, said.untouched) == ((), ("R-000001",))


def test_a_reference_nobody_knows_is_refused_in_words(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="there is no notice R-000099"):
        confirm(creditor, FEB_6, "R-000099")


@pytest.mark.parametrize(("state", "to"), [("sent", "planned"), ("cancelled", "planned"), ("frozen", "cancelled")])
def test_an_arrow_that_does_not_exist_is_a_fault(waiting: Creditor, state: str, to: str) -> None:
    notice = notices(waiting)[1]
    notice.state = state
    with pytest.raises(ValueError, match="no arrow"):
        move(notice, to)


def test_who_moves_second_moves_nothing(waiting: Creditor) -> None:
    first, second = notices(waiting)[1], notices(waiting)[1]
    assert move(first, "planned")
    assert not move(second, "planned")


def test_confirm_all_switched_on_after_planning_holds_notices_back(creditor: Creditor) -> None:
    change_settings(creditor=creditor, changes={"sending": "as_planned"}, act=an_act(FEB_6))
    dupont_owes(creditor, FA_1)
    run(creditor, FEB_6)
    assert states(creditor) == ["planned"]
    change_settings(creditor=creditor, changes={"sending": "confirm_all"}, act=an_act(FEB_6))
    assert send(creditor, FEB_6).count("sent") == 0
    assert states(creditor) == ["to_confirm"]


@pytest.mark.parametrize(("day", "hour"), [("2026-02-07", 10), (FEB_6, 7), (FEB_6, 19), (FEB_6, 23)])
def test_nothing_leaves_on_a_saturday_or_outside_sending_hours(creditor: Creditor, day: str, hour: int) -> None:
    dupont_owes(creditor, FA_1)
    run(creditor, FEB_6)
    confirm(creditor, FEB_6)
    report = send(creditor, day, hour)
    assert report.held
    assert states(creditor) == ["planned"]


def test_an_explicit_day_is_not_bound_to_hours(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    run(creditor, FEB_6)
    confirm(creditor, FEB_6)
    assert send(creditor, FEB_6, 23, any_hour=True).count("sent") == 1


def test_a_clock_that_went_back_is_refused(creditor: Creditor) -> None:
    run(creditor, FEB_6)
    for refused in (run, send):
        with pytest.raises(Refused, match="before"):
            refused(creditor, "2026-02-05")


def test_the_daily_limit_takes_the_largest_first_and_the_rest_tomorrow(creditor: Creditor) -> None:
    Creditor.objects.update(max_notices_per_day=1)
    martin = f"{MARTIN},FA-7,2025-12-31,2026-01-30,90.00,90.00"
    take(creditor, csv_of([martin, f"{DUPONT},{FA_1}"]))
    the_day(creditor, FEB_6)
    run(creditor, FEB_6)
    assert [n.customer.code for n in notices(creditor)] == ["DUPONT"]
    the_day(creditor, "2026-02-09")
    assert [n.customer.code for n in notices(creditor, "sent")] == ["DUPONT", "MARTIN"]


def test_one_faulty_customer_never_stops_the_others(creditor: Creditor, monkeypatch: pytest.MonkeyPatch) -> None:
    from relance.operations import decide_due as room

    martin = f"{MARTIN},FA-7,2025-12-31,2026-01-30,90.00,90.00"
    take(creditor, csv_of([f"{DUPONT},{FA_1}", martin]))
    real = room.decide

    def poisoned(position, *rest):  # type: ignore[no-untyped-def]
        if position.customer == "DUPONT":
            raise ZeroDivisionError("a fault of ours")
        return real(position, *rest)

    monkeypatch.setattr(room, "decide", poisoned)
    report = run(creditor, FEB_6)
    assert [n.customer.code for n in notices(creditor)] == ["MARTIN"]
    assert report.problems[0].startswith("DUPONT: ZeroDivisionError")
    assert customer_of(creditor).wake_on.isoformat() == "2026-02-09"
    assert Event.objects.filter(verb="decision_failed").count() == 1


def test_a_call_is_a_sheet_and_a_task_closed_by_its_record(own_home: Path, db: None) -> None:
    creditor = a_creditor(preset="phone-first")
    take(creditor, csv_of([f"{DUPONT},0472000000,{FA_1}"], "customer,customer_name,email,address,postcode,city,phone,"
         "invoice,issued_on,due_on,amount,open"))  # fmt: skip
    for _ in range(2):
        the_day(creditor, FEB_6)
    assert [p.suffix for p in own_home.glob("outbox/*/calls/*")] == [".pdf"]
    assert (Task.objects.get(kind="call").closed_on, states(creditor)) == (None, ["planned"])
    record_step(
        creditor=creditor, invoice=invoice_of(creditor), step="r1", on=an_act(FEB_6).today, act=an_act(FEB_6),
        channel="phone", note="promet de payer",
    )  # fmt: skip
    assert Task.objects.get(kind="call").closed_on == an_act(FEB_6).today
    assert states(creditor) == ["cancelled", "sent"]
    assert StepDone.objects.get().step == "r1"


def test_a_step_recorded_by_hand_counts_and_is_not_sent(waiting: Creditor) -> None:
    act = an_act(FEB_16)
    record_step(creditor=waiting, invoice=invoice_of(waiting), step="r2", on=act.today, act=act, channel="letter")
    with pytest.raises(Refused, match="already"):
        record_step(creditor=waiting, invoice=invoice_of(waiting), step="r2", on=act.today, act=act)
    run(waiting, FEB_16)
    confirm(waiting, FEB_16)
    send(waiting, FEB_16)
    assert StepDone.objects.filter(receivable__invoice__number="FA-1", step="r2").count() == 1


def test_a_handover_is_a_task_and_a_mark_and_no_message(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    for day in (FEB_6, FEB_16, "2026-02-26"):
        dupont_owes(creditor, FA_1, day=day, snapshot=True)
        the_day(creditor, day)
    dupont_owes(creditor, FA_1, day="2026-03-09", snapshot=True)
    the_day(creditor, "2026-03-09")
    assert states(creditor) == ["sent"] * 3
    assert StepDone.objects.filter(kind="handover").count() == 1
    assert Task.objects.get(kind="hand_over").customer == customer_of(creditor)
    run(creditor, "2026-03-10")
    assert Task.objects.filter(kind="hand_over").count() == 1


def test_skipping_days_and_catching_up_skips_no_step(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    for day in ("2026-04-01", "2026-04-15", "2026-05-04"):
        dupont_owes(creditor, FA_1, day=day, snapshot=True)
        the_day(creditor, day)
    assert [n.step for n in notices(creditor, "sent")] == ["r1", "r2", "notice"]


def test_the_database_itself_refuses_the_same_reminder_twice(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    the_day(creditor, FEB_6)
    line = NoticeLine.objects.get()
    line.pk, line.notice = None, Notice.objects.create(
        creditor=creditor, customer=customer_of(creditor), reference="R-000002", state="planned", currency="EUR",
        decided_on=an_act(FEB_6).today, plan="x", step="r1", kind="reminder", total_cents=1,
    )  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save(force_insert=True)


def test_the_database_refuses_a_second_notice_on_one_day(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1)
    the_day(creditor, FEB_6)
    again = Notice.objects.get()
    again.pk, again.reference = None, "R-000002"
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_a_customer_without_any_address_waits_for_one(creditor: Creditor) -> None:
    take(creditor, csv_of([f"DUPONT,Dupont SARL,,,,,{FA_1}"]))
    run(creditor, FEB_6)
    assert states(creditor) == ["no_contact"]
    assert Task.objects.get(kind="missing_contact").customer == customer_of(creditor)
    changes = {"email": "compta@dupont.example"}
    edit_customer(creditor=creditor, customer=customer_of(creditor), changes=changes, act=an_act(FEB_6))
    the_day(creditor, FEB_6)
    assert states(creditor) == ["cancelled", "sent"]
    assert not Task.objects.filter(kind="missing_contact", closed_on=None).exists()


def test_two_creditors_with_the_same_codes_never_mix(creditor: Creditor) -> None:
    other = a_creditor("Autre Maison SAS")
    for each in (creditor, other):
        dupont_owes(each, FA_1)
    the_day(creditor, FEB_6)
    assert states(other) == []
    run(other, FEB_6)
    pay(creditor, "FA-1", 120000, FEB_6)
    assert states(other) == ["to_confirm"]
    with pytest.raises(Refused):
        cancel_notice(creditor=other, reference="R-000002", why="x", act=an_act(FEB_6))
    assert chain_break(creditor) is None and chain_break(other) is None


def test_adding_an_unrelated_customer_changes_nothing(creditor: Creditor) -> None:
    dupont_owes(creditor, FA_1, FA_2)
    before = run(creditor, FEB_16, dry_run=True).decided[0].drafts
    take(creditor, csv_of([f"{MARTIN},FA-7,2025-12-31,2026-01-30,90.00,90.00"]))
    assert run(creditor, FEB_16, dry_run=True).decided[0].drafts == before


def test_what_happened_can_be_read_back(waiting: Creditor) -> None:
    confirm(waiting, FEB_16)
    send(waiting, FEB_16)
    verbs = list(Event.objects.filter(customer__code="DUPONT").order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["notice_decided", "notice_confirmed", "message_sent"] * 2
    assert chain_break(waiting) is None


def test_the_customer_of_every_event_is_its_own(waiting: Creditor) -> None:
    assert set(Event.objects.exclude(customer=None).values_list("customer", flat=True)) == set(
        Customer.objects.values_list("pk", flat=True)
    )

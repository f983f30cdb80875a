"""Answers: what a customer is told, once, with the care of a reminder and without disturbing any."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from relance.ledger.models import (
    Creditor,
    Customer,
    Dispatch,
    Dispute,
    Event,
    Notice,
    StepDone,
    Task,
)
from relance.operations.change_settings import change_settings
from relance.operations.confirm_notices import cancel_notice
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from tests.operations.answering import (
    FA_1,
    FEB_5,
    FEB_6,
    FEB_9,
    a_dispute,
    a_promise,
    mails,
    received,
    told,
)
from tests.operations.scene import (
    an_act,
    confirm,
    customer_of,
    dupont_owes,
    invoice_of,
    notices,
    run,
    send,
    states,
    the_day,
)
from tests.operations.sink import a_mail_server


@pytest.fixture
def owed(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1, 1,200.00, due on 30 January; its first reminder comes on 6 February."""
    dupont_owes(creditor, FA_1)
    return creditor


@pytest.fixture
def planned(owed: Creditor) -> Creditor:
    """The same, where what is automatic leaves without a word."""
    return change_settings(creditor=owed, changes={"sending": "as_planned"}, act=an_act(FEB_5))


def test_an_answer_waits_for_a_word_where_everything_does(owed: Creditor) -> None:
    notice = received(owed)
    assert (notice.state, notice.kind, notice.step, notice.total_cents) == ("to_confirm", "answer", "", 120_000)
    assert (notice.channel, notice.recipient, notice.template) == ("email", "dupont@example.com", "dispute-received")
    assert send(owed, FEB_5).outcomes == {}


def test_it_leaves_once_however_often_it_is_asked_for_and_sent(planned: Creditor, own_home: Path) -> None:
    notice = received(planned)
    assert told(planned, notice.about) == notice
    assert send(planned, FEB_5).count("sent") == 1
    assert told(planned, notice.about) == notice and send(planned, FEB_5).outcomes == {}
    run(planned, FEB_5)
    assert len(mails(own_home)) == 1 and "300,00" in mails(own_home)[0]


def test_who_clicks_has_confirmed_it(owed: Creditor) -> None:
    notice = received(owed, confirmed=True)
    assert (notice.state, notice.confirmed_by) == ("planned", "Anne")
    assert send(owed, FEB_5).count("sent") == 1


def test_a_click_on_one_that_waits_confirms_it(owed: Creditor) -> None:
    again = told(owed, received(owed).about, confirmed=True)
    assert again and again.state == "planned"


def test_it_does_no_step_and_makes_no_reminder_wait(planned: Creditor) -> None:
    received(planned)
    the_day(planned, FEB_5)
    assert not StepDone.objects.exists()
    the_day(planned, FEB_6)
    assert [(n.kind, n.state) for n in notices(planned)] == [("answer", "sent"), ("reminder", "sent")]


def test_a_reminder_leaves_on_the_same_day(planned: Creditor) -> None:
    received(planned)
    the_day(planned, FEB_6)
    left = Notice.objects.filter(left_on=date(2026, 2, 6)).values_list("kind", flat=True)
    assert sorted(left) == ["answer", "reminder"]


def test_the_day_decided_twice_keeps_it_as_it_waits(owed: Creditor) -> None:
    notice = received(owed)
    run(owed, FEB_6)
    run(owed, FEB_6)
    notice.refresh_from_db()
    assert notice.state == "to_confirm"


def test_the_days_limit_counts_reminders_only(planned: Creditor) -> None:
    Creditor.objects.filter(pk=planned.pk).update(max_notices_per_day=1)
    received(planned)
    told(planned, f"promise:{a_promise(planned, 20_000).pk}:noted")
    report = run(planned, FEB_6)
    assert report.created == 1
    assert send(planned, FEB_6).count("sent") == 3


def test_what_is_no_longer_so_is_not_told(planned: Creditor) -> None:
    notice = received(planned)
    Dispute.objects.update(state="withdrawn")
    assert send(planned, FEB_5).outcomes == {notice.reference: "changed"}
    notice.refresh_from_db()
    assert (notice.state, notice.why) == ("cancelled", "changed")


def test_what_waits_for_a_word_goes_as_soon_as_it_is_no_longer_so(owed: Creditor) -> None:
    received(owed)
    Dispute.objects.update(state="withdrawn")
    run(owed, FEB_6)
    assert states(owed)[0] == "cancelled"


def test_a_payment_takes_back_reminders_not_answers(owed: Creditor) -> None:
    notice = received(owed)
    record_payment(creditor=owed, invoice=invoice_of(owed), cents=120_000, on=date(2026, 2, 5), act=an_act(FEB_5))
    notice.refresh_from_db()
    assert notice.state == "to_confirm"


def test_it_is_printed_with_the_amounts_of_the_day_on_which_it_leaves(planned: Creditor, own_home: Path) -> None:
    notice = received(planned)
    record_payment(creditor=planned, invoice=invoice_of(planned), cents=50_000, on=date(2026, 2, 5), act=an_act(FEB_5))
    send(planned, FEB_5)
    notice.refresh_from_db()
    assert notice.total_cents == 70_000 and notice.lines.get().open_cents == 70_000
    assert "400,00" in mails(own_home)[0] and "700,00" in mails(own_home)[0]


def test_another_address_is_another_message_to_confirm(owed: Creditor) -> None:
    notice = received(owed)
    confirm(owed, FEB_5)
    Customer.objects.update(email="other@example.com")
    assert send(owed, FEB_5).outcomes == {notice.reference: "changed"}
    assert [(n.state, n.recipient) for n in notices(owed)][1] == ("to_confirm", "other@example.com")


def test_without_a_mail_address_it_is_a_letter(owed: Creditor) -> None:
    Customer.objects.update(email="")
    assert received(owed).channel == "letter"


def test_where_no_channel_reaches_a_person_is_asked_and_it_leaves_once_one_does(planned: Creditor) -> None:
    Customer.objects.update(email="", city="")
    about = f"dispute:{a_dispute(planned).pk}:received"
    assert told(planned, about) is None
    assert Task.objects.get(kind="tell_customer").amount_cents == 120_000
    Customer.objects.update(city="Lyon")
    run(planned, FEB_5)
    assert [(n.about, n.channel) for n in notices(planned)] == [(about, "letter")]
    assert Task.objects.get(kind="tell_customer").closed_on


def test_taken_back_by_a_person_it_stays_so_and_stops_no_reminder(owed: Creditor) -> None:
    notice = received(owed)
    cancel_notice(creditor=owed, reference=notice.reference, why="told by phone", act=an_act(FEB_6))
    assert told(owed, notice.about) is None
    assert run(owed, FEB_6).created == 1


def test_a_person_may_still_ask_for_it_again(owed: Creditor) -> None:
    notice = received(owed)
    cancel_notice(creditor=owed, reference=notice.reference, why="told by phone", act=an_act(FEB_6))
    again = told(owed, notice.about, confirmed=True)
    assert again and again.reference != notice.reference


def test_one_that_has_left_is_not_cancelled(planned: Creditor) -> None:
    notice = received(planned)
    send(planned, FEB_5)
    with pytest.raises(Refused):
        cancel_notice(creditor=planned, reference=notice.reference, why="too late", act=an_act(FEB_5))


def test_its_coming_and_going_stands_in_the_chain(planned: Creditor) -> None:
    received(planned)
    send(planned, FEB_5)
    verbs = Event.objects.filter(customer=customer_of(planned)).values_list("verb", flat=True)
    assert [v for v in verbs.order_by("sequence") if v.startswith(("answer", "message"))] == [
        "answer_prepared",
        "message_sent",
    ]


def test_it_keeps_working_days_and_hours(planned: Creditor) -> None:
    received(planned)
    assert send(planned, FEB_5, hour=22).held
    assert send(planned, "2026-02-08").held
    assert send(planned, FEB_9).count("sent") == 1


def test_interrupted_before_its_bytes_left_it_begins_anew(planned: Creditor) -> None:
    received(planned)
    Notice.objects.update(state="claimed", claimed_by="elsewhere:1:abc", claimed_at=an_act("2026-02-01").now)
    report = send(planned, FEB_5)
    assert (report.recovered, report.count("sent"), Dispatch.objects.count()) == (1, 1, 1)


def test_interrupted_in_the_middle_of_its_file_it_is_one_file(
    planned: Creditor, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    from relance.operations import hand_over as room

    def cut(*what: object) -> None:
        raise KeyboardInterrupt

    received(planned)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(room, "put_in_outbox", cut)
        send(planned, FEB_5)
    Notice.objects.update(claimed_by="elsewhere:1:abc", claimed_at=an_act("2026-02-01").now)
    assert send(planned, FEB_5).count("sent") == 1
    assert len(mails(own_home)) == 1


def test_begun_towards_a_server_it_is_never_sent_again(planned: Creditor) -> None:
    Creditor.objects.filter(pk=planned.pk).update(delivery="smtp")
    notice = received(planned)
    send_begins(planned, notice)
    send(planned, FEB_5)
    notice.refresh_from_db()
    assert notice.state == "unknown" and Task.objects.filter(kind="unknown_delivery").count() == 1
    assert send(planned, FEB_6).outcomes == {} and told(planned, notice.about) == notice


def send_begins(creditor: Creditor, notice: Notice) -> None:
    """Its bytes are frozen and begun, then the process dies."""
    Dispatch.objects.create(
        creditor=creditor, notice=notice, channel="email", to_outbox=False, state="data_started", recipient="x",
        filename="x.eml", content_type="message/rfc822", content=b"x", sha256="x", frozen_at=an_act(FEB_5).now,
    )  # fmt: skip
    Notice.objects.filter(pk=notice.pk).update(
        state="data_started",
        left_on=date(2026, 2, 5),
        claimed_by="elsewhere:1:abc",
        claimed_at=an_act("2026-02-01").now,
    )


def test_refused_by_the_address_it_becomes_a_letter(planned: Creditor, settings: Any) -> None:
    Creditor.objects.filter(pk=planned.pk).update(delivery="smtp")
    received(planned)
    with a_mail_server() as (sink, found):
        settings.RELANCE_SMTP = found
        sink.refused["dupont@example.com"] = "550 no such user"
        assert send(planned, FEB_5).count("refused") == 1
    assert [(n.state, n.channel) for n in notices(planned)] == [("refused", "email"), ("planned", "letter")]


def test_refused_and_without_another_channel_a_person_is_asked(planned: Creditor, settings: Any) -> None:
    Creditor.objects.filter(pk=planned.pk).update(delivery="smtp")
    Customer.objects.update(city="")
    received(planned)
    with a_mail_server() as (sink, found):
        settings.RELANCE_SMTP = found
        sink.refused["dupont@example.com"] = "550 no such user"
        send(planned, FEB_5)
    assert Task.objects.get(kind="tell_customer", closed_on=None).customer == customer_of(planned)


def test_refused_for_now_it_is_looked_at_again_before_the_next_try(planned: Creditor, settings: Any) -> None:
    Creditor.objects.filter(pk=planned.pk).update(delivery="smtp")
    notice = received(planned)
    with a_mail_server() as (sink, found):
        settings.RELANCE_SMTP = found
        sink.refused["dupont@example.com"] = "451 later"
        assert send(planned, FEB_5).count("refused_for_now") == 1
        Dispute.objects.update(state="withdrawn")
        assert send(planned, FEB_5, hour=12).outcomes == {notice.reference: "changed"}
        assert sink.mails == []

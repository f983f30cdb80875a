"""Refused for now: tried again ever later, looked at afresh each time, given up after five days; stops and limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

import pytest

from relance.domain.act import Act
from relance.ledger.models import Creditor, Dispatch, Event, Notice, StepDone, Task
from relance.operations.change_settings import change_settings
from relance.operations.hold import hold
from relance.operations.refused import Refused
from relance.operations.resume_sending import resume_sending
from relance.operations.send_due import SendReport, send_due
from tests.operations.scene import (
    a_creditor,
    an_act,
    confirm,
    csv_of,
    customer_of,
    notices,
    run,
    send,
    states,
    take,
    the_day,
)
from tests.operations.sink import Sink

DAY = "2026-02-06"  # a Friday
WHO = "C{n},Client {n} SARL,c{n}@{domain}.example,1 rue X,75001,Paris,F{n},,2026-01-30,100.00,100.00"


def with_customers(count: int, domain: str = "client", **settings: Any) -> Creditor:
    """A creditor whose customers owe one invoice each, all reminders of the day confirmed."""
    creditor = a_creditor(delivery="smtp", **settings)
    take(creditor, csv_of(WHO.format(n=n, domain=domain) for n in range(count)))
    run(creditor, DAY)
    confirm(creditor, DAY)
    return Creditor.objects.get(pk=creditor.pk)


def later(creditor: Creditor, **after: int) -> SendReport:
    """One round so long after ten o'clock of the first day, whatever the hour is."""
    act = an_act(DAY)
    now = act.now + timedelta(**after)
    return send_due(creditor=creditor, act=Act(now.date(), now, "Anne"), any_hour=True)


def the_notice() -> Notice:
    return Notice.objects.order_by("pk")[0]


def test_it_waits_a_quarter_of_an_hour_then_half_an_hour_then_an_hour(db: None, sink: Sink) -> None:
    creditor, waits = with_customers(1), []
    sink.refused["c0@client.example"] = "451 later"
    for minutes in (0, 15, 45, 105):
        assert later(creditor, minutes=minutes).count("refused_for_now") == 1
        assert later(creditor, minutes=minutes + 14).outcomes == {}
        waits.append(the_notice().retry_at)
    assert the_notice().attempts == 4 and waits == sorted(waits)
    assert Dispatch.objects.count() == 1 and sink.mails == []


def test_each_attempt_keeps_the_message_id_and_the_token(db: None, sink: Sink) -> None:
    creditor = with_customers(1)
    sink.refused["c0@client.example"] = "451 later"
    later(creditor)
    first = Dispatch.objects.get()
    sink.refused.clear()
    assert later(creditor, minutes=15).count("sent") == 1
    second = Dispatch.objects.get()
    assert (first.message_id, first.token) == (second.message_id, second.token)
    assert second.attempts == 2 and the_notice().retry_at is None


def test_it_looks_again_before_every_attempt(db: None, sink: Sink) -> None:
    creditor = with_customers(1)
    sink.refused["c0@client.example"] = "451 later"
    later(creditor)
    hold(creditor=creditor, customer=customer_of(creditor, "C0"), act=an_act(DAY), reason="on en parle")
    sink.refused.clear()
    assert later(creditor, minutes=15).count("sent") == 0 and sink.mails == []


def test_after_five_days_it_is_refused_and_a_person_is_asked_never_earlier(db: None, sink: Sink) -> None:
    creditor = with_customers(1)
    sink.refused["c0@client.example"] = "451 later"
    Notice.objects.update(first_attempt_at=an_act(DAY).now - timedelta(days=4, hours=23, minutes=59))
    assert later(creditor).count("refused_for_now") == 1
    assert later(creditor, hours=7).count("refused") == 1
    assert Task.objects.get(kind="address_refused").subject == "c0@client.example"
    assert "given up after 5 days" in Dispatch.objects.get().detail
    assert not StepDone.objects.exists() and customer_of(creditor, "C0").email_bounced


def test_its_step_then_takes_the_next_channel(db: None, sink: Sink) -> None:
    creditor = with_customers(1)
    sink.refused["c0@client.example"] = "451 later"
    Notice.objects.update(first_attempt_at=an_act(DAY).now - timedelta(days=5))
    later(creditor)
    run(creditor, DAY)
    assert [(n.state, n.channel) for n in notices(creditor)] == [("refused", "email"), ("to_confirm", "letter")]


def test_a_server_that_is_away_gives_no_address_up_but_asks_a_person_after_five_days(db: None, settings: Any) -> None:
    settings.RELANCE_SMTP = {"smtp_host": "127.0.0.1", "smtp_port": "1", "smtp_security": "none"}
    creditor = with_customers(5)
    report = later(creditor)
    assert (report.count("refused_for_now"), states(creditor).count("planned")) == (3, 2)
    assert "cannot be reached" in report.problems[0]
    Notice.objects.update(first_attempt_at=an_act(DAY).now - timedelta(days=5))
    later(creditor, minutes=15)
    creditor.refresh_from_db()
    assert creditor.sending_stopped_at and "refused" not in states(creditor)
    assert not customer_of(creditor, "C0").email_bounced


def test_a_sender_refused_stops_everything_at_once_until_a_person_resumes(db: None, sink: Sink) -> None:
    creditor = with_customers(3)
    sink.sender_refused = "550 who are you"
    assert list(later(creditor).outcomes.values()) == ["misconfigured"]
    sink.sender_refused = ""
    assert "550 who are you" in later(creditor, hours=3).held and sink.mails == []
    assert Task.objects.get(kind="sending_stopped").closed_on is None
    resume_sending(creditor=creditor, act=an_act(DAY))
    assert later(creditor, hours=3).count("sent") == 3
    assert Task.objects.get(kind="sending_stopped").closed_on
    assert [e.verb for e in Event.objects.filter(verb__startswith="sending_").order_by("sequence")] == [
        "sending_stopped",
        "sending_resumed",
    ]


def test_what_our_settings_did_counts_as_no_attempt_of_the_notice(db: None, sink: Sink) -> None:
    creditor = with_customers(1)
    sink.sender_refused = "550 who are you"
    later(creditor)
    notice = the_notice()
    assert (notice.state, notice.attempts) == ("refused_for_now", 0)
    assert notice.first_attempt_at is notice.retry_at is None


def test_there_is_nothing_to_resume_where_nothing_is_stopped(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="is not stopped"):
        resume_sending(creditor=creditor, act=an_act(DAY))


def test_another_creditor_goes_on_while_one_is_stopped(db: None, sink: Sink) -> None:
    with_customers(1)
    Creditor.objects.update(sending_stopped_at=an_act(DAY).now, sending_stopped_why="x")
    other = a_creditor("Boulangerie Sud", delivery="smtp")
    take(other, csv_of([WHO.format(n=1, domain="sud")]))
    the_day(other, DAY)
    assert [m.rcpt_tos for m in sink.mails] == [["c1@sud.example"]]


def test_three_messages_refused_after_the_recipient_stop_everything_and_blame_no_address(db: None, sink: Sink) -> None:
    creditor = with_customers(5)
    sink.after_dot = "554 5.7.1 spam"
    report = later(creditor)
    assert states(creditor) == ["refused"] * 3 + ["planned"] * 2
    assert "3 messages in a row" in report.held
    assert not any(customer_of(creditor, f"C{n}").email_bounced for n in range(5))
    assert not Task.objects.filter(kind="address_refused", closed_on=None).exists()


def test_two_such_refusals_and_a_success_stop_nothing(db: None, sink: Sink) -> None:
    creditor = with_customers(3, mails_per_hour=2)
    sink.after_dot = "554 no"
    later(creditor)
    sink.after_dot = ""
    assert later(creditor, hours=2).count("sent") == 1
    assert not Creditor.objects.get().sending_stopped_at


def test_three_addresses_that_do_not_exist_stop_nothing(db: None, sink: Sink) -> None:
    creditor = with_customers(4)
    sink.refused = {f"c{n}@client.example": "550 no such user" for n in range(3)}
    report = later(creditor)
    assert (report.count("refused"), report.count("sent"), report.held) == (3, 1, "")
    assert Task.objects.filter(kind="address_refused", closed_on=None).count() == 3


def test_resumed_three_more_refusals_are_needed(db: None, sink: Sink) -> None:
    creditor = with_customers(5)
    sink.after_dot = "554 no"
    later(creditor)
    resume_sending(creditor=creditor, act=Act(an_act(DAY).today, an_act(DAY).now + timedelta(minutes=5), "Anne"))
    assert later(creditor, minutes=10).count("refused") == 2
    assert not Creditor.objects.get().sending_stopped_at


def test_no_more_mails_an_hour_than_the_limit_the_others_wait(db: None, sink: Sink) -> None:
    creditor = with_customers(5, mails_per_hour=2)
    report = later(creditor)
    assert (report.count("sent"), report.count("limited"), states(creditor).count("planned")) == (2, 3, 3)
    assert any("an hour" in problem for problem in report.problems)
    assert later(creditor, minutes=59).count("sent") == 0
    assert later(creditor, minutes=61).count("sent") == 2
    assert later(creditor, minutes=122).count("sent") == 1


def test_a_limit_for_one_domain_lets_the_others_go(db: None, sink: Sink) -> None:
    creditor = with_customers(3, mails_per_domain_hour=1)
    take(creditor, csv_of([WHO.format(n=9, domain="autre")]), DAY)
    run(creditor, DAY)
    confirm(creditor, DAY)
    assert later(creditor).count("sent") == 2
    assert sorted(m.rcpt_tos[0] for m in sink.mails) == ["c0@client.example", "c9@autre.example"]


def test_the_days_limit_is_counted_once_it_is_reached_and_lets_nothing_by(
    db: None, sink: Sink, monkeypatch: pytest.MonkeyPatch
) -> None:
    from relance.operations import sending_limits as room

    creditor, counted = with_customers(6), []
    Creditor.objects.update(max_notices_per_day=2)
    count = room._reminders_of_the_day
    monkeypatch.setattr(room, "_reminders_of_the_day", lambda *what: counted.append(1) or count(*what))
    report = later(creditor)
    assert (report.count("sent"), len(counted)) == (2, 3)
    assert "daily limit of 2" in report.held


def test_without_room_on_the_disk_nothing_leaves(db: None, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    from relance.operations import sending_limits as room

    creditor = with_customers(2)
    monkeypatch.setattr(room, "LEAST_FREE_BYTES", 1 << 60)
    assert "disk is full" in later(creditor).held
    assert sink.connections == 0 and states(creditor) == ["planned", "planned"]


def test_a_disk_that_fills_up_is_noticed_before_the_dot(db: None, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    from relance.operations import hand_over as room

    creditor = with_customers(2)
    with monkeypatch.context() as patched:
        patched.setattr(room, "has_room", lambda: False)
        assert "disk is full" in later(creditor).held
    assert sink.mails == [] and states(creditor) == ["planned", "planned"]
    assert later(creditor, minutes=1).count("sent") == 2


class Free(NamedTuple):
    free: int


def test_the_room_is_that_of_the_disk_of_the_home(creditor: Creditor, monkeypatch: pytest.MonkeyPatch) -> None:
    from relance.operations import sending_limits as room

    for free, enough in ((20 * 1024**2, True), (20 * 1024**2 - 1, False)):
        monkeypatch.setattr(room.shutil, "disk_usage", lambda folder, free=free: Free(free))
        assert room.has_room() is enough


def test_a_round_that_lasts_ends_with_the_sending_hours(db: None, sink: Sink, monkeypatch: pytest.MonkeyPatch) -> None:
    from relance.operations import send_due as room

    creditor, minutes = with_customers(3), iter(range(3))
    monkeypatch.setattr(room, "_later", lambda act, began: replace(act, now=act.now + timedelta(minutes=next(minutes))))
    change_settings(creditor=creditor, changes={"sending_until": "10:01"}, act=an_act(DAY))
    report = send(creditor, DAY)
    assert (report.count("sent"), "outside sending hours" in report.held) == (1, True)

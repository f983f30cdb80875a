"""Mail over SMTP: nothing without a person's word, then each notice once, and doubt never repeated."""

from __future__ import annotations

from typing import Any

import pytest

from relance.ledger.models import Creditor, Dispatch, Notice, StepDone, Task
from relance.operations.change_settings import change_settings
from tests.operations.scene import (
    DUPONT,
    MARTIN,
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

pytestmark = pytest.mark.django_db
LINES = (f"{DUPONT},FA-1,2025-12-31,2026-01-30,1200.00,1200.00", f"{MARTIN},FA-7,2025-12-31,2026-01-30,90.00,90.00")
LATER = "2026-02-06"


@pytest.fixture
def creditor(sink: Sink) -> Creditor:
    creditor = a_creditor(delivery="smtp")
    take(creditor, csv_of(LINES))
    return creditor


def planned(creditor: Creditor) -> Creditor:
    return change_settings(creditor=creditor, changes={"sending": "as_planned"}, act=an_act(LATER))


def test_with_everything_to_be_confirmed_the_server_is_not_even_called(creditor: Creditor, sink: Sink) -> None:
    for day in ("2026-02-06", "2026-02-09", "2026-02-16", "2026-03-09"):
        run(creditor, day)
        send(creditor, day)
    assert set(states(creditor)) <= {"to_confirm", "cancelled"}
    assert (sink.connections, sink.mails) == (0, [])


def test_as_planned_each_notice_is_one_mail_to_one_person(creditor: Creditor, sink: Sink) -> None:
    planned(creditor)
    for _ in range(3):
        run(creditor, LATER)
        send(creditor, LATER)
    assert [m.rcpt_tos for m in sink.mails] == [["dupont@example.com"], ["martin@example.com"]]
    assert states(creditor) == ["sent", "sent"]


def test_what_was_frozen_is_what_the_server_keeps(creditor: Creditor, sink: Sink) -> None:
    the_day(creditor, LATER)
    frozen = [bytes(d.content) for d in Dispatch.objects.order_by("pk")]
    assert [m.original_content for m in sink.mails] == frozen
    assert not any(content.startswith(b"X-Unsent") for content in frozen)


def test_only_what_was_confirmed_leaves(creditor: Creditor, sink: Sink) -> None:
    run(creditor, LATER)
    confirm(creditor, LATER, "R-000002")
    send(creditor, LATER)
    assert [m.rcpt_tos for m in sink.mails] == [["martin@example.com"]]
    assert states(creditor) == ["to_confirm", "sent"]


def test_a_refused_address_is_not_used_again_and_the_next_channel_takes_over(creditor: Creditor, sink: Sink) -> None:
    sink.refused["dupont@example.com"] = "550 no such user"
    the_day(creditor, LATER)
    assert customer_of(creditor).email_bounced
    assert notices(creditor)[0].state == "refused"
    assert not StepDone.objects.filter(receivable__customer__code="DUPONT").exists()
    run(creditor, LATER)
    again = notices(creditor)[-1]
    assert (again.channel, again.state) in (("letter", "to_confirm"), ("", "no_contact"))


def test_refused_for_now_is_tried_again_later_the_same_notice(creditor: Creditor, sink: Sink) -> None:
    sink.refused["dupont@example.com"] = "451 later"
    the_day(creditor, LATER)
    assert notices(creditor)[0].state == "refused_for_now"
    sink.refused.clear()
    assert send(creditor, LATER, hour=10).count("sent") == 0
    assert send(creditor, LATER, hour=11).count("sent") == 1
    assert sorted(m.rcpt_tos[0] for m in sink.mails) == ["dupont@example.com", "martin@example.com"]


def test_a_run_while_a_notice_is_refused_for_now_neither_fails_nor_doubles_it(creditor: Creditor, sink: Sink) -> None:
    sink.refused["dupont@example.com"] = "451 later"
    the_day(creditor, LATER)
    run(creditor, LATER)
    run(creditor, "2026-02-09")
    sink.refused.clear()
    confirm(creditor, "2026-02-09")
    send(creditor, "2026-02-09")
    assert sorted(m.rcpt_tos[0] for m in sink.mails) == ["dupont@example.com", "martin@example.com"]
    assert StepDone.objects.count() == 2


def test_a_payment_stops_what_was_refused_for_now(creditor: Creditor, sink: Sink) -> None:
    sink.refused["dupont@example.com"] = "451 later"
    the_day(creditor, LATER)
    sink.refused.clear()
    take(creditor, "customer,paid_on,amount,invoice\nDUPONT,2026-02-05,1200.00,FA-1\n", LATER)
    send(creditor, LATER, hour=11)
    assert [m.rcpt_tos for m in sink.mails] == [["martin@example.com"]]
    assert notices(creditor)[0].state == "cancelled"


def test_an_answer_that_never_came_is_for_a_person_and_never_sent_again(creditor: Creditor, sink: Sink) -> None:
    sink.drop_after_dot = True
    run(creditor, LATER)
    confirm(creditor, LATER, "R-000001")
    send(creditor, LATER)
    sink.drop_after_dot = False
    for hour in (11, 12):
        run(creditor, LATER)
        send(creditor, LATER, hour=hour)
    assert len(sink.mails) == 1
    assert notices(creditor)[0].state == "unknown"
    assert Task.objects.get(kind="unknown_delivery").subject == "R-000001"
    assert StepDone.objects.get().step == "r1"  # it counts as sent


def test_a_server_that_refuses_the_sender_stops_the_round(creditor: Creditor, settings: Any) -> None:
    settings.RELANCE_SMTP = {**settings.RELANCE_SMTP, "smtp_host": ""}
    run(creditor, LATER)
    confirm(creditor, LATER)
    report = send(creditor, LATER)
    assert list(report.outcomes.values()) == ["misconfigured"]
    assert report.problems
    assert Notice.objects.filter(state="planned").count() == 1


def test_a_letter_never_goes_to_the_mail_server(creditor: Creditor, sink: Sink) -> None:
    customers = "customer,customer_name,email\nDUPONT,Dupont SARL,\n"
    take(creditor, customers, kind="customers")
    customer = customer_of(creditor)
    customer.email = ""
    customer.save()
    the_day(creditor, LATER)
    assert [m.rcpt_tos for m in sink.mails] == [["martin@example.com"]]

"""What follows when a message comes in: whose it is, what it stops, what it asks of a person."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from relance.domain.event_words import EVENTS
from relance.ledger import health
from relance.ledger.models import Creditor, Customer, Dispatch, Event, IncomingMessage, Notice, StepDone, Task
from relance.operations import mail_reports, take_in_mail
from tests.mail.post import (
    REPLY_TO,
    SENT_ON,
    a_bounce,
    a_read_receipt,
    a_reminded_customer,
    an_answer,
    our_message,
    take,
    to_token,
)
from tests.operations.scene import (
    DUPONT,
    MARTIN,
    a_creditor,
    confirm,
    csv_of,
    customer_of,
    dupont_owes,
    notices,
    run,
    send,
    states,
    the_day,
)
from tests.operations.scene import take as take_file


@pytest.fixture
def reminded(db: None) -> tuple[Creditor, Dispatch]:
    return a_reminded_customer()


def verbs(creditor: Creditor) -> list[str]:
    return list(Event.objects.filter(creditor=creditor).order_by("sequence").values_list("verb", flat=True))


def tasks(creditor: Creditor) -> list[tuple[str, str]]:
    return list(Task.objects.filter(creditor=creditor, closed_on=None).values_list("kind", "subject"))


def test_an_answer_is_tied_by_its_token_and_waits_for_a_person(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    message = take(creditor, an_answer(to=to_token(ours), sender="chef@dupont.example"))
    assert message and (message.tied_by, message.customer, message.state) == ("token", customer_of(creditor), "waiting")
    assert states(creditor) == ["replied"]
    assert str(customer_of(creditor).reply_waiting_since) == "2026-02-12"


def test_without_a_token_the_message_answered_tells_whose_it_is(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    message = take(creditor, an_answer(sender="chef@dupont.example", In_Reply_To=ours.message_id))
    assert message and (message.tied_by, message.notice) == ("message_id", ours.notice)


def test_without_either_the_sender_s_address_does(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, _ = reminded
    message = take(creditor, an_answer(sender="DUPONT@example.com"))
    assert message and (message.tied_by, message.notice, message.customer) == ("address", None, customer_of(creditor))
    assert states(creditor) == ["sent"]


def test_an_unknown_sender_waits_for_a_person_and_stops_nobody(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, _ = reminded
    message = take(creditor, an_answer(sender="qui@ailleurs.example"))
    assert message and (message.customer, message.state, message.tied_by) == (None, "waiting", "")
    assert customer_of(creditor).reply_waiting_since is None


def test_an_address_of_two_customers_is_nobody_s(db: None) -> None:
    creditor = a_creditor()
    both = f"{DUPONT},FA-1,2025-12-01,2026-01-02,10.00,10.00", f"{MARTIN},FA-2,2025-12-01,2026-01-02,10.00,10.00"
    take_file(creditor, csv_of(line.replace("martin@", "dupont@") for line in both))
    message = take(creditor, an_answer())
    assert message and message.customer is None


def test_a_token_that_was_tampered_with_leaves_the_message_to_a_person(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, _ = reminded
    message = take(creditor, an_answer(to=REPLY_TO.replace("@", "+aaaabbbbccccdddd@")))
    assert message and message.customer is None


def test_an_answer_to_another_company_is_not_kept_here(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    other = a_creditor("Autre SARL")
    assert take(other, an_answer(to=to_token(ours))) is None
    assert not IncomingMessage.objects.filter(creditor=other).exists()
    refused = Event.objects.get(creditor=other, verb="mail_refused")
    assert set(refused.payload) == {"sha256", "kind"} and states(creditor) == ["sent"]


def test_the_same_message_is_taken_in_once(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    assert take(creditor, an_answer(to=to_token(ours)))
    again = b"Received: from elsewhere\r\nX-Other: copy\n" + an_answer(to=to_token(ours))
    assert take(creditor, again) is None
    assert verbs(creditor).count("reply_received") == 1


def test_after_an_answer_nothing_more_leaves(db: None) -> None:
    creditor, ours = a_reminded_customer()
    run(creditor, "2026-03-05")
    confirm(creditor, "2026-03-05")
    take(creditor, an_answer(to=to_token(ours)), "2026-03-05")
    assert not send(creditor, "2026-03-05").count("sent")
    assert states(creditor) == ["replied", "cancelled"]


def test_a_bounce_undoes_the_step_and_the_next_channel_takes_it(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    step = ours.notice.step
    message = take(creditor, a_bounce(ours))
    assert message and (message.kind, message.tied_by, message.report[0]["status"]) == ("bounce", "message_id", "5.1.1")
    assert states(creditor) == ["bounced"] and customer_of(creditor).email_bounced
    assert not StepDone.objects.filter(notice=ours.notice).exists()
    assert not ours.notice.lines.filter(is_live=True).exists()
    assert tasks(creditor) == [("mail_bounced", "dupont@example.com")]
    the_day(creditor, "2026-02-13")
    again = notices(creditor)[-1]
    assert (again.state, again.channel, again.step) == ("sent", "letter", step)
    assert not [*health.sent_without_step(creditor), *health.done_twice(creditor), *health.wrong_bytes(creditor)]


def test_a_bounce_that_names_none_of_our_messages_silences_nobody(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, _ = reminded
    take(creditor, a_bounce(None))
    assert states(creditor) == ["sent"] and not customer_of(creditor).email_bounced
    assert tasks(creditor) == [("check_report", "dupont@example.com")]
    assert "report_received" in verbs(creditor)


def test_a_bounce_of_an_address_we_never_wrote_to_is_for_a_person(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    take(creditor, a_bounce(ours, recipient="assistante@ailleurs.example"))
    assert states(creditor) == ["sent"] and not customer_of(creditor).email_bounced
    assert tasks(creditor) == [("mail_bounced", "assistante@ailleurs.example")]


def test_an_address_corrected_meanwhile_is_not_doubted(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    Customer.objects.update(email="nouveau@dupont.example")
    take(creditor, a_bounce(ours))
    assert states(creditor) == ["bounced"] and not customer_of(creditor).email_bounced


def test_a_delay_changes_nothing(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    message = take(creditor, a_bounce(ours, action="delayed", status="4.4.1"))
    assert message and (message.kind, message.state) == ("delay", "filed")
    assert states(creditor) == ["sent"] and not tasks(creditor) and "message_delayed" in verbs(creditor)


def test_a_delivery_is_noted(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    take(creditor, a_bounce(ours, action="delivered", status="2.0.0"))
    assert states(creditor) == ["delivered"] and our_message(creditor).state == "delivered"


def test_a_read_receipt_is_a_proof_and_no_answer(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    message = take(creditor, a_read_receipt(ours))
    assert message and (message.kind, message.state, message.notice) == ("receipt", "filed", ours.notice)
    assert states(creditor) == ["sent"] and customer_of(creditor).reply_waiting_since is None


def test_an_absence_is_no_answer(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    message = take(creditor, an_answer("Je suis absent.", to=to_token(ours), Auto_Submitted="auto-replied"))
    assert message and (message.kind, message.state) == ("absence", "filed")
    assert states(creditor) == ["sent"] and customer_of(creditor).reply_waiting_since is None


def test_a_complaint_stops_the_mail_to_that_address(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    content = a_bounce(ours).replace(b"message/delivery-status", b"message/feedback-report").replace(
        b"Reporting-MTA: dns; mx.example", b"Feedback-Type: abuse"
    )  # fmt: skip
    message = take(creditor, content)
    assert message and message.kind == "complaint" and customer_of(creditor).email_bounced
    assert tasks(creditor) == [("mail_complaint", "dupont@example.com")] and states(creditor) == ["sent"]


@pytest.mark.parametrize("what", ["copy", "receipt", "absence", "answer"])
def test_whatever_answers_a_message_in_doubt_shows_that_it_left(reminded: tuple[Creditor, Dispatch], what: str) -> None:
    creditor, ours = reminded
    Dispatch.objects.update(state="unknown")
    Notice.objects.update(state="unknown")
    content = {
        "copy": an_answer(sender="compta@atelier.example", Message_ID=ours.message_id),
        "receipt": a_read_receipt(ours),
        "absence": an_answer("Absent", to=to_token(ours), Auto_Submitted="auto-replied"),
        "answer": an_answer(to=to_token(ours)),
    }[what]
    take(creditor, content)
    assert our_message(creditor).state == "sent" and states(creditor) == ["replied" if what == "answer" else "sent"]


def test_what_we_wrote_ourselves_is_no_answer(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    message = take(creditor, an_answer(to=to_token(ours), sender=to_token(ours)))
    assert message and (message.kind, message.state) == ("other", "filed")
    assert states(creditor) == ["sent"] and customer_of(creditor).reply_waiting_since is None


def test_a_sender_who_fails_authentication_is_marked(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, _ = reminded
    message = take(creditor, an_answer(Authentication_Results="mx.atelier.example; spf=pass; dmarc=fail"))
    assert message and message.is_authenticated is False


def test_a_complaint_about_none_of_our_messages_is_for_a_person(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, _ = reminded
    content = a_bounce(None).replace(b"message/delivery-status", b"message/feedback-report")
    take(creditor, content.replace(b"Final-Recipient: rfc822; ", b"Original-Rcpt-To: "))
    assert tasks(creditor) == [("check_report", "dupont@example.com")] and not customer_of(creditor).email_bounced


def test_every_event_about_mail_has_words() -> None:
    source = Path(mail_reports.__file__).read_text(encoding="utf-8")
    verbs = set(re.findall(r'_tell(?:_of_ours)?\(case, "([a-z_]+)"', source))
    assert len(verbs) > 8 and verbs <= set(EVENTS)


@pytest.mark.parametrize("faults", [1, 2])
def test_a_message_that_fails_in_a_way_nobody_thought_of_is_kept_for_a_person(
    reminded: tuple[Creditor, Dispatch], faults: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    creditor, ours = reminded
    kept, left = take_in_mail._kept, iter(range(faults))

    def failing(*what: Any) -> IncomingMessage:
        if next(left, None) is not None:
            raise ZeroDivisionError
        return kept(*what)

    monkeypatch.setattr(take_in_mail, "_kept", failing)
    message = take(creditor, an_answer(to=to_token(ours)))
    assert message and (message.kind, message.state) == ("unreadable", "waiting")
    assert bytes(message.content) == an_answer(to=to_token(ours)) and states(creditor) == ["sent"]


def test_the_journal_keeps_no_words_of_a_message(reminded: tuple[Creditor, Dispatch]) -> None:
    creditor, ours = reminded
    take(creditor, an_answer("Une phrase secrète.", to=to_token(ours)))
    event = Event.objects.get(creditor=creditor, verb="reply_received")
    assert "secrète" not in str(event.payload) and event.payload["sha256"] and event.payload["notice"] == "R-000001"


def test_a_bounced_answer_is_told_another_way(db: None) -> None:
    from relance.operations.open_dispute import open_dispute
    from tests.operations.scene import an_act, invoice_of

    creditor = a_creditor(reply_address=REPLY_TO)
    dupont_owes(creditor, "FA-1,2025-12-01,2026-01-02,1200.00,1200.00")
    open_dispute(creditor=creditor, invoice=invoice_of(creditor), reason="quality", act=an_act(SENT_ON))
    confirm(creditor, SENT_ON)
    send(creditor, SENT_ON)
    take(creditor, a_bounce(our_message(creditor)))
    assert [(n.kind, n.state, n.channel) for n in notices(creditor)] == [
        ("answer", "bounced", "email"), ("answer", "to_confirm", "letter"),
    ]  # fmt: skip

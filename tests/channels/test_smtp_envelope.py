"""What is asked of the mail server beside the message: reports, the archive, and the last word before the dot."""

from __future__ import annotations

import pytest

from relance import discovery
from tests.channels.test_smtp import a_message, faulty

MAIL = discovery.channels()["email"]
OFFERS = "250-hello\r\n250-SIZE 35882577\r\n250-PIPELINING\r\n250 DSN"
SMALL = "250-hello\r\n250 SIZE 100"
OURS = {"envelope_id": "k7m2q4", "smtp_from": "relances+k7m2q4@atelier.example"}
JOURNAL = {"journal_address": "archive@atelier.example"}


def test_where_reports_are_offered_they_are_asked_for_with_the_token() -> None:
    with faulty(EHLO=OFFERS) as (server, settings):
        assert MAIL.deliver(a_message(), settings | OURS).outcome == "sent"
    mail, rcpt = (line for line in server.said if line.upper().startswith(("MAIL", "RCPT")))
    assert mail.upper() == "MAIL FROM:<RELANCES+K7M2Q4@ATELIER.EXAMPLE> RET=HDRS ENVID=K7M2Q4"
    assert rcpt.endswith("NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;compta@dupont.example")


def test_where_they_are_not_offered_nothing_is_asked() -> None:
    with faulty() as (server, settings):
        assert MAIL.deliver(a_message(), settings | OURS).outcome == "sent"
    assert not any("NOTIFY" in line or "ENVID" in line for line in server.said)


def test_an_address_in_a_report_is_written_in_xtext() -> None:
    from relance.channels.email.smtp import xtext

    assert xtext("a+b=c@d.example") == "a+2Bb+3Dc@d.example"
    assert xtext("a b") == "a+20b"


def test_the_archive_is_a_second_recipient_of_the_same_bytes() -> None:
    with faulty(EHLO=OFFERS) as (server, settings):
        assert MAIL.deliver(a_message(), settings | JOURNAL).outcome == "sent"
    rcpts = [line for line in server.said if line.upper().startswith("RCPT")]
    assert [r.split("<")[1].split(">")[0] for r in rcpts] == ["compta@dupont.example", "archive@atelier.example"]
    assert rcpts[1].endswith("NOTIFY=NEVER") and len(server.stored) == 1


@pytest.mark.parametrize("answer", ["550 no such archive", "452 full"])
def test_an_archive_that_refuses_stops_no_message_and_is_noted(answer: str) -> None:
    with faulty(RCPT2=answer) as (server, settings):
        receipt = MAIL.deliver(a_message(), settings | JOURNAL)
    assert receipt.outcome == "sent" and f"no copy to the journal: recipient: {answer}" in receipt.detail
    assert receipt.phase == "dot" and len(server.stored) == 1


@pytest.mark.parametrize("answer", ["drop", "421 shutting down"])
def test_a_line_lost_at_the_archive_is_tried_again_whole(answer: str) -> None:
    with faulty(RCPT2=answer) as (server, settings):
        assert MAIL.deliver(a_message(), settings | JOURNAL).outcome == "refused_for_now"
    assert not server.stored


def test_an_archive_gets_nothing_that_the_customer_is_refused() -> None:
    with faulty(RCPT="550 unknown") as (server, settings):
        assert MAIL.deliver(a_message(), settings | JOURNAL).outcome == "refused"
    assert not any("archive" in line for line in server.said)


def test_a_message_larger_than_the_server_takes_is_refused_before_it_is_given() -> None:
    with faulty(EHLO=SMALL) as (server, settings):
        receipt = MAIL.deliver(a_message(), settings)
    assert receipt.outcome == "refused" and receipt.phase == "size"
    assert not any(line.upper().startswith("MAIL") for line in server.said)


def test_held_back_at_the_last_instant_the_server_keeps_nothing() -> None:
    with faulty() as (server, settings):
        receipt = MAIL.deliver(a_message(), settings, lambda: False)
    assert (receipt.outcome, server.stored) == ("refused_for_now", [])


def test_the_mark_is_set_after_the_body_and_before_the_dot_once() -> None:
    asked: list[int] = []
    with faulty() as (server, settings):
        MAIL.deliver(a_message(), settings, lambda: asked.append(len(server.stored)) is None)
    assert (asked, len(server.stored)) == ([0], 1)


@pytest.mark.parametrize("script", [{"RCPT": "550 no"}, {"DATA": "451 later"}, {"banner": "drop"}, {"MAIL": "drop"}])
def test_what_fails_before_the_dot_is_never_marked_as_begun(script: dict[str, str]) -> None:
    asked: list[bool] = []
    with faulty(**script) as (_server, settings):
        MAIL.deliver(a_message(), settings, lambda: asked.append(True) is None)
    assert asked == []


def test_a_failure_of_ours_before_the_dot_leaves_no_message() -> None:
    def away() -> bool:
        raise RuntimeError("the database is away")

    with faulty() as (server, settings), pytest.raises(RuntimeError):
        MAIL.deliver(a_message(), settings, away)
    assert server.stored == []

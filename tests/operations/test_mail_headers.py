"""What a mail carries so that answers and bounces find their way back, and a proof that it was read."""

from __future__ import annotations

import email
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, cast

import pytest

from relance.ledger.models import Creditor, Dispatch
from relance.operations.change_settings import change_settings, settings_of
from relance.operations.mail_settings import settings_for, token_of
from relance.operations.refused import Refused
from tests.operations.scene import a_creditor, an_act, dupont_owes, the_day
from tests.operations.sink import Sink

R1, R2 = "2026-02-06", "2026-02-16"
FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"


def sent(*days: str, **how: str) -> tuple[Creditor, list[EmailMessage]]:
    creditor = a_creditor(delivery="smtp")
    if how:
        change_settings(creditor=creditor, changes=how, act=an_act(R1))
    dupont_owes(creditor, FA_1)
    for day in days or (R1,):
        the_day(creditor, day)
    frozen = [bytes(d.content) for d in Dispatch.objects.order_by("pk")]
    return creditor, [cast(EmailMessage, email.message_from_bytes(content, policy=SMTP)) for content in frozen]


def test_answers_go_to_the_reply_address_with_the_notices_token(db: None, sink: Sink) -> None:
    creditor, (mail,) = sent(reply_address="relances@atelier.example")
    token = Dispatch.objects.get().token
    assert mail["Reply-To"] == f"relances+{token}@atelier.example"
    assert token == token_of(creditor, "R-000001") and len(token) == 16 and token == token.lower()
    assert mail["Message-ID"] == f"<r-000001.{token}@atelier.example>" == Dispatch.objects.get().message_id
    assert mail["From"].addresses[0].addr_spec == "compta@atelier.example"
    assert mail["Auto-Submitted"] == "auto-generated"


def test_bounces_come_back_to_that_address_too(db: None, sink: Sink) -> None:
    sent(reply_address="relances@atelier.example")
    assert sink.mails[0].mail_from == f"relances+{Dispatch.objects.get().token}@atelier.example"


def test_an_envelope_sender_of_the_server_goes_first(db: None, sink: Sink, settings: Any) -> None:
    settings.RELANCE_SMTP = {**settings.RELANCE_SMTP, "smtp_from": "bounces@relance.example"}
    sent(reply_address="relances@atelier.example")
    assert sink.mails[0].mail_from == "bounces@relance.example"


def test_without_tokens_the_address_is_as_it_is(db: None, sink: Sink) -> None:
    _creditor, (mail,) = sent(reply_address="relances@atelier.example", reply_tokens="no")
    assert mail["Reply-To"] == "relances@atelier.example"
    assert sink.mails[0].mail_from == "compta@atelier.example"


def test_with_nothing_set_a_mail_is_as_plain_as_before(db: None, sink: Sink) -> None:
    _creditor, (mail,) = sent()
    assert mail["Reply-To"] is None and mail["Disposition-Notification-To"] is None
    assert sink.mails[0].mail_from == "compta@atelier.example"


def test_tokens_of_two_notices_and_of_two_creditors_differ(creditor: Creditor) -> None:
    other = a_creditor("Boulangerie Sud")
    tokens = {token_of(c, reference) for c in (creditor, other) for reference in ("R-000001", "R-000002")}
    assert len(tokens) == 4


def test_the_sender_is_named_as_the_creditor_wishes(db: None, sink: Sink) -> None:
    _creditor, (mail,) = sent(sender_name="Anne, comptabilité de l’atelier")
    assert mail["From"].addresses[0].display_name == "Anne, comptabilité de l’atelier"


def test_a_read_receipt_is_asked_for_from_the_second_reminder_on(db: None, sink: Sink) -> None:
    _creditor, (first, second) = sent(R1, R2, reply_address="relances@atelier.example", read_receipts="yes")
    assert first["Disposition-Notification-To"] is None
    assert second["Disposition-Notification-To"] == second["Reply-To"]


def test_a_creditor_that_wants_no_receipts_asks_for_none(db: None, sink: Sink) -> None:
    _creditor, mails = sent(R1, R2)
    assert [m["Disposition-Notification-To"] for m in mails] == [None, None]


def test_the_archive_gets_the_same_bytes_in_the_same_envelope(db: None, sink: Sink) -> None:
    sent(journal_address="archive@atelier.example")
    assert sink.mails[0].rcpt_tos == ["dupont@example.com", "archive@atelier.example"]
    assert sink.mails[0].original_content == bytes(Dispatch.objects.get().content)


def test_a_creditor_can_have_a_mail_server_of_its_own(creditor: Creditor, settings: Any) -> None:
    settings.RELANCE_SMTP = {"smtp_host": "common", "smtp_password": "secret"}
    settings.RELANCE_SMTP_OF = {"ATELIER_DEMO_SARL": {"smtp_host": "own"}}
    assert settings_for(creditor.key) == {"smtp_host": "own"}
    assert settings_for("boulangerie-sud")["smtp_host"] == "common"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("reply_address", "a@b.example, c@d.example"),
        ("journal_address", "Archive <a@b.example>"),
        ("reply_address", "a@b.example\r\nBcc: x@y.example"),
        ("reply_tokens", "perhaps"),
        ("mails_per_hour", "-1"),
    ],
)
def test_what_is_no_address_or_number_is_refused(creditor: Creditor, name: str, value: str) -> None:
    with pytest.raises(Refused):
        change_settings(creditor=creditor, changes={name: value}, act=an_act(R1))


def test_settings_are_shown_as_they_are_typed(creditor: Creditor) -> None:
    changed = change_settings(
        creditor=creditor, changes={"read_receipts": "yes", "journal_address": "a@b.example"}, act=an_act(R1)
    )
    shown = settings_of(changed)
    assert (shown["read_receipts"], shown["reply_tokens"], shown["journal_address"]) == ("yes", "yes", "a@b.example")
    assert change_settings(creditor=changed, changes={"journal_address": ""}, act=an_act(R1)).journal_address == ""

"""A reminder leaves, the customer writes back: nothing more leaves until a person has decided, then all closes."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from relance.domain.incoming import Fetched
from relance.ledger.builders import make_creditor
from relance.ledger.models import Customer, Dispatch, Dispute, Hold, IncomingMessage, Meaning
from relance.operations import qualify_reply as qualify
from relance.operations.qualify_reply import Manner
from relance.operations.settle_dispute import settle_dispute
from relance.operations.take_in_mail import take_in
from tests.stories.life import Life, day

# days of life; what differs on PostgreSQL is tested with the operations
pytestmark = [pytest.mark.sqlite_only, pytest.mark.slow]


def writes_back(life: Life, text: str) -> IncomingMessage:
    """Dupont answers the last mail it got, today at noon."""
    ours = Dispatch.objects.filter(creditor=life.creditor, channel="email").latest("pk")
    number = IncomingMessage.objects.count()
    raw = (
        f"From: Anne Roche <compta@dupont.example>\r\nTo: {life.creditor.email}\r\nSubject: Re: {number}\r\n"
        f"Message-ID: <m{number}@dupont.example>\r\nIn-Reply-To: {ours.message_id}\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
    )
    at = datetime.combine(life.today, time(11), tzinfo=UTC)
    message = take_in(creditor=life.creditor, fetched=Fetched(number + 1, 1, raw.encode(), at), act=life.act)
    assert message and message.state == "waiting" and message.customer
    return message


def accepts(life: Life, message: IncomingMessage, meaning: str) -> Meaning:
    """A person accepts that, and answers."""
    one = message.meanings.get(meaning=meaning)
    return qualify.accept(creditor=life.creditor, meaning=one, act=life.act, manner=Manner(answer=True))


def last_mail(home: Path) -> email.message.EmailMessage:
    """The newest mail of the outbox."""
    path = max(home.glob("outbox/*/2*/*.eml"))
    found = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


def test_said_to_be_paid_yesterday_and_paid_indeed(life: Life, settings: Settings) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-06")
    message = writes_back(life, "Bonjour,\n\nVirement fait hier.\n\nAnne Roche")
    life.lives_until("2026-02-11")
    assert life.mail == ["2026-02-06 r1 FA-1 1200.00"] and life.why("FA-1") == "reply_waiting"
    accepts(life, message, "already_paid")
    life.lives_until("2026-02-12")
    assert life.answers == ["2026-02-12 reply-already-paid"]
    mail = last_mail(settings.RELANCE_HOME)
    assert mail["In-Reply-To"] == "<m0@dupont.example>" and mail["Subject"] == "Re: 0"
    assert len(mail["References"].split()) == 2
    assert life.tasks() == ["check_payment"] and life.why("FA-1") == "on_hold"
    life.pays("FA-1", 1200)
    life.lives_until("2026-02-18")
    assert life.tasks() == [] and len(life.mail) == 1 and life.open("FA-1") == 0
    assert Hold.objects.get().released_on and Customer.objects.get().reply_waiting_since is None


def test_a_dispute_by_mail_from_its_word_to_its_end(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-06")
    message = writes_back(life, "Nous contestons la facture FA-1 : deux cartons ont été livrés abîmés.")
    life.lives_until("2026-02-09")
    accepts(life, message, "dispute")
    dispute = Dispute.objects.get()
    assert "abîmés" in dispute.notes.get().text
    life.lives_until("2026-02-12")
    settle_dispute(creditor=life.creditor, dispute=dispute, outcome="rejected", act=life.act)
    life.lives_until("2026-02-25")
    told = [line.split()[1] for line in life.answers]
    assert told == ["dispute-received", "dispute-rejected"]
    assert life.mail[0][:10] == "2026-02-06" and len(life.mail) > 1  # the plan resumes after the time that was given


def test_a_message_that_nobody_answers_becomes_a_task_and_no_reminder(life: Life) -> None:
    life.bills("FA-1", 1200, due="2026-01-30")
    life.lives_until("2026-02-06")
    writes_back(life, "Pouvez-vous me rappeler ?")
    life.lives_until("2026-02-18")
    assert life.mail == ["2026-02-06 r1 FA-1 1200.00"] and life.tasks() == ["reply_waiting"]


@pytest.mark.django_db
@settings(max_examples=4)
@given(days=st.lists(st.sampled_from(["", "", "writes", "decided"]), min_size=6, max_size=9))
def test_while_a_message_waits_no_reminder_leaves(tmp_path_factory: pytest.TempPathFactory, days: list[str]) -> None:
    from django.conf import settings as installed
    from django.db import transaction

    home, installed.RELANCE_HOME = installed.RELANCE_HOME, tmp_path_factory.mktemp("home")
    try:
        with transaction.atomic():
            _live(days)
            transaction.set_rollback(True)
    finally:
        installed.RELANCE_HOME = home


def _live(days: list[str]) -> None:
    life = Life(make_creditor(), day("2026-02-05"))
    life.bills("FA-1", 1200, due="2026-01-30")
    life.bills("FA-2", 300, due="2026-02-02")
    life.lives_until("2026-02-06")
    for what in days:
        if what == "writes":
            writes_back(life, "Bonjour, un mot à ce sujet.")
        for message in IncomingMessage.objects.filter(state="waiting") if what == "decided" else ():
            qualify.dismiss(creditor=life.creditor, message=message, act=life.act)
        waiting = IncomingMessage.objects.filter(state="waiting").exists()
        before = len(life.mail)
        life.lives_until(str(date.fromordinal(life.today.toordinal() + 1)))
        assert not (waiting and len(life.mail) > before), (days, life.mail)
        assert bool(Customer.objects.get().reply_waiting_since) is waiting

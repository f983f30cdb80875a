"""Answers through the command line: seen, confirmed, sent, taken back; never counted among reminders."""

from __future__ import annotations

from datetime import date

import pytest

from relance.ledger.builders import act_on
from relance.ledger.models import Creditor, Dispute, Invoice
from relance.operations.answer import tell
from tests.cli.conftest import Relance

DAY = "2026-01-30"


@pytest.fixture
def answering(atelier: Relance) -> Relance:
    """Dupont contests 300.00 of FA-1; everything waits for a word."""
    atelier("settings", "sending=confirm_all", "--today", DAY)
    creditor, invoice = Creditor.objects.get(), Invoice.objects.get(number="FA-1")
    dispute = Dispute.objects.create(
        creditor=creditor, customer=invoice.customer, invoice=invoice, reason="price", cents=30_000,
        opened_on=date(2026, 1, 30), opened_by="Claire", due_on=date(2026, 2, 13),
    )  # fmt: skip
    tell(
        creditor=creditor, customer=invoice.customer, about=f"dispute:{dispute.pk}:received",
        receivables=list(invoice.receivables.all()), act=act_on(date(2026, 1, 30)),
    )  # fmt: skip
    return atelier


def test_a_run_lists_answers_beside_its_notices(answering: Relance) -> None:
    document = answering("run", "--today", DAY, "--json").document
    assert document["notices"] == []
    assert [(n["kind"], n["state"], n["step"]) for n in document["answers"]] == [("answer", "to_confirm", "")]


def test_the_work_list_shows_what_the_answer_says(answering: Relance) -> None:
    assert "Dispute received" in answering("todo", "--today", DAY).out
    assert answering("todo", "--today", DAY, "--json").document["to_confirm"][0]["template"] == "dispute-received"


def test_confirmed_it_is_sent_once(answering: Relance) -> None:
    answering("confirm", "--all", "--today", DAY)
    assert answering("send", "--today", DAY, "--json").document["sent"] == 1
    assert answering("send", "--today", DAY, "--json").document["sent"] == 0
    assert answering("run", "--today", DAY, "--json").document["answers"][0]["state"] == "sent"


def test_taken_back_it_leaves_the_customer_as_it_was(answering: Relance) -> None:
    waiting = answering("todo", "--today", DAY, "--json").document["to_confirm"][0]["notice"]
    assert answering("cancel", waiting, "--why", "told by phone", "--today", DAY).code == 0
    assert len(answering("run", "--today", "2026-02-06", "--json").document["notices"]) == 1


def test_the_doctor_finds_nothing_wrong_with_an_answer_that_left(answering: Relance) -> None:
    answering("confirm", "--all", "--today", DAY)
    answering("send", "--today", DAY)
    problems = answering("doctor", "--json").document["problems"]
    assert not [p for p in problems if "R-0" in str(p)]

"""What an answer may say, read from the ledger: never more than is owed, never another company's."""

from __future__ import annotations

import email
import email.policy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from relance.ledger.answers import answer_facts
from relance.ledger.builders import make_payment
from relance.ledger.models import (
    Agreement,
    Creditor,
    Customer,
    Dispute,
    Instalment,
    Notice,
    Promise,
    Task,
)
from relance.operations.agree_instalments import agree_instalments
from relance.operations.change_settings import change_settings
from relance.operations.record_payment import record_payment
from tests.operations.answering import (
    FA_1,
    FEB_5,
    FEB_16,
    a_dispute,
    a_promise,
    an_agreement,
    mails,
    told,
)
from tests.operations.scene import (
    an_act,
    customer_of,
    dupont_owes,
    invoice_of,
    send,
)


@pytest.fixture
def owed(creditor: Creditor) -> Creditor:
    """Dupont owes FA-1, 1,200.00, due on 30 January; its first reminder comes on 6 February."""
    dupont_owes(creditor, FA_1)
    return creditor


@pytest.fixture
def planned(owed: Creditor) -> Creditor:
    """The same, where what is automatic leaves without a word."""
    return change_settings(creditor=owed, changes={"sending": "as_planned"}, act=an_act(FEB_5))


def test_a_dispute_for_a_part_leaves_the_rest_to_be_paid(owed: Creditor) -> None:
    facts: Any = answer_facts(owed, f"dispute:{a_dispute(owed).pk}:received")
    assert (facts.cents, facts.rest_cents) == (30_000, 90_000)
    a_dispute(owed, 40_000)
    facts = answer_facts(owed, f"dispute:{Dispute.objects.first().pk}:received")  # type: ignore[union-attr]
    assert facts.rest_cents == 50_000


def test_what_is_on_account_is_not_asked_for_beside_a_dispute(owed: Creditor) -> None:
    make_payment(customer_of(owed), 90_000, date(2026, 2, 5))
    facts: Any = answer_facts(owed, f"dispute:{a_dispute(owed).pk}:received")
    assert facts.rest_cents == 0


def test_of_a_dispute_for_all_nothing_is_asked(owed: Creditor) -> None:
    facts: Any = answer_facts(owed, f"dispute:{a_dispute(owed, None).pk}:received")
    assert (facts.cents, facts.rest_cents) == (None, 0)


def test_the_end_of_a_dispute_is_told_with_its_explanation(owed: Creditor) -> None:
    ended = a_dispute(owed, state="rejected", outcome="Le bon de livraison est signé.")
    facts: Any = answer_facts(owed, f"dispute:{ended.pk}:ended")
    assert (facts.outcome, facts.explanation, facts.rest_cents) == ("rejected", ended.outcome, 120_000)
    notice = told(owed, f"dispute:{ended.pk}:ended")
    assert notice and notice.deadline_on == date(2026, 2, 13)


def test_a_dispute_withdrawn_has_no_answer(owed: Creditor) -> None:
    assert answer_facts(owed, f"dispute:{a_dispute(owed, state='withdrawn').pk}:ended") is None


def test_of_a_promise_what_was_paid_since_is_not_asked_for(owed: Creditor) -> None:
    promise = a_promise(owed, 80_000)
    record_payment(creditor=owed, invoice=invoice_of(owed), cents=30_000, on=date(2026, 2, 5), act=an_act(FEB_5))
    facts: Any = answer_facts(owed, f"promise:{promise.pk}:noted")
    assert (facts.cents, facts.rest_cents) == (80_000, 50_000)


def test_a_promise_whose_day_is_past_is_not_noted_any_more(planned: Creditor) -> None:
    about = f"promise:{a_promise(planned, on='2026-02-13').pk}:noted"
    told(planned, about)
    assert send(planned, FEB_16).count("changed") == 1


def test_an_instalment_says_what_remains_after_it(owed: Creditor) -> None:
    _first, second, _third = an_agreement(owed)
    facts: Any = answer_facts(owed, f"instalment:{second.pk}:reminder")
    assert (facts.rank, facts.count, facts.cents, facts.after_cents) == (2, 3, 40_000, 40_000)


def test_payments_fill_instalments_in_order(owed: Creditor) -> None:
    first, second, _third = an_agreement(owed)
    record_payment(creditor=owed, invoice=invoice_of(owed), cents=50_000, on=date(2026, 2, 5), act=an_act(FEB_5))
    assert answer_facts(owed, f"instalment:{first.pk}:reminder") is None
    facts: Any = answer_facts(owed, f"instalment:{second.pk}:reminder")
    assert facts.cents == 30_000


def test_what_is_on_account_fills_instalments_too(owed: Creditor) -> None:
    first, *_ = an_agreement(owed)
    make_payment(customer_of(owed), 10_000, date(2026, 2, 5))
    facts: Any = answer_facts(owed, f"instalment:{first.pk}:reminder")
    assert facts.cents == 30_000


@pytest.mark.parametrize("since", ["insolvency_on", "handed_over_on"])
def test_nobody_insolvent_or_handed_over_is_asked_for_an_instalment(owed: Creditor, since: str) -> None:
    first, *_ = an_agreement(owed)
    Customer.objects.update(**{since: date(2026, 2, 1)})
    assert answer_facts(owed, f"instalment:{first.pk}:reminder") is None
    assert told(owed, f"instalment:{first.pk}:reminder") is None


def test_an_instalment_reminder_asks_for_the_instalment_alone(planned: Creditor, own_home: Path) -> None:
    first, *_ = an_agreement(planned)
    notice = told(planned, f"instalment:{first.pk}:reminder")
    assert notice and notice.total_cents == 40_000
    send(planned, FEB_5)
    assert "Montant 400,00" in mails(own_home)[0]


def test_a_plan_without_its_letter_does_not_leave(planned: Creditor) -> None:
    agreement = an_agreement(planned)[0].agreement
    told(planned, f"agreement:{agreement.pk}:letter")
    report = send(planned, FEB_5)
    assert report.count("failed") == 1 and Task.objects.filter(kind="message_failed").exists()


@pytest.mark.parametrize(
    "about", ["dispute:1:received", "promise:1:noted", "agreement:1:letter", "instalment:1:reminder"]
)
def test_nothing_is_told_of_another_company(owed: Creditor, about: str) -> None:
    from tests.operations.scene import a_creditor

    a_dispute(owed, pk=1)
    a_promise(owed)
    an_agreement(owed)
    other = a_creditor("Other SARL")
    for thing, rows in (
        ("dispute", Dispute),
        ("promise", Promise),
        ("agreement", Agreement),
        ("instalment", Instalment),
    ):
        if about.startswith(thing):
            key = rows.objects.first().pk  # type: ignore[attr-defined]
            named = about.replace(":1:", f":{key}:")
            assert answer_facts(owed, named) and answer_facts(other, named) is None


@pytest.mark.parametrize("about", ["", "dispute", "dispute:x:received", "invoice:1:sent", "dispute:1:begun"])
def test_what_nobody_knows_is_not_told(owed: Creditor, about: str) -> None:
    assert answer_facts(owed, about) is None


def agreed(creditor: Creditor) -> Notice:
    """FA-1 is to be paid in three instalments: the answer that carries the plan."""
    agree_instalments(
        creditor=creditor, customer=customer_of(creditor), invoices=[invoice_of(creditor)], act=an_act(FEB_5),
        count=3, first_on=date(2026, 2, 16),
    )  # fmt: skip
    return Notice.objects.get(about__startswith="agreement:")


def test_a_plan_leaves_with_its_letter_as_it_was_agreed(planned: Creditor, own_home: Path) -> None:
    agreed(planned)
    assert send(planned, FEB_5).count("sent") == 1
    path = next(own_home.glob("outbox/*/2*/*.eml"))
    (enclosed,) = email.message_from_bytes(path.read_bytes(), policy=email.policy.default).iter_attachments()
    assert enclosed.get_content() == bytes(Agreement.objects.get().content or b"")


def test_on_paper_the_plan_is_enclosed_twice(planned: Creditor, own_home: Path) -> None:
    Customer.objects.update(email="")
    agreed(planned)
    send(planned, FEB_5)
    plan = len(pikepdf.open(BytesIO(bytes(Agreement.objects.get().content or b""))).pages)
    letter = pikepdf.open(next(own_home.glob("outbox/*/2*/*-letter.pdf")))
    assert len(letter.pages) == 1 + 2 * plan


def test_a_letter_that_was_changed_does_not_leave(planned: Creditor) -> None:
    agreed(planned)
    Agreement.objects.update(content=b"%PDF-1.4 something else")
    assert send(planned, FEB_5).count("failed") == 1

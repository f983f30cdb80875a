"""Holds: from a day on, until a day, for a reason, and none of them forgotten."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.reasons import event_words
from relance.ledger.builders import act_on, make_creditor, make_customer, make_invoice
from relance.ledger.models import Creditor, Customer, Event, Hold, Task
from relance.operations.close_task import close_task
from relance.operations.decide_due import decide_due
from relance.operations.hold import hold, release
from relance.operations.refused import Refused

MONDAY = date(2026, 2, 16)


@pytest.fixture
def dupont(db: None) -> Customer:
    """Dupont owes 900.00 since January."""
    customer: Customer = make_customer(make_creditor())
    make_invoice(customer, "FA-1", 90_000, date(2026, 1, 30))
    return customer


def held(customer: Customer, **how: object) -> Hold:
    row: Hold = hold(creditor=customer.creditor, customer=customer, act=act_on(MONDAY), reason="fêtes", **how)  # type: ignore[arg-type]
    return row


def the_run(customer: Customer, day: date) -> list[str]:
    """The reasons said of the customer that day."""
    Customer.objects.update(wake_on=day)
    creditor = Creditor.objects.get(pk=customer.creditor_id)
    report = decide_due(creditor=creditor, act=act_on(day))
    return [s.reason for one in report.decided for _, v in one.verdicts for s in v.silences]


def old_holds() -> list[Task]:
    return list(Task.objects.filter(kind="old_hold", closed_on=None))


def test_a_hold_to_come_stops_nothing_before_its_first_day(dupont: Customer) -> None:
    held(dupont, start=date(2026, 2, 18), until=date(2026, 2, 20))
    assert the_run(dupont, date(2026, 2, 17)) == []
    assert the_run(dupont, date(2026, 2, 18)) == ["on_hold"]
    assert the_run(dupont, date(2026, 2, 20)) == ["on_hold"]


def test_the_journal_names_the_first_and_the_last_day(dupont: Customer) -> None:
    held(dupont, start=date(2026, 2, 18), until=date(2026, 2, 20))
    event = Event.objects.get(verb="hold_set")
    assert event_words("hold_set", event.payload, "en") == "On hold from 18 February 2026 until 20 February 2026: fêtes"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"start": date(2026, 2, 13)}, "a hold starts today (2026-02-16) or later"),
        ({"start": date(2026, 3, 2), "until": date(2026, 3, 1)}, "give a day from 2026-03-02 on"),
    ],
)
def test_days_that_cannot_be_are_refused(dupont: Customer, days: dict[str, date], words: str) -> None:
    with pytest.raises(Refused) as refused:
        held(dupont, **days)
    assert words in str(refused.value) and not Hold.objects.exists()


def test_a_hold_without_an_end_is_looked_at_again_after_sixty_days(dupont: Customer) -> None:
    held(dupont)
    the_run(dupont, date(2026, 4, 17))
    assert old_holds() == []
    the_run(dupont, date(2026, 4, 20))
    the_run(dupont, date(2026, 4, 21))
    (task,) = old_holds()
    assert (task.customer, task.amount_cents, "fêtes" in task.why) == (dupont, 90_000, True)


def test_a_hold_with_an_end_raises_no_question(dupont: Customer) -> None:
    held(dupont, until=date(2026, 12, 31))
    the_run(dupont, date(2026, 6, 1))
    assert old_holds() == []


def test_who_keeps_an_old_hold_is_asked_again_after_sixty_more_days(dupont: Customer) -> None:
    held(dupont)
    the_run(dupont, date(2026, 5, 4))
    close_task(creditor=dupont.creditor, task_id=old_holds()[0].pk, result="on garde", act=act_on(date(2026, 5, 4)))
    the_run(dupont, date(2026, 7, 2))
    assert old_holds() == []
    the_run(dupont, date(2026, 7, 6))
    assert len(old_holds()) == 1


def test_a_hold_released_takes_its_question_back(dupont: Customer) -> None:
    held(dupont)
    the_run(dupont, date(2026, 5, 4))
    release(creditor=dupont.creditor, customer=dupont, act=act_on(date(2026, 5, 4)))
    assert old_holds() == []

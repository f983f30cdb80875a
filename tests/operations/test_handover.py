"""Where the plan has ended: every way on leaves a next action, a day and a person, or nothing owed."""

from __future__ import annotations

from datetime import date

import pytest

from relance.domain.task_words import HANDOVER_CHOICES
from relance.ledger.holds import all_stopped
from relance.ledger.models import Creditor, Customer, Event, Receivable, Task, WriteOff
from relance.operations.choose_handover import choose_handover
from relance.operations.record_payment import record_payment
from relance.operations.refused import Refused
from tests.operations.scene import an_act, customer_of, dupont_owes, invoice_of, open_amounts, run, the_day

LAST_DAY = "2026-03-10"  # the hand-over comes after the formal notice's deadline


@pytest.fixture
def dupont(creditor: Creditor) -> Customer:
    """Dupont was reminded to the end of the plan: its file is to be handed over."""
    dupont_owes(creditor, "FA-1,2026-01-01,2026-01-30,1200.00,1200.00")
    Creditor.objects.filter(pk=creditor.pk).update(money_known_to=date(2026, 12, 31))
    for day in ("2026-02-06", "2026-02-16", "2026-02-26", LAST_DAY):
        the_day(creditor, day)
    return customer_of(creditor)


def open_kinds(customer: Customer) -> list[str]:
    rows = Task.objects.filter(customer=customer, closed_on=None)
    return list(rows.order_by("pk").values_list("kind", flat=True))


def chosen(customer: Customer, choice: str, day: str = LAST_DAY, **how: object) -> None:
    choose_handover(creditor=customer.creditor, customer=customer, choice=choice, act=an_act(day), **how)  # type: ignore[arg-type]


def test_the_plan_ends_in_a_task_that_asks_what_comes_next(dupont: Customer) -> None:
    assert open_kinds(dupont) == ["hand_over"]


@pytest.mark.parametrize("partner", ["lawyer", "agency", "commissaire"])
def test_a_file_handed_over_is_reminded_no_more_and_asked_after_in_a_month(dupont: Customer, partner: str) -> None:
    chosen(dupont, partner, partner="Me Petit")
    dupont.refresh_from_db()
    assert dupont.handed_over_on == date(2026, 3, 10)
    assert Task.objects.get(customer=dupont, kind="handed_over_news").due_on == date(2026, 4, 9)
    run(dupont.creditor, "2026-03-11")
    dupont.refresh_from_db()
    assert dupont.reason == "handed_over"


@pytest.mark.parametrize(
    ("choice", "kind", "due_on"),
    [
        ("formal_notice", "formal_notice_again", date(2026, 3, 11)),
        ("suspend", "suspend_service", date(2026, 3, 11)),
        ("solvency", "check_solvency", date(2026, 3, 13)),
    ],
)
def test_the_other_ways_on_are_tasks_with_a_day(dupont: Customer, choice: str, kind: str, due_on: date) -> None:
    chosen(dupont, choice)
    assert open_kinds(dupont) == [kind]
    assert Task.objects.get(customer=dupont, kind=kind).due_on == due_on
    assert Task.objects.get(customer=dupont, kind="hand_over").choice == choice


def test_waiting_holds_the_late_invoices_and_asks_again_on_its_day(dupont: Customer) -> None:
    chosen(dupont, "wait", until=date(2026, 3, 20), reason="their director is abroad")
    again = Task.objects.get(customer=dupont, closed_on=None)
    assert (again.kind, again.due_on) == ("hand_over", date(2026, 3, 23))
    run(dupont.creditor, "2026-03-12")
    assert Receivable.objects.get(customer=dupont).reason == "on_hold"


def test_writing_off_leaves_nothing_open_and_no_task(dupont: Customer) -> None:
    chosen(dupont, "write_off", reason="liquidated without assets")
    assert open_amounts(dupont.creditor) == {"FA-1": 0}
    assert (open_kinds(dupont), WriteOff.objects.get().author) == ([], "Anne")


def test_the_choice_is_in_the_journal(dupont: Customer) -> None:
    chosen(dupont, "lawyer", partner="Me Petit")
    event = Event.objects.get(creditor=dupont.creditor, verb="handover_chosen")
    assert (event.payload["choice"], event.payload["partner"]) == ("lawyer", "Me Petit")


@pytest.mark.parametrize("choice", sorted(HANDOVER_CHOICES))
def test_where_nothing_is_late_there_is_nothing_to_decide(dupont: Customer, choice: str) -> None:
    invoice = invoice_of(dupont.creditor)
    record_payment(
        creditor=dupont.creditor, invoice=invoice, cents=120_000, on=date(2026, 3, 10), act=an_act(LAST_DAY)
    )  # fmt: skip
    with pytest.raises(Refused, match="nothing late"):
        chosen(dupont, choice, until=date(2026, 3, 20), reason="x")


@pytest.mark.parametrize(("choice", "how"), [("wait", {}), ("write_off", {}), ("prison", {})])
def test_a_choice_without_what_it_needs_is_refused(dupont: Customer, choice: str, how: dict[str, object]) -> None:
    with pytest.raises(Refused):
        chosen(dupont, choice, **how)
    assert open_kinds(dupont) == ["hand_over"]


def test_the_question_answers_itself_once_everything_is_paid(dupont: Customer) -> None:
    record_payment(
        creditor=dupont.creditor, invoice=invoice_of(dupont.creditor), cents=120_000, on=date(2026, 3, 10),
        act=an_act(LAST_DAY),
    )  # fmt: skip
    run(dupont.creditor, "2026-03-11")
    assert open_kinds(dupont) == []


def test_a_plan_that_ended_without_a_next_action_asks_for_one(dupont: Customer) -> None:
    Task.objects.filter(customer=dupont).update(closed_on=date(2026, 3, 10), result="done")
    run(dupont.creditor, "2026-03-11")
    run(dupont.creditor, "2026-04-08")
    assert open_kinds(dupont) == []  # “nothing more” was said less than thirty days ago
    run(dupont.creditor, "2026-04-13")
    assert open_kinds(dupont) == ["plan_ended"]


def test_who_handed_a_file_over_and_to_whom_is_known(dupont: Customer) -> None:
    chosen(dupont, "agency", partner="Agence du Port", reason="trop long")
    (one,) = all_stopped(dupont.creditor, date(2026, 3, 10))
    assert (one.kind, one.author, one.reason, one.since) == (
        "handed_over", an_act().by, "Agence du Port, trop long", date(2026, 3, 10),
    )  # fmt: skip

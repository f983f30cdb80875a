"""The work list: who does what today, what is passed on, and that a task done says what comes next."""

from __future__ import annotations

from datetime import date

import pytest

from relance.ledger.models import Creditor, Customer, Event, Task
from relance.ledger.work import count_of, work_list
from relance.ledger.writes import open_task
from relance.operations.assign_task import assign_tasks
from relance.operations.close_task import close_task
from relance.operations.people import add_member, set_absence
from relance.operations.refused import Refused
from relance.operations.todays_work import todays_work
from tests.operations.scene import an_act, confirm, customer_of, dupont_owes, run


@pytest.fixture
def dupont(creditor: Creditor) -> Customer:
    """Dupont, 1,200 € late since 30 January, looked after by Léa; Marc is the manager."""
    dupont_owes(creditor, "FA-1,2026-01-01,2026-01-30,1200.00,1200.00")
    for name, role in (("lea", "collector"), ("marc", "manager")):
        add_member(creditor=creditor, name=name, role=role, act=an_act())
    Customer.objects.filter(creditor=creditor).update(owner="lea")
    return customer_of(creditor)


def a_task(creditor: Creditor, due_on: str, kind: str = "reply_waiting", **fields: object) -> Task:
    day = date.fromisoformat(due_on)
    open_task(creditor, an_act(due_on), kind=kind, due_on=day, why="a letter", subject="EUR", **fields)
    return Task.objects.get(creditor=creditor, kind=kind, closed_on=None)


def who(creditor: Creditor, kind: str, day: str) -> list[str]:
    return [item.person for item in work_list(creditor, date.fromisoformat(day)).items if item.kind == kind]


def test_a_task_is_for_whoever_looks_after_the_customer_unless_it_is_given_to_another(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-02", customer_id=dupont.pk)
    assert who(dupont.creditor, "reply_waiting", "2026-02-02") == ["lea"]
    assign_tasks(creditor=dupont.creditor, task_ids=[task.pk], owner="marc", act=an_act())
    assert who(dupont.creditor, "reply_waiting", "2026-02-02") == ["marc"]


def test_a_task_of_no_customer_is_for_the_person_in_charge(dupont: Customer) -> None:
    a_task(dupont.creditor, "2026-02-02", "import_problems")
    assert who(dupont.creditor, "import_problems", "2026-02-02") == ["owner"]
    Creditor.objects.filter(pk=dupont.creditor_id).update(person_in_charge="marc")
    assert who(Creditor.objects.get(pk=dupont.creditor_id), "import_problems", "2026-02-02") == ["marc"]


def test_waiting_notices_are_one_line_with_their_sum_since_the_day_they_were_prepared(dupont: Customer) -> None:
    run(dupont.creditor, "2026-02-06")
    run(dupont.creditor, "2026-02-09")  # decided afresh: it has waited since Friday all the same
    (row,) = work_list(dupont.creditor, date(2026, 2, 9)).notices.values()
    assert (row.kind, row.person, row.count, row.cents, row.since) == ("reminder", "lea", 1, 120_000, date(2026, 2, 6))


def test_a_task_late_by_more_than_three_working_days_is_passed_on_once(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-02", "customer_kind", customer_id=dupont.pk)
    run(dupont.creditor, "2026-02-05")  # the third working day after
    assert Task.objects.get(pk=task.pk).escalated_on is None
    run(dupont.creditor, "2026-02-06")
    run(dupont.creditor, "2026-02-09")
    task.refresh_from_db()
    assert (task.escalated_on, task.owner) == (date(2026, 2, 6), "marc")
    assert Event.objects.filter(creditor=dupont.creditor, verb="task_escalated").count() == 1


def test_a_weekend_does_not_count_as_waiting(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-05", "customer_kind", customer_id=dupont.pk)  # a Thursday
    run(dupont.creditor, "2026-02-10")
    assert Task.objects.get(pk=task.pk).escalated_on is None
    run(dupont.creditor, "2026-02-11")
    assert Task.objects.get(pk=task.pk).escalated_on == date(2026, 2, 11)


def test_what_the_manager_leaves_goes_to_the_owner(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-02", "customer_kind", customer_id=dupont.pk, owner="marc")
    run(dupont.creditor, "2026-02-09")
    assert Task.objects.get(pk=task.pk).owner == "owner"


def test_another_day_lets_a_task_be_passed_on_again_only_after_it(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-02", "customer_kind", customer_id=dupont.pk)
    run(dupont.creditor, "2026-02-09")
    assign_tasks(creditor=dupont.creditor, task_ids=[task.pk], by=date(2026, 2, 16), act=an_act("2026-02-09"))
    run(dupont.creditor, "2026-02-18")
    assert Task.objects.get(pk=task.pk).escalated_on is None


def test_notices_that_wait_too_long_for_a_word_become_a_task_that_closes_by_itself(dupont: Customer) -> None:
    creditor = dupont.creditor
    waiting = Task.objects.filter(creditor=creditor, kind="confirm_waiting", closed_on=None)
    for day in ("2026-02-06", "2026-02-09", "2026-02-11"):
        run(creditor, day)
        assert not waiting.exists()
    run(creditor, "2026-02-12")
    task = waiting.get()
    assert (task.amount_cents, task.why) == (120_000, "1 notice(s) have waited for a word since 2026-02-06")
    confirm(creditor, "2026-02-12")
    assert not waiting.exists()


def test_that_task_is_itself_passed_on_if_nobody_moves(dupont: Customer) -> None:
    for day in ("2026-02-06", "2026-02-12", "2026-02-18"):
        run(dupont.creditor, day)
    task = Task.objects.get(creditor=dupont.creditor, kind="confirm_waiting", closed_on=None)
    assert task.escalated_on == date(2026, 2, 18)


def test_done_means_a_result_and_a_next_step(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-02", customer_id=dupont.pk, amount_cents=120_000)
    act = an_act("2026-02-03")
    close_task(
        creditor=dupont.creditor, task_id=task.pk, result="answered", next_step="call back", act=act,
        next_on=date(2026, 2, 10), next_owner="marc",
    )  # fmt: skip
    after = Task.objects.get(creditor=dupont.creditor, kind="follow_up")
    assert (after.why, after.due_on, after.owner, after.amount_cents) == (
        "call back", date(2026, 2, 10), "marc", 120_000,
    )  # fmt: skip


def test_nothing_more_is_a_next_step_too(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-02", customer_id=dupont.pk)
    close_task(creditor=dupont.creditor, task_id=task.pk, result="answered", act=an_act("2026-02-03"))
    assert not Task.objects.filter(creditor=dupont.creditor, closed_on=None).exists()


@pytest.mark.parametrize(
    ("step", "on"), [("call back", None), ("", date(2026, 2, 10)), ("call back", date(2026, 2, 2))]
)
def test_a_next_step_needs_its_words_and_a_day_to_come(dupont: Customer, step: str, on: date | None) -> None:
    task = a_task(dupont.creditor, "2026-02-02", customer_id=dupont.pk)
    with pytest.raises(Refused):
        close_task(
            creditor=dupont.creditor, task_id=task.pk, result="answered", next_step=step, next_on=on,
            act=an_act("2026-02-03"),
        )  # fmt: skip
    assert Task.objects.get(pk=task.pk).closed_on is None


def test_a_task_is_given_to_nobody_who_does_not_work_here(dupont: Customer) -> None:
    task = a_task(dupont.creditor, "2026-02-02", customer_id=dupont.pk)
    with pytest.raises(Refused, match="nobody called “zoe”"):
        assign_tasks(creditor=dupont.creditor, task_ids=[task.pk], owner="zoe", act=an_act())


def test_the_cover_does_the_work_of_the_person_on_leave(dupont: Customer) -> None:
    a_task(dupont.creditor, "2026-02-02", customer_id=dupont.pk)
    set_absence(
        creditor=dupont.creditor, name="lea", from_on=date(2026, 2, 9), until_on=date(2026, 2, 13), cover="marc",
        act=an_act(),
    )  # fmt: skip
    days = ("2026-02-06", "2026-02-09", "2026-02-13", "2026-02-16")
    assert [who(dupont.creditor, "reply_waiting", day)[0] for day in days] == ["lea", "marc", "marc", "lea"]


def test_notices_that_have_waited_too_long_are_said_once(dupont: Customer) -> None:
    for day in ("2026-02-06", "2026-02-12"):
        run(dupont.creditor, day)
    work = todays_work(dupont.creditor, date(2026, 2, 12))
    assert [(item.kind, item.amount_cents, item.person) for item in work.items] == [
        ("notices_waiting", 120_000, "owner")
    ]
    assert list(work.passed_on.values()) == ["lea"]


def test_the_count_beside_the_menu_is_ones_own_through_cover(dupont: Customer) -> None:
    a_task(dupont.creditor, "2026-02-02", customer_id=dupont.pk)
    days = (date(2026, 2, 2), date(2026, 2, 3))
    set_absence(creditor=dupont.creditor, name="lea", from_on=days[1], cover="marc", act=an_act())
    assert [[count_of(dupont.creditor, who, day) for day in days] for who in ("lea", "marc")] == [[1, 0], [0, 1]]

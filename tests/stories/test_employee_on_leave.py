"""A fortnight of Léa's: her work goes on without her, and what nobody does goes up."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from relance.ledger.models import Creditor, Customer, Event, Notice, Task
from relance.ledger.work import work_list
from relance.operations.people import add_member, set_absence
from tests.operations.scene import a_creditor, an_act, confirm, dupont_owes, run, send

MONDAY, FRIDAY = date(2026, 2, 9), date(2026, 2, 20)  # Léa is away, both days included


@pytest.fixture
def firm(db: None, tmp_path: Path, settings: Any) -> Creditor:
    """Léa looks after Dupont, who owes 1,200 € since 30 January; Marc covers for her, Claire owns the firm."""
    settings.RELANCE_HOME = tmp_path
    creditor = a_creditor()
    for name, role in (("lea", "collector"), ("marc", "manager")):
        add_member(creditor=creditor, name=name, role=role, act=an_act())
    dupont_owes(creditor, "FA-1,2026-01-01,2026-01-30,1200.00,1200.00")
    Customer.objects.update(owner="lea")
    return creditor


def on_leave(firm: Creditor, name: str = "lea", cover: str = "marc") -> None:
    act = an_act("2026-02-06")
    set_absence(creditor=firm, name=name, from_on=MONDAY, until_on=FRIDAY, cover=cover, act=act)


def people_at_work(firm: Creditor, day: date) -> set[str]:
    return {item.person for item in work_list(firm, day).items}


def weekdays(first: date, last: date) -> list[date]:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5]


def test_her_cover_confirms_and_the_reminders_go_on(firm: Creditor) -> None:
    on_leave(firm)
    run(firm, "2026-02-09")
    assert people_at_work(firm, MONDAY) == {"marc"}
    confirm(firm, "2026-02-09")
    send(firm, "2026-02-09")
    assert Notice.objects.get().state == "sent"


def test_back_at_her_desk_she_finds_what_has_come_meanwhile(firm: Creditor) -> None:
    on_leave(firm)
    for day in weekdays(date(2026, 2, 9), date(2026, 2, 10)):
        run(firm, day.isoformat())
    assert people_at_work(firm, FRIDAY) == {"marc"}
    assert people_at_work(firm, FRIDAY + timedelta(days=3)) == {"lea"}


def test_if_the_cover_does_nothing_it_goes_up_and_never_blocks_silently(firm: Creditor) -> None:
    on_leave(firm)
    for day in weekdays(date(2026, 2, 9), date(2026, 2, 20)):
        run(firm, day.isoformat())
    task = Task.objects.get(kind="confirm_waiting", closed_on=None)
    told = Event.objects.filter(verb="task_escalated").values_list("payload__task", "payload__to")
    assert (task.opened_on, list(told)) == (date(2026, 2, 13), [("confirm_waiting", "owner")])
    assert task.escalated_on == date(2026, 2, 19)


def test_when_the_cover_is_away_too_the_work_goes_to_who_is_there(firm: Creditor) -> None:
    on_leave(firm)
    on_leave(firm, "marc", cover="lea")
    run(firm, "2026-02-09")
    assert people_at_work(firm, MONDAY) == {"owner"}

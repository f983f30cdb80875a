"""Events are written once: the database refuses a change, and a change made around it is found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from relance.ledger.models import Creditor, Event
from relance.ledger.reads import chain_break
from tests.operations.scene import a_creditor, dupont_owes, the_day

FA_1 = "FA-1,2025-12-31,2026-01-30,1200.00,1200.00"
TRIGGERS = ("ledger_event_no_update", "ledger_event_no_delete")


@pytest.fixture
def story(creditor: Creditor) -> Creditor:
    dupont_owes(creditor, FA_1)
    the_day(creditor, "2026-02-06")
    return creditor


@contextmanager
def behind_the_back() -> Iterator[None]:
    """The triggers switched off, as someone with all rights on the database could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_event DISABLE TRIGGER ledger_event_append_only")
            yield
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_event ENABLE TRIGGER ledger_event_append_only")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_event'")
        triggers = cursor.fetchall()
        assert sorted(name for name, _ in triggers) == sorted(TRIGGERS)
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            cursor.execute(sql)


def test_a_whole_story_holds(story: Creditor) -> None:
    assert Event.objects.filter(creditor=story).count() >= 5
    assert chain_break(story) is None


def test_an_event_cannot_be_changed(story: Creditor) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Event.objects.filter(sequence=2).update(by="quelqu’un d’autre")


def test_an_event_cannot_be_deleted(story: Creditor) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE sequence = 2")


def test_a_sequence_number_is_given_once(story: Creditor) -> None:
    event = Event.objects.get(sequence=2)
    event.pk = None
    with pytest.raises(DatabaseError), transaction.atomic():
        event.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        {"by": "quelqu’un d’autre"},
        {"verb": "nothing"},
        {"payload": {}},
        {"on": "2026-01-01"},
        {"at": "2026-01-01T00:00:00+00:00"},
        {"customer": None},
        {"hash": "0" * 64},
        {"previous_hash": "1" * 64},
        {"sequence": 99},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_found_and_named(story: Creditor, change: dict[str, object]) -> None:
    number = Event.objects.filter(creditor=story).exclude(customer=None).order_by("sequence")[0].sequence
    with behind_the_back():
        Event.objects.filter(creditor=story, sequence=number).update(**change)
    found = chain_break(story)
    assert found is not None
    assert any(f"event {n}" in found for n in (number, number + 1))


def test_a_removed_event_is_found(story: Creditor) -> None:
    with behind_the_back(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE sequence = 3")
    assert "event 3 is missing" in (chain_break(story) or "")


def test_each_creditor_has_a_chain_of_its_own(story: Creditor) -> None:
    other = a_creditor("Autre Maison SAS")
    with behind_the_back():
        Event.objects.filter(creditor=story, sequence=2).update(by="x")
    assert chain_break(story) is not None
    assert chain_break(other) is None

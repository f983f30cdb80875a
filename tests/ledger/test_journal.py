"""The journal as a person reads it: slices of the chain, filters, days, and whether it holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from relance.domain.chain import GENESIS
from relance.ledger import journal
from relance.ledger.builders import act_on, make_creditor, make_customer
from relance.ledger.journal import JournalAsked, check_chain, journal_events, journal_slice
from relance.ledger.models import Creditor, Customer, Event
from relance.ledger.writes import Happening, append_events

MONDAY = date(2026, 2, 2)


@pytest.fixture
def firm(db: None) -> Creditor:
    """Ten days of promises and calls, two a day, the calls by Max."""
    firm = make_creditor()
    dupont, martin = make_customer(firm), make_customer(firm, "MARTIN")
    for number in range(10):
        day = MONDAY + timedelta(days=number)
        append_events(firm, [_about(dupont, "promise_made", f"FA-{number}")], act_on(day))
        append_events(firm, [_about(martin, "call_logged", f"été {number}")], act_on(day, "Max"))
    return firm


def _about(customer: Customer, verb: str, text: str) -> Happening:
    return Happening(verb, {"invoice": text, "cents": 1}, customer.pk, customer.code)


def numbers(firm: Creditor, **asked: object) -> list[int]:
    """The numbers of the events asked for."""
    wanted = JournalAsked(**asked)  # type: ignore[arg-type]
    found = [event.sequence for event in journal_slice(firm, wanted, None).events]
    assert found == [event.sequence for event in journal_events(firm, wanted)]
    return found


def test_the_newest_comes_first_and_one_goes_on_from_a_number(firm: Creditor) -> None:
    first = journal_slice(firm, JournalAsked(), None, most=8)
    assert [e.sequence for e in first.events] == [20, 19, 18, 17, 16, 15, 14, 13]
    second = journal_slice(firm, JournalAsked(), first.earlier, most=8)
    assert [e.sequence for e in second.events] == [12, 11, 10, 9, 8, 7, 6, 5]
    last = journal_slice(firm, JournalAsked(), second.earlier, most=8)
    assert [e.sequence for e in last.events] == [4, 3, 2, 1] and last.earlier is None


def test_events_are_found_by_who_by_kind_by_customer_and_by_a_word_of_their_facts(firm: Creditor) -> None:
    assert numbers(firm, person="Max") == list(range(20, 0, -2))
    assert numbers(firm, group="promises", customer="DUPONT") == list(range(19, 0, -2))
    assert numbers(firm, customer="MARTIN", group="promises") == []
    assert numbers(firm, text="fa-3") == [7]
    assert numbers(firm, text="été 4") == [10]


@pytest.mark.parametrize("fan", [2, 3, 256])
def test_days_are_found_in_a_few_questions(firm: Creditor, monkeypatch: pytest.MonkeyPatch, fan: int) -> None:
    monkeypatch.setattr(journal, "FAN", fan)
    assert numbers(firm, from_on=MONDAY + timedelta(days=8)) == [20, 19, 18, 17]
    assert numbers(firm, until_on=MONDAY) == [2, 1]
    assert numbers(firm, from_on=MONDAY + timedelta(days=3), until_on=MONDAY + timedelta(days=3)) == [8, 7]
    assert numbers(firm, until_on=MONDAY - timedelta(days=1)) == []
    assert numbers(firm, from_on=MONDAY + timedelta(days=40)) == []


def test_a_rare_thing_is_looked_for_a_part_of_the_journal_at_a_time(
    firm: Creditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LOOK", 6)
    first = journal_slice(firm, JournalAsked(text="FA-5"), None)
    assert (first.events, first.is_cut, first.earlier) == ([], True, 15)
    second = journal_slice(firm, JournalAsked(text="FA-5"), first.earlier)
    assert [e.sequence for e in second.events] == [11]


def test_another_creditors_events_are_not_there(firm: Creditor) -> None:
    other = make_creditor("Autre SARL")
    assert numbers(other) == [] and journal.find_event(other, 3) is None


def test_the_chain_is_verified_a_part_at_a_time(firm: Creditor) -> None:
    first = check_chain(firm, 0, 12)
    assert (first.sequence, first.total, first.broken) == (12, 20, None)
    second = check_chain(firm, first.sequence, 12)
    assert (second.sequence, second.broken) == (20, None)
    assert second.hash == Event.objects.get(creditor=firm, sequence=20).hash


def test_nothing_yet_is_an_intact_chain(db: None) -> None:
    assert check_chain(make_creditor(), 0, 5) == (0, GENESIS, 0, None)


def test_each_event_covers_the_one_before(firm: Creditor) -> None:
    third = journal.find_event(firm, 3)
    assert third and journal.follows(firm, third)
    third.payload = {"cents": 2}
    assert not journal.follows(firm, third)

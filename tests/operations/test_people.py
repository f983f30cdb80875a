"""Who works for a creditor, and who stands in."""

from __future__ import annotations

from datetime import date

import pytest

from relance.ledger.crew import load_crew
from relance.ledger.models import Creditor, Event
from relance.operations.people import add_member, set_absence
from relance.operations.refused import Refused
from tests.operations.scene import an_act

FEBRUARY_9, FEBRUARY_20 = date(2026, 2, 9), date(2026, 2, 20)


def joined(creditor: Creditor, name: str, role: str = "collector") -> None:
    add_member(creditor=creditor, name=name, role=role, act=an_act())


def test_a_person_joins_with_a_role_and_may_sign_in(creditor: Creditor) -> None:
    joined(creditor, "lea")
    assert load_crew(creditor).people["lea"].role == "collector"
    assert Event.objects.filter(creditor=creditor, verb="member_set", payload__person="lea").exists()


def test_a_role_changes_without_a_second_membership(creditor: Creditor) -> None:
    joined(creditor, "lea")
    joined(creditor, "lea", "manager")
    assert creditor.members.filter(user__username="lea").values_list("role", flat=True).get() == "manager"


def test_the_only_owner_stays_owner(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="the only owner"):
        joined(creditor, "owner", "reader")


@pytest.mark.parametrize(("name", "role"), [("lea", "boss"), ("", "reader"), ("lea martin", "reader")])
def test_what_cannot_be_is_refused_in_one_sentence(creditor: Creditor, name: str, role: str) -> None:
    with pytest.raises(Refused):
        joined(creditor, name, role)


def test_an_absence_names_its_days_and_its_cover_and_ends_by_coming_back(creditor: Creditor) -> None:
    joined(creditor, "lea")
    act = an_act("2026-02-06")
    set_absence(creditor=creditor, name="lea", from_on=FEBRUARY_9, until_on=FEBRUARY_20, cover="owner", act=act)
    assert load_crew(creditor).doing(("lea",), FEBRUARY_9) == "owner"
    set_absence(creditor=creditor, name="lea", from_on=None, act=act)
    assert load_crew(creditor).doing(("lea",), FEBRUARY_9) == "lea"


@pytest.mark.parametrize("cover", ["lea", "nobody"])
def test_nobody_covers_for_oneself_or_without_working_here(creditor: Creditor, cover: str) -> None:
    joined(creditor, "lea")
    with pytest.raises(Refused):
        set_absence(creditor=creditor, name="lea", from_on=FEBRUARY_9, cover=cover, act=an_act())


def test_an_absence_does_not_end_before_it_begins(creditor: Creditor) -> None:
    with pytest.raises(Refused, match="is before"):
        set_absence(creditor=creditor, name="owner", from_on=FEBRUARY_20, until_on=FEBRUARY_9, act=an_act())


def test_a_person_of_another_creditor_is_nobody_here(creditor: Creditor) -> None:
    from tests.operations.scene import a_creditor

    other = a_creditor("Autre SARL")
    joined(other, "paul")
    with pytest.raises(Refused, match="nobody called “paul”"):
        set_absence(creditor=creditor, name="paul", from_on=FEBRUARY_9, act=an_act())

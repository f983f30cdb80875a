"""Who does whose work: cover, cover of the cover, and where nobody is there."""

from __future__ import annotations

from datetime import date

from relance.domain.crew import Crew, Person

TODAY = date(2026, 2, 16)


def away(name: str, cover: str = "", role: str = "collector") -> Person:
    """Someone who is away today."""
    return Person(name, role, date(2026, 2, 16), date(2026, 2, 16), cover)


CLAIRE, MARC = Person("claire", "owner"), Person("marc", "manager")


def test_the_nearest_person_in_charge_does_it() -> None:
    assert Crew.of([CLAIRE, MARC, Person("lea", "collector")]).doing(("", "lea", "marc"), TODAY) == "lea"


def test_without_anybody_in_charge_it_is_the_first_owner() -> None:
    assert Crew.of([MARC, CLAIRE]).doing(("", ""), TODAY) == "claire"


def test_somebody_who_has_left_is_passed_over() -> None:
    assert Crew.of([CLAIRE, MARC]).doing(("gone", "marc"), TODAY) == "marc"


def test_an_absence_holds_on_its_first_and_last_day_and_not_after() -> None:
    lea = Person("lea", "collector", date(2026, 2, 9), date(2026, 2, 20), "marc")
    crew = Crew.of([CLAIRE, MARC, lea])
    days = [date(2026, 2, 8), date(2026, 2, 9), date(2026, 2, 20), date(2026, 2, 21)]
    assert [crew.doing(("lea",), day) for day in days] == ["lea", "marc", "marc", "lea"]


def test_the_cover_of_an_absent_cover_does_it() -> None:
    assert Crew.of([CLAIRE, away("lea", "paul"), away("paul", "claire")]).doing(("lea",), TODAY) == "claire"


def test_two_people_who_cover_each_other_and_are_both_away_leave_it_to_the_manager() -> None:
    assert Crew.of([CLAIRE, MARC, away("lea", "paul"), away("paul", "lea")]).doing(("lea",), TODAY) == "marc"


def test_an_absence_without_a_cover_goes_to_the_manager() -> None:
    assert Crew.of([CLAIRE, MARC, away("lea")]).doing(("lea",), TODAY) == "marc"


def test_a_reader_is_given_no_work_by_default() -> None:
    assert Crew.of([away("claire", role="owner"), Person("rita", "reader")]).doing((), TODAY) == "claire"


def test_what_waits_too_long_goes_to_the_manager_and_from_there_to_the_owner() -> None:
    crew = Crew.of([CLAIRE, MARC, Person("lea", "collector")])
    assert [crew.above(name) for name in ("lea", "marc", "claire")] == ["marc", "claire", "claire"]


def test_nobody_at_all_is_nobody() -> None:
    assert Crew.of([]).doing(("lea",), TODAY) == ""

"""The work list, people, and what comes after the plan, through the command line."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cli.conftest import Relance

THE_PLAN = ("2026-02-06", "2026-02-16", "2026-02-26", "2026-03-10")


@pytest.fixture
def crew(atelier: Relance) -> Relance:
    """Léa looks after Dupont; Marc is the manager; the customer's kind is in doubt."""
    for name, role in (("lea", "collector"), ("marc", "manager")):
        assert atelier("people", name, "--role", role).code == 0
    assert atelier("customer", "DUPONT", "owner=lea", "email=", "address=", "--today", "2026-02-05").code == 0
    assert atelier("run", "--today", "2026-02-06").code == 0
    return atelier


def tasks(relance: Relance, *words: str, day: str = "2026-02-06") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = relance("todo", *words, "--today", day, "--json").document["tasks"]
    return found


def test_people_are_listed_with_role_absence_and_who_does_their_work(crew: Relance) -> None:
    said = crew(
        "people", "lea", "--absent", "2026-02-09..2026-02-20", "--cover", "marc", "--today", "2026-02-10", "--json"
    )
    lea = next(p for p in said.document["people"] if p["person"] == "lea")
    assert (lea["role"], lea["absent_until"], lea["cover"], lea["does_the_work_today"]) == (
        "collector", "2026-02-20", "marc", "marc",
    )  # fmt: skip
    assert crew("people", "lea", "--back", "--today", "2026-02-10", "--json").code == 0
    assert "2026-02-09" not in crew("people").out


@pytest.mark.parametrize(
    "words",
    [
        ("people", "lea"), ("people", "--role", "manager"), ("people", "lea", "--cover", "marc"),
        ("people", "lea", "--absent", "2026-02-09"), ("people", "zoe", "--back"), ("people", "lea", "--role", "boss"),
        ("todo", "--assign", "x", "lea"), ("todo", "--nothing-more", "--next", "call"),
        ("todo", "--done", "1", "--result", "x", "--next", "call"), ("write-off", "FA-1"),
        ("write-off", "FA-1", "--undo"), ("hand-over", "DUPONT", "--to", "prison"),
        ("hand-over", "DUPONT", "--to", "wait"),
        ("allocate", "DUPONT", "--to", "FA-1"), ("allocate", "DUPONT", "--credit", "AV-1", "--to", "FA-1"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_one_sentence(crew: Relance, words: tuple[str, ...]) -> None:
    said = crew(*words, "--today", "2026-02-06")
    assert (said.code, len(said.err.strip().splitlines())) == (2, 1)


def test_a_task_says_who_does_it_and_why_it_is_where_it_is(crew: Relance) -> None:
    (task,) = [t for t in tasks(crew, "--kind", "missing_contact", day="2026-02-12")]
    assert (task["person"], task["urgency"]) == ("lea", "late")
    assert task["place"].replace("\xa0", " ") == "3 days late, €1,200.00 at stake"
    assert "3\xa0days late" in crew("todo", "--today", "2026-02-12").out


def test_one_sees_only_what_one_person_does(crew: Relance) -> None:
    assert {t["person"] for t in tasks(crew, "--person", "lea")} == {"lea"}
    assert tasks(crew, "--person", "marc") == []


def test_a_task_is_given_to_another_with_another_day(crew: Relance) -> None:
    number = str(tasks(crew, "--kind", "missing_contact")[0]["id"])
    (task,) = tasks(crew, "--assign", number, "marc", "--by", "2026-02-12", "--kind", "missing_contact")
    assert (task["owner"], task["person"], task["due_on"]) == ("marc", "marc", "2026-02-12")


def test_a_task_done_opens_what_comes_next(crew: Relance) -> None:
    number = str(tasks(crew, "--kind", "missing_contact")[0]["id"])
    left = tasks(crew, "--done", number, "--result", "wrote", "--next", "call their boss", "--on", "2026-02-10")
    after = next(t for t in left if t["task"] == "follow_up")
    assert (after["why"], after["due_on"], after["amount_cents"]) == ("call their boss", "2026-02-10", 120_000)


def test_done_with_a_result_alone_means_nothing_more(crew: Relance) -> None:
    number = str(tasks(crew, "--kind", "missing_contact")[0]["id"])
    assert [t for t in tasks(crew, "--done", number, "--result", "found") if t["task"] == "follow_up"] == []


def test_the_end_of_the_plan_is_decided_by_a_person(atelier: Relance) -> None:
    atelier("settings", "default_plan=standard", "--today", "2026-02-05")
    said = atelier("hand-over", "DUPONT", "--to", "lawyer", "--partner", "Me Petit", "--today", "2026-02-06", "--json")
    assert said.document["sums"] == [{"currency": "EUR", "cents": 120_000}]
    assert [t["task"] for t in said.document["next"]] == ["handed_over_news"]
    assert (
        atelier("run", "--today", "2026-02-09", "--json").document["silent"][0]["reasons"][0]["reason"] == "handed_over"
    )


def test_an_invoice_is_written_off_and_taken_back(atelier: Relance) -> None:
    said = atelier("write-off", "FA-1", "--amount", "200", "--reason", "gesture", "--today", "2026-02-06", "--json")
    assert (said.document["written_off_cents"], said.document["open_cents"]) == (20_000, 100_000)
    back = atelier("write-off", "FA-1", "--undo", "--today", "2026-02-06", "--json").document
    assert (back["written_off_cents"], back["open_cents"]) == (-20_000, 120_000)
    assert atelier("verify").code == 0


def test_money_on_account_is_set_against_another_invoice(atelier: Relance) -> None:
    paid = atelier("pay", "FA-2", "500", "--on", "2026-02-06", "--today", "2026-02-06", "--json").document
    said = atelier(
        "allocate", "DUPONT", "--payment", str(paid["payment"]), "--to", "FA-1", "--amount", "150", "--today",
        "2026-02-06", "--json",
    )  # fmt: skip
    assert (said.document["allocated_cents"], said.document["open_cents"]) == (15_000, 105_000)


def test_somebody_is_invited_from_the_shell(crew: Relance) -> None:
    said = crew("people", "anne", "--invite", "anne@cabinet.fr", "--role", "reader", "--json")
    assert said.document["invitation"].startswith("http://127.0.0.1:8000/invitation/")
    assert crew("people", "zoe", "--invite", "zoe@cabinet.fr").code != 0  # a role goes with it


def test_files_are_opened_to_outside_counsel_and_somebody_goes(crew: Relance) -> None:
    crew("people", "maitre", "--role", "outside")
    assert crew("people", "maitre", "--open", "DUPONT").code == 0
    assert crew("people", "lea", "--open", "DUPONT").code != 0
    assert crew("people", "maitre", "--forget-second-factor").code != 0  # there is none
    assert crew("people", "maitre", "--remove", "affaire close").code == 0
    assert "maitre" not in crew("people").out

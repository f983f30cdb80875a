"""`relance promise` and `relance call`: a word given, on paper or by phone."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Relance


def test_a_promise_is_recorded_listed_and_pauses_reminders(atelier: Relance) -> None:
    said = atelier("promise", "FA-1", "--on", "2026-02-13", "--by", "Mme Roy", "--today", "2026-02-05", "--json")
    assert (said.code, said.document["cents"], said.document["state"]) == (0, 120_000, "live")
    listed = atelier("promise", "--list", "week", "--today", "2026-02-10", "--json").document
    assert [(p["invoice"], p["on"], p["said_by"]) for p in listed["promises"]] == [("FA-1", "2026-02-13", "Mme Roy")]
    day = atelier("run", "--today", "2026-02-10", "--json").document
    assert day["silent"][0]["reasons"][0] == {"invoice": "FA-1", "due_on": "2026-01-30", "reason": "promised"}


def test_a_promise_kept_counts_for_the_customer(atelier: Relance) -> None:
    atelier("promise", "FA-1", "--on", "2026-02-13", "--amount", "500", "--today", "2026-02-05")
    atelier("pay", "FA-1", "500", "--on", "2026-02-12", "--today", "2026-02-12")
    listed = atelier("promise", "--list", "kept", "--customer", "DUPONT", "--today", "2026-02-12")
    assert "Kept in time: 1 of 1 (100%), 0 late, 0 broken." in listed.out


def test_a_promise_is_withdrawn(atelier: Relance) -> None:
    atelier("promise", "FA-1", "--on", "2026-02-13", "--today", "2026-02-05")
    said = atelier("promise", "FA-1", "--withdraw", "--note", "wrong invoice", "--today", "2026-02-06")
    assert (said.code, said.out.strip()) == (0, "FA-1: 1 promise(s) withdrawn, reminders go on.")
    again = atelier("promise", "FA-1", "--withdraw", "--today", "2026-02-06")
    assert again.code == 2 and "no promise is live on FA-1" in again.err


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["FA-1"], "say by which day"),
        (["FA-1", "--on", "2026-02-04"], "is past"),
        (["FA-1", "--on", "2026-02-13", "--amount", "1200.01"], "too much for FA-1"),
        (["FA-9", "--on", "2026-02-13"], "there is no invoice"),
    ],
)
def test_what_cannot_be_promised_is_refused_in_one_sentence(atelier: Relance, words: list[str], why: str) -> None:
    said = atelier("promise", *words, "--today", "2026-02-05")
    assert said.code == 2 and why in said.err and "Traceback" not in said.err


@pytest.fixture
def phoning(atelier: Relance) -> Relance:
    """Dupont has a telephone, the plan calls first, and the call of Monday 2 February waits."""
    atelier("customer", "DUPONT", "phone=02 98 00 00 00", "--today", "2026-01-20")
    atelier("settings", "default_plan=phone-first", "--today", "2026-01-20")
    atelier("run", "--today", "2026-02-02")
    return atelier


def test_a_call_does_the_step_and_makes_the_promise(phoning: Relance) -> None:
    words = ["--result", "promise", "--on", "2026-02-13", "--with", "Mme Roy", "--minutes", "4"]
    said = phoning("call", "DUPONT", *words, "--today", "2026-02-02", "--json").document
    assert (said["step_done"], said["again_on"], said["notice"]) == (True, None, "R-000001")
    assert phoning("promise", "--today", "2026-02-02", "--json").document["counts"]["live"] == 1


def test_nobody_there_and_the_call_comes_back(phoning: Relance) -> None:
    said = phoning("call", "FA-1", "--result", "no_answer", "--today", "2026-02-02")
    assert said.out.strip() == "Call to Dupont SARL: no answer. The call comes back on 3 February 2026."


def test_a_call_that_nobody_asked_for_is_logged(atelier: Relance) -> None:
    words = ["--result", "call_back", "--call-back", "2026-02-04"]
    said = atelier("call", "DUPONT", *words, "--today", "2026-02-02", "--json").document
    assert (said["notice"], said["step_done"], said["again_on"]) == (None, False, "2026-02-04")


def test_a_call_without_its_facts_is_refused(phoning: Relance) -> None:
    said = phoning("call", "DUPONT", "--result", "promise", "--today", "2026-02-02")
    assert said.code == 2 and "by which day" in said.err

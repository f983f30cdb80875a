"""Disputes on the command line: opened, listed, counted, settled."""

from __future__ import annotations

from collections.abc import Callable

from tests.cli.conftest import HEADERS, Relance

FEB_3, FEB_16 = "2026-02-03", "2026-02-16"


def test_half_an_invoice_is_contested_and_the_other_half_asked_for(atelier: Relance) -> None:
    said = atelier("dispute", "FA-1", "--amount", "600", "--reason", "delivery", "--today", FEB_3, "--json")
    assert said.code == 0
    assert {**said.document, "dispute": 0, "answer": 0} == {
        "dispute": 0, "invoice": "FA-1", "customer": "DUPONT", "name": "Dupont SARL", "reason": "delivery",
        "state": "open", "cents": 60000, "whole": False, "currency": "EUR", "open_cents": 120000, "owner": None,
        "opened_on": FEB_3, "due_on": "2026-02-18", "overdue": False, "closed_on": None, "answer": 0,
        "expected_credit_cents": None, "credited_on": None, "explanation": "",
    }  # fmt: skip
    ran = atelier("run", "--today", "2026-02-06", "--json").document
    assert [n["total_cents"] for n in ran["notices"]] == [60000]


def test_the_customer_is_answered_unless_told_not_to(atelier: Relance) -> None:
    told = atelier("dispute", "FA-1", "--reason", "price", "--today", FEB_3, "--json").document
    assert told["answer"]["state"] == "planned"
    silent = atelier("dispute", "FA-2", "--reason", "price", "--no-answer", "--today", FEB_3, "--json").document
    assert silent["answer"] is None


def test_without_an_invoice_those_in_force_are_listed(atelier: Relance) -> None:
    assert "No dispute is in force." in atelier("dispute").out
    atelier("dispute", "FA-1", "--reason", "quality", "--owner", "owner", "--until", "2026-02-10", "--today", FEB_3)
    listed = atelier("dispute", "--today", FEB_16)
    assert "quality" in listed.out and "2026-02-10 !" in listed.out and "owner" in listed.out
    assert [d["overdue"] for d in atelier("dispute", "--today", FEB_16, "--json").document["disputes"]] == [True]


def test_a_dispute_needs_a_reason_of_the_list(atelier: Relance) -> None:
    assert "say what is contested" in atelier("dispute", "FA-1").err
    refused = atelier("dispute", "FA-1", "--reason", "mood")
    assert (refused.code, "one of delivery, quality" in refused.err) == (2, True)
    assert "leave out the invoice" in atelier("dispute", "FA-1", "--causes").err


def test_accepted_then_credited_by_a_file(atelier: Relance, file: Callable[[str, str], str]) -> None:
    atelier("dispute", "FA-1", "--reason", "quality", "--today", FEB_3)
    said = atelier("settle-dispute", "FA-1", "--accepted", "--credit", "500", "--today", "2026-02-10", "--json")
    assert (said.document["state"], said.document["expected_credit_cents"]) == ("accepted", 50000)
    who = "DUPONT,Dupont SARL,business,compta@dupont.example,3 rue du Port,44000,Nantes"
    header = HEADERS.strip() + ",document,applies_to\n"
    note = file("credit.csv", f"{header}{who},AV-1,2026-02-12,500.00,credit_note,FA-1\n")
    assert atelier("import", note, "--today", "2026-02-12").code == 0
    assert atelier("dispute", "--json").document["disputes"] == []
    over = atelier("settle-dispute", "FA-1", "--rejected")
    assert (over.code, "no such dispute is in force" in over.err) == (2, True)


def test_of_two_disputes_one_must_be_named(atelier: Relance) -> None:
    first = atelier("dispute", "FA-1", "--amount", "100", "--reason", "price", "--today", FEB_3, "--json").document
    atelier("dispute", "FA-1", "--amount", "200", "--reason", "quality", "--today", FEB_3)
    assert "give --dispute" in atelier("settle-dispute", "FA-1", "--rejected").err
    number = str(first["dispute"])
    said = atelier(
        "settle-dispute", "FA-1", "--rejected", "--dispute", number, "--explanation", "prix du devis", "--json"
    )
    assert (said.document["state"], said.document["explanation"]) == ("rejected", "prix du devis")


def test_causes_are_counted(atelier: Relance) -> None:
    atelier("dispute", "FA-1", "--reason", "quality", "--owner", "owner", "--today", FEB_3)
    assert atelier("cause", "FA-2", "cash", "--today", FEB_16).code == 0
    found = atelier("dispute", "--causes", "--today", FEB_16, "--json").document
    assert [(c["cause"], c["cents"], c["percent"]) for c in found["causes"]] == [
        ("dispute", 120000, 80),
        ("cash", 30000, 20),
    ]
    assert [(x["key"], x["in_force"], x["cents"]) for x in found["by_reason"]] == [("quality", 1, 120000)]
    assert [x["key"] for x in (*found["by_owner"], *found["by_customer"])] == ["owner", "DUPONT"]
    assert "cash difficulty" in atelier("dispute", "--causes", "--today", FEB_16).out


def test_what_is_not_late_has_no_cause(atelier: Relance) -> None:
    refused = atelier("cause", "FA-2", "cash", "--today", "2026-02-06")
    assert (refused.code, "nothing of FA-2 is late" in refused.err) == (2, True)

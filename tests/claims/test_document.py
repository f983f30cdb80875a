"""The document of `relance owed --json`, as the contract says, and the words a person reads."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.claims.desk import Desk, day
from tests.cli.conftest import Relance

CONTRACT = {
    "principal_cents": int, "interest_cents": int, "indemnity_cents": int, "total_cents": int, "per_day_cents": int,
    "segments": list, "warnings": list,
}  # fmt: skip
SEGMENT = {
    "from": str, "to": str, "days": int, "base_cents": int, "rate": str, "interest_cents": int, "source": str,
}  # fmt: skip


def part_paid(desk: Desk) -> None:
    desk.bill("2025-05-31", at="2025-05-01")
    desk.pay("2025-07-10", 40_000)


def test_the_document_has_what_the_contract_says(desk: Desk) -> None:
    part_paid(desk)
    found = desk.owed("2025-09-30")
    assert {key: type(found[key]) for key in CONTRACT} == CONTRACT
    assert [{key: type(one[key]) for key in SEGMENT} for one in found["segments"]] == [SEGMENT] * 3
    assert all(type(code) is str for code in found["warnings"])


def test_the_document_adds_up_and_its_lines_follow_each_other(desk: Desk) -> None:
    part_paid(desk)
    found = desk.owed("2025-09-30")
    lines = found["segments"]
    assert [(one["from"], one["to"]) for one in lines] == [
        ("2025-06-01", "2025-06-30"), ("2025-07-01", "2025-07-10"), ("2025-07-11", "2025-09-30"),
    ]  # fmt: skip
    assert all(one["days"] == (day(one["to"]) - day(one["from"])).days + 1 for one in lines)
    paid = sum(p["to_interest_cents"] for p in found["payments"])
    assert found["interest_cents"] == sum(one["interest_cents"] for one in lines) - paid
    assert found["total_cents"] == found["principal_cents"] + found["interest_cents"] + found["indemnity_cents"]


def test_what_a_further_day_adds_is_what_the_next_day_says(desk: Desk) -> None:
    desk.bill("2025-05-31", 3_650_000, at="2025-05-01")
    today, tomorrow = desk.owed("2025-06-29"), desk.owed("2025-06-30")
    assert tomorrow["interest_cents"] - today["interest_cents"] == today["per_day_cents"] == 1315


def test_a_customers_statement_is_the_sum_of_its_invoices(desk: Desk) -> None:
    desk.bill("2025-01-31", at="2025-01-02")
    desk.bill("2025-02-28", 50_000, number="FA-2", at="2025-01-02")
    desk.bill("2025-12-31", number="FA-3", at="2025-01-02")
    whole = desk.owed("2025-03-31", "DUPONT")
    each = [desk.owed("2025-03-31", number) for number in ("FA-1", "FA-2", "FA-3")]
    for part in ("principal_cents", "interest_cents", "indemnity_cents", "total_cents", "per_day_cents"):
        assert whole[part] == sum(one[part] for one in each) == sum(line[part] for line in whole["invoices"])
    assert whole["segments"] == [segment for one in each for segment in one["segments"]]
    assert (whole["customer"], whole["invoice"], each[1]["invoice"]) == ("DUPONT", None, "FA-2")


def test_two_currencies_stand_beside_each_other_and_never_mix(desk: Desk) -> None:
    desk.bill("2025-01-31", at="2025-01-02")
    desk.bill("2025-01-31", 50_000, number="FA-2", at="2025-01-02", currency="CHF")
    found = desk.owed("2025-03-02", "DUPONT")
    (other,) = found["other_currencies"]
    sums = {one["currency"]: (one["principal_cents"], one["indemnity_cents"]) for one in (found, other)}
    assert sums == {"EUR": (100_000, 4000), "CHF": (50_000, 0)}


def test_a_customer_who_owes_nothing_has_an_empty_statement(desk: Desk) -> None:
    desk.bill("2025-01-31", at="2025-01-02")
    desk.pay("2025-01-31", 100_000)
    found = desk.owed("2025-03-02", "DUPONT")
    assert (found["total_cents"], found["segments"], found["warnings"]) == (0, [], [])


def test_each_creditor_states_its_own_invoices(relance: Relance, file: Callable[[str, str], str]) -> None:
    for name, amount in (("Atelier Nord", "1000"), ("Atelier Sud", "500")):
        relance("setup", "--name", name, "--today", "2025-01-02")
        key = name.lower().replace(" ", "-")
        text = f"customer,kind,invoice,due_on,amount\nDUPONT,business,FA-1,2025-01-31,{amount}\n"
        said = relance("import", file(f"{key}.csv", text), "--creditor", key, "--today", "2025-01-02")
        assert said.code in (0, 1), said
    found = [
        relance("owed", "FA-1", "--creditor", key, "--json", "--today", "2025-03-02").document["principal_cents"]
        for key in ("atelier-nord", "atelier-sud")
    ]
    assert found == [100_000, 50_000]
    assert "several creditors" in relance("owed", "FA-1", "--today", "2025-03-02").err


def test_who_is_not_known_is_said_in_one_sentence(desk: Desk) -> None:
    assert "no customer and no invoice “FA-9”" in desk.do("owed", "FA-9", at="2025-03-02", code=2).err


def test_a_person_reads_lines_totals_and_assumptions(desk: Desk) -> None:
    part_paid(desk)
    text = desk.do("owed", "FA-1", at="2025-09-30").out
    for words in ("13.15%", "12.15%", "Principal: €", "Fixed indemnity: €40.00", "Each further day: €",
                  "- Each line is rounded to the nearest cent"):  # fmt: skip
        assert words in text


def test_a_french_person_reads_it_in_french(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RELANCE_LANGUAGE", "fr")
    part_paid(desk)
    text = desk.do("owed", "FA-1", at="2025-09-30").out
    for words in ("13,15\u00a0%", "Indemnité forfaitaire", "40,00", "Chaque ligne est arrondie"):
        assert words in text

"""Half-years that are published later: what is refused without them, and what a user may add."""

from __future__ import annotations

import pytest

from tests.claims.desk import Desk

LEGAL = "from,to,consumer_rate,professional_rate,source\n"
ECB = "date,rate,source\n"
FIRST_HALF = "2027-01-01,2027-06-30,7.02,2.98,arrêté publié au JO\n"
SECOND_HALF = "2027-07-01,2027-12-31,7.10,3.01,arrêté publié au JO\n"
LATE = "2027-01-15"


def owes_into_2027(desk: Desk, **columns: str) -> None:
    desk.bill("2026-12-01", at="2026-11-02", **columns)


def add(desk: Desk, **files: str) -> None:
    folder = desk.home / "rates"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def refusal(desk: Desk, at: str = LATE) -> str:
    """The one sentence of the refused statement."""
    said = desk.do("owed", "FA-1", at=at, code=2)
    assert (said.out, said.err.count("\n")) == ("", 1)
    return said.err


def test_a_half_year_without_a_rate_is_refused_with_the_line_to_add_and_its_file(desk: Desk) -> None:
    owes_into_2027(desk)
    said = refusal(desk)
    assert "The ECB refinancing rate of 2027-01-01 is not known: add the line “2027-01-01,…,…”" in said
    assert str(desk.home / "rates" / "ecb_refi.csv") in said


def test_the_refusal_is_a_document_too(desk: Desk) -> None:
    owes_into_2027(desk)
    assert "2027-01-01" in desk.do("owed", "FA-1", "--json", at=LATE, code=2).document["error"]


def test_a_contract_rate_asks_for_the_legal_rate_of_its_floor(desk: Desk) -> None:
    owes_into_2027(desk, late_rate="12.50")
    said = refusal(desk)
    assert "“2027-01-01,2027-06-30,…,…,…”" in said
    assert "legal_interest.csv" in said


def test_the_last_known_day_is_stated_with_a_warning_about_the_next(desk: Desk) -> None:
    owes_into_2027(desk)
    found = desk.owed("2026-12-31")
    assert (found["per_day_cents"], found["warnings"]) == (34, ["next_day_rate_unknown"])


def test_an_invoice_paid_before_the_unknown_half_year_is_stated(desk: Desk) -> None:
    owes_into_2027(desk)
    desk.pay("2026-12-31", 100_000)
    assert desk.parts("2027-03-01") == (0, 1019, 4000)  # 30 days at 12.40 %


def test_a_folder_of_rates_at_home_goes_on_where_relance_ends(desk: Desk) -> None:
    owes_into_2027(desk)
    add(desk, ecb_refi=ECB + "2027-01-01,2.90,BCE\n")
    found = desk.owed(LATE)
    assert [(s["days"], s["rate"], s["interest_cents"]) for s in found["segments"]] == [
        (30, "12.40", 1019), (15, "12.90", 530),
    ]  # fmt: skip
    assert "2.90%" in found["segments"][1]["source"]


def test_a_legal_rate_added_at_home_is_printed_with_its_source(desk: Desk) -> None:
    owes_into_2027(desk, late_rate="3x_legal")
    add(desk, legal_interest=LEGAL + FIRST_HALF)
    last = desk.owed(LATE)["segments"][-1]
    assert (last["rate"], "arrêté publié au JO" in last["source"]) == ("8.94", True)


def test_a_rate_added_since_does_not_stop_a_look_back(desk: Desk) -> None:
    owes_into_2027(desk)
    add(desk, ecb_refi=ECB + "2027-01-01,2.90,BCE\n", legal_interest=LEGAL + FIRST_HALF)
    desk.do("run", at=LATE)
    assert desk.owed("2026-12-11")["interest_cents"] == 340
    assert desk.parts("2026-11-20") == (100_000, 0, 0)


@pytest.mark.parametrize(
    ("table", "text", "why"),
    [
        ("legal_interest", LEGAL + FIRST_HALF + FIRST_HALF, "line 3: overlaps"),
        ("legal_interest", LEGAL + FIRST_HALF.replace("2.98", "29.8"), "line 2: professional_rate is 29.8 %"),
        ("legal_interest", LEGAL + FIRST_HALF.replace("7.02", "7,02"), "line 2: has 6 cells, not 5"),
        ("legal_interest", LEGAL + FIRST_HALF + SECOND_HALF, "line 3: begins on 2027-07-01, in the future"),
        ("legal_interest", LEGAL + "2026-07-01,2026-12-31,6.84,2.57,moi\n", "line 2: overlaps the rates that come"),
        ("ecb_refi", ECB + "2027-01-01,29.0,BCE\n", "line 2: rate is 29.0 %"),
        ("ecb_refi", ECB + "2027-01-01,2.90,\n", "line 2: has no source"),
        ("ecb_refi", ECB + "2027-01-01,2.90,BCE\n2027-12-01,3.00,BCE\n", "line 3: begins on 2027-12-01, in the future"),
        ("ecb_refi", "day,value\n", "line 1: the first line must be date,rate,source"),
    ],
)
def test_a_row_that_cannot_be_trusted_is_refused_with_file_and_line(
    desk: Desk, table: str, text: str, why: str
) -> None:
    owes_into_2027(desk)
    add(desk, **{table: text})
    said = refusal(desk)
    assert f"{desk.home / 'rates' / table}.csv, {why}" in said


def test_a_half_year_left_out_is_a_hole_that_is_refused_with_its_line(desk: Desk) -> None:
    owes_into_2027(desk)
    add(desk, legal_interest=LEGAL + SECOND_HALF)
    said = refusal(desk, at="2027-07-15")
    assert "legal_interest.csv, line 2: there is a hole before this period: nothing is given from 2027-01-01" in said

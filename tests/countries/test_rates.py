"""Tables of rates: what comes with Relance, what a user adds, and every fault refused with file and line."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from relance.countries.fr.rates import half_year, load_rates, shipped_rates
from relance.countries.fr.tables import RatesRefused, parse_ecb_rates, parse_legal_rates
from relance.domain.interest_law import RateMissing
from tests.conftest import REPOSITORY
from tests.interest.claims import LAW, day, dupont

TODAY = date(2026, 11, 21)
LEGAL = """from,to,consumer_rate,professional_rate,source
2025-01-01,2025-06-30,7.21,3.71,arrêté
2025-07-01,2025-12-31,6.65,2.76,arrêté
2026-01-01,2026-06-30,6.67,2.62,arrêté
2026-07-01,2026-12-31,6.84,2.75,arrêté
"""
ECB = """date,rate,source
2025-06-11,2.15,ECB
2026-06-17,2.40,ECB
2026-09-16,2.65,ECB
"""
NEW_LEGAL = "from,to,consumer_rate,professional_rate,source\n2027-01-01,2027-06-30,7.02,2.98,arrêté à venir\n"
NEW_ECB = "date,rate,source\n2027-01-01,2.65,BCE\n"


def semesters() -> list[dict[str, str]]:
    path = REPOSITORY / "tests" / "vectors" / "semester_rates.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", semesters(), ids=lambda row: row["semester"])
def test_each_half_year_since_2013_has_the_published_rates(row: dict[str, str]) -> None:
    rates, first = shipped_rates(), day(row["from"])
    assert half_year(first) == (first, day(row["to"]))
    assert rates.ecb_on(first) == Decimal(row["ecb_at_anchor"])
    assert rates.legal_on(day(row["to"])).professional_rate == Decimal(row["legal_professional"])
    for claim, rate in (
        (dupont(due="2012-12-31"), row["default_b2b_rate"]),
        (dupont(due="2012-12-31", rate="3x_legal"), row["floor_3x_legal"]),
    ):
        spans = LAW.late_rules(claim, day(row["to"])).spans
        assert spans[-1].rate == Decimal(rate)


@pytest.mark.parametrize("row", semesters(), ids=lambda row: row["semester"])
def test_a_public_buyer_late_since_a_half_year_owes_its_rate(row: dict[str, str]) -> None:
    claim = dupont(due=row["from"], customer_kind="public")
    rate = LAW.late_rules(claim, day(row["to"])).spans[0].rate
    assert rate == Decimal(row["public_buyer_rate_if_start_in_semester"])


def test_every_rate_that_comes_with_relance_names_its_source() -> None:
    rates = shipped_rates()
    assert (len(rates.ecb), len(rates.legal)) == (63, 49)
    assert all(row.source for row in (*rates.ecb, *rates.legal))


# -- what a user adds ------------------------------------------------------------------------------------------
def test_a_user_adds_the_next_half_year_when_it_is_published(tmp_path: Path) -> None:
    (tmp_path / "legal_interest.csv").write_text(NEW_LEGAL, encoding="utf-8")
    (tmp_path / "ecb_refi.csv").write_text(NEW_ECB, encoding="utf-8")
    law = LAW.with_rates(tmp_path, date(2027, 1, 4))
    spans = law.late_rules(dupont(due="2026-12-31"), day("2027-03-31")).spans
    assert [one.rate for one in spans] == [Decimal("12.65")]
    assert law.rates.legal_on(day("2027-06-30")).professional_rate == Decimal("2.98")


def test_a_folder_that_does_not_exist_yet_adds_nothing_and_is_named_in_the_refusal(tmp_path: Path) -> None:
    rates = load_rates(tmp_path / "rates")
    with pytest.raises(RateMissing, match=r"legal_interest\.csv") as refused:
        rates.legal_on(day("2027-01-01"))
    assert str(tmp_path / "rates") in str(refused.value)


def test_a_user_may_repeat_what_relance_already_has(tmp_path: Path) -> None:
    (tmp_path / "legal_interest.csv").write_text(LEGAL, encoding="utf-8")
    assert load_rates(tmp_path, TODAY).legal == shipped_rates().legal


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("legal_interest.csv", NEW_LEGAL.replace("2027-01-01,2027-06-30", "2027-07-01,2027-12-31"), "line 2.*hole"),
        ("legal_interest.csv", LEGAL.replace("6.84,2.75", "6.84,2.57"), "line 5: overlaps the rates that come with"),
        ("ecb_refi.csv", "date,rate,source\n2025-01-08,3.00,moi\n", "line 2: overlaps"),
        ("ecb_refi.csv", "date,rate,source\n2027-01-01,6.25,BCE\n", "line 2: rate goes from 2.65 % to 6.25 %"),
    ],
)
def test_a_users_row_must_continue_what_relance_has(tmp_path: Path, file: str, text: str, message: str) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(RatesRefused, match=message) as refused:
        load_rates(tmp_path, date(2027, 8, 1))
    assert str(tmp_path / file) in str(refused.value)


def test_bytes_that_are_no_text_are_refused_with_their_line(tmp_path: Path) -> None:
    (tmp_path / "ecb_refi.csv").write_bytes(b"date,rate,source\n2027-01-01,2.65,d\xe9cision\n")
    with pytest.raises(RatesRefused, match=r"ecb_refi.csv, line 2: is not UTF-8"):
        load_rates(tmp_path)


# -- faults ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("2025-07-01,2025-12-31,6.65,2.76,arrêté\n", "", "line 3: there is a hole before this period"),
        ("2025-07-01,2025-12-31", "2025-01-01,2025-06-30", "line 3: overlaps line 2: both begin on 2025-01-01"),
        ("2025-07-01,2025-12-31", "2024-07-01,2024-12-31", "line 3: 2024-07-01 comes after 2025-01-01: put the rows"),
        ("2025-07-01,2025-12-31", "2025-06-01,2025-12-31", "line 3: .* is no half-year"),
        ("2025-07-01,2025-12-31", "2025-07-01,2025-12-30", "line 3: .* is no half-year"),
        ("2025-07-01,2025-12-31", "2025-07-01,2026-06-30", "line 3: .* is no half-year"),
        ("6.65,2.76", "2.76,6.65", "line 3: consumer_rate must be above .* mixed up"),
        ("6.65,2.76", "6.65,6.65", "line 3: consumer_rate must be above .* mixed up"),
        ("6.65,2.76", "6.65,27.6", "line 3: .* above 20 %"),
        ("6.65,2.76", "12.65,2.76", r"line 3: consumer_rate goes from 7.21 % to 12.65 %"),
        ("6.65,2.76", "6.65,-2.76", "line 3: “-2.76” is no professional_rate"),
        ("6.65,2.76", "6.65,2.76 %", "line 3: “2.76 %” is no professional_rate"),
        ("6.65,2.76", "6,65,2,76", "line 3: has 7 cells, not 5: write decimals with a point"),
        ("6.65,2.76", "6.65,", "line 3: “” is no professional_rate"),
        ("2.76,arrêté", "2.76, ", "line 3: has no source"),
        ("2025-07-01,", "01/07/2025,", "line 3: “01/07/2025” is no from"),
        ("2025-07-01,", "20250701,", "line 3: “20250701” is no from"),
        ("2025-07-01,", "2025-02-30,", "line 3: “2025-02-30” is no from"),
        ("2026-07-01,2026-12-31", "2027-01-01,2027-06-30", "line 5: begins on 2027-01-01, in the future"),
        ("from,to,", "begin,end,", "line 1: the first line must be from,to,consumer_rate"),
        ("source\n", "source,source\n", "line 1: the first line must be"),
        ('2.75,arrêté\n', '2.75,"arrêté\n', "line 5: is no line of a CSV file"),
    ],
)  # fmt: skip
def test_a_table_of_legal_interest_with_a_fault_is_refused_with_its_line(before: str, after: str, message: str) -> None:
    assert before in LEGAL
    with pytest.raises(RatesRefused, match=f"^legal.csv, {message}"):
        parse_legal_rates(LEGAL.replace(before, after, 1), "legal.csv", TODAY)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("2026-06-17", "2025-06-11", "line 3: overlaps line 2"),
        ("2026-06-17", "2025-06-01", "line 3: 2025-06-01 comes after 2025-06-11: put the rows in order"),
        ("2026-09-16", "2027-01-01", "line 4: begins on 2027-01-01, in the future"),
        ("2.40", "24.0", "line 3: .* above 20 %"),
        ("2.40", "4.20", "line 3: rate goes from 2.15 % to 4.20 %"),
        ("2.40", "two", "line 3: “two” is no rate"),
        ("2.40,ECB", "2.40", "line 3: has 2 cells, not 3"),
    ],
)
def test_a_table_of_ecb_rates_with_a_fault_is_refused_with_its_line(before: str, after: str, message: str) -> None:
    assert before in ECB
    with pytest.raises(RatesRefused, match=f"^ecb.csv, {message}"):
        parse_ecb_rates(ECB.replace(before, after, 1), "ecb.csv", TODAY)


def test_a_rate_published_in_the_month_before_its_half_year_may_be_entered() -> None:
    rows = parse_legal_rates(NEW_LEGAL, "legal.csv", date(2026, 12, 26))
    assert rows[0].professional_rate == Decimal("2.98")


def test_a_row_that_says_when_it_was_read_is_kept_when_a_statement_looks_back() -> None:
    text = NEW_LEGAL.replace("source\n", "source,read_on\n").replace("à venir\n", "publié,2026-12-27\n")
    assert parse_legal_rates(text, "legal.csv", date(2025, 3, 1))
    with pytest.raises(RatesRefused, match="in the future"):
        parse_legal_rates(text.replace("2026-12-27", "2026-06-27"), "legal.csv", date(2025, 3, 1))


def test_the_rate_of_an_anchor_is_known_only_once_somebody_has_looked() -> None:
    rates = shipped_rates()
    assert rates.ecb_on(day("2026-11-21")) == Decimal("2.65")
    with pytest.raises(RateMissing):
        rates.ecb_on(day("2026-11-22"))

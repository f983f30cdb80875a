"""Legal clocks through `relance clocks` and `relance fact`: what runs, what interrupts, what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.claims.desk import Desk
from tests.cli.conftest import Relance

DUE, TODAY = "2024-03-15", "2026-11-20"


def limitation(desk: Desk, at: str = TODAY) -> str:
    due: str = desk.clock("limitation", at)["due_on"]
    return due


# -- limitation ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("kind", "last", "article"),
    [
        ("business", "2029-03-15", "C. com. L110-4 I"),
        ("consumer", "2026-03-15", "C. conso. L218-2"),
        ("public", "2028-12-31", "loi 68-1250, art. 1"),
        ("other", "2029-03-15", "C. civ. 2224"),
    ],
)
def test_each_kind_of_customer_has_its_period_and_article(desk: Desk, kind: str, last: str, article: str) -> None:
    desk.bill(DUE, at="2024-02-15", kind=kind)
    row = desk.clock("limitation", "2025-06-01")
    assert (row["due_on"], row["article"], row["starts_on"]) == (last, article, DUE)
    assert row["version"]
    assert row["arithmetic"]


def test_a_registered_formal_notice_does_not_interrupt_and_the_clock_says_so(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.notify("2026-05-06", channel="registered_letter")
    row = desk.clock("limitation", TODAY)
    assert row["due_on"] == "2029-03-15"
    assert "The registered formal notice of 6 May 2026 interrupts nothing" in row["arithmetic"]


def test_calls_and_reminders_interrupt_nothing_either(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.notify("2026-05-06", step="r1", channel="phone")
    desk.notify("2026-05-20", step="r2", channel="email")
    assert limitation(desk) == "2029-03-15"


def test_a_part_payment_interrupts_and_a_new_period_runs(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.pay("2026-05-06", 40_000)
    row = desk.clock("limitation", TODAY)
    assert row["due_on"] == "2031-05-06"
    assert "C. civ. 2240" in row["arithmetic"]


def test_a_payment_undone_interrupts_nothing(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.do("unpay", desk.pay("2026-05-06", 40_000), at="2026-05-07")
    assert limitation(desk) == "2029-03-15"


def test_the_creditors_own_credit_note_interrupts_nothing(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.credit("2026-05-06", 40_000)
    assert limitation(desk) == "2029-03-15"


@pytest.mark.parametrize(
    "kind", ["acknowledgement", "request_for_time", "court_claim", "order_served", "protective_measure", "enforcement"]
)
def test_a_fact_that_interrupts_starts_the_period_again(desk: Desk, kind: str) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.fact(kind, "2026-05-06")
    assert limitation(desk) == "2031-05-06"


def test_a_court_case_interrupts_until_it_ends(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.fact("court_claim", "2026-05-06", "FA-1", "--until", "2026-09-30", at="2026-10-01")
    assert limitation(desk) == "2031-09-30"


def test_the_period_runs_from_the_performance_if_that_came_first(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.fact("performed", "2024-01-31", at="2024-02-15")
    assert limitation(desk) == "2029-01-31"


def test_a_fact_of_one_invoice_leaves_the_others_and_one_of_the_customer_holds_for_all(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.bill(DUE, at="2024-02-15", number="FA-2")
    desk.fact("acknowledgement", "2025-05-06", "FA-1")
    ends = {row["invoice"]: row["due_on"] for row in desk.clocks(TODAY, "DUPONT")}
    assert ends == {"FA-1": "2030-05-06", "FA-2": "2029-03-15"}
    desk.fact("request_for_time", "2026-05-06", "DUPONT")
    assert {row["due_on"] for row in desk.clocks(TODAY, "DUPONT")} == {"2031-05-06"}


def test_a_title_replaces_the_limitation_by_ten_years(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.fact("title", "2026-05-06")
    assert [(row["key"], row["due_on"]) for row in desk.clocks(TODAY, "FA-1")] == [("title", "2036-05-06")]


# -- orders, insolvency, deadlines -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("rendered", "last"),
    [("2026-08-31", "2027-03-01"), ("2026-09-01", "2026-12-01"), ("2026-04-15", "2026-10-15")],
)
def test_an_order_is_served_within_six_months_or_three_since_september_2026(
    desk: Desk, rendered: str, last: str
) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.fact("order_rendered", rendered)
    row = desk.clock("service_of_order", TODAY)
    assert (row["due_on"], row["article"]) == (last, "CPC 1411")
    assert ("2026-96" in row["version"]) == (rendered >= "2026-09-01")


def test_an_order_that_was_served_has_no_clock_left_and_a_later_one_has(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.fact("order_rendered", "2025-04-15")
    desk.fact("order_served", "2025-05-20")
    assert [row["key"] for row in desk.clocks(TODAY, "FA-1")] == ["limitation"]
    desk.fact("order_rendered", "2026-09-01")
    assert desk.clock("service_of_order", TODAY)["due_on"] == "2026-12-01"


def test_a_claim_is_declared_within_two_months_of_insolvency(desk: Desk) -> None:
    desk.bill("2026-07-31", at="2026-07-01")
    desk.customer("2026-09-15", insolvency_on="2026-09-10")
    row = desk.clock("declaration", "2026-10-01")
    assert (row["due_on"], row["article"], row["state"], row["days_left"]) == (
        "2026-11-10", "C. com. R622-24", "soon", 40,
    )  # fmt: skip


def test_the_publication_counts_rather_than_the_judgment_and_a_saturday_is_carried(desk: Desk) -> None:
    desk.bill("2026-07-31", at="2026-07-01")
    desk.customer("2026-09-15", insolvency_on="2026-09-10")
    desk.fact("insolvency_published", "2026-09-14", "DUPONT", at="2026-09-15")
    assert desk.clock("declaration", "2026-10-01")["due_on"] == "2026-11-16"
    assert desk.clock("relief_from_foreclosure", "2026-10-01")["due_on"] == "2027-03-15"


def test_a_declared_claim_has_no_clock_of_declaration(desk: Desk) -> None:
    desk.bill("2026-07-31", at="2026-07-01")
    desk.customer("2026-09-15", insolvency_on="2026-09-10")
    desk.fact("claim_declared", "2026-10-01", "DUPONT")
    assert [row["key"] for row in desk.clocks("2026-10-02", "DUPONT")] == ["limitation"]


@pytest.mark.parametrize(("calendar", "last"), [("FR", "2028-12-26"), ("FR-ALSACE-MOSELLE", "2028-12-27")])
def test_the_creditors_calendar_carries_the_last_day(desk: Desk, calendar: str, last: str) -> None:
    desk.settings(calendar=calendar)
    desk.bill("2028-09-30", at="2028-09-01")
    desk.customer("2028-10-27", insolvency_on="2028-10-26")
    assert desk.clock("declaration", "2028-11-02")["due_on"] == last


def test_the_last_notice_has_the_deadline_that_it_granted(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    desk.notify("2026-02-16", step="r2", channel="email")
    desk.notify("2026-03-02")
    rows = [desk.clock("deadline", at) for at in ("2026-03-09", "2026-03-10", "2026-03-11")]
    assert [(row["due_on"], row["state"]) for row in rows] == [
        ("2026-03-10", "running"), ("2026-03-10", "soon"), ("2026-03-10", "passed"),
    ]  # fmt: skip


# -- the list of what runs out ---------------------------------------------------------------------------------
def test_clocks_running_out_are_listed_the_first_to_end_first(desk: Desk) -> None:
    desk.bill("2024-12-31", number="FA-1", at="2024-12-01", kind="consumer", customer="PETIT")
    desk.bill("2026-07-31", number="FA-2", at="2026-07-01")
    desk.bill("2026-07-31", number="FA-3", at="2026-07-01", customer="MARTIN")
    desk.fact("order_rendered", "2026-09-01", "FA-2")
    desk.customer("2026-09-15", code="MARTIN", insolvency_on="2026-09-10")
    assert [(row["customer"], row["key"], row["due_on"]) for row in desk.clocks("2026-11-01")] == [
        ("MARTIN", "declaration", "2026-11-10"),
        ("DUPONT", "service_of_order", "2026-12-01"),
        ("PETIT", "limitation", "2026-12-31"),
    ]


def test_people_are_warned_ahead_of_time_and_told_when_it_is_too_late(desk: Desk) -> None:
    desk.bill("2024-12-31", at="2024-12-01", kind="consumer")
    found = {at: [row["state"] for row in desk.clocks(at)] for at in ("2026-07-03", "2026-07-04", "2027-01-01")}
    assert found == {"2026-07-03": [], "2026-07-04": ["soon"], "2027-01-01": ["passed"]}


def test_a_deadline_granted_is_no_danger_and_is_not_listed(desk: Desk) -> None:
    desk.bill("2026-01-30", at="2026-01-05")
    desk.notify("2026-03-02")
    assert desk.clocks("2026-03-10") == []
    assert "No period is running out." in desk.do("clocks", at="2026-03-10").out


def test_an_invoice_of_which_nothing_is_open_has_no_clock_running_out(desk: Desk) -> None:
    desk.bill("2024-12-31", at="2024-12-01", kind="consumer")
    desk.credit("2026-10-01", 100_000, kind="consumer")
    assert desk.clocks(TODAY) == []


def test_each_creditor_has_its_own_clocks(relance: Relance, file: Callable[[str, str], str]) -> None:
    for name in ("Atelier Nord", "Atelier Sud"):
        relance("setup", "--name", name, "--today", "2024-12-01")
    text = "customer,kind,invoice,due_on,amount\nPETIT,consumer,FA-1,2024-12-31,100\n"
    relance("import", file("nord.csv", text), "--creditor", "atelier-nord", "--today", "2024-12-01")
    found = {
        key: relance("clocks", "--creditor", key, "--json", "--today", TODAY).document["clocks"]
        for key in ("atelier-nord", "atelier-sud")
    }
    assert [len(rows) for rows in found.values()] == [1, 0]
    assert relance("clocks", "FA-1", "--creditor", "atelier-sud", "--today", TODAY).code == 2


def test_a_person_reads_article_and_arithmetic(desk: Desk) -> None:
    desk.bill(DUE, at="2024-02-15")
    desk.fact("order_rendered", "2026-09-01")
    text = " ".join(desk.do("clocks", "FA-1", at=TODAY).out.split())
    for words in ("CPC 1411", "3 months from the order", "C. com. L110-4 I", "01/12/2026"):
        assert words in text


# -- what is refused -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--kind", "miracle", "--on", "2026-05-06"), "facts are performed, insolvency_published"),
        (("--kind", "title", "--on", "2026-12-01"), "2026-12-01 is to come"),
        (("--kind", "court_claim", "--on", "2026-05-06", "--until", "2026-05-05"), "on or after the day it was made"),
        (("--kind", "title", "--on", "2026-05-06", "--until", "2026-06-05"), "for no other fact"),
        (("--kind", "title", "--on", "6 mai"), "write it as 2026-02-16"),
    ],
)
def test_a_fact_that_cannot_be_is_refused_in_one_sentence(desk: Desk, words: tuple[str, ...], why: str) -> None:
    desk.bill(DUE, at="2024-02-15")
    said = desk.do("fact", "FA-1", *words, at=TODAY, code=2)
    assert why in said.err
    assert [row["key"] for row in desk.clocks(TODAY, "FA-1")] == ["limitation"]

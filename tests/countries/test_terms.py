"""Due dates of the readings of French payment terms, and the longest that the law allows."""

from __future__ import annotations

import pytest

from relance.domain.terms import TermsRefused, due_date, parse_terms
from tests.interest.claims import LAW, day


@pytest.mark.parametrize(
    ("issued", "then_month_end", "from_month_end"),
    [
        ("2023-01-15", "2023-03-31", "2023-03-17"),
        ("2025-02-15", "2025-04-30", "2025-04-14"),
        ("2026-03-10", "2026-04-30", "2026-05-15"),
        ("2026-01-31", "2026-03-31", "2026-03-17"),
        ("2028-01-02", "2028-02-29", "2028-03-16"),
    ],
)
def test_45_days_end_of_month_is_read_in_two_lawful_ways(issued: str, then_month_end: str, from_month_end: str) -> None:
    assert due_date(day(issued), parse_terms("45 jours fin de mois")) == day(then_month_end)
    assert due_date(day(issued), parse_terms("fin de mois + 45 jours")) == day(from_month_end)


@pytest.mark.parametrize(
    ("issued", "due"),
    [("2009-01-12", "2009-03-15"), ("2026-01-02", "2026-03-15"), ("2026-11-30", "2027-01-15")],
)
def test_some_trades_read_it_as_the_15th_of_the_second_month(issued: str, due: str) -> None:
    for text in ("le 15 du mois n+2", "le 15 n+2", "day-15-month-2"):
        assert due_date(day(issued), parse_terms(text)) == day(due)


def test_a_day_that_a_month_does_not_have_is_its_last() -> None:
    assert due_date(day("2026-01-10"), parse_terms("le 31 du mois n+1")) == day("2026-02-28")


@pytest.mark.parametrize(
    ("name", "issued", "due"),
    [
        ("periodic", "2026-01-31", "2026-03-17"),
        ("transport", "2026-01-31", "2026-03-02"),
        ("perishable", "2026-01-31", "2026-03-02"),
        ("perishable-periodic", "2026-02-03", "2026-03-12"),  # the ten days end on the 10th
        ("perishable-periodic", "2026-02-11", "2026-03-22"),
        ("perishable-periodic", "2026-02-21", "2026-03-30"),  # the last ones on 28 February
        ("public-health", "2026-01-31", "2026-03-22"),
        ("public-undertaking", "2026-01-31", "2026-04-01"),
    ],
)
def test_terms_that_the_law_fixes_have_a_name(name: str, issued: str, due: str) -> None:
    assert due_date(day(issued), parse_terms(name)) == day(due)


@pytest.mark.parametrize("text", ["le 0 du mois n+2", "le 32 du mois n+1", "le 15 du mois n+0", "soon"])
def test_terms_that_cannot_be_read_are_refused_with_what_can(text: str) -> None:
    with pytest.raises(TermsRefused, match="day-15-month-2"):
        parse_terms(text)


@pytest.mark.parametrize(
    ("text", "kind", "trade", "is_too_long"),
    [
        ("60", "business", "", False),
        ("61", "business", "", True),
        ("45-end-of-month", "business", "", False),
        ("end-of-month-45", "business", "", False),
        ("46-end-of-month", "business", "", True),
        ("end-of-month-60", "business", "", True),
        ("le 15 du mois n+2", "business", "", False),
        ("le 16 du mois n+2", "business", "", True),
        ("on-receipt", "business", "", False),
        ("45", "business", "periodic", False),
        ("60", "business", "periodic", True),
        ("45-end-of-month", "business", "periodic", True),
        ("30", "business", "transport", False),
        ("31", "business", "transport", True),
        ("30-end-of-month", "business", "transport", True),
        ("30", "business", "perishable", False),
        ("perishable-periodic", "business", "perishable", True),
        ("perishable-periodic", "business", "perishable-periodic", False),
        ("30", "business", "livestock", True),
        ("end-of-month-30", "business", "alcohol", False),
        ("45-end-of-month", "business", "alcohol", True),
        ("45-end-of-month", "business", "wine", False),
        ("30", "public", "", False),
        ("45", "public", "", True),
        ("50", "public", "public-health", False),
        ("60", "public", "public-undertaking", False),
        ("90", "consumer", "", False),
        ("90", "other", "", False),
    ],
)
def test_terms_longer_than_the_law_allows_are_warned_about(text: str, kind: str, trade: str, is_too_long: bool) -> None:
    notes = LAW.terms_notes(parse_terms(text), kind, trade)
    assert [note.code for note in notes] == (["terms_too_long"] if is_too_long else [])


def test_the_warning_names_the_article_and_the_maximum() -> None:
    note = LAW.terms_notes(parse_terms("90"), "business")[0]
    assert note.said.fr == (
        "Ces conditions dépassent le maximum légal\u00a0: 60 jours nets, ou 45 jours fin de mois par "
        "clause expresse (C. com. L441-10 I)."
    )


def test_an_unknown_trade_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match="choose one of periodic, transport"):
        LAW.terms_notes(parse_terms("30"), "business", "circus")

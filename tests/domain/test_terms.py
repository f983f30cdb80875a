"""Payment terms as people write them, and the due dates they mean."""

from __future__ import annotations

import pytest

from relance.domain.terms import Terms, TermsRefused, due_date, parse_terms
from tests.domain.ledger_words import day

# invoice date, 45 days then the month's end, the month's end then 45 days
FORTY_FIVE = [
    ("2023-01-15", "2023-03-31", "2023-03-17"),
    ("2025-02-15", "2025-04-30", "2025-04-14"),
    ("2026-03-10", "2026-04-30", "2026-05-15"),
    ("2026-01-31", "2026-03-31", "2026-03-17"),
    ("2028-01-02", "2028-02-29", "2028-03-16"),
]


@pytest.mark.parametrize(("issued", "after", "before"), FORTY_FIVE)
def test_forty_five_days_and_the_end_of_the_month_in_both_orders(issued: str, after: str, before: str) -> None:
    assert due_date(day(issued), parse_terms("45-end-of-month")) == day(after)
    assert due_date(day(issued), parse_terms("end-of-month-45")) == day(before)


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("30", Terms(30)),
        ("30 jours", Terms(30)),
        ("60 days net", Terms(60)),
        ("30 jours nets", Terms(30)),
        ("45 jours fin de mois", Terms(45, "after")),
        ("45 JOURS FIN DE MOIS", Terms(45, "after")),
        ("45 fdm", Terms(45, "after")),
        ("45 eom", Terms(45, "after")),
        ("fin de mois 45 jours", Terms(45, "before")),
        ("fin de mois + 45", Terms(45, "before")),
        ("fin de mois + 45 jours", Terms(45, "before")),
        ("on-receipt", Terms(0)),
        ("à réception", Terms(0)),
        ("comptant", Terms(0)),
    ],
)
def test_terms_are_read_in_french_and_english(words: str, terms: Terms) -> None:
    assert parse_terms(words) == terms


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


@pytest.mark.parametrize(
    "words",
    ["", "soon", "-30", "999", "30 semaines", "fin de mois", "le 0 du mois n+2", "le 32 du mois n+1",
     "le 15 du mois n+0"],
)  # fmt: skip
def test_what_is_no_terms_is_refused_with_how_to_write_them(words: str) -> None:
    with pytest.raises(TermsRefused, match=r"45-end-of-month.*day-15-month-2"):
        parse_terms(words)


def test_on_receipt_is_due_the_same_day() -> None:
    assert due_date(day("2026-03-02"), parse_terms("on-receipt")) == day("2026-03-02")

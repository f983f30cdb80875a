"""The longest payment terms that French law allows, and the warning beyond them."""

from __future__ import annotations

import pytest

from relance.domain.terms import parse_terms
from tests.interest.claims import LAW


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

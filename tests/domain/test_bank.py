"""What may be said about the age of bank details, and IBANs found in texts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from relance.domain.bank import Steady, ibans_in, steady
from relance.domain.bank_words import BankNews, paragraphs_of, subject_of, task_of

NEW, OLD = "FR7630006000011234567890189", "FR1420041010050500013M02606"
DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("today", "replaced", "said"),
    [
        (date(2026, 3, 2), True, Steady(changed_on=DAY)),
        (date(2026, 4, 30), True, Steady(changed_on=DAY)),
        (date(2026, 5, 1), True, Steady(since=DAY)),
        (date(2026, 3, 2), False, Steady()),
        (date(2026, 5, 1), False, Steady(since=DAY)),
        (date(2026, 1, 5), False, Steady()),
    ],
)
def test_a_change_is_named_for_sixty_days_and_then_its_steadiness(today: date, replaced: bool, said: Steady) -> None:
    assert steady(DAY, today, replaced_another=replaced) == said


@pytest.mark.parametrize(
    "text",
    [
        f"virement sur {NEW}",
        "virement sur FR76 3000 6000 0112 3456 7890 189 ou chèque",
        "fr76-3000-6000-0112-3456-7890-189.",
        "FR76\u00a03000\u202f6000\u00a00112\u00a03456\u00a07890\u00a0189",
        "IBAN:FR7630006000011234567890189ou chèque",
    ],
)
def test_an_iban_is_found_however_it_is_spaced(text: str) -> None:
    assert ibans_in(text) == {NEW}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "facture FA-2026-014",
        "FR76 3000 6000 0112 3456 7890 188",
        "TVA FR44732829320",
        "RF18 5390 0754 7034",
        "a1" * 40,
    ],
)
def test_what_is_no_iban_is_left_alone(text: str) -> None:
    assert ibans_in(text) == set()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("what", ["proposed", "approved", "withdrawn", "in_force"])
def test_the_news_name_the_account_and_fill_every_place(what: str, language: str) -> None:
    news = BankNews(what, NEW, OLD, "Anne", "erreur", datetime(2026, 3, 5, 10, tzinfo=UTC))  # type: ignore[arg-type]
    text = " ".join((subject_of(news, language), *paragraphs_of(news, language)))
    assert "FR76 3000 6000" in text and "{" not in text and len(task_of(news, language)) < 500

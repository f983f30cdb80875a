"""The page beside the outbox files."""

from __future__ import annotations

from datetime import date

from relance.documents.outbox_index import index_html
from relance.domain.message import OutboxEntry


def an_entry(**changes: object) -> OutboxEntry:
    values = {"filename": "R 1.pdf", "channel": "letter", "customer": "Dupont SARL", "subject": "Relance"}
    return OutboxEntry(**{"currency": "EUR", "total_cents": 120_000, "left_on": date(2026, 3, 16), **values, **changes})


def test_each_file_is_listed_with_a_link_that_opens_it() -> None:
    page = index_html([an_entry()], "fr")
    assert 'href="R%201.pdf"' in page and "Dupont SARL" in page and "1\u202f200,00\u00a0€" in page
    assert "16 mars 2026 · 1 document<" in page


def test_an_empty_outbox_says_what_to_do_first() -> None:
    assert "Confirmez des relances" in index_html([], "fr")
    assert "Confirm reminders" in index_html([], "en")


def test_a_hostile_name_stays_text_and_nothing_is_fetched() -> None:
    page = index_html([an_entry(customer="<script>x</script>", subject='"><img src=//evil>')], "en")
    assert "<script>" not in page and "<img" not in page and "http" not in page

"""What a sentence of a reply needs before it can take effect, and what is said of it in the journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from relance.domain.qualifying import Reading, is_clear, lacking, matches
from relance.domain.replies import MEANINGS
from relance.domain.reply_words import DECISIONS, reading_words
from relance.domain.reply_words import MEANINGS as WORDS

TODAY = date(2026, 2, 16)
FRIDAY = date(2026, 2, 20)
GLOSSARY = (Path(__file__).parents[2] / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("reading", "numbers", "lack"),
    [
        (Reading("promise"), ["FA-1"], "day"),
        (Reading("promise", on=date(2026, 2, 15)), ["FA-1"], "past"),
        (Reading("promise", on=TODAY), ["FA-1"], ""),
        (Reading("dispute"), ["FA-1"], "reason"),
        (Reading("dispute", reason="price"), ["FA-1"], ""),
        (Reading("dispute", reason="price"), ["FA-1", "FA-2"], "invoice"),
        (Reading("dispute", "FA-2", reason="price"), ["FA-1", "FA-2"], ""),
        (Reading("already_paid"), [], ""),
        (Reading("thanks"), [], "meaning"),
    ],
)
def test_what_is_lacking_is_named(reading: Reading, numbers: list[str], lack: str) -> None:
    assert lacking(reading, TODAY, numbers) == lack


@pytest.mark.parametrize(
    ("reading", "authenticated", "clear"),
    [
        (Reading("promise", on=FRIDAY), True, True),
        (Reading("promise", on=FRIDAY), None, True),
        (Reading("promise", on=FRIDAY), False, False),
        (Reading("already_paid"), False, True),
        (Reading("new_bank_details"), True, False),
        (Reading("promise"), True, False),
    ],
)
def test_only_what_is_clear_is_accepted_at_once(reading: Reading, authenticated: bool | None, clear: bool) -> None:
    assert is_clear(reading, TODAY, ["FA-1"], authenticated) is clear


@pytest.mark.parametrize(("tail", "same"), [("2606", True), ("m026", False), (" 2 6 0 6", True), ("0001", False)])
def test_an_account_is_known_by_its_last_four_characters(tail: str, same: bool) -> None:
    assert matches(tail, ["FR1420041010050500013M02606"]) is same


@pytest.mark.parametrize("tail", ["", "260", "02606", "26-6", "2606\u0301"])
def test_anything_else_than_four_characters_is_no_end_of_an_iban(tail: str) -> None:
    with pytest.raises(ValueError, match="not the end of an IBAN"):
        matches(tail, ["FR1420041010050500013M02606"])


def test_every_meaning_has_words_here_and_in_the_glossary() -> None:
    assert set(WORDS) == set(MEANINGS)
    for word in (*WORDS, *DECISIONS):
        assert f"| `{word}` | {(WORDS.get(word) or DECISIONS[word])[0]}" in GLOSSARY


def test_a_reading_is_one_line() -> None:
    said = {"meaning": "dispute", "reason": "price", "cents": 30_000, "currency": "EUR", "invoice": "FA-1"}
    assert reading_words(said, "en") == "dispute, price, €300.00 (FA-1)"
    assert reading_words({"meaning": "promise", "on": "2026-03-01"}, "fr") == "paiement promis, 1er mars 2026"

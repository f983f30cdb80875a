"""What has come of agreed credit notes; and words for all that a dispute can be."""

from __future__ import annotations

import re
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relance.domain import dispute_words
from relance.domain.dispute import Agreed, set_off
from relance.domain.reasons import event_words
from relance.ledger.models.dispute import DISPUTE_REASONS, DISPUTE_STATES
from relance.ledger.models.invoice import LATE_CAUSES
from tests.architecture.source import REPOSITORY

GLOSSARY = (REPOSITORY / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
CENTS = st.integers(1, 10_000)
LATER = st.lists(st.tuples(CENTS, st.integers(0, 3_000)), min_size=1, max_size=4)


def test_a_credit_note_of_before_counts_for_nothing() -> None:
    assert set_off([Agreed(10_000, 5_000)], 5_000)[0].missing_cents == 10_000
    assert set_off([Agreed(10_000, 5_000)], 9_000)[0].missing_cents == 6_000


def test_one_credit_note_does_not_end_two_disputes() -> None:
    first, second = set_off([Agreed(10_000, 0), Agreed(20_000, 0)], 10_000)
    assert (first.missing_cents, second.missing_cents) == (0, 20_000)


@given(LATER, st.integers(0, 60_000))
def test_what_has_come_and_what_is_missing_make_what_was_agreed(later: list[tuple[int, int]], credited: int) -> None:
    opened = accumulate(more for _, more in later)
    agreed = [Agreed(cents, before) for (cents, _), before in zip(later, opened, strict=True)]
    found = set_off(agreed, credited)
    missing = sum(x.missing_cents for x in found)
    assert all(0 <= x.missing_cents <= a.cents for x, a in zip(found, agreed, strict=True))
    assert sum(a.cents for a in agreed) - missing <= max(credited - agreed[0].credited_before_cents, 0)


def test_every_reason_state_and_cause_has_words() -> None:
    assert set(dispute_words.DISPUTE_REASONS) == set(DISPUTE_REASONS)
    assert set(dispute_words.DISPUTE_STATES) == set(DISPUTE_STATES)
    assert set(dispute_words.LATE_CAUSES) == set(LATE_CAUSES)


def test_words_of_disputes_are_set_as_french_is() -> None:
    tables = (dispute_words.DISPUTE_REASONS, dispute_words.DISPUTE_STATES, dispute_words.LATE_CAUSES)
    assert all(french and english and "'" not in french + english for t in tables for french, english in t.values())


@pytest.mark.parametrize("word", [*DISPUTE_REASONS, *DISPUTE_STATES, *LATE_CAUSES])
def test_the_glossary_has_its_french_word(word: str) -> None:
    assert re.search(rf"^\| `{word}` \| [^|]+ \|$", GLOSSARY, re.MULTILINE)


@pytest.mark.parametrize(
    ("verb", "payload", "words"),
    [
        ("dispute_opened", {"reason": "price", "cents": 40000, "owner": "claire"},
         "Litige ouvert sur FA-1\xa0: prix, 400,00\xa0€, suivi par claire"),
        ("dispute_ended", {"outcome": "accepted", "cents": 5000, "explanation": "remise"},
         "Litige sur FA-1\xa0: accepté, avoir attendu de 50,00\xa0€ (remise)"),
        ("dispute_ended", {"outcome": "withdrawn"}, "Litige sur FA-1\xa0: retiré par le client"),
        ("cause_set", {"cause": "cash"}, "Cause du retard de FA-1\xa0: difficulté de trésorerie"),
    ],
)  # fmt: skip
def test_the_journal_says_what_happened(verb: str, payload: dict[str, object], words: str) -> None:
    assert event_words(verb, {"invoice": "FA-1", "currency": "EUR", **payload}, "fr") == words

"""Where a file stands between its formal notice and its hand-over, and what it lacks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from relance.domain.prelitigation import (
    MISSING_WORDS,
    STATE_WORDS,
    STATES,
    FileDays,
    FilePapers,
    file_state,
    missing,
)

TODAY = date(2026, 2, 16)
LEFT, BEFORE, LAST, PAST = date(2026, 2, 5), date(2026, 2, 1), date(2026, 2, 16), date(2026, 2, 15)


@pytest.mark.parametrize(
    ("state", "days"),
    [
        ("waiting", {"is_waiting": True}),
        ("waiting", {"is_waiting": True, "left_on": LEFT, "deadline_on": PAST, "asked_on": PAST}),
        ("running", {"left_on": LEFT, "deadline_on": LAST}),
        ("running", {"left_on": LEFT, "deadline_on": LAST, "asked_on": TODAY, "chosen_on": BEFORE}),
        ("due", {"left_on": LEFT, "deadline_on": PAST}),
        ("due", {"left_on": LEFT}),
        ("due", {"asked_on": TODAY}),
        ("due", {"left_on": LEFT, "deadline_on": PAST, "chosen_on": BEFORE}),
        ("due", {"left_on": LEFT, "deadline_on": PAST, "chosen_on": PAST, "asked_on": TODAY}),
        ("chosen", {"left_on": LEFT, "deadline_on": PAST, "chosen_on": TODAY}),
        ("chosen", {"left_on": LEFT, "deadline_on": LAST, "chosen_on": PAST}),
        ("chosen", {"chosen_on": BEFORE, "asked_on": date(2026, 3, 2)}),
        ("chosen", {"left_on": LEFT, "deadline_on": PAST, "handed_over_on": date(2026, 2, 17)}),
        ("handed_over", {"left_on": LEFT, "deadline_on": LAST, "handed_over_on": TODAY}),
        ("handed_over", {"is_waiting": True, "handed_over_on": BEFORE}),
    ],
)
def test_what_happened_last_says_where_a_file_stands(state: str, days: dict[str, Any]) -> None:
    assert file_state(FileDays(**days), TODAY) == state


BOTH = frozenset({"deposit", "receipt"})


@pytest.mark.parametrize(
    ("lacks", "papers"),
    [
        ((), {"posting": "delivered", "proofs": BOTH}),
        (("notice",), {"has_notice": False}),
        (("deposit", "receipt"), {"posting": "posted"}),
        (("receipt",), {"posting": "delivered", "proofs": frozenset({"deposit", "content"})}),
        ((), {"posting": "unclaimed", "proofs": frozenset({"deposit"})}),
        (("came_back",), {"posting": "wrong_address", "proofs": frozenset({"deposit"})}),
        (("registered",), {"is_registered": False}),
        (("invoices", "reply", "dispute"), {
            "posting": "delivered", "proofs": BOTH, "invoices_without_pdf": 2, "has_reply": True, "has_dispute": True,
        }),
    ],
)  # fmt: skip
def test_what_a_lawyer_would_ask_for_is_named(lacks: tuple[str, ...], papers: dict[str, Any]) -> None:
    assert missing(FilePapers(**papers)) == lacks


def test_every_state_has_words_in_both_languages() -> None:
    assert set(STATE_WORDS) == set(STATES)
    assert all(len(words) == 2 and all(words) for words in (*STATE_WORDS.values(), *MISSING_WORDS.values()))

"""Words weighed where no rule holds: what the table says, and that it is the one our own answers give."""

from __future__ import annotations

from pathlib import Path

import pytest

from relance.domain.replies import likely as judging
from relance.domain.replies.likely import likely
from tests.replies.weighing import everything, judged, written


def test_the_table_is_counted_from_our_own_answers() -> None:
    table = Path(judging.__file__).with_name("likely_words.py").read_text(encoding="utf-8")
    assert table == written(everything())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_table_alone_finds_most_disputes_of_answers_it_was_not_counted_from(language: str) -> None:
    right, noted, proposed = judged(everything(), language)["dispute"]
    assert (right * 100 >= 65 * noted, right * 100 >= 75 * proposed) == (True, True)


def test_words_of_a_complaint_weigh_for_a_dispute() -> None:
    found = likely("les volets ne ferment pas et il manque la telecommande", "fr")
    assert found is not None and found[0] == "dispute"


@pytest.mark.parametrize("plain", ["vu merci", "bien recu, nous transmettons a la direction", "ok"])
def test_an_acknowledgement_weighs_for_nothing(plain: str) -> None:
    assert likely(plain, "fr") is None

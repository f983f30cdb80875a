"""The answers of our own: enough of them, in every meaning, and none in two files."""

from __future__ import annotations

from collections import Counter

import pytest

from relance.domain.replies import MEANINGS
from tests.replies.corpus import READ, SET_ASIDE, answers


@pytest.mark.parametrize(
    ("name", "least"),
    [("fr", 90), ("fr_more", 45), ("fr_set_aside", 76), ("en", 45), ("en_more", 22), ("en_set_aside", 38)],
)
def test_each_file_has_the_promised_number_of_answers_in_every_meaning(name: str, least: int) -> None:
    found = answers(name)
    noted = Counter(note.meaning for answer in found for note in answer.expect)
    assert len(found) >= least
    assert set(noted) == set(MEANINGS)
    assert all(noted[meaning] >= len(found) // 5 for meaning in ("promise", "already_paid", "dispute"))


def test_no_answer_stands_in_two_files_nor_twice() -> None:
    found = [answer for name in (*READ, *SET_ASIDE) for answer in answers(name)]
    assert len({answer.id for answer in found}) == len(found)
    assert len({" ".join(answer.text.casefold().split()) for answer in found}) == len(found)


def test_a_third_is_set_aside() -> None:
    read, aside = (sum(len(answers(name)) for name in names) for names in (READ, SET_ASIDE))
    assert aside / (read + aside) >= 1 / 3

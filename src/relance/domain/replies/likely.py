"""What an answer is likely to mean that no rule recognised: its words are weighed, and a person decides. Pure.

`likely_words.py` holds a weight for each word and pair of words: how much more often it stands in answers of one
meaning than in all others (natural logarithm, rounded). The sum over a sentence has to reach `AT_LEAST`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Final, Literal

from relance.domain.replies.likely_words import WEIGHTS

Weighed = Literal["dispute", "already_paid"]
AT_LEAST: Final[dict[Weighed, int]] = {"dispute": 0, "already_paid": 8}
FEWEST: Final = 7  # words and pairs: four words
STEM: Final = 6  # letters by which a word is known

_WORD = re.compile(r"[a-z]+|\d+|\?")


def features(plain: str) -> frozenset[str]:
    """The words of a plain sentence, cut to `STEM` letters, numbers as 0, and the pairs of neighbours (“a_b”)."""
    stems = ["0" if word.isdigit() else word[:STEM] for word in _WORD.findall(plain)]
    return frozenset(stems) | {f"{one}_{other}" for one, other in pairwise(stems)}


def likely(plain: str, language: str) -> tuple[Weighed, int] | None:
    """The meaning that the words of one plain sentence weigh for, and by how much above what is asked for it.

    `language` is `fr` or `en`. None where they weigh too little.
    """
    found = features(plain)
    if len(found) < FEWEST:
        return None
    scored = [(_sum(found, _table(language, meaning)) - least, meaning) for meaning, least in AT_LEAST.items()]
    score, meaning = max(scored)
    return (meaning, score) if score >= 0 else None


def _sum(found: Iterable[str], table: dict[str, int]) -> int:
    return sum(table.get(feature, 0) for feature in found)


@cache
def _table(language: str, meaning: Weighed) -> dict[str, int]:
    by_weight = WEIGHTS[language][meaning]
    return {feature: weight for weight, features_ in by_weight.items() for feature in features_.split()}

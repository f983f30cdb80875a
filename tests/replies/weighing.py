"""`python -m tests.replies.weighing [--write]`: weighs the words of our own answers, and tests that by tenths.

The answers are those that rules may be written from and our sayings, never those set aside. `--write` renews
`relance/domain/replies/likely_words.py`. Without it, each tenth is judged by weights of the other nine: the recall and
precision of the table alone, had there been no rules.
"""

from __future__ import annotations

import math
import sys
import textwrap
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from relance.domain.replies import likely as judging
from relance.domain.replies.sentences import sentences
from tests.replies.corpus import READ, answers

SAYINGS = ("sayings.toml", "more_sayings.toml")
LEAST = 3  # answers that a word must stand in
LIGHTEST = 2  # the least weight kept
TENTHS = 10

_HERE = Path(__file__).parent
_TABLE = Path(judging.__file__).with_name("likely_words.py")


class Said(NamedTuple):
    """One answer: `fr` or `en`, the plain words, and what it means."""

    language: str
    plain: str
    meanings: frozenset[str]


def everything() -> list[Said]:
    """All answers of our own that rules may be written from, in order."""
    return [*_corpus(), *_sayings()]


def _corpus() -> Iterator[Said]:
    for name in READ:
        for answer in answers(name):
            yield Said(name[:2], _plain(answer.text), frozenset(note.meaning for note in answer.expect))


def _sayings() -> Iterator[Said]:
    for name in SAYINGS:
        for language, groups in tomllib.loads((_HERE / name).read_text(encoding="utf-8")).items():
            for expected, texts in groups.items():
                meanings = frozenset(one.split(":")[0] for one in expected.split("+"))
                yield from (Said(language[:2], _plain(text), meanings) for text in texts.splitlines() if text.strip())


def _plain(text: str) -> str:
    return " ".join(sentence.plain for sentence in sentences(text))


def weights(said: Iterable[Said], meaning: str) -> dict[str, int]:
    """For each word and pair: the logarithm of its share in answers of this meaning against that in all others."""
    inside, outside = Counter[str](), Counter[str]()
    count = Counter[bool]()
    for one in said:
        count[meaning in one.meanings] += 1
        (inside if meaning in one.meanings else outside).update(judging.features(one.plain))
    found = {}
    for feature in inside | outside:
        if inside[feature] + outside[feature] >= LEAST:
            share, other = (inside[feature] + 0.5) / (count[True] + 1), (outside[feature] + 0.5) / (count[False] + 1)
            found[feature] = round(2 * math.log(share / other))
    return {feature: weight for feature, weight in found.items() if abs(weight) >= LIGHTEST}


def written(said: list[Said]) -> str:
    """The module of weights."""
    lines = [
        '"""How much words weigh for a meaning, in halves of a natural logarithm; see `likely.py`.',
        "",
        "Counted in answers of our own by `python -m tests.replies.weighing --write`; not edited by hand.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "from typing import Final",
        "",
        "WEIGHTS: Final[dict[str, dict[str, dict[int, str]]]] = {",
    ]
    for language in ("fr", "en"):
        lines.append(f'    "{language}": {{')
        for meaning in judging.AT_LEAST:
            lines.append(f'        "{meaning}": {{')
            table = weights([one for one in said if one.language == language], meaning)
            for weight in sorted(set(table.values()), reverse=True):
                words = " ".join(sorted(word for word, its in table.items() if its == weight))
                lines.append(f"            {weight}: (")
                lines += [f'                "{line} "' for line in textwrap.wrap(words, 98, break_long_words=False)]
                lines.append("            ),")
            lines.append("        },")
        lines.append("    },")
    return "\n".join([*lines, "}  # fmt: skip", ""])


def judged(said: list[Said], language: str) -> dict[str, tuple[int, int, int]]:
    """For each meaning: right, noted and proposed answers, each tenth judged by the other nine."""
    ours = [one for one in said if one.language == language]
    right, noted, proposed = Counter[str](), Counter[str](), Counter[str]()
    for tenth in range(TENTHS):
        rest = [one for number, one in enumerate(ours) if number % TENTHS != tenth]
        tables = {meaning: weights(rest, meaning) for meaning in judging.AT_LEAST}
        for one in ours[tenth::TENTHS]:
            found = judging.features(one.plain)
            sums = {m: sum(table.get(f, 0) for f in found) - judging.AT_LEAST[m] for m, table in tables.items()}
            best = max(sums, key=lambda meaning: sums[meaning])
            noted.update(one.meanings)
            if sums[best] >= 0:
                proposed[best] += 1
                right[best] += best in one.meanings
    return {meaning: (right[meaning], noted[meaning], proposed[meaning]) for meaning in judging.AT_LEAST}


def main(arguments: list[str]) -> int:
    """Writes the module of weights, or prints how well they judge; always 0."""
    said = everything()
    if arguments == ["--write"]:
        _TABLE.write_text(written(said), encoding="utf-8")
        return 0
    for language in ("fr", "en"):
        for meaning, (right, noted, proposed) in judged(said, language).items():
            print(f"{language} {meaning:<13} recall {right} of {noted}, precision {right} of {proposed}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

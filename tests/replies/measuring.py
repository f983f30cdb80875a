"""How well proposals match what a person noted: recall and precision, and days, sums, invoices, causes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from relance.domain.replies import MEANINGS, Proposed, propose
from tests.replies.corpus import Answer, Noted, answers

PARTS = ("day", "sum", "invoices", "cause")


@dataclass(slots=True)
class Measure:
    """Counts over many answers. `table[expected, proposed]`; "-" is none."""

    answers: int = 0
    exact: int = 0
    table: Counter[tuple[str, str]] = field(default_factory=Counter)
    noted: Counter[str] = field(default_factory=Counter)
    proposed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    parts: Counter[tuple[str, bool]] = field(default_factory=Counter)

    def recall(self, meaning: str) -> Fraction:
        """The share of notes of this meaning that were proposed; 1 where there are none."""
        return Fraction(self.right[meaning], self.noted[meaning]) if self.noted[meaning] else Fraction(1)

    def precision(self, meaning: str) -> Fraction:
        """The share of proposals of this meaning that a person noted; 1 where there are none."""
        return Fraction(self.right[meaning], self.proposed[meaning]) if self.proposed[meaning] else Fraction(1)


@dataclass(frozen=True, slots=True)
class Difference:
    """An answer of which proposals and notes differ, for those who write rules."""

    answer: Answer
    proposed: tuple[Proposed, ...]


def measure(*names: str) -> tuple[Measure, list[Difference]]:
    """The measure over some files of the corpus, and where it differs."""
    counts, differences = Measure(), []
    for answer in (answer for name in names for answer in answers(name)):
        found = propose(answer.text, answer.account)
        if not _count(counts, answer.expect, found):
            differences.append(Difference(answer, found))
    return counts, differences


def _count(counts: Measure, expected: tuple[Noted, ...], found: tuple[Proposed, ...]) -> bool:
    pairs = _pairs(expected, found)
    counts.answers += 1
    counts.noted.update(note.meaning for note in expected)
    counts.proposed.update(one.meaning for one in found)
    counts.right.update(note.meaning for note, _ in pairs)
    parts = [part for note, one in pairs for part in _parts(note, one)]
    counts.parts.update(parts)
    _confuse(counts, expected, found, pairs)
    is_exact = len(pairs) == len(expected) == len(found) and all(is_right for _, is_right in parts)
    counts.exact += is_exact
    return is_exact


def _pairs(expected: Iterable[Noted], found: Iterable[Proposed]) -> list[tuple[Noted, Proposed]]:
    """Notes and proposals of one meaning, those about the same invoices first."""
    left, pairs, waiting = list(found), [], []
    for note in expected:
        same = next(
            (one for one in left if one.meaning == note.meaning and set(one.invoices) == set(note.invoices)), None
        )
        if same is None:
            waiting.append(note)
        else:
            left.remove(same)
            pairs.append((note, same))
    for note in waiting:
        same = next((one for one in left if one.meaning == note.meaning), None)
        if same is not None:
            left.remove(same)
            pairs.append((note, same))
    return pairs


def _parts(note: Noted, one: Proposed) -> list[tuple[str, bool]]:
    found = [("invoices", set(note.invoices) == set(one.invoices))]
    if note.on or one.on:
        found.append(("day", note.on == one.on))
    if note.cents is not None or one.cents is not None:
        found.append(("sum", note.cents == one.cents))
    if note.meaning == "dispute":
        found.append(("cause", note.reason == one.reason))
    return found


def _confuse(
    counts: Measure, expected: tuple[Noted, ...], found: tuple[Proposed, ...], pairs: list[tuple[Noted, Proposed]]
) -> None:
    counts.table.update((note.meaning, one.meaning) for note, one in pairs)
    missed = list((Counter(n.meaning for n in expected) - Counter(n.meaning for n, _ in pairs)).elements())
    added = list((Counter(p.meaning for p in found) - Counter(p.meaning for _, p in pairs)).elements())
    for index in range(max(len(missed), len(added))):
        counts.table[missed[index] if index < len(missed) else "-", added[index] if index < len(added) else "-"] += 1


def lines(title: str, counts: Measure) -> list[str]:
    """The confusion table in words; no text of any answer."""
    columns = (*MEANINGS, "-")
    wide = max(len(name) for name in columns)
    rows = [f"{title}: {counts.answers} answers, {counts.exact} exactly as noted", ""]
    rows.append(" " * (wide + 2) + " ".join(f"{name[:9]:>9}" for name in columns) + "   recall precision")
    for meaning in columns:
        cells = " ".join(f"{counts.table[meaning, other] or '.':>9}" for other in columns)
        shares = (
            "" if meaning == "-" else f"   {percent(counts.recall(meaning))}    {percent(counts.precision(meaning))}"
        )
        rows.append(f"{meaning:<{wide}}  {cells}{shares}")
    rows.append("")
    for part in PARTS:
        right, wrong = counts.parts[part, True], counts.parts[part, False]
        rows.append(f"{part + ' right':<16}{right:>4} of {right + wrong}")
    return rows


def percent(share: Fraction) -> str:
    """A share as a whole per cent, rounded down so that 100 % is all of them."""
    return f"{int(share * 100):>4} %"

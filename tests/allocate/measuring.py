"""How matching did: surely right, surely wrong, right at one click, or not found; by scene or way of writing.

Instalments of one invoice count as one: the earliest is paid first, whichever line is accepted first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from relance.domain.allocate.model import Match, OpenItem, Outcome
from tests.allocate.making import Made
from tests.allocate.scenes import Truth

Grade = Literal["sure", "wrong", "first", "shown", "none"]
GRADES: tuple[Grade, ...] = ("sure", "wrong", "first", "shown", "none")


class Graded(NamedTuple):
    """One line: what it was, and how it was matched."""

    key: int
    truth: Truth
    grade: Grade


def by_invoice(parts: Mapping[int, int], items: Mapping[int, OpenItem]) -> Counter[tuple[int, str]]:
    """Cents by customer and invoice."""
    found: Counter[tuple[int, str]] = Counter()
    for key, cents in parts.items():
        found[items[key].customer, items[key].invoice] += cents
    return found


def is_right(match: Match, truth: Truth, items: Mapping[int, OpenItem]) -> bool:
    """Whether accepting this match writes exactly what happened (a difference left open included)."""
    if truth.recorded is not None or match.recorded is not None:
        return match.recorded == truth.recorded
    if not truth.customers or (len(truth.customers) == 1 and match.customer not in truth.customers):
        return False
    parts = {part.item: part.cents for part in match.parts}
    same = by_invoice(parts, items) == by_invoice(truth.parts, items)
    return same and {x.item: x.cents for x in match.credits} == truth.credits


def grade(outcome: Outcome, truth: Truth, items: Mapping[int, OpenItem]) -> Grade:
    """Where the truth stands in what was said. Money of nobody: `sure` where nothing at all is said, else `none`."""
    if outcome.sure:
        return "sure" if is_right(outcome.sure, truth, items) else "wrong"
    if not truth.customers:
        return "none" if outcome.likely or outcome.customers else "sure"
    right = [is_right(match, truth, items) for match in outcome.likely[:5]]
    if right and right[0]:
        return "first"
    if any(right):
        return "shown"
    if not truth.parts and truth.recorded is None and truth.customers & set(outcome.customers[:3]):
        return "shown" if outcome.likely else "first"  # on account, one click
    return "none"


def graded(made: Made, outcomes: Iterable[Outcome]) -> list[Graded]:
    """Every line with its grade."""
    items = {item.key: item for item in made.book.items}
    outcomes = list(outcomes)
    surely = {id(made.truths[x.money]) for x in outcomes if x.sure and x.sure.parts}
    for outcome in outcomes:  # of two payments of one invoice the second may pay it, if the first does not
        truth = made.truths[outcome.money]
        if truth.twin and id(truth.twin) not in surely and outcome.sure and outcome.sure.parts:
            truth.parts, truth.twin.parts = truth.twin.parts, {}
    return [Graded(x.money, made.truths[x.money], grade(x, made.truths[x.money], items)) for x in outcomes]


def of_customers(lines: Iterable[Graded]) -> Counter[Grade]:
    """Grades of money that customers paid."""
    return Counter(x.grade for x in lines if x.truth.customers)


def table(lines: Iterable[Graded], by: Literal["scene", "way"]) -> list[str]:
    """Rows of text: each scene or way of writing with its counts; strangers' money last."""
    rows: dict[tuple[bool, str], Counter[Grade]] = defaultdict(Counter)
    for line in lines:
        rows[not line.truth.customers, getattr(line.truth, by)][line.grade] += 1
    found = [f"{by:28}" + "".join(f"{x:>8}" for x in GRADES)]
    for (_, name), counts in sorted(rows.items()):
        found.append(f"{name:28}" + "".join(f"{counts[x]:>8}" for x in GRADES))
    return found


def summary(counts: Counter[Grade]) -> str:
    """One line of shares."""
    total = sum(counts.values()) or 1
    sure, click = counts["sure"], counts["sure"] + counts["first"] + counts["shown"]
    first = counts["sure"] + counts["first"]
    return (
        f"{total} lines of customers: sure {sure / total:.1%}, wrong {counts['wrong']}, "
        f"sure or first {first / total:.1%}, sure or one click {click / total:.1%}"
    )

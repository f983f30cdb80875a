"""How long customers take: the chance that a line not paid yet is paid by a coming day.

The chances are those of Kaplan and Meier (1958): on each day of lateness, how many of the lines then watched were
settled. Lines still open count as watched up to today, so that a customer who does not pay is not taken for one of
those who did; a line counts from the day on which the ledger knew it, for what was settled before is not there to be
seen. A customer's own lines are mixed with everybody's, which weigh as much as `PRIOR` lines together: with n own
lines the others weigh PRIOR ÷ (PRIOR + n).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final, NamedTuple

PRIOR: Final = 5
EARLIEST, LATEST = -120, 730  # days of lateness that are told apart; beyond the last nothing is expected any more


class Delay(NamedTuple):
    """One line watched from `since` to `late`, both days of lateness (negative: before the due date).

    `is_settled`: it was paid on that day of lateness; else it was still open then.
    """

    customer: int
    since: int
    late: int
    is_settled: bool


@dataclass(slots=True)
class Watched:
    """By day of lateness (from EARLIEST): how many lines were settled, how many were watched; and how many in all."""

    settled: Sequence[int]
    watched: Sequence[int]
    count: int
    settled_count: int


@dataclass(slots=True)
class Delays:
    """Everybody's history, and each customer's own."""

    everybody: Watched
    own: dict[int, list[Delay]]
    _cache: dict[tuple[int, int, int], list[float]] = field(default_factory=dict)

    def paid_within(self, customer: int, age: int, days: Sequence[int]) -> list[float]:
        """The chance that a line `age` days late and unpaid is paid within each number of days, today included.

        `days` grow week by week. Someone without settled or open lines of their own pays as everybody does.
        """
        who = customer if customer in self.own else -1
        key = (who, age, days[-1])  # weeks differ by their last day alone
        if key not in self._cache:
            self._cache[key] = self._chances(who, age, days)
        return self._cache[key]

    def paid_after(self, customer: int, age: int, days: Sequence[int], wait: int) -> list[float]:
        """The same for a line that is surely not paid in the coming `wait` days, today included."""
        rest = [until - wait for until in days if until > wait]
        if not rest:
            return [0.0] * len(days)
        who = customer if customer in self.own else -1
        return [0.0] * (len(days) - len(rest)) + self._chances(who, age + wait, rest)

    def _chances(self, customer: int, age: int, days: Sequence[int]) -> list[float]:
        span = days[-1]
        settled, watched = _own(self.own.get(customer, ()), age, span)
        others = zip(_cut(self.everybody.settled, age, span), _cut(self.everybody.watched, age, span), strict=True)
        weight = PRIOR / self.everybody.count if self.everybody.count else 0.0
        open_still, after = 1.0, []
        for mine, seen, (theirs, all_seen) in zip(settled, watched, others, strict=True):
            if mine or theirs:
                open_still *= max(1 - (mine + weight * theirs) / (seen + weight * all_seen), 0.0)
            after.append(open_still)
        return [1 - after[until - 1] for until in days]


def _cut(counts: Sequence[int], age: int, span: int) -> Sequence[int]:
    """The counts of `span` days of lateness from `age` on; none outside the days that are told apart."""
    start = age - EARLIEST
    if start >= 0 and start + span <= len(counts):
        return counts[start : start + span]
    return [counts[n] if 0 <= n < len(counts) else 0 for n in range(start, start + span)]


def _own(delays: Sequence[Delay], age: int, span: int) -> tuple[list[int], list[int]]:
    """How many of these were settled, and how many watched, on each of `span` days of lateness from `age` on."""
    settled, steps = [0] * span, [0] * (span + 1)
    for delay in delays:
        first, last = max(delay.since - age, 0), min(delay.late - age, span - 1)
        if first <= last:
            steps[first] += 1
            steps[last + 1] -= 1
            if delay.is_settled and delay.late - age == last:
                settled[last] += 1
    return settled, list(accumulate(steps[:-1]))


def learn(delays: Iterable[Delay]) -> Delays:
    """Sort the history by customer and by day of lateness."""
    own: dict[int, list[Delay]] = defaultdict(list)
    everyone = [_within(d) for d in delays]
    for delay in everyone:
        own[delay.customer].append(delay)
    return Delays(_watch(everyone), dict(own))


def _within(delay: Delay) -> Delay:
    """Within the days that are told apart: a settlement beyond the last one is not seen any more."""
    late = max(min(delay.late, LATEST), EARLIEST)
    since = min(max(delay.since, EARLIEST), late)
    return Delay(delay.customer, since, late, delay.is_settled and delay.late <= LATEST)


def _watch(delays: Sequence[Delay]) -> Watched:
    settled, watched = _own(delays, EARLIEST, LATEST - EARLIEST + 1)
    return Watched(settled, watched, len(delays), sum(settled))

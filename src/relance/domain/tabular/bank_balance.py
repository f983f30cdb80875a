"""Whether the balances of a bank's list agree with its movements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_FEW = 2  # broken steps that are taken for a fault; more of them mean a list that shows only some movements


@dataclass(frozen=True, slots=True)
class Chain:
    """What running balances tell. `broken_line` is where the first step fails.

    `is_unclear`: more steps fail than one fault explains.
    `is_proven`: at least one step was checked and all hold. Balances in minor units, None where nothing is known.
    """

    opening_cents: int | None = None
    closing_cents: int | None = None
    is_proven: bool = False
    is_unclear: bool = False
    broken_line: int = 0
    difference_cents: int = 0


def chain_of(steps: Sequence[tuple[int, int, int | None]], *, newest_first: bool = False) -> Chain:
    """Check (line, cents, balance after it) in file order; the order that holds better wins, else the dates'."""
    balances = [balance for _, _, balance in steps if balance is not None]
    if not balances or (len(balances) > 1 and len(set(balances)) == 1 and any(cents for _, cents, _ in steps)):
        return Chain()  # one balance repeated on every line is that of the export, not a running one
    ways = [_walk(steps), _walk(list(reversed(steps)))]
    if newest_first:
        ways.reverse()
    return min(ways, key=lambda walked: (len(walked[0]), -walked[1]))[2]


def _walk(steps: Sequence[tuple[int, int, int | None]]) -> tuple[list[tuple[int, int]], int, Chain]:
    """The broken steps (line, difference), how many were checked, and the verdict, from oldest to newest."""
    broken: list[tuple[int, int]] = []
    checked = since = 0
    opening: int | None = None
    last: int | None = None
    for line, cents, balance in steps:
        since += cents
        if balance is None:
            continue
        if last is None:
            opening = balance - since
        else:
            checked += 1
            if last + since != balance:
                broken.append((line, balance - last - since))
        last, since = balance, 0
    if not broken:
        known = last if last is None or checked or len(steps) == 1 else None
        closing = None if known is None else known + since
        return broken, checked, Chain(opening if known is not None else None, closing, checked > 0)
    held = checked - len(broken)
    is_fault = held >= 2 and (len(broken) <= _FEW or held >= 4 * len(broken))
    return broken, checked, Chain(None, None, False, not is_fault, *broken[0])

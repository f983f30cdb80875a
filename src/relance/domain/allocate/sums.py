"""Which of a customer's open amounts add up to a sum: bounded in size and time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

SMALL_ENOUGH: Final = 18  # amounts of which every combination is tried
PAIRS_OF: Final = 400
TRIPLES_OF: Final = 60


class Sums(NamedTuple):
    """Combinations found (places in the amounts), and whether every combination was looked at."""

    found: tuple[tuple[int, ...], ...]
    is_complete: bool


def combinations_of(amounts: Sequence[int], wanted: int, most: int = 6) -> Sums:
    """Combinations of two or more amounts (all above 0) that add up exactly: at most `most`, small ones first."""
    usable = [at for at, cents in enumerate(amounts) if cents <= wanted]
    if len(usable) <= SMALL_ENOUGH:
        return _every(amounts, usable, wanted, most)
    found = list(dict.fromkeys([*_ends(amounts, usable, wanted), *_few(amounts, usable, wanted, most)]))
    return Sums(tuple(sorted(found[:most], key=lambda x: (len(x), x))), False)


def _every(amounts: Sequence[int], usable: Sequence[int], wanted: int, most: int) -> Sums:
    """Every combination, by halves."""
    half = len(usable) // 2
    left, right = _sums(amounts, usable[:half]), _sums(amounts, usable[half:])
    found = []
    for cents, ways in left.items():
        for other in right.get(wanted - cents, ()):
            found += [(*way, *other) for way in ways if len(way) + len(other) > 1]
            if len(found) > most * 4:
                break
    found.sort(key=lambda x: (len(x), x))
    return Sums(tuple(found[:most]), len(found) <= most)


def _sums(amounts: Sequence[int], places: Sequence[int]) -> dict[int, list[tuple[int, ...]]]:
    found: dict[int, list[tuple[int, ...]]] = defaultdict(list)
    every: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for at in places:
        every += [(cents + amounts[at], (*way, at)) for cents, way in every]
    for cents, way in every:
        found[cents].append(way)
    return found


def _ends(amounts: Sequence[int], usable: Sequence[int], wanted: int) -> list[tuple[int, ...]]:
    """The first so many, and all but one."""
    found, total = [], 0
    for count, at in enumerate(usable, 1):
        total += amounts[at]
        if total == wanted and count > 1:
            found.append(tuple(usable[:count]))
    found += [tuple(x for x in usable if x != at) for at in usable if total - amounts[at] == wanted]
    return found


def _few(amounts: Sequence[int], usable: Sequence[int], wanted: int, most: int) -> list[tuple[int, ...]]:
    """Pairs, and triples where there are not too many amounts."""
    found: list[tuple[int, ...]] = []
    places: dict[int, list[int]] = defaultdict(list)
    some = usable[:PAIRS_OF]
    for at in some:
        found += [(other, at) for other in places.get(wanted - amounts[at], ())]
        places[amounts[at]].append(at)
        if len(found) >= most:
            return found
    some = some[:TRIPLES_OF]
    for i, a in enumerate(some):
        for b in some[i + 1 :]:
            rest = wanted - amounts[a] - amounts[b]
            found += [(a, b, c) for c in places.get(rest, ()) if b < c]
            if len(found) >= most:
                return found
    return found

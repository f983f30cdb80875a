"""Where the marks of a chart stand: scales, pieces of a bar, lines and bands, in a drawing's own units."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10
from typing import Final, NamedTuple

STEPS: Final = (1, 2, 2.5, 5, 10)
THINNEST: Final = 2.0  # a piece that is there is seen


class Piece(NamedTuple):
    """Part of a bar: from `start` over `length`."""

    start: float
    length: float


class Point(NamedTuple):
    """A place in the drawing; `y` grows downwards."""

    x: float
    y: float


class Frame(NamedTuple):
    """Where values are drawn: `slots` of equal width side by side, values from 0 at the bottom to `top`."""

    left: float
    right: float
    upper: float
    lower: float
    slots: int
    top: float

    @property
    def step(self) -> float:
        """The width of one slot."""
        return (self.right - self.left) / max(self.slots, 1)

    def x(self, slot: int) -> float:
        """The middle of a slot."""
        return self.left + self.step * (slot + 0.5)

    def y(self, value: float) -> float:
        """The height of a value; what lies outside stands at the edge."""
        share = min(max(value / self.top, 0.0), 1.0) if self.top else 0.0
        return self.lower - share * (self.lower - self.upper)


def ticks(most: float, counts: Sequence[int] = (3, 4, 5), least: float = 0.0) -> list[float]:
    """The values that an axis names: from 0 in equal, round steps to just above `most`, in one of these counts.

    No step is smaller than `least`: things that are counted are not counted in halves.
    """
    if most <= 0:
        return [0.0]
    found = [(count * _step(most / count, least), count) for count in counts]
    top, count = min(found)
    return [top * n / count for n in range(count + 1)]


def _step(rough: float, least: float) -> float:
    """The round number at or above a rough step."""
    rough = max(rough, least)
    power = 10.0 ** floor(log10(rough))
    return float(next(s * power for s in STEPS if s * power >= rough * (1 - 1e-9)))


def pieces(values: Sequence[int], width: float) -> list[Piece]:
    """The pieces of one bar as long as `width`: in proportion, none thinner than can be seen, nothing for nothing."""
    whole = sum(values)
    if not whole:
        return [Piece(0.0, 0.0) for _ in values]
    lengths = [max(value / whole * width, THINNEST) if value else 0.0 for value in values]
    over = sum(lengths) - width
    longest = max(range(len(lengths)), key=lengths.__getitem__)
    lengths[longest] -= over
    found, start = [], 0.0
    for length in lengths:
        found.append(Piece(start, length))
        start += length
    return found


def runs(values: Sequence[float | None]) -> list[list[int]]:
    """The slots that have a value, in unbroken runs: a line is not drawn over what is not known."""
    found: list[list[int]] = []
    for slot, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][-1] == slot - 1:
            found[-1].append(slot)
        else:
            found.append([slot])
    return found


def line(frame: Frame, values: Sequence[float | None]) -> list[list[Point]]:
    """The points of a line, in unbroken runs."""
    return [[Point(frame.x(slot), frame.y(values[slot] or 0.0)) for slot in run] for run in runs(values)]


def band(frame: Frame, bounds: Sequence[tuple[float, float] | None]) -> list[list[Point]]:
    """The outlines between lower and upper bounds; a bound that stands alone is drawn as wide as its slot."""
    found = []
    for run in runs([None if pair is None else pair[1] for pair in bounds]):
        pairs = [(slot, pair) for slot in run if (pair := bounds[slot]) is not None]
        if len(pairs) == 1:
            slot, pair = pairs[0]
            half = frame.step / 2
            places = [(frame.x(slot) - half, pair), (frame.x(slot) + half, pair)]
        else:
            places = [(frame.x(slot), pair) for slot, pair in pairs]
        above = [Point(x, frame.y(high)) for x, (_low, high) in places]
        below = [Point(x, frame.y(low)) for x, (low, _high) in reversed(places)]
        found.append(above + below)
    return found


def text_of(points: Sequence[Point]) -> str:
    """`12,40 24,31.5`: points as SVG writes them."""
    return " ".join(f"{units(p.x)},{units(p.y)}" for p in points)


def units(value: float) -> str:
    """A number of the drawing's units, two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"

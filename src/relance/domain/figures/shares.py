"""Shares of a sample, with the interval in which the true share lies with 95 % confidence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Final

Z95: Final = 1.959963984540054  # two-sided 95 %


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`, and the Wilson interval (between 0 and 1); `low` and `high` are None for an empty sample."""

    count: int
    of: int
    low: float | None
    high: float | None
    is_small: bool

    @property
    def value(self) -> Fraction | None:
        """The share itself; None for an empty sample."""
        return Fraction(self.count, self.of) if self.of else None


def share(count: int, of: int, *, enough: int) -> Share:
    """A share with its Wilson score interval (E. B. Wilson, JASA 1927); a sample below `enough` is called small."""
    if not of:
        return Share(count, of, None, None, True)
    low, high = wilson(count, of)
    return Share(count, of, low, high, of < enough)


def wilson(count: int, of: int, z: float = Z95) -> tuple[float, float]:
    """The Wilson score interval of `count` successes among `of` > 0, without continuity correction."""
    p = count / of
    middle = p + z * z / (2 * of)
    half = z * sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    whole = 1 + z * z / of
    low = 0.0 if count == 0 else (middle - half) / whole
    high = 1.0 if count == of else (middle + half) / whole
    return max(low, 0.0), min(high, 1.0)

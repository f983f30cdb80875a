"""Credit notes that accepted disputes wait for, and shares. Pure; money is integer cents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

CREDIT_DAYS = 15  # calendar days in which an agreed credit note is to be there


class Agreed(NamedTuple):
    """A credit note that was agreed: its cents, and what credit notes had covered of the invoice before."""

    cents: int
    credited_before_cents: int


class Arrived(NamedTuple):
    """What is still missing of an agreed credit, and up to where credit notes on the invoice were used for it."""

    missing_cents: int
    reached_cents: int


def set_off(agreed: Sequence[Agreed], credited_cents: int) -> list[Arrived]:
    """What has come of each agreed credit of one invoice, in order; no cent of a credit note counts twice."""
    reached = 0
    found = []
    for one in agreed:
        start = max(reached, one.credited_before_cents)
        come = min(max(credited_cents - start, 0), one.cents)
        reached = start + come
        found.append(Arrived(one.cents - come, reached))
    return found


def percent(part: int, whole: int) -> int:
    """Per cent, rounded half up; zero of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0

"""Who acts, and when: what every operation is told by its door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Act:
    """`today` in the creditor's time zone, the instant `now` (with a zone), and who acts.

    `by` is a person's name or address, or `relance` for what the program does by itself.
    """

    today: date
    now: datetime
    by: str = "relance"

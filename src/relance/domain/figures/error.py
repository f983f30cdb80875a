"""What a forecast was worth: the weeks foreseen, against what came in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, NamedTuple

from relance.domain.figures.notes import SMALL_SAMPLE
from relance.domain.figures.shares import Share, share

LEADS: Final = (1, 4)  # weeks between the forecast and the week that it speaks of


class Foreseen(NamedTuple):
    """A past week as it was foreseen `lead` weeks before, and what came in on the invoices known then; cents."""

    made_on: date
    week: date
    lead: int
    expected_cents: int
    low_cents: int
    high_cents: int
    actual_cents: int

    @property
    def error_cents(self) -> int:
        """Above zero: more was foreseen than came in."""
        return self.expected_cents - self.actual_cents

    @property
    def error(self) -> Fraction | None:
        """The error as a share of what came in; None where nothing did."""
        return Fraction(self.error_cents, self.actual_cents) if self.actual_cents else None

    @property
    def is_inside(self) -> bool:
        """Whether what came in lay within the band."""
        return self.low_cents <= self.actual_cents <= self.high_cents


@dataclass(frozen=True, slots=True)
class PastError:
    """The forecasts of one lead together: mean absolute error, bias, and how often the band held."""

    lead: int
    weeks: tuple[Foreseen, ...]
    mean_error_cents: int
    mean_error: Fraction | None
    bias: Fraction | None
    inside: Share


def past_errors(foreseen: Sequence[Foreseen]) -> list[PastError]:
    """One summary for each lead that has past weeks. `mean_error` and `bias` are shares of what came in."""
    found = []
    for lead in LEADS:
        weeks = tuple(sorted((f for f in foreseen if f.lead == lead), key=lambda f: f.week))
        if not weeks:
            continue
        actual = sum(f.actual_cents for f in weeks)
        missed = sum(abs(f.error_cents) for f in weeks)
        over = sum(f.error_cents for f in weeks)
        found.append(
            PastError(
                lead, weeks, round(Fraction(missed, len(weeks))), Fraction(missed, actual) if actual else None,
                Fraction(over, actual) if actual else None,
                share(sum(f.is_inside for f in weeks), len(weeks), enough=SMALL_SAMPLE),
            )
        )  # fmt: skip
    return found

"""All figures of one currency over one period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from relance.domain.figures.book import Book, Period
from relance.domain.figures.lateness import Lateness, Overdue, lateness_settled, overdue_on
from relance.domain.figures.outstanding import CountbackDso, SimpleDso, countback_dso, simple_dso
from relance.domain.figures.promises import Given, KeptPromises, kept_promises
from relance.domain.figures.steps import Done, Recovered, recovered_by_step


@dataclass(frozen=True, slots=True)
class Figures:
    """What a page or a command shows for one currency; currencies are never added."""

    currency: str
    period: Period
    dso: SimpleDso
    countback: CountbackDso
    lateness: Lateness
    overdue: Overdue
    promises: KeptPromises
    steps: tuple[Recovered, ...]


def figures_of(book: Book, period: Period, promises: Sequence[Given], done: Sequence[Done]) -> Figures:
    """Every figure; states (balance, overdue) are those at the end of the period's last day."""
    return Figures(
        currency=book.currency,
        period=period,
        dso=simple_dso(book, period),
        countback=countback_dso(book, period.last),
        lateness=lateness_settled(book, period),
        overdue=overdue_on(book, period.last),
        promises=kept_promises(promises, period),
        steps=tuple(recovered_by_step(book, done, period)),
    )

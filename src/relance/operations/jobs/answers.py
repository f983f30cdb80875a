"""Answers that take long on a large ledger: worked out at once where it is small, else kept and worked out anew.

A kept answer is a copy. It says of which day and of which event it knows; asking for it anew is a job.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, NamedTuple

from relance.domain.act import Act
from relance.domain.figures.book import Period, days_before
from relance.domain.figures.error import PastError
from relance.domain.figures.report import Figures
from relance.domain.forecast import Forecast
from relance.domain.kept import from_plain, to_plain
from relance.ledger.figures import figures, load_books
from relance.ledger.kept import is_larger, kept_answer
from relance.ledger.models import Creditor, KeptAnswer
from relance.ledger.receipts import errors_of, receipts_of
from relance.ledger.writes import last_sequence
from relance.operations.choose_period import USUAL_DAYS
from relance.operations.jobs.run import Progress
from relance.operations.preview_days import PreviewDay, preview_by_day

DAYS = 30


@dataclass(frozen=True, slots=True)
class Receipts:
    """What should come in, currency by currency, and what past forecasts were worth."""

    forecasts: list[Forecast]
    errors: dict[str, list[PastError]]


class Sort(NamedTuple):
    """An answer: its type, how it is worked out, and from how many due-date lines on it is kept."""

    kind: Any
    work: Callable[[Creditor, str, Act, Progress], Any]
    lines: int
    only_open: bool
    usual: Callable[[date], list[str]]


def key_of(period: Period) -> str:
    """How a period is written in a key: its first and last day."""
    return f"{period.first.isoformat()}..{period.last.isoformat()}"


def _figures(creditor: Creditor, key: str, act: Act, _tell: Progress) -> list[Figures]:
    first, _, last = key.partition("..")
    return figures(creditor, Period(date.fromisoformat(first), date.fromisoformat(last)), act.today)


def _receipts(creditor: Creditor, _key: str, act: Act, _tell: Progress) -> Receipts:
    books = load_books(creditor, act.today)
    return Receipts(receipts_of(creditor, books), errors_of(creditor, books))


def _preview(creditor: Creditor, _key: str, act: Act, tell: Progress) -> list[PreviewDay]:
    return preview_by_day(creditor=creditor, act=act, days=DAYS, tell=tell)


SORTS: Final[dict[str, Sort]] = {
    "figures": Sort(list[Figures], _figures, 5_000, False, lambda on: [key_of(days_before(on, USUAL_DAYS))]),
    "receipts": Sort(Receipts, _receipts, 2_000, False, lambda _on: [""]),
    "preview": Sort(list[PreviewDay], _preview, 300, True, lambda _on: [""]),
}


@dataclass(frozen=True, slots=True)
class Answer:
    """`value` as it was worked out at `made_at` (None: just now); None where it must be worked out first."""

    value: Any
    made_at: datetime | None = None
    behind: int = 0
    is_kept: bool = True


def answer(creditor: Creditor, name: str, key: str, act: Act) -> Answer:
    """The answer of that name: worked out where the ledger is small, else as kept. Writes nothing.

    `behind` is how many events were added since.
    """
    sort = SORTS[name]
    if not is_larger(creditor, sort.lines, only_open=sort.only_open):
        return Answer(sort.work(creditor, key, act, lambda _done, _total, _phase: None), is_kept=False)
    row = kept_answer(creditor, name, key)
    if row is None or row.on > act.today:
        return Answer(None)
    try:
        return Answer(from_plain(row.content, sort.kind), row.made_at, last_sequence(creditor) - row.sequence)
    except Exception:  # kept by another version: it is only a copy
        return Answer(None)


def keep_answer(*, creditor: Creditor, name: str, key: str, act: Act, tell: Progress) -> KeptAnswer:
    """Work the answer out now and keep it in place of the former one."""
    sort, sequence, started = SORTS[name], last_sequence(creditor), time.monotonic()
    content = to_plain(sort.work(creditor, key, act, tell), sort.kind)
    took = round(1000 * (time.monotonic() - started))
    row, _ = KeptAnswer.objects.update_or_create(
        creditor=creditor, name=name, key=key,
        defaults={
            "on": act.today, "sequence": sequence, "made_at": act.now, "milliseconds": took,
            "content": content,
        },
    )  # fmt: skip
    return row


def to_keep(creditor: Creditor, today: date) -> list[tuple[str, str]]:
    """The names and keys that the day's round works out beforehand: those of a large ledger not yet of today."""
    found = []
    for name, sort in SORTS.items():
        if is_larger(creditor, sort.lines, only_open=sort.only_open):
            rows = ((key, kept_answer(creditor, name, key)) for key in sort.usual(today))
            found += [(name, key) for key, row in rows if row is None or row.on < today]
    return found

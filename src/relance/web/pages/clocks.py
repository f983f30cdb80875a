"""The legal clocks that have run out or soon will, over all customers, the first to end first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relance.domain.clocks import Clock
from relance.operations.legal_clocks import ClaimClock, clocks_running_out
from relance.web.door import Record, Visit, page, paged

PER_PAGE = 50
DEADLINE = "deadline"  # what the last notice granted: nothing is lost when it passes


class ClockRow(NamedTuple):
    """One clock, with the receivables of one customer that it runs for alike."""

    customer: Record
    clock: Clock
    receivables: tuple[Record, ...]
    state: str
    days_left: int

    @property
    def look(self) -> str:
        """The colour beside the word."""
        if self.clock.key == DEADLINE:
            return "cancelled" if self.state == "passed" else "plain"
        return {"passed": "late", "soon": "held"}.get(self.state, "done")

    @property
    def open_sums(self) -> list[tuple[str, int]]:
        """What is open on these receivables, by currency, in cents."""
        sums: dict[str, int] = {}
        for row in self.receivables:
            sums[row.currency] = sums.get(row.currency, 0) + row.open_cents
        return sorted(sums.items())


def clock_rows(found: Sequence[ClaimClock], today: date) -> list[ClockRow]:
    """Clocks that say the same of several invoices of a customer, told once; the order is kept."""
    grouped: dict[tuple[int, Clock], list[Record]] = {}
    for one in found:
        grouped.setdefault((one.receivable.customer_id, one.clock), []).append(one.receivable)
    return [
        ClockRow(rows[0].customer, clock, tuple(rows), clock.state(today), clock.days_left(today))
        for (_customer, clock), rows in grouped.items()
    ]


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Every clock that is about to run out, or has."""
    rows = _running_out(visit)
    passed = sum(1 for row in rows if row.state == "passed")
    context = {"here": "clocks", "rows": paged(visit, rows, PER_PAGE), "passed": passed, "soon": len(rows) - passed}
    return render(visit.request, "clocks/page.html", context)


@require_GET
@page
def count(visit: Visit) -> HttpResponse:
    """How many there are, for the work list: asked once that page is shown, as old debts take a while to count."""
    return render(visit.request, "clocks/_count.html", {"count": len(_running_out(visit))})


def _running_out(visit: Visit) -> list[ClockRow]:
    return clock_rows(clocks_running_out(visit.creditor, visit.act.today), visit.act.today)

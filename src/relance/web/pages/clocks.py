"""The legal clocks that have run out or soon will, over all customers, the first to end first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from relance.domain.clocks import Clock
from relance.operations.legal_clocks import ClaimClock, clocks_running_out
from relance.web.door import Record, Visit, page
from relance.web.lists import Column, Listed
from relance.web.pages.views import views_context

DEADLINE = "deadline"  # what the last notice granted: nothing is lost when it passes


CLOCKS = Listed(
    columns=(
        Column("end", lazy("Until the end of"), by=lambda row: (row.clock.due_on, row.customer.name)),
        Column("state", lazy("State"), by=lambda row: (row.state, row.clock.due_on)),
        Column("clock", pgettext_lazy("law", "Clock"), by=lambda row: (row.clock.key, row.clock.due_on)),
        Column("customer", lazy("Customer"), by=lambda row: (row.customer.name.casefold(), row.clock.due_on)),
        Column("law", lazy("Article and arithmetic")),
        Column("open", lazy("Open"), by=lambda row: sum(c for _, c in row.open_sums), falls=True, look="number"),
    ),
)


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
    asked = CLOCKS.read(visit)
    context = {
        "here": "clocks", "asked": asked, "rows": asked.page(asked.in_order(rows)), "passed": passed,
        "soon": len(rows) - passed, **views_context(visit, "clocks", asked.query),
    }  # fmt: skip
    return render(visit.request, "clocks/page.html", context)


@require_GET
@page
def count(visit: Visit) -> HttpResponse:
    """How many there are, for the work list: asked once that page is shown, as old debts take a while to count."""
    return render(visit.request, "clocks/_count.html", {"count": len(_running_out(visit))})


def _running_out(visit: Visit) -> list[ClockRow]:
    return clock_rows(clocks_running_out(visit.creditor, visit.act.today, visit.limits), visit.act.today)

"""Figures: how customers pay, each with its explanation; and receipts to come, week by week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from relance.domain.figures.book import Period, days_before
from relance.domain.figures.error import PastError
from relance.domain.figures.notes import not_because
from relance.domain.figures.report import Figures
from relance.domain.figures.steps import Recovered
from relance.domain.forecast import Forecast
from relance.ledger.figures import figures_of_books, load_books
from relance.ledger.receipts import errors_of, receipts_of
from relance.operations.choose_period import USUAL_DAYS, choose_period
from relance.operations.refused import Refused
from relance.web import figure_words as words
from relance.web.door import Visit, page
from relance.web.sentences import said

LENGTHS = (30, 90, 365)
MOST_WEEKS_SHOWN = 13  # of past error


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The figures of a period, currency by currency."""
    today = visit.act.today
    period, problem = _period(visit, today)
    books = load_books(visit.creditor, today)
    found = figures_of_books(visit.creditor, books, period)
    context = {
        "here": "figures",
        "period": period,
        "problem": problem,
        "lengths": [(n, days_before(today, n).first, days_before(today, n) == period) for n in LENGTHS],
        "sums": [_shown(one) for one in found],
        "not_because": not_because().said,
    }
    return render(visit.request, "figures/page.html", context)


def _period(visit: Visit, today: date) -> tuple[Period, str]:
    """The period in the address; one that cannot be is said, and the usual one shown."""
    try:
        first, last = (_day(visit.request.GET.get(name, "")) for name in ("from", "to"))
        return choose_period(first=first, last=last, today=today), ""
    except Refused as refusal:
        return days_before(today, USUAL_DAYS), said(str(refusal))


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(_("choose a day in the calendar")) from None


def _shown(one: Figures) -> dict[str, Any]:
    overdue, late = one.overdue, one.lateness
    return {
        "currency": one.currency,
        "figures": one,
        "dso": words.days(one.dso.days),
        "countback": words.days(one.countback.days),
        "dso_notes": words.sentences((one.dso.refused,), one.dso.notes),
        "countback_notes": words.sentences((one.countback.refused,), one.countback.notes),
        "late": words.days(late.weighted),
        "plain": words.days(late.plain),
        "by_count": words.days(late.by_count),
        "late_notes": words.sentences(late.notes),
        "overdue": words.part(overdue.part(overdue.overdue_cents)),
        "over_60": words.part(overdue.part(overdue.over_60_cents)),
        "over_90": words.part(overdue.part(overdue.over_90_cents)),
        "overdue_days": words.days(overdue.weighted),
        "kept": words.part(one.promises.share.value),
        "kept_interval": words.interval(one.promises.share),
        "kept_notes": words.sentences(one.promises.notes),
        "steps": [_step(row, number) for number, row in enumerate(one.steps)],
        "step_notes": words.sentences(*(_lasting(row) for row in one.steps)),
    }


def _step(row: Recovered, number: int) -> dict[str, Any]:
    return {
        "row": row,
        "share": words.part(row.settled.value),
        "interval": words.interval(row.settled),
        "bar": words.share_bar(row.settled),
        "is_small": row.settled.is_small and row.settled.of > 0,
    }


def _lasting(row: Recovered) -> list[Any]:
    """Notes about the money itself; how recent and how few stand in the row."""
    return [note for note in row.notes if note.code in ("by_import_day", "undated")]


@require_GET
@page
def receipts(visit: Visit) -> HttpResponse:
    """Receipts expected in the coming weeks, and what past forecasts were worth."""
    books = load_books(visit.creditor, visit.act.today)
    errors = errors_of(visit.creditor, books)
    found = receipts_of(visit.creditor, books)
    context = {
        "here": "receipts",
        "sums": [
            _foreseen(one, errors.get(one.currency, ()))
            for one in found
            if one.counted_cents or any(one.not_counted.values())
        ],
    }
    return render(visit.request, "figures/receipts.html", context)


def _foreseen(one: Forecast, errors: Sequence[PastError]) -> dict[str, Any]:
    weeks = zip(one.weeks, words.week_bars(one.weeks), strict=True)
    return {
        "forecast": one,
        "currency": one.currency,
        "weeks": [{"week": week, "ends": week.monday + timedelta(days=6), "bar": bar} for week, bar in weeks],
        "expected": one.counted_cents - one.later_cents,
        "not_counted": [(key, cents) for key, cents in one.not_counted.items() if cents],
        "notes": words.sentences(one.notes),
        "errors": [_error(error) for error in errors],
    }


def _error(error: PastError) -> dict[str, Any]:
    return {
        "error": error,
        "mean": words.part(error.mean_error),
        "bias": words.part(error.bias),
        "inside": words.part(error.inside.value),
        "interval": words.interval(error.inside),
        "weeks": [(week, words.part(week.error)) for week in reversed(error.weeks[-MOST_WEEKS_SHOWN:])],
    }

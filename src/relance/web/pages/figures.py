"""Figures: how customers pay, each with its explanation; and receipts to come, week by week."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from relance.domain.figures.book import Period, days_before
from relance.domain.figures.error import PastError
from relance.domain.figures.notes import not_because
from relance.domain.figures.report import Figures
from relance.domain.figures.steps import WINDOWS, Recovered, StepName
from relance.domain.forecast import Forecast, monday_of
from relance.domain.plan import Plan
from relance.domain.reasons import channel_words, kind_words
from relance.domain.wording.formats import money, upper_first
from relance.operations.choose_period import USUAL_DAYS, choose_period
from relance.operations.jobs.answers import key_of
from relance.operations.plans_in_force import plans_in_force
from relance.operations.refused import Refused
from relance.web import figure_charts
from relance.web import figure_words as words
from relance.web.charts import Chart
from relance.web.door import Visit, page, page_language
from relance.web.kept import shown
from relance.web.sentences import said

LENGTHS = (30, 90, 365)
FEW = 5  # reminders: steps with fewer are folded
MOST_WEEKS_SHOWN = 13  # of past error


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The figures of a period, currency by currency."""
    today = visit.act.today
    period, problem = _period(visit, today)
    kept = shown(visit, "figures", key_of(period))
    found = kept.value or []
    names = StepWords(plans_in_force(visit.creditor), visit.creditor.default_plan, visit.language)
    context = {
        "here": "figures",
        "kept": kept,
        "period": period,
        "problem": problem,
        "lengths": [(n, days_before(today, n).first, days_before(today, n) == period) for n in LENGTHS],
        "sums": [_shown(one, names) for one in found],
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


def _shown(one: Figures, names: StepWords) -> dict[str, Any]:
    overdue, late = one.overdue, one.lateness
    rows = _steps(one.steps, names)
    often = [row for row in rows if row["reminded"] >= FEW]
    notes = _notes(one)
    return {
        "currency": one.currency,
        "figures": one,
        "dso": words.days(one.dso.days),
        "countback": words.days(one.countback.days),
        "notes": notes,
        "note_count": sum(len(sentences) for _figure, sentences in notes),
        "is_refused": bool(one.dso.refused or one.countback.refused),
        "late": words.days(late.weighted),
        "plain": words.days(late.plain),
        "by_count": words.days(late.by_count),
        "overdue": words.part(overdue.part(overdue.overdue_cents)),
        "over_60": words.part(overdue.part(overdue.over_60_cents)),
        "over_90": words.part(overdue.part(overdue.over_90_cents)),
        "overdue_days": words.days(overdue.weighted),
        "kept": words.part(one.promises.share.value),
        "kept_interval": words.interval(one.promises.share),
        "steps": often,
        "few_steps": [row for row in rows if row["reminded"] < FEW],
        "windows": WINDOWS,
        "chart": _steps_chart(one.currency, often),
        "step_notes": words.sentences(*(_lasting(row) for row in one.steps)),
    }


def _notes(one: Figures) -> list[tuple[str, list[str]]]:
    """What to know before a figure is believed, figure by figure."""
    told = (
        (_("DSO over the period"), words.sentences((one.dso.refused,), one.dso.notes)),
        (_("DSO counted back"), words.sentences((one.countback.refused,), one.countback.notes)),
        (_("Average lateness of what came in"), words.sentences(one.lateness.notes)),
        (_("Promises kept in time"), words.sentences(one.promises.notes)),
    )
    return [(figure, sentences) for figure, sentences in told if sentences]


class StepWords(NamedTuple):
    """What a step and its plan are called: by the labels of the plans in force, ours in the language of the page."""

    plans: Mapping[str, Plan]
    default: str
    language: str

    def step(self, name: StepName) -> str:
        """The step's label; without one its kind, with the key of a step that no plan has any more.

        A step done by hand, before any plan, is called as the creditor's usual plan calls it.
        """
        plan = self.plans.get(name.plan or self.default)
        label = next((s.label for s in plan.steps if (s.key, s.kind) == (name.step, name.kind)), "") if plan else ""
        if label:
            return _(label)
        kind = upper_first(kind_words(name.kind, self.language))
        return kind if name.step in ("", name.kind) else f"{kind} ({name.step})"

    def by_key(self, key: str) -> str:
        """What a step of that key is called in any plan, the creditor's usual one first; else the key itself."""
        usual = self.plans.get(self.default)
        named = (s for plan in (usual, *self.plans.values()) if plan for s in plan.steps if s.key == key)
        first = next(named, None)
        if first is None:
            return key
        return _(first.label) if first.label else upper_first(kind_words(first.kind, self.language))

    def plan(self, name: StepName) -> str:
        """The plan's label, its key where it has none."""
        plan = self.plans.get(name.plan)
        return _(plan.label) if plan and plan.label else name.plan


def _steps(found: Sequence[Recovered], names: StepWords) -> list[dict[str, Any]]:
    """A row a step, with a cell for each number of days."""
    rows: dict[StepName, list[Recovered]] = {}
    for one in found:
        rows.setdefault(one.name, []).append(one)
    return [
        {
            "name": name,
            "label": names.step(name),
            "plan": names.plan(name),
            "reminded": max(one.settled.of for one in cells),
            "already_paid": max(one.already_paid for one in cells),
            "cells": [_cell(one) for one in cells],
        }
        for name, cells in rows.items()
    ]


def _steps_chart(currency: str, rows: Sequence[dict[str, Any]]) -> Chart | None:
    """The steps in the longest window that has something to say of any of them."""
    for at, window in reversed(list(enumerate(WINDOWS))):
        cells = [(row, row["cells"][at]["row"]) for row in rows if row["cells"][at]["row"].settled.of]
        if cells:
            title = ngettext(
                "Settled within %(n)d day of a step, in %(currency)s",
                "Settled within %(n)d days of a step, in %(currency)s",
                window,
            )
            shown = [
                (_step_label(row), one.settled, money(one.paid_cents, currency, page_language())) for row, one in cells
            ]
            told = title % {"n": window, "currency": currency}
            return figure_charts.steps_chart(f"steps-{currency}", told, shown)
    return None


def _step_label(row: dict[str, Any]) -> str:
    name: StepName = row["name"]
    channel = channel_words(name.channel, page_language()) if name.channel else ""
    return " · ".join(filter(None, (row["label"], channel)))


def _cell(row: Recovered) -> dict[str, Any]:
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
    kept = shown(visit, "receipts")
    errors = kept.value.errors if kept.value else {}
    found = kept.value.forecasts if kept.value else []
    context = {
        "here": "receipts",
        "kept": kept,
        "sums": [
            _foreseen(one, errors.get(one.currency, ()))
            for one in found
            if one.counted_cents or any(one.not_counted.values())
        ],
    }
    return render(visit.request, "figures/receipts.html", context)


def _foreseen(one: Forecast, errors: Sequence[PastError]) -> dict[str, Any]:
    weeks = list(zip(one.weeks, words.week_bars(one.weeks), strict=True))
    bearing = [(week, bar) for week, bar in weeks if week.expected_cents or week.high_cents]
    shown = [pair for pair in weeks if pair in bearing or pair is weeks[0]] if bearing else []
    return {
        "forecast": one,
        "currency": one.currency,
        "weeks": [{"week": week, "ends": week.monday + timedelta(days=6), "bar": bar} for week, bar in shown],
        "this_week": monday_of(one.today),
        "empty_weeks": len(weeks) - len(shown),
        "chart": figure_charts.forecast_chart(one.currency, one.weeks) if bearing else None,
        "expected": one.counted_cents - one.later_cents,
        "not_counted": [(key, cents) for key, cents in one.not_counted.items() if cents],
        "notes": words.sentences(one.notes),
        "errors": [
            _error(error, one.currency)
            for error in errors
            if any(w.expected_cents or w.actual_cents for w in error.weeks)
        ],
    }


def _error(error: PastError, currency: str) -> dict[str, Any]:
    return {
        "error": error,
        "chart": figure_charts.past_chart(currency, error, MOST_WEEKS_SHOWN),
        "mean": words.part(error.mean_error),
        "bias": words.part(error.bias),
        "inside": words.part(error.inside.value),
        "interval": words.interval(error.inside),
        "weeks": [(week, words.part(week.error)) for week in reversed(error.weeks[-MOST_WEEKS_SHOWN:])],
    }

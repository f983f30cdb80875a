"""Tableau de bord: what changed, what waits for you, where the money is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from relance.domain.figures.book import days_before
from relance.domain.figures.notes import not_because
from relance.domain.figures.steps import Recovered
from relance.domain.law import last_working_day_before
from relance.domain.reasons import channel_words, reason_words, task_words
from relance.domain.wording.formats import date_as, money, upper_first
from relance.ledger import lateness, since, waiting
from relance.ledger.figures import recovered_lately
from relance.ledger.receipts import kept_forecast
from relance.ledger.sight import Among
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.web import figure_charts
from relance.web.dashboard_rows import deeds, happened_lines, main_act, waiting_lines
from relance.web.door import Visit, page, page_language
from relance.web.figure_words import days
from relance.web.pages.figures import StepWords

MONTHS = 12
STEP_DAYS = 30
STEP_WINDOW = 7
MOST_STEPS = 6
PARTS = ("lateness", "steps")


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The first page of the morning."""
    today, limits = visit.act.today, visit.limits
    before = last_working_day_before(law_of(visit.creditor), today)
    waits = waiting.what_waits(visit.creditor, today, limits)
    if not any(one.kind == "customers" for one in waits):
        return render(visit.request, "dashboard/empty.html", {"here": "dashboard"})
    waits += _of_people(visit, limits)
    aged = lateness.aged_by_currency(visit.creditor, today, limits)
    context = {
        "here": "dashboard",
        "name": _first_name(visit),
        "act": main_act(visit, waits, before),
        "waits_for_you": waiting_lines(visit, waits),
        "acts": visit.may("follow_up") or visit.may("money") or visit.may("tasks"),
        "since_day": before,
        "since_words": _since_words(visit, before),
        **_since(visit, before, limits),
        "sums": [_aged(one) for one in aged],
        "overdue": [_overdue(visit, one) for one in lateness.most_overdue(visit.creditor, today, limits)],
        "forecasts": _forecasts(visit) if visit.opens("receipts") else [],
        "opens": {name: visit.opens(name) for name in ("ageing", "figures", "receipts", "journal", "tracking")},
    }
    return render(visit.request, "dashboard/page.html", context)


def _of_people(visit: Visit, limits: Among) -> list[waiting.Waiting]:
    """What waits by person, for those who look after such things."""
    today, found = visit.act.today, []
    if visit.may("tasks"):
        found += waiting.my_tasks(visit.creditor, visit.act.by, today, limits)
    if visit.may("follow_up"):
        found += waiting.instalments_due(visit.creditor, today, limits)
    return found


def _first_name(visit: Visit) -> str:
    """How the person is called: a first name, else how the user name begins."""
    user: Any = visit.request.user
    name = str(user.first_name or user.get_username().partition("@")[0].partition(".")[0])
    return upper_first(name)


def _since_words(visit: Visit, before: date) -> str:
    if before == visit.act.today - timedelta(days=1):
        return _("Since yesterday")
    return _("Since %(day)s") % {"day": date_as(before, "EEEE d MMMM", visit.language)}


def _since(visit: Visit, before: date, limits: Among) -> dict[str, Any]:
    """What happened since the last working day, for those who work here."""
    if visit.role == "outside":
        return {"tells": False}
    last = since.last_before(visit.creditor, before)
    counted = since.counted_since(visit.creditor, last, limits)
    sums = since.amounts_since(visit.creditor, last, among=limits) if counted else []
    taken = since.files_since(visit.creditor, before) if visit.sees_all else None
    names = visit.creditor.members.values_list("user__username", flat=True)
    return {
        "tells": True,
        "happened": happened_lines(visit, counted, sums, taken, before),
        "deeds": deeds(visit, counted, before, frozenset(names)) if counted and visit.sees_all else [],
    }


def _aged(one: lateness.Aged) -> dict[str, Any]:
    return {
        "currency": one.currency,
        "aged": one,
        "share": figure_charts.share_of(one.overdue_cents, one.total_cents),
        "chart": figure_charts.aged_chart(one),
    }


def _overdue(visit: Visit, one: lateness.Overdue) -> dict[str, Any]:
    """A customer with what is late, and what comes next in words."""
    next_on: date | None = one.next_on
    if one.notice:
        words, next_on = _("Confirm the reminder"), one.notice.decided_on
        if one.notice.state == "planned":
            words = _("The reminder leaves")
    elif one.task:
        words, next_on = task_words(one.task.kind, visit.language), one.task.due_on
    elif next_on:
        words = _("Next step of the plan")
    elif one.customer.reason or one.reason:
        words = reason_words(one.customer.reason or one.reason, visit.language)
    else:
        words = _("Decision of the day")
    return {"row": one, "words": upper_first(words), "on": next_on}


def _forecasts(visit: Visit) -> list[dict[str, Any]]:
    rows = kept_forecast(visit.creditor, visit.act.today)
    found = []
    for currency, group in groupby(rows, key=lambda one: one.currency):
        weeks = list(group)
        found.append(
            {
                "currency": currency,
                "made_on": weeks[0].made_on,
                "expected": sum(one.expected_cents for one in weeks),
                "span": figure_charts.weeks_from(weeks),
                "chart": figure_charts.forecast_chart(currency, weeks),
            }
        )
    return found


@require_GET
@page
def part(visit: Visit, name: str) -> HttpResponse:
    """A part that takes longer to count: in the page once it is there, or as a page of its own."""
    if name not in PARTS:
        raise Http404
    made: dict[str, Callable[[Visit], dict[str, Any]]] = {"lateness": _lateness, "steps": _steps}
    context = {"here": "dashboard", "part": f"dashboard/_{name}.html", **made[name](visit)}
    context["heading"] = {
        "lateness": _("Lateness month by month"),
        "steps": _("What the reminders of the last 30 days brought"),
    }[name]
    is_part = bool(visit.request.headers.get("HX-Request"))
    answer = render(visit.request, context["part"] if is_part else "dashboard/part.html", context)
    answer["Vary"] = "HX-Request, Cookie"
    return answer


def _lateness(visit: Visit) -> dict[str, Any]:
    found = lateness.lateness_by_month(visit.creditor, visit.act.today, MONTHS, visit.limits)
    return {"trends": [_trend(currency, months) for currency, months in found.items()]}


def _trend(currency: str, months: list[lateness.MonthLate]) -> dict[str, Any]:
    known = [one for one in months if one.days is not None]
    last = known[-1] if known else None
    return {
        "currency": currency,
        "chart": figure_charts.lateness_chart(currency, months),
        "spark": figure_charts.overdue_spark(currency, months),
        "overdue": months[-1].overdue_cents,
        "last": days(Fraction(last.days)) if last and last.days is not None else "",
        "month_name": date_as(last.first, "LLLL y", page_language()) if last else "",
    }


def _steps(visit: Visit) -> dict[str, Any]:
    """What came in within seven days after the reminders of the last thirty."""
    period = days_before(visit.act.today, STEP_DAYS)
    found = recovered_lately(visit.creditor, period, visit.act.today, visit.limits, (STEP_WINDOW,))
    names = StepWords(plans_in_force(visit.creditor), visit.creditor.default_plan, visit.language)
    return {
        "period": period,
        "window": STEP_WINDOW,
        "days": STEP_DAYS,
        "until": visit.act.today - timedelta(days=STEP_WINDOW),
        "brought": [_brought(visit, currency, rows, names) for currency, rows in found.items()],
        "not_because": not_because().said,
    }


def _brought(visit: Visit, currency: str, rows: list[Recovered], names: StepWords) -> dict[str, Any]:
    counted = sorted((row for row in rows if row.settled.of), key=lambda row: -row.settled.of)[:MOST_STEPS]
    shown = []
    for row in counted:
        channel = channel_words(row.name.channel, visit.language) if row.name.channel else ""
        label = " · ".join(filter(None, (names.step(row.name), channel)))
        brought = _("%(paid)s of %(open)s") % {
            "paid": money(row.paid_cents, currency, visit.language),
            "open": money(row.open_cents, currency, visit.language),
        }
        shown.append((label, row.settled, brought))
    title = _("Settled within 7 days of a reminder, in %(currency)s") % {"currency": currency}
    return {
        "currency": currency,
        "paid": sum(row.paid_cents for row in rows),
        "too_recent": sum(row.too_recent for row in rows),
        "chart": figure_charts.steps_chart(f"steps-{currency}", title, shown) if shown else None,
    }

"""The charts of figures: what the ledger says, in the words and numbers of the page's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

from babel.numbers import format_compact_currency, get_currency_precision
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relance.domain.figures.error import PastError
from relance.domain.figures.shares import Share
from relance.domain.forecast import Week
from relance.domain.wording.formats import date_as, money, upper_first
from relance.ledger.lateness import LABELS, Aged, MonthLate
from relance.web import charts
from relance.web.charts import Chart, Estimate, Month, Slice, Span
from relance.web.door import LOCALES, page_language
from relance.web.figure_words import days, interval, number, part


def bucket_words(label: str) -> str:
    """What a bucket of the aged balance is called."""
    if label == "not_due":
        return _("Not due")
    return _("Over 90 days") if label == "90+" else _("%(label)s days") % {"label": label}


def share_of(cents: int, total: int) -> str:
    """`45 %`, in whole per cents."""
    space = "\u00a0" if page_language() == "fr" else ""
    return f"{round(cents * 100 / total) if total else 0}{space}%"


def aged_chart(one: Aged, name: str = "aged") -> Chart:
    """The aged balance of one currency as one bar."""
    language = page_language()
    slices = [
        Slice(
            bucket_words(label),
            cents,
            money(cents, one.currency, language),
            share_of(cents, one.total_cents),
            (str(n),),
        )
        for label, cents, n in zip(LABELS, one.cents, one.counts, strict=True)
    ]
    title = _("Aged balance in %(currency)s") % {"currency": one.currency}
    head = (_("Days late"), _("Open"), _("Share"), _("Due dates"))
    return charts.stacked_bar(f"{name}-{one.currency}", title, slices, head)


def lateness_chart(currency: str, months: Sequence[MonthLate]) -> Chart:
    """Average lateness month by month, and what was late at each month's end."""
    language = page_language()
    shown = [
        Month(
            short=date_as(one.first, "LLL", language),
            label=upper_first(date_as(one.first, "LLLL y", language)),
            column=one.days,
            column_shown=days(Fraction(one.days)) if one.days is not None else "–",
            point=float(one.overdue_cents),
            point_shown=money(one.overdue_cents, currency, language),
            more=(str(one.settled), money(one.settled_cents, currency, language)),
        )
        for one in months
    ]
    head = (
        _("Month"), _("Days late, on average, of what was settled"), _("Overdue at the month’s end"),
        _("Due dates settled"), _("Settled"),
    )  # fmt: skip
    title = _("Lateness by month in %(currency)s") % {"currency": currency}
    return charts.columns_and_line(
        f"late-{currency}", title, shown, head, column_axis=_plain, point_axis=short_money(currency)
    )


def overdue_spark(currency: str, months: Sequence[MonthLate]) -> SafeString:
    """What was late at the end of each month, as a line in a word's height."""
    told = " ; ".join(
        f"{date_as(one.first, 'LLL y', page_language())} {money(one.overdue_cents, currency, page_language())}"
        for one in months
    )
    title = _("Overdue at each month’s end")
    return charts.sparkline(f"spark-{currency}", title, [float(one.overdue_cents) for one in months], told)


def forecast_chart(currency: str, weeks: Sequence[Any], name: str = "forecast") -> Chart:
    """Weeks with what is expected in cents, and their band; weeks of a forecast or as they were kept."""
    language = page_language()
    spans = []
    for one in weeks:
        monday = one.monday if isinstance(one, Week) else one.week
        has_band = bool(one.high_cents)
        between = ""
        if has_band:
            between = f"{money(one.low_cents, currency, language)} – {money(one.high_cents, currency, language)}"
        spans.append(
            Span(
                short=f"{monday:%d/%m}",
                label=_("from %(first)s") % {"first": date_as(monday, "d MMM y", language)},
                value=one.expected_cents,
                shown=money(one.expected_cents, currency, language),
                low=one.low_cents if has_band else None,
                high=one.high_cents if has_band else None,
                between=between,
            )
        )
    title = _("Receipts expected by week in %(currency)s") % {"currency": currency}
    return charts.line_with_band(f"{name}-{currency}", title, spans, _weeks_head(), axis=short_money(currency))


def past_chart(currency: str, error: PastError, most: int = 13) -> Chart:
    """What was foreseen so many weeks before, with its band, against what came in."""
    language = page_language()
    spans = [
        Span(
            short=f"{one.week:%d/%m}",
            label=_("from %(first)s") % {"first": date_as(one.week, "d MMM y", language)},
            value=one.expected_cents,
            shown=money(one.expected_cents, currency, language),
            low=one.low_cents,
            high=one.high_cents,
            between=f"{money(one.low_cents, currency, language)} – {money(one.high_cents, currency, language)}",
            actual=one.actual_cents,
            actual_shown=money(one.actual_cents, currency, language),
        )
        for one in error.weeks[-most:]
    ]
    told = ngettext(
        "Foreseen %(n)d week before against what came in, in %(currency)s",
        "Foreseen %(n)d weeks before against what came in, in %(currency)s",
        error.lead,
    )
    title = told % {"n": error.lead, "currency": currency}
    return charts.line_with_band(
        f"past{error.lead}-{currency}", title, spans, _weeks_head(), axis=short_money(currency)
    )


def _weeks_head() -> tuple[str, str, str, str]:
    return _("Week"), _("Foreseen"), _("Band: 8 weeks in 10"), _("Came in")


def departures_chart(days_shown: Sequence[tuple[Any, int]]) -> Chart:
    """How many reminders would leave on each day."""
    language = page_language()
    shown = [
        Month(f"{on:%d/%m}", upper_first(date_as(on, "EEEE d MMMM", language)), float(n), str(n))
        for on, n in days_shown
    ]
    head = (_("Day"), _("Reminders that would leave"), "")
    return charts.columns_and_line(
        "departures",
        _("Reminders that would leave, by day"),
        shown,
        head,
        column_axis=_plain,
        point_axis=_plain,
        least=1,
    )


def steps_chart(name: str, title: str, rows: Sequence[tuple[str, Share, str]]) -> Chart:
    """What was settled after each step: its words, the share with its interval, and what came in."""
    estimates = [
        Estimate(
            label=label,
            value=float(share.value or 0),
            low=share.low or 0.0,
            high=share.high or 0.0,
            shown=part(share.value),
            between=interval(share),
            more=(_("%(n)d of %(of)d") % {"n": share.count, "of": share.of}, brought),
            warning=_("sample too small") if share.is_small else "",
        )
        for label, share, brought in rows
    ]
    head = (_("Step"), _("Settled"), _("95 % interval"), _("Reminders"), _("Came in"))
    return charts.interval_bars(name, title, estimates, head, axis=_whole)


def short_money(currency: str) -> Callable[[float], str]:
    """`12 k €`: an axis's amounts, from cents."""
    unit = 10 ** get_currency_precision(currency)

    def say(cents: float) -> str:
        return str(format_compact_currency(cents / unit, currency, locale=LOCALES[page_language()], fraction_digits=1))

    return say


def _plain(value: float) -> str:
    return number(value, "0.#" if value < 10 else "0")


def _whole(share: float) -> str:
    return share_of(round(share * 100), 100)


def weeks_from(weeks: Sequence[Any]) -> str:
    """From which Monday to which Sunday these weeks run."""
    first, last = weeks[0].week, weeks[-1].week + timedelta(days=6)
    return f"{date_as(first, 'd MMM', page_language())} – {date_as(last, 'd MMM y', page_language())}"

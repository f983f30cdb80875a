"""The JSON documents of figures and forecasts: days with one decimal, shares between 0 and 1 with four."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from relance.domain.figures.book import Period
from relance.domain.figures.error import PastError
from relance.domain.figures.outstanding import Balance, CountbackDso, SimpleDso
from relance.domain.figures.report import Figures
from relance.domain.figures.shares import Share
from relance.domain.figures.steps import Recovered
from relance.domain.forecast import Forecast
from relance.domain.said import Note

Document = dict[str, Any]


def figures(today: date, period: Period, known_since: date | None, found: Sequence[Figures], language: str) -> Document:
    """All figures of a period, an entry a currency; `notes` are sentences in the person's language."""
    return {
        "today": today,
        "from": period.first,
        "to": period.last,
        "known_since": known_since,
        "currencies": [_one(one, language) for one in found],
    }


def _one(one: Figures, language: str) -> Document:
    late, overdue, promises = one.lateness, one.overdue, one.promises
    return {
        "currency": one.currency,
        "dso": _simple(one.dso, language),
        "dso_countback": _countback(one.countback, language),
        "lateness": {
            "days_weighted": days(late.weighted), "days_weighted_early_negative": days(late.plain),
            "days_by_count": days(late.by_count), "payments": late.payments, "cents": late.cents,
            "early_cents": late.early_cents, "notes": _notes(late.notes, language),
        },
        "overdue": {
            "on": overdue.on, "open_cents": overdue.open_cents, "overdue_cents": overdue.overdue_cents,
            "over_60_cents": overdue.over_60_cents, "over_90_cents": overdue.over_90_cents,
            "share": part(overdue.part(overdue.overdue_cents)),
            "share_over_60": part(overdue.part(overdue.over_60_cents)),
            "share_over_90": part(overdue.part(overdue.over_90_cents)), "count": overdue.lines,
            "days_weighted": days(overdue.weighted),
        },
        "promises": {
            **promises.counts, "cents": dict(promises.cents), **_share(promises.share),
            "notes": _notes(promises.notes, language),
        },
        "steps": [_step(row, language) for row in one.steps],
    }  # fmt: skip


def _simple(dso: SimpleDso, language: str) -> Document:
    return {
        "days": days(dso.days), "period_days": dso.period.days, **_balance(dso.balance),
        "invoiced_cents": dso.invoiced_cents, "credited_cents": dso.credited_cents,
        "refused": dso.refused.said.text(language) if dso.refused else None, "notes": _notes(dso.notes, language),
    }  # fmt: skip


def _countback(dso: CountbackDso, language: str) -> Document:
    return {
        "days": dso.days, **_balance(dso.balance),
        "months": [
            {"month": m.first, "invoiced_cents": m.invoiced_cents, "used_cents": m.used_cents, "days": m.days}
            for m in dso.months
        ],
        "refused": dso.refused.said.text(language) if dso.refused else None, "notes": _notes(dso.notes, language),
    }  # fmt: skip


def _balance(balance: Balance) -> Document:
    return {
        "balance_cents": balance.cents, "open_cents": balance.invoices_cents, "credit_cents": balance.credits_cents
    }  # fmt: skip


def _step(row: Recovered, language: str) -> Document:
    return {
        "plan": row.name.plan or None, "step": row.name.step, "kind": row.name.kind,
        "channel": row.name.channel or None,
        "within_days": row.days, "reminded": row.settled.of, "settled": row.settled.count, **_share(row.settled),
        "open_cents": row.open_cents, "paid_cents": row.paid_cents, "too_recent": row.too_recent,
        "already_paid": row.already_paid, "notes": _notes(row.notes, language),
    }  # fmt: skip


def _share(share: Share) -> Document:
    return {
        "share": part(share.value), "low": part(share.low), "high": part(share.high), "sample": share.of,
        "small_sample": share.is_small,
    }  # fmt: skip


def _notes(notes: Sequence[Note], language: str) -> list[Document]:
    return [{"code": n.code, "text": n.said.text(language)} for n in notes]


def days(value: Fraction | None) -> float | None:
    """Days with one decimal."""
    return None if value is None else round(float(value), 1)


def part(value: Fraction | float | None) -> float | None:
    """A share with four decimals."""
    return None if value is None else round(float(value), 4)


def receipts(
    today: date, found: Sequence[Forecast], errors: Mapping[str, Sequence[PastError]], language: str
) -> Document:
    """The forecast of receipts, an entry a currency: weeks, later, not counted, past error."""
    return {
        "today": today,
        "currencies": [
            {
                "currency": one.currency,
                "weeks": [
                    {
                        "week": w.monday, "expected_cents": w.expected_cents, "low_cents": w.low_cents,
                        "high_cents": w.high_cents,
                    }
                    for w in one.weeks
                ],
                "band": 0.8 if one.has_band else None,
                "later_cents": one.later_cents,
                "counted_cents": one.counted_cents,
                "not_counted": dict(one.not_counted),
                "settled_sample": one.settled_count,
                "notes": _notes(one.notes, language),
                "past_error": [_error(e) for e in errors.get(one.currency, ())],
            }
            for one in found
        ],
    }  # fmt: skip


def _error(error: PastError) -> Document:
    return {
        "weeks_before": error.lead,
        "mean_error_cents": error.mean_error_cents,
        "mean_error": part(error.mean_error),
        "bias": part(error.bias),
        "inside": _share(error.inside),
        "weeks": [
            {
                "week": f.week, "made_on": f.made_on, "expected_cents": f.expected_cents, "low_cents": f.low_cents,
                "high_cents": f.high_cents, "actual_cents": f.actual_cents, "error_cents": f.error_cents,
                "error": part(f.error), "inside": f.is_inside,
            }
            for f in error.weeks
        ],
    }  # fmt: skip

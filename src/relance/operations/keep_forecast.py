"""Keep the first forecast of each week, so that its error can be told afterwards."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from relance.domain.act import Act
from relance.domain.forecast import ENOUGH, Forecast, monday_of
from relance.ledger.models import Creditor, ForecastWeek, Receivable
from relance.ledger.receipts import receipts
from relance.ledger.writes import append_events, insert_many
from relance.operations.notices import happening


def keep_forecast(*, creditor: Creditor, act: Act) -> int:
    """Keep this week's forecast unless one is kept already; returns how many weeks were written.

    Nothing is kept where there is too little history for a band: there would be nothing to hold it to.
    """
    if _is_kept(creditor, act) or not _has_history(creditor):
        return 0
    kept = [one for one in receipts(creditor, act.today) if one.has_band]
    rows = [row for one in kept for row in _rows(creditor, one)]
    if rows:
        with transaction.atomic():
            insert_many(rows)
            append_events(creditor, [happening("forecast_kept", None, _payload(one)) for one in kept], act)
    return len(rows)


def try_to_keep_forecast(creditor: Creditor, act: Act) -> list[str]:
    """The same at the end of a day's decisions, which never fail for it: a fault is a problem told."""
    try:
        keep_forecast(creditor=creditor, act=act)
    except Exception as fault:
        return [f"forecast of receipts: {type(fault).__name__}: {fault}"]
    return []


def _is_kept(creditor: Creditor, act: Act) -> bool:
    monday = monday_of(act.today)
    rows = ForecastWeek.objects.filter(creditor=creditor, made_on__gte=monday, made_on__lt=monday + timedelta(days=7))
    return rows.exists()


def _has_history(creditor: Creditor) -> bool:
    """A cheap look, before anything is worked out, whether there may be history enough."""
    settled = Receivable.objects.filter(creditor=creditor, open_cents=0, paid_on__isnull=False)
    return len(settled.order_by().values_list("pk")[:ENOUGH]) == ENOUGH


def _rows(creditor: Creditor, one: Forecast) -> list[ForecastWeek]:
    return [
        ForecastWeek(
            creditor=creditor, made_on=one.today, week=week.monday, currency=one.currency,
            expected_cents=week.expected_cents, low_cents=week.low_cents or 0,
            high_cents=week.high_cents or 0,
        )
        for week in one.weeks
    ]  # fmt: skip


def _payload(one: Forecast) -> dict[str, object]:
    return {
        "weeks": len(one.weeks), "currency": one.currency, "cents": one.counted_cents - one.later_cents,
        "counted_cents": one.counted_cents,
    }  # fmt: skip

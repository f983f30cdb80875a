"""What day it is for the pages: the creditor's own, or the day that RELANCE_TODAY pins."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ImproperlyConfigured

from relance.domain.act import Act

PINNED_HOUR = time(10)


def pinned_day() -> date | None:
    """The day that RELANCE_TODAY names, as for a demonstration; None where the clock is followed."""
    text = os.environ.get("RELANCE_TODAY", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ImproperlyConfigured(f"RELANCE_TODAY is “{text}”: write a day as 2026-02-28.") from None


def act_for(creditor: Any, by: str) -> Act:
    """Who acts and when, for one creditor. On a pinned day it is ten o'clock, whatever the clock says."""
    zone = ZoneInfo(creditor.timezone)
    pinned = pinned_day()
    if pinned:
        return Act(pinned, datetime.combine(pinned, PINNED_HOUR, zone), by)
    now = datetime.now(zone)
    return Act(now.date(), now, by)


def signing_in() -> Act:
    """The instant for a sign-in link, which belongs to no creditor and follows the real clock."""
    now = datetime.now(UTC)
    return Act(now.date(), now)

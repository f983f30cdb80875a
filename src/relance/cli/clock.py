"""The clock of the command line: read here and nowhere else, in the creditor's time zone."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from relance.domain.act import Act

MID_MORNING = time(10, 0)
PARIS = "Europe/Paris"


def act_on(today: date | None, timezone: str = PARIS, by: str = "") -> Act:
    """The act of this command: now, or 10:00 of the day that was asked for, in that time zone."""
    zone = ZoneInfo(timezone)
    if today is None:
        now = datetime.now(UTC).astimezone(zone)
        return Act(now.date(), now, by or person())
    return Act(today, datetime.combine(today, MID_MORNING, zone), by or person())


def person() -> str:
    """Who types: the name of the account."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "command line"

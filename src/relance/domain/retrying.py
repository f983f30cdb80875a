"""When a message refused for now is tried again, and when that is given up (RFC 5321, 4.5.4.1: four to five days)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

WAITS: Final = (
    timedelta(minutes=15),
    timedelta(minutes=30),
    timedelta(hours=1),
    timedelta(hours=2),
    timedelta(hours=4),
)
AFTERWARDS: Final = timedelta(hours=6)
GIVEN_UP_AFTER: Final = timedelta(days=5)


def wait_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts (1 = the first): ever longer, then every six hours."""
    return WAITS[max(attempts, 1) - 1] if attempts <= len(WAITS) else AFTERWARDS


def retry_at(attempts: int, refused_at: datetime) -> datetime:
    """From when on the next attempt may be made."""
    return refused_at + wait_after(attempts)


def is_given_up(first_attempt_at: datetime, refused_at: datetime) -> bool:
    """Whether another refusal is one too many: five days after the first attempt, never earlier."""
    return refused_at - first_attempt_at >= GIVEN_UP_AFTER

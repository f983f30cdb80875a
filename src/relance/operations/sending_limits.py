"""What holds a notice back at its last moment: a stop, the limits of the day and of the hour, a full disk."""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q

from relance.domain.act import Act
from relance.domain.law import Law, add_working_days
from relance.domain.mail_address import domain_of
from relance.ledger.models import Creditor, Dispatch, Notice
from relance.ledger.models.notice import ANSWER
from relance.operations.postal_settings import letters_are_limited

MAIL = "email"
LEAST_FREE_BYTES = 20 * 1024 * 1024  # what left must be written down: without room for it nothing leaves
HOUR = timedelta(hours=1)

Hindrance = Literal["", "stopped", "full", "limited"]


def held_because(creditor: Creditor, law: Law, act: Act, *, any_hour: bool) -> str:
    """Why nothing at all may leave now; empty where something may."""
    if creditor.sending_stopped_at:
        return stopped_because(creditor)
    if not has_room():
        return "the disk is full: nothing leaves before what left can be written down; free at least 20 MB"
    if not law.is_working_day(act.today):
        return f"{act.today} is not a working day: notices leave on {add_working_days(law, act.today, 1)}"
    return "" if any_hour else outside_hours(creditor, act)


def stopped_because(creditor: Creditor) -> str:
    """The stop in words, with the way out."""
    since = creditor.sending_stopped_at
    on = f"{since.astimezone(ZoneInfo(creditor.timezone)):%Y-%m-%d %H:%M}" if since else ""
    return f"sending is stopped since {on} ({creditor.sending_stopped_why}): once mended, relance send --resume"


def outside_hours(creditor: Creditor, act: Act) -> str:
    """Why not at this hour; empty within the sending hours."""
    local = act.now.astimezone(ZoneInfo(creditor.timezone)).time()
    if creditor.sending_from <= local < creditor.sending_until:
        return ""
    return f"outside sending hours ({creditor.sending_from:%H:%M} to {creditor.sending_until:%H:%M})"


def has_room() -> bool:
    """Whether the home's disk has room to write down an outcome."""
    folder = Path(settings.RELANCE_HOME)
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free >= LEAST_FREE_BYTES


def hindrance_of(creditor: Creditor, notice: Notice, act: Act) -> Hindrance:
    """What holds one notice back; call with the creditor locked, so that two senders never share the last place."""
    if creditor.sending_stopped_at:
        return "stopped"
    if notice.kind != ANSWER and _reminders_of_the_day(creditor, act) >= creditor.max_notices_per_day:
        return "full"
    if notice.channel == MAIL and creditor.delivery != "outbox":
        return "limited" if is_limited(creditor, notice.recipient, act) else ""
    return "limited" if letters_are_limited(creditor, notice.channel, act) else ""


def _reminders_of_the_day(creditor: Creditor, act: Act) -> int:
    """Reminders that left today, and those on their last look."""
    rows = Notice.objects.filter(creditor=creditor, is_by_hand=False).exclude(kind=ANSWER)
    return rows.filter(Q(left_on=act.today) | Q(state="claimed")).count()


def is_limited(creditor: Creditor, recipient: str, act: Act) -> bool:
    """Whether the hour's mails, to anyone or to that domain, are as many as the creditor allows (0: no limit)."""
    if not creditor.mails_per_hour and not creditor.mails_per_domain_hour:
        return False
    domains = _domains_of_the_hour(creditor, act)
    if creditor.mails_per_hour and domains.total() >= creditor.mails_per_hour:
        return True
    most = creditor.mails_per_domain_hour
    return bool(most and domains[domain_of(recipient)] >= most)


def _domains_of_the_hour(creditor: Creditor, act: Act) -> Counter[str]:
    """Attempts of the last sixty minutes by recipient domain, and those about to begin."""
    begun = Dispatch.objects.filter(
        creditor=creditor, channel=MAIL, to_outbox=False, started_at__gt=act.now - HOUR, started_at__lte=act.now
    )
    coming = Notice.objects.filter(creditor=creditor, channel=MAIL, state__in=["claimed", "frozen"])
    rows = [*begun.values_list("recipient", flat=True), *coming.values_list("recipient", flat=True)]
    return Counter(domain_of(recipient) for recipient in rows)

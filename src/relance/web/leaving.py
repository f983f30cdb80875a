"""Where a notice goes and when, once a person has said yes."""

from __future__ import annotations

from datetime import date, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from relance.discovery import channels
from relance.domain.law import add_working_days
from relance.operations.plans_in_force import law_of
from relance.operations.postal_settings import goes_by_provider, provider_of
from relance.web.door import Visit


class Leaving(NamedTuple):
    """Whether notices leave at once, else the day and hour from which they do (creditor's time)."""

    at_once: bool
    on: date
    hour: time


def leaving(visit: Visit) -> Leaving:
    """When a notice confirmed now leaves: working days and sending hours of the creditor."""
    creditor, today = visit.creditor, visit.act.today
    law = law_of(creditor)
    opens = creditor.sending_from
    if not law.is_working_day(today):
        return Leaving(False, add_working_days(law, today, 1), opens)
    local = visit.act.now.astimezone(ZoneInfo(creditor.timezone)).time()
    if visit.is_pinned or opens <= local < creditor.sending_until:
        return Leaving(not creditor.sending_stopped_at, today, opens)
    on = today if local < opens else add_working_days(law, today, 1)
    return Leaving(False, on, opens)


def goes_online(visit: Visit, channel: str) -> bool:
    """Whether a message on this channel is handed over by the program itself."""
    known = channels().get(channel)
    return bool(known and known.goes_online and visit.creditor.delivery == "smtp")


def is_by_person(channel: str) -> bool:
    """Whether a person makes this contact: a call."""
    known = channels().get(channel)
    return bool(known and known.by_person)


def where(visit: Visit, channel: str) -> str:
    """One sentence: what becomes of a notice on this channel."""
    if is_by_person(channel):
        return _("The call sheet is made ready and the call is put on the work list.")
    if goes_online(visit, channel):
        return _("The mail is handed to your mail server and reaches the customer.")
    if goes_by_provider(visit.creditor, channel):
        return _("%(name)s prints the letter and posts it.") % {"name": provider_of(visit.creditor).label}  # type: ignore[union-attr]
    if channel in ("letter", "registered_letter"):
        return _("The PDF is put in the outbox folder; printing and posting it stay in your hands.")
    return _("The mail is put in the outbox folder; nothing reaches the customer until you send it yourself.")

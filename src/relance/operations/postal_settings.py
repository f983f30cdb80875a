"""Who prints and posts a creditor's letters: its provider, the settings that it needs, the money of the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Sum

from relance.discovery import postal_providers
from relance.domain.act import Act
from relance.domain.postal import LetterOrder, Party, PostalProvider, sender_of
from relance.ledger.letters import is_registered, paper_channels
from relance.ledger.models import Creditor, Posting


def provider_of(creditor: Creditor) -> PostalProvider | None:
    """The provider that the creditor has chosen; None where a person prints and posts."""
    return postal_providers().get(creditor.postal_provider)


def postal_settings(creditor: Creditor) -> dict[str, str]:
    """What the provider is told: the creditor's own account where the environment has one, else the common one."""
    known: Mapping[str, Mapping[str, str]] = settings.RELANCE_POSTAL
    own = f"{creditor.postal_provider}__{creditor.key.upper().replace('-', '_')}"
    return dict(known.get(own) or known.get(creditor.postal_provider, {}))


def sender(creditor: Creditor) -> Party | None:
    """The creditor as sender; None while its address has no postcode and town on its last line."""
    return sender_of(creditor.name, creditor.address, creditor.country)


def why_by_hand(creditor: Creditor) -> str:
    """Why letters wait for a person although a provider is chosen; empty where it can be asked, or none is chosen."""
    if not creditor.postal_provider:
        return ""
    provider = provider_of(creditor)
    if provider is None:
        return f"there is no postal provider “{creditor.postal_provider}”: choose one in the settings"
    missing = provider.missing(postal_settings(creditor))
    if missing:
        return f"{provider.label} cannot be asked: the environment lacks {missing}"
    if sender(creditor) is None:
        return f"{provider.label} needs your address with postcode and town on its last line: complete it"
    return ""


def goes_by_provider(creditor: Creditor, channel: str) -> bool:
    """Whether a letter of this channel is ordered from a provider, and not put into the outbox for a person."""
    return bool(creditor.postal_provider) and channel in paper_channels() and not why_by_hand(creditor)


def spent_cents(creditor: Creditor, act: Act) -> int:
    """What was ordered today, cents; an order that may have been taken counts."""
    morning = datetime.combine(act.today, time(0), tzinfo=ZoneInfo(creditor.timezone))
    rows = Posting.objects.filter(creditor=creditor, dispatch__started_at__gte=morning).exclude(provider="")
    return rows.aggregate(sum=Sum("cost_cents"))["sum"] or 0


def letters_are_limited(creditor: Creditor, channel: str, act: Act) -> bool:
    """Whether not even a letter of one page fits what may be spent today."""
    provider = provider_of(creditor)
    nobody = Party("", (), "", "")
    if provider is None or not goes_by_provider(creditor, channel):
        return False
    page = LetterOrder("", "", is_registered(channel), nobody, nobody, b"", 1)
    cost = provider.estimate_cents(page, postal_settings(creditor))
    return spent_cents(creditor, act) + cost > creditor.postal_daily_cents

"""Change a creditor's settings, each checked, with a trace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from django.db import transaction

from relance.discovery import postal_providers
from relance.domain.act import Act
from relance.domain.mail_address import one_address
from relance.domain.plan import SEGMENTS
from relance.domain.terms import TermsRefused, parse_terms
from relance.ledger.models import Creditor, Customer
from relance.ledger.writes import append_events
from relance.operations.notices import happening
from relance.operations.plans_in_force import law_of, plans_in_force
from relance.operations.refused import Refused
from relance.operations.setup_creditor import check_details

TEXTS = (
    "siren", "legal_form", "capital", "rcs", "vat_number", "address", "city", "email", "phone",
    "signatory", "signatory_role", "payment_methods", "timezone", "sender_name",
)  # fmt: skip
CHOICES = {
    "sending": ("confirm_all", "as_planned"),
    "delivery": ("outbox", "smtp"),
    "language": ("fr", "en"),
    "instalments_possible": ("yes", "no"),
    "reply_tokens": ("yes", "no"),
    "read_receipts": ("yes", "no"),
    "imputation": ("interest_first", "principal_first"),
    "below_floor": ("floor", "default", "as_written"),
    "day_count": ("ACT/365", "ACT/ACT"),
}
WHOLE = {  # whole numbers and their bounds
    "max_notices_per_day": (0, 1_000_000),
    "mails_per_hour": (0, 1_000_000),
    "mails_per_domain_hour": (0, 1_000_000),
    "postal_daily_cents": (0, 10**9),
    "small_difference_cents": (0, 100_000),
    "agreement_max_instalments": (1, 120),
    "agreement_max_days": (1, 3650),
    "agreement_first_percent": (0, 100),
    "agreement_min_cents": (0, 10**12),
    "instalment_reminder_days": (0, 30),
    "dispute_days": (1, 365),
    "call_attempts": (1, 20),
    "escalate_after_days": (1, 60),
}
HOURS = ("sending_from", "sending_until")
YES_NO = tuple(name for name, choices in CHOICES.items() if choices == ("yes", "no"))
SEGMENT_PLANS = tuple(f"plan_for_{segment}" for segment in SEGMENTS)
SETTINGS = (
    *CHOICES, "calendar", "default_terms", "default_plan", *SEGMENT_PLANS, "sending_from", "sending_until",
    "person_in_charge", "postal_provider", "reply_address", "journal_address", *WHOLE, *TEXTS,
)  # fmt: skip


def settings_of(creditor: Creditor) -> dict[str, Any]:
    """All settings as plain values."""
    values = {name: getattr(creditor, name) for name in SETTINGS}
    values |= {name: "yes" if getattr(creditor, name) else "no" for name in YES_NO}
    values["sending_from"] = f"{creditor.sending_from:%H:%M}"
    values["sending_until"] = f"{creditor.sending_until:%H:%M}"
    return values


def change_settings(*, creditor: Creditor, changes: Mapping[str, str], act: Act) -> Creditor:
    """Apply changes, all or none. Raises Refused naming the setting and what it accepts."""
    values = checked_settings(creditor, changes)
    with transaction.atomic():
        for name, value in values.items():
            setattr(creditor, name, value)
        creditor.save(update_fields=list(values))
        given = {**changes, **({"city": values["city"]} if "city" in values else {})}
        append_events(creditor, [happening("settings_changed", None, given)], act)
        # a rule that changed may change any verdict
        Customer.objects.filter(creditor=creditor, receivables__open_cents__gt=0).update(wake_on=act.today)
    return Creditor.objects.get(pk=creditor.pk)


def checked_settings(creditor: Creditor, changes: Mapping[str, str]) -> dict[str, Any]:
    """The values as they would be kept. Raises Refused naming the setting and what it accepts."""
    values = {name: checked_setting(creditor, name, text.strip()) for name, text in changes.items()}
    if "address" in changes and not creditor.city and not changes.get("city", "").strip():
        values |= check_details({"address": changes["address"]})  # the town is read off its last line
    hours = {name: values.get(name, getattr(creditor, name)) for name in HOURS}
    if not values.keys().isdisjoint(HOURS) and hours["sending_from"] >= hours["sending_until"]:
        raise Refused("nothing could ever leave: sending_until comes after sending_from")
    return values


def checked_setting(creditor: Creditor, name: str, text: str) -> Any:
    """One value as it would be kept, looked at by itself. Raises Refused saying what the setting accepts."""
    if name in ("iban", "bic"):
        raise Refused("bank details are not a setting: propose them with `relance bank propose IBAN`")
    if name not in SETTINGS:
        raise Refused(f"there is no setting “{name}”: settings are {', '.join(SETTINGS)}")
    if name in CHOICES:
        if text not in CHOICES[name]:
            raise Refused(f"{name} is one of {', '.join(CHOICES[name])}, not “{text}”")
        return text == "yes" if name in YES_NO else text
    if name in TEXTS:
        return check_details({name: text})[name]
    if name in WHOLE:
        return _whole(name, text)
    if name in SEGMENT_PLANS:
        return _plan(creditor, text) if text else ""
    return _CHECKS[name](creditor, text)


def _calendar(creditor: Creditor, text: str) -> str:
    try:
        return law_of(creditor).bound_to(text).calendar
    except ValueError as error:
        raise Refused(str(error)) from None


def _whole(name: str, text: str) -> int:
    least, most = WHOLE[name]
    if not text.isdecimal() or len(text) > 15 or not least <= int(text) <= most:
        raise Refused(f"{name} is a whole number from {least} to {most}, not “{text}”")
    return int(text)


def _person(creditor: Creditor, text: str) -> str:
    if text and not creditor.members.filter(user__username=text).exists():
        raise Refused(f"nobody called “{text}” works for {creditor.name}: `relance people` shows who does")
    return text


def _provider(creditor: Creditor, text: str) -> str:
    known = postal_providers()
    if text and text not in known:
        raise Refused(f"there is no postal provider “{text}”: leave it empty, or choose one of {', '.join(known)}")
    return text


def _terms(creditor: Creditor, text: str) -> str:
    try:
        parse_terms(text)
    except TermsRefused as refusal:
        raise Refused(str(refusal)) from None
    return text


def _plan(creditor: Creditor, text: str) -> str:
    plans = plans_in_force(creditor)
    if text not in plans:
        raise Refused(f"there is no plan “{text}”: plans are {', '.join(sorted(plans))}")
    return text


def _address(creditor: Creditor, text: str) -> str:
    address = one_address(text)
    if text and address is None:
        raise Refused(f"“{text}” is not an e-mail address: write one, as name@company.fr")
    return address or ""


def _hour(creditor: Creditor, text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise Refused(f"“{text}” is not a time of day: write it as 08:00") from None


_CHECKS = {
    "calendar": _calendar,
    "person_in_charge": _person,
    "reply_address": _address,
    "journal_address": _address,
    "postal_provider": _provider,
    "default_terms": _terms,
    "default_plan": _plan,
    "sending_from": _hour,
    "sending_until": _hour,
}

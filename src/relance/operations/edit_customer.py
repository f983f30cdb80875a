"""Change what is known of one customer, each value checked, with a trace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

from relance.domain.act import Act
from relance.domain.late_rate import RateRefused, parse_late_rate
from relance.domain.plan import CUSTOMER_KINDS, SEGMENTS
from relance.domain.terms import TermsRefused, parse_terms
from relance.ledger.models import Creditor, Customer
from relance.ledger.writes import append_events, close_tasks, wake
from relance.operations.notices import happening
from relance.operations.plans_in_force import plans_in_force
from relance.operations.refused import Refused
from relance.operations.segment_customers import segment_now

TEXTS = ("name", "contact_name", "phone", "address", "postcode", "city")
CHOICES = {
    "kind": CUSTOMER_KINDS,
    "segment": (*SEGMENTS, "auto"),
    "language": ("fr", "en"),
    "claims_as": ("", "business", "consumer"),
    "trade": ("", "transport"),
}
DATES = ("insolvency_on", "handed_over_on", "capitalise_from")
EDITABLE = (*TEXTS, *CHOICES, *DATES, "late_rate", "email", "country", "siren", "terms", "plan", "no_dunning", "owner")


def customer_values(customer: Customer) -> dict[str, Any]:
    """What can be changed, as it stands."""
    return {name: getattr(customer, name) for name in EDITABLE}


def edit_customer(
    *, creditor: Creditor, customer: Customer, changes: Mapping[str, str], act: Act, why: str = ""
) -> Customer:
    """Apply changes, all or none; `why` stays with their trace. Raises Refused naming a field and what it accepts."""
    values = {name: _checked(creditor, name, text.strip()) for name, text in changes.items()}
    values = _with_segment(values)
    changed = {name: value for name, value in values.items() if getattr(customer, name) != value}
    if not changed:
        return customer
    with transaction.atomic():
        for name, value in changed.items():
            setattr(customer, name, value)
        fields = list(changed)
        if "phone" in changed:
            customer.phone_failed = False
            fields.append("phone_failed")
        if "email" in changed:
            customer.email_bounced = False
            fields.append("email_bounced")
            close_tasks(creditor, act, result="another address", kind="address_refused", customer=customer)
        customer.save(update_fields=fields)
        payload = {name: value.isoformat() if isinstance(value, date) else value for name, value in changed.items()}
        if why.strip():
            payload["why"] = why.strip()[:300]
        append_events(creditor, [happening("customer_changed", customer, payload)], act)
        if changes.get("segment") == "auto":
            segment_now(creditor, customer, act)
        if "kind" in changed:
            close_tasks(creditor, act, result=f"is {customer.kind}", customer=customer, kind="customer_kind")
        if "email" in changed:
            close_tasks(creditor, act, result="no longer needed", customer=customer, kind="wrong_contact")
        wake(creditor, [customer.pk], act.today)
    return customer


def _checked(creditor: Creditor, name: str, text: str) -> Any:
    if name not in EDITABLE:
        raise Refused(f"a customer has no “{name}”: it has {', '.join(EDITABLE)}")
    if name in CHOICES and text not in CHOICES[name]:
        known = ", ".join(choice or "nothing" for choice in CHOICES[name])
        raise Refused(f"{name} is one of {known}, not “{text}”")
    if name in DATES:
        return _date(name, text)
    check = _CHECKS.get(name)
    return check(creditor, text) if check else text


def _with_segment(values: Mapping[str, Any]) -> dict[str, Any]:
    """A segment that a person gives stays; `auto` has it computed again, at once and then every week."""
    if "segment" not in values:
        return dict(values)
    if values["segment"] == "auto":
        others = {name: value for name, value in values.items() if name != "segment"}
        return {**others, "segment_by_hand": False, "segmented_on": None}
    return {**values, "segment_by_hand": True}


def _date(name: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(f"{name} is a day written as 2026-02-28, not “{text}”") from None


def _email(creditor: Creditor, text: str) -> str:
    if text and ("@" not in text[1:-1] or any(c.isspace() or c in "<>,;" for c in text)):
        raise Refused(f"“{text}” is not an e-mail address: write it as name@company.fr")
    return text


def _owner(creditor: Creditor, text: str) -> str:
    if text and not creditor.members.filter(user__username=text).exists():
        raise Refused(f"nobody called “{text}” works for {creditor.name}: `relance people` shows who does")
    return text


def _siren(creditor: Creditor, text: str) -> str:
    if text and not (siren_number.is_valid(text) or siret_number.is_valid(text)):
        raise Refused(f"“{text}” is not a SIREN: it has 9 digits, the last one a check digit")
    return "".join(text.split())


def _country(creditor: Creditor, text: str) -> str:
    if len(text) != 2 or not text.isalpha():
        raise Refused(f"country is two letters such as FR or BE, not “{text}”")
    return text.upper()


def _terms(creditor: Creditor, text: str) -> str:
    try:
        if text:
            parse_terms(text)
    except TermsRefused as refusal:
        raise Refused(str(refusal)) from None
    return text


def _plan(creditor: Creditor, text: str) -> str:
    plans = plans_in_force(creditor)
    if text and text not in plans:
        raise Refused(f"there is no plan “{text}”: plans are {', '.join(sorted(plans))}")
    return text


def _late_rate(creditor: Creditor, text: str) -> str:
    try:
        parse_late_rate(text)
    except RateRefused as refusal:
        raise Refused(str(refusal)) from None
    return text


def _yes_no(creditor: Creditor, text: str) -> bool:
    if text.lower() not in ("yes", "no", "true", "false", "1", "0", "oui", "non"):
        raise Refused(f"no_dunning is yes or no, not “{text}”")
    return text.lower() in ("yes", "true", "1", "oui")


_CHECKS = {
    "email": _email,
    "owner": _owner,
    "siren": _siren,
    "country": _country,
    "late_rate": _late_rate,
    "terms": _terms,
    "plan": _plan,
    "no_dunning": _yes_no,
}

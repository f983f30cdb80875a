"""Create a creditor with its plan and its owner; the same name again changes nothing."""

from __future__ import annotations

import re
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from stdnum.fr import siren as siren_number

from relance.domain.act import Act
from relance.domain.plans import PlanRefused, load_preset
from relance.ledger.bank import has_account
from relance.ledger.models import Creditor, Membership
from relance.ledger.writes import append_events
from relance.operations.bank_details import checked_bic, checked_iban, first_account
from relance.operations.notices import happening
from relance.operations.refused import Refused

LETTERS_NEED = ("address", "siren", "email", "phone", "signatory")
MOST_LINES = 4
COLUMNS = frozenset(field.name for field in Creditor._meta.get_fields() if hasattr(field, "column"))
NORMALISED = frozenset({"siren"})  # checked by its own rule once spaces are gone

_BEFORE_POSTCODE = re.compile(r"[\s,]*[\n,]\s*(?=\d{5}\s)")  # “12 rue X, 75001 Paris” is two lines of a letter
_TOWN = re.compile(r"^\d{5}\s+(.+)$", re.MULTILINE)


class SetUp(NamedTuple):
    """The creditor, whether it is new, and what its letters still need."""

    creditor: Creditor
    is_new: bool
    warnings: tuple[str, ...]


def setup_creditor(*, name: str, act: Act, owner: str = "owner", preset: str = "standard", **details: Any) -> SetUp:
    """Create the creditor and its owner's access. Raises Refused for a value that cannot be right."""
    name = name.strip()
    if not name:
        raise Refused("a creditor needs a name: give --name “Ma Société SARL”")
    old = Creditor.objects.filter(name__iexact=name).first()
    if old:
        return SetUp(old, False, missing_details(old))
    check_details({"name": name})
    checked = check_details({k: v for k, v in details.items() if v})
    try:
        load_preset(preset)
    except PlanRefused as refusal:
        raise Refused(str(refusal)) from None
    try:
        creditor = _created(name, owner, preset, checked, act)
    except IntegrityError:
        raise Refused(f"a creditor “{name}” has just been set up by somebody else: look at it") from None
    return SetUp(creditor, True, missing_details(creditor))


def _created(name: str, owner: str, preset: str, checked: dict[str, Any], act: Act) -> Creditor:
    with transaction.atomic():
        bank: dict[str, Any] = {name: checked.pop(name) for name in ("iban", "bic") if name in checked}
        creditor = Creditor.objects.create(key=_free_key(name), name=name, default_plan=preset, **checked)
        first_account(creditor=creditor, act=act, **bank)
        new = {"is_active": True, "password": make_password(None)}
        user, _ = User.objects.get_or_create(username=owner, defaults=new)
        Membership.objects.get_or_create(creditor=creditor, user=user)
        given: dict[str, Any] = {"name": name, "plan": preset, **checked, **bank}
        append_events(creditor, [happening("creditor_set_up", None, given)], act)
    return creditor


def missing_details(creditor: Creditor) -> tuple[str, ...]:
    """What letters need and the creditor has not given yet, a sentence each."""
    missing = [
        f"letters need the {field}: relance settings {field}=…"
        for field in LETTERS_NEED
        if not getattr(creditor, field)
    ]
    if not has_account(creditor):
        missing.append("letters need the iban: relance bank propose IBAN")
    return tuple(missing)


def check_details(details: dict[str, Any]) -> dict[str, Any]:
    """Normalise and check SIREN, IBAN, e-mail and time zone. Raises Refused naming the field."""
    checked = {key: str(value).strip() for key, value in details.items()}
    for key, value in checked.items():
        _fits(key, value)
    if siren := checked.get("siren"):
        if not siren_number.is_valid(siren):
            raise Refused(f"“{siren}” is not a SIREN: it has 9 digits and a check digit; look at your Kbis")
        checked["siren"] = siren_number.compact(siren)
    if iban := checked.get("iban"):
        checked["iban"] = checked_iban(iban)
    if bic := checked.get("bic"):
        checked["bic"] = checked_bic(bic)
    if address := checked.get("address"):
        checked["address"] = _BEFORE_POSTCODE.sub("\n", address)
        town = _TOWN.search(checked["address"])
        if town and "city" not in checked:
            checked["city"] = town[1].strip()
    if (email := checked.get("email")) and ("@" not in email or any(c.isspace() for c in email)):
        raise Refused(f"“{email}” is not an e-mail address: write it as name@company.fr")
    if zone := checked.get("timezone"):
        _is_zone(zone)
    return checked


def _is_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise Refused(f"“{zone}” is not a time zone: write it as Europe/Paris") from None


def _fits(name: str, value: str) -> None:
    """Raise Refused for what is longer than its place, or breaks the line it stands on."""
    lines = value.splitlines()
    if name == "address" and len(lines) > MOST_LINES:
        raise Refused(f"the address has {len(lines)} lines: {MOST_LINES} at most fit on a letter")
    most = getattr(Creditor._meta.get_field(name), "max_length", None) if name in COLUMNS else None
    if most and name not in NORMALISED and len(value) > most:
        raise Refused(f"{name} has {len(value)} characters: {most} at most")


def _free_key(name: str) -> str:
    stem = slugify(name)[:50] or "creditor"
    taken = set(Creditor.objects.filter(key__startswith=stem).values_list("key", flat=True))
    key, number = stem, 2
    while key in taken:
        key, number = f"{stem}-{number}", number + 1
    return key

"""The plans a creditor works with today: the latest version of each."""

from __future__ import annotations

from functools import lru_cache

from relance.discovery import channels, country
from relance.domain.law import Law
from relance.domain.message import CustomerFacts
from relance.domain.plan import Plan
from relance.domain.plans import PRESETS, load_preset, parse_plan, preset_text
from relance.ledger.models import Creditor, PlanVersion


@lru_cache(maxsize=256)
def _parsed(text: str) -> Plan:
    return parse_plan(text)


def plans_in_force(creditor: Creditor) -> dict[str, Plan]:
    """All plans by key: the presets, and over them the creditor's own latest versions."""
    plans = {key: load_preset(key) for key in PRESETS}
    rows = PlanVersion.objects.filter(creditor=creditor).order_by("version").values_list("key", "text")
    plans.update({key: _parsed(text) for key, text in rows})
    return plans


def plan_text(creditor: Creditor, key: str) -> str | None:
    """The TOML of a plan in force, exactly as it was saved or shipped; None where there is no such plan."""
    saved = PlanVersion.objects.filter(creditor=creditor, key=key).order_by("-version").first()
    if saved:
        return saved.text
    return preset_text(key) if key in PRESETS else None


def law_of(creditor: Creditor) -> Law:
    """The law of the creditor's country, bound to its calendar of working days."""
    law: Law = country(creditor.country).bound_to(creditor.calendar)
    return law


def reach(customer: CustomerFacts) -> frozenset[str]:
    """The channels by which a customer can be reached."""
    return frozenset(key for key, channel in channels().items() if channel.reachable(customer))

"""The versions of a creditor's plans, as they were saved."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from relance.domain.plan import SEGMENTS
from relance.ledger.models import Creditor, Customer, PlanVersion


def plan_versions(creditor: Creditor, key: str) -> QuerySet[PlanVersion]:
    """All versions of a plan, the one in force first."""
    return PlanVersion.objects.filter(creditor=creditor, key=key).order_by("-version")


def find_plan_version(creditor: Creditor, key: str, pk: int) -> PlanVersion | None:
    """One version by its key in the ledger."""
    return plan_versions(creditor, key).filter(pk=pk).first()


def plans_followed(creditor: Creditor) -> set[str]:
    """The keys of the plans that some customer follows, by itself, by its profile or by default."""
    own = Customer.objects.filter(creditor=creditor).exclude(plan="").values_list("plan", flat=True).distinct()
    of_profiles = {getattr(creditor, f"plan_for_{segment}") for segment in SEGMENTS} - {""}
    return {creditor.default_plan, *of_profiles, *own}


def customers_following(creditor: Creditor, key: str) -> QuerySet[Customer]:
    """The customers that follow a plan today: by their own choice, by their profile, or as the usual one."""
    of_profiles = {segment: getattr(creditor, f"plan_for_{segment}") for segment in SEGMENTS}
    mine = [segment for segment, plan in of_profiles.items() if plan == key]
    followed = Q(plan=key) | Q(plan="", segment__in=mine)
    if creditor.default_plan == key:
        elsewhere = [segment for segment, plan in of_profiles.items() if plan and plan != key]
        followed |= Q(plan="") & ~Q(segment__in=elsewhere)
    return Customer.objects.filter(followed, creditor=creditor).order_by("name", "code")

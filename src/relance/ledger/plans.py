"""The versions of a creditor's plans, as they were saved."""

from __future__ import annotations

from django.db.models import QuerySet

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

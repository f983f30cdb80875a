"""The people who work for a creditor, as the rules of cover see them."""

from __future__ import annotations

from relance.domain.crew import Crew, Person
from relance.ledger.models import Creditor, Membership


def members(creditor: Creditor) -> list[Membership]:
    """Everyone who may work for the creditor, in the order in which they came."""
    return list(Membership.objects.filter(creditor=creditor).select_related("user").order_by("pk"))


def load_crew(creditor: Creditor) -> Crew:
    """The crew: those who can still sign in."""
    return Crew.of(
        Person(m.user.username, m.role, m.absent_from, m.absent_until, m.cover)
        for m in members(creditor)
        if m.user.is_active
    )


def owners(creditor: Creditor) -> list[str]:
    """The owners who can still sign in: by their whole name where it is known."""
    rows = [m.user for m in members(creditor) if m.role == "owner" and m.user.is_active]
    return [user.get_full_name() or user.username for user in rows]

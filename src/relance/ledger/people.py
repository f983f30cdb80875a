"""Who works for a creditor or is invited to, what is opened to them, and who has a second factor."""

from __future__ import annotations

from collections import defaultdict

from allauth.mfa.models import Authenticator

from relance.ledger.models import Creditor, Customer, FileOpened, Invitation


def invitations_waiting(creditor: Creditor) -> list[Invitation]:
    """Invitations that were neither used nor withdrawn, the newest first; those that are too old as well."""
    rows = Invitation.objects.filter(creditor=creditor, used_at=None, withdrawn_at=None)
    return list(rows.order_by("-invited_at", "-pk")[:100])


def files_opened(creditor: Creditor) -> dict[int, list[Customer]]:
    """The customers whose files are open, by the number of the member to whom they are."""
    rows = FileOpened.objects.filter(creditor=creditor, closed_at=None).select_related("customer")
    found: dict[int, list[Customer]] = defaultdict(list)
    for row in rows.order_by("customer__name"):
        found[row.member_id].append(row.customer)
    return dict(found)


def factors_of(creditor: Creditor) -> set[int]:
    """The users who have an application for codes or a passkey."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    rows = Authenticator.objects.filter(user__memberships__creditor=creditor, type__in=kinds)
    return set(rows.values_list("user_id", flat=True))

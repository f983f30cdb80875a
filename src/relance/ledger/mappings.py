"""Questions about remembered mappings: which one a file's headers recall, and all that there are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from relance.ledger.models import Creditor, RememberedMapping


def mappings(creditor: Creditor) -> QuerySet[RememberedMapping]:
    """Everything remembered, the newest first."""
    return RememberedMapping.objects.filter(creditor=creditor).order_by("-set_at", "-pk")


def has_mappings(creditor: Creditor) -> bool:
    """Whether anything is remembered at all."""
    return RememberedMapping.objects.filter(creditor=creditor).exists()


def find_mapping(creditor: Creditor, hashes: Sequence[str]) -> RememberedMapping | None:
    """The mapping of the first of these fingerprints that is remembered."""
    known = {
        row.header_hash: row for row in RememberedMapping.objects.filter(creditor=creditor, header_hash__in=hashes)
    }
    return next((known[one] for one in hashes if one in known), None)

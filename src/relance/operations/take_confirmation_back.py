"""A person's yes taken back, for what has not left."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Notice
from relance.ledger.writes import append_events
from relance.operations.confirm_notices import Confirmed
from relance.operations.notices import happening, move


def take_confirmation_back(*, creditor: Creditor, references: Iterable[str], act: Act) -> Confirmed:
    """Have these notices wait for a word again; what is on its way or has left is untouched."""
    wanted = list(dict.fromkeys(references))
    with transaction.atomic():
        rows = Notice.objects.filter(creditor=creditor, reference__in=wanted, state="planned").exclude(confirmed_by="")
        taken = [
            notice
            for notice in rows.select_related("customer").order_by("pk")
            if move(notice, "to_confirm", confirmed_by="", confirmed_at=None)
        ]
        payloads = [happening("confirmation_taken_back", n.customer, {"notice": n.reference}) for n in taken]
        append_events(creditor, payloads, act)
    back = tuple(notice.reference for notice in taken)
    return Confirmed(back, tuple(one for one in wanted if one not in back))

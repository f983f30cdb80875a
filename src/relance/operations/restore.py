"""After a backup came back: nothing leaves before a person has looked, for some of it may have left already."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Notice
from relance.ledger.writes import append_events
from relance.operations.notices import happening

NOT_LEFT = ("planned", "claimed", "frozen", "data_started", "refused_for_now")


def hold_sending(*, act: Act) -> dict[str, int]:
    """Everything is to be confirmed again; returns the notices put back, by creditor.

    1. Each creditor confirms everything.  2. Planned notices wait for a word.  3. Those half on their way
    lose the word they had, so that the last look puts them back too.
    """
    counts = {}
    with transaction.atomic():
        for creditor in Creditor.objects.order_by("pk"):
            Creditor.objects.filter(pk=creditor.pk).update(sending="confirm_all")
            rows = Notice.objects.filter(creditor=creditor, state__in=NOT_LEFT)
            counts[creditor.key] = rows.update(confirmed_by="", confirmed_at=None)
            rows.filter(state="planned").update(state="to_confirm")
            append_events(creditor, [happening("backup_restored", None, {"notices": counts[creditor.key]})], act)
    return counts

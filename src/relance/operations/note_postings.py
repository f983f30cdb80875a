"""The way of each letter begins once it has left: rows that are missing are made, whenever that is noticed."""

from __future__ import annotations

from relance.domain.act import Act
from relance.ledger.letters import letters_without_posting
from relance.ledger.models import Creditor, Posting

SLICE = 500


def note_postings(*, creditor: Creditor, act: Act, reference: str = "") -> int:
    """Make what is missing; returns how many. A reference brings in that notice's letters, however old.

    Nothing is lost by a crash: a letter that left without its row gets it the next time anybody looks.
    """
    if reference:
        missing = letters_without_posting(creditor).filter(notice__reference__iexact=reference)
    else:
        missing = letters_without_posting(creditor, act.today)
    rows = [
        Posting(
            creditor=creditor, dispatch_id=pk, state="to_post" if by_hand else "handed_over",
            provider="" if by_hand else creditor.postal_provider,
        )
        for pk, by_hand in missing.order_by("pk").values_list("pk", "to_outbox")
    ]  # fmt: skip
    Posting.objects.bulk_create(rows, batch_size=SLICE, ignore_conflicts=True)
    return len(rows)

"""A message that was dealt with too soon waits again, where all that came of it can be taken back."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, IncomingMessage, Meaning
from relance.ledger.models.mail import WAITING
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.close_reply import look_again
from relance.operations.make_promise import withdraw_promise
from relance.operations.notices import happening
from relance.operations.refused import Refused

LONGEST_MADE = 60  # as much as is kept of what was made: at that length something may be cut off


def reopen_reply(
    *, creditor: Creditor, message: IncomingMessage, meanings: Sequence[int], act: Act
) -> IncomingMessage:  # fmt: skip
    """Have these decisions wait again, and withdraw the promises that they made.

    Raises Refused where one of them made anything else: what a customer may know of is undone on its own page.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        rows = list(Meaning.objects.filter(creditor=creditor, message=message, pk__in=meanings).order_by("pk"))
        if not may_reopen(creditor, message, meanings):
            raise Refused("what came of this message is undone on the customer’s page")
        for key in (key for row in rows for key in _promises(row)):
            withdraw_promise(creditor=creditor, promise_id=key, act=act, why="decision taken back")
        for row in rows:
            row.state, row.decided_at, row.decided_by, row.made = "proposed", None, "", ""
            row.save(update_fields=["state", "decided_at", "decided_by", "made"])
        rows_now = IncomingMessage.objects.filter(creditor=creditor, pk=message.pk).defer("content")
        found = rows_now.select_related("customer").get()
        found.state, found.handled_at, found.handled_by, found.note = WAITING, None, "", ""
        found.save(update_fields=["state", "handled_at", "handled_by", "note"])
        payload = {"message": found.pk, "sender": found.sender}
        append_events(creditor, [happening("reply_reopened", found.customer, payload)], act)
        if found.customer:
            look_again(creditor, found.customer, act)
    return found


def may_reopen(creditor: Creditor, message: IncomingMessage, meanings: Sequence[int]) -> bool:
    """Whether all that came of these decisions can be taken back."""
    return all(_is_light(row) for row in Meaning.objects.filter(creditor=creditor, message=message, pk__in=meanings))


def _is_light(row: Meaning) -> bool:
    """Whether nothing came of a decision, or only promises that are all named."""
    if row.state == "rejected":
        return not row.made
    is_promise = row.state == "accepted" and row.meaning == "promise"  # a corrected one is no longer what was proposed
    return is_promise and 0 < len(row.made) < LONGEST_MADE


def _promises(row: Meaning) -> list[int]:
    return [int(word.partition(":")[2]) for word in row.made.split()]

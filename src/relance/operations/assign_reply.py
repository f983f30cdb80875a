"""A message whose sender nobody knows is tied to a customer by hand."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, IncomingMessage
from relance.ledger.writes import append_events, lock_creditor
from relance.operations.close_reply import look_again, message_now
from relance.operations.notices import happening
from relance.operations.propose_meanings import propose_meanings
from relance.operations.refused import Refused


def assign_reply(*, creditor: Creditor, message: IncomingMessage, customer: Customer, act: Act) -> IncomingMessage:
    """Say which customer wrote: from now on it is not reminded until somebody has dealt with the message.

    What the message says is read anew, with that customer’s invoices in mind.

    Raises Refused for a message that does not wait, for one of which something was decided, and for another
    creditor's customer.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        found = message_now(creditor, message)
        whom = Customer.objects.filter(creditor=creditor, pk=customer.pk).first()
        if whom is None:
            raise Refused("this customer is not one of yours")
        if found.meanings.exclude(state="proposed").exists():
            raise Refused("something in this message was decided already: its customer no longer changes")
        before = found.customer
        if before == whom:
            return found
        found.meanings.all().delete()  # read for another account; the journal has none of them yet
        found.customer, found.notice, found.dispatch, found.tied_by = whom, None, None, "hand"
        found.save(update_fields=["customer", "notice", "dispatch", "tied_by"])
        payload = {"message": found.pk, "sender": found.sender or "?"}
        append_events(creditor, [happening("reply_assigned", whom, payload)], act)
        propose_meanings(found, whom, None)
        for one in (before, whom):
            if one:
                look_again(creditor, one, act)
    return found

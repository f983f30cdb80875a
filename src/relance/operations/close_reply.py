"""A message that a person has dealt with: it no longer keeps its customer from being reminded."""

from __future__ import annotations

from relance.domain.act import Act
from relance.ledger.models import Creditor, Customer, IncomingMessage
from relance.ledger.models.mail import HANDLED, WAITING
from relance.ledger.replies import waiting_since
from relance.ledger.writes import append_events, close_tasks, wake
from relance.operations.notices import happening
from relance.operations.refused import Refused


def message_now(creditor: Creditor, message: IncomingMessage) -> IncomingMessage:
    """The message as it stands. Raises Refused where it no longer waits for a person."""
    rows = IncomingMessage.objects.filter(creditor=creditor, pk=message.pk, state=WAITING).defer("content")
    found = rows.select_related("customer", "notice").first()
    if found is None:
        raise Refused("this message was dealt with already")
    return found


def settle(creditor: Creditor, message: IncomingMessage, act: Act) -> None:
    """Close a message once nothing in it waits for a decision; call inside the transaction of the last one."""
    if not message.meanings.filter(state="proposed").exists():
        close(creditor, message, act)


def close(creditor: Creditor, message: IncomingMessage, act: Act) -> None:
    """Close a message, with the note it has; call inside the transaction that decided so."""
    IncomingMessage.objects.filter(creditor=creditor, pk=message.pk).update(
        state=HANDLED, handled_at=act.now, handled_by=act.by[:120], note=message.note
    )
    payload = {"message": message.pk, "sender": message.sender, "note": message.note}
    append_events(creditor, [happening("reply_handled", message.customer, payload)], act)
    if message.customer:
        look_again(creditor, message.customer, act)


def look_again(creditor: Creditor, customer: Customer, act: Act) -> None:
    """Reminders wait as long as a message of the customer's does: for the oldest of those that are left."""
    since = waiting_since(creditor, customer)
    Customer.objects.filter(creditor=creditor, pk=customer.pk).update(reply_waiting_since=since)
    customer.reply_waiting_since = since
    if since is None:
        close_tasks(creditor, act, result="no longer needed", kind="reply_waiting", customer=customer)
    wake(creditor, [customer.pk], act.today)

"""Stop all sending of a creditor: its mail server refuses the sender, or all that is sent; a person must mend it."""

from __future__ import annotations

from django.db import transaction

from relance.domain.act import Act
from relance.domain.message import phase_of
from relance.ledger.models import Creditor, Customer, Dispatch, Event
from relance.ledger.writes import append_events, close_tasks, lock_creditor, open_task, wake
from relance.operations.notices import happening

IN_A_ROW = 3
AFTER_RECIPIENT = ("data", "dot")


def stop_sending(*, creditor: Creditor, why: str, act: Act) -> bool:
    """Nothing leaves from now on until a person resumes; False where it was stopped already."""
    with transaction.atomic():
        now = lock_creditor(creditor)
        if now.sending_stopped_at:
            return False
        Creditor.objects.filter(pk=creditor.pk).update(sending_stopped_at=act.now, sending_stopped_why=why[:300])
        append_events(creditor, [happening("sending_stopped", None, {"why": why[:300]})], act)
        open_task(creditor, act, kind="sending_stopped", due_on=act.today, why=why)
    return True


def stop_if_all_is_refused(*, creditor: Creditor, channel: str, act: Act) -> bool:
    """Stop after three messages in a row that the server refused for their content or for us, not for the address.

    Those addresses are not to blame: they are used again once a person resumes.
    """
    with transaction.atomic():
        lock_creditor(creditor)
        last = _last_outcomes(creditor, channel)
        if len(last) < IN_A_ROW or not all(_is_about_us(dispatch) for dispatch in last):
            return False
        why = f"the mail server refused {IN_A_ROW} messages in a row: {last[0].detail}"
        if not stop_sending(creditor=creditor, why=why, act=act):
            return False
        customers = [dispatch.notice.customer_id for dispatch in last]
        Customer.objects.filter(creditor=creditor, pk__in=customers).update(email_bounced=False)
        close_tasks(creditor, act, result="not the address", kind="address_refused", customer__in=customers)
        wake(creditor, customers, act.today)
    return True


def _last_outcomes(creditor: Creditor, channel: str) -> list[Dispatch]:
    """The last attempts that the server answered, newest first, since sending was last resumed."""
    rows = Dispatch.objects.filter(creditor=creditor, channel=channel, to_outbox=False, ended_at__isnull=False)
    resumed = Event.objects.filter(creditor=creditor, verb="sending_resumed").order_by("-sequence").first()
    if resumed:
        rows = rows.filter(started_at__gte=resumed.at)
    rows = rows.exclude(state__in=["frozen", "data_started", "refused_for_now"]).defer("content")
    return list(rows.select_related("notice").order_by("-ended_at", "-pk")[:IN_A_ROW])


def _is_about_us(dispatch: Dispatch) -> bool:
    """5xx after the recipient was taken, or for reasons of policy (RFC 3463, X.7.X)."""
    if dispatch.state != "refused":
        return False
    phase = phase_of(dispatch.detail)
    return phase in AFTER_RECIPIENT or (phase == "recipient" and " 5.7." in dispatch.detail)

"""A customer has answered: nothing more is sent until a person has seen it; what it seems to say is proposed."""

from __future__ import annotations

from relance.ledger.models import Customer, Dispatch, Notice
from relance.ledger.models.notice import ARROWS
from relance.ledger.writes import append_events, wake
from relance.operations.mail_case import Case, now_of, said
from relance.operations.notices import happening, move
from relance.operations.propose_meanings import propose_meanings
from relance.operations.resolve_unknown import prove_sent


def take_reply(case: Case) -> None:
    """Of a known customer: reminders wait, the notice counts as answered. Else a person says whose it is."""
    customer = case.tie.customer
    notice = _answered(case, case.tie.dispatch) if case.tie.dispatch else None
    append_events(case.creditor, [happening("reply_received", customer, said(case))], case.act)
    if customer is None:
        return
    rows = Customer.objects.filter(creditor=case.creditor, pk=customer.pk)
    rows.filter(reply_waiting_since=None).update(reply_waiting_since=case.message.received_on)
    propose_meanings(case.message, customer, notice)
    wake(case.creditor, [customer.pk], case.act.today)


def _answered(case: Case, dispatch: Dispatch) -> Notice:
    now, notice = now_of(dispatch)
    if now.state == "unknown":
        prove_sent(creditor=case.creditor, dispatch=now, how=case.proof("reply"), act=case.act)
        now, notice = now_of(dispatch)
    if "replied" in ARROWS[notice.state]:
        move(notice, "replied")
    return notice

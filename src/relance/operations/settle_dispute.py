"""How a dispute ends: a credit note is owed, the customer was wrong, or takes it back; and the customer is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction

from relance.domain.act import Act
from relance.domain.dispute import CREDIT_DAYS, Agreed, set_off
from relance.domain.wording.formats import money
from relance.ledger.models import Creditor, Dispute, Receivable
from relance.ledger.models.dispute import DISPUTE_ARROWS
from relance.ledger.stops import credited_cents
from relance.ledger.writes import append_events, close_tasks, lock_creditor, wake
from relance.operations.answer import tell
from relance.operations.check_disputes import OVERDUE, subject_of
from relance.operations.note_credits import mark_credited, note_credits
from relance.operations.note_dispute import dispute_now
from relance.operations.notices import happening
from relance.operations.refused import Refused

TOLD = ("accepted", "rejected")


def settle_dispute(
    *, creditor: Creditor, dispute: Dispute, outcome: str, act: Act, explanation: str = "",
    credit_cents: int | None = None, tell_customer: bool = True,
) -> Dispute:  # fmt: skip
    """Settle a dispute as `accepted`, `rejected` or `withdrawn`; or an accepted one as `credited`.

    Accepted, its part stays out of reminders until credit notes of `credit_cents` (default: what is disputed) are set
    against the invoice; `credited` says that they came in another way. Raises Refused for another order of things,
    and for a credit above what is disputed.
    """
    if credit_cents is not None and outcome != "accepted":
        raise Refused("a credit note is agreed where a dispute is accepted, not otherwise")
    with transaction.atomic():
        lock_creditor(creditor)
        dispute = dispute_now(creditor, dispute)
        if outcome not in DISPUTE_ARROWS[dispute.state]:
            raise Refused(_no_arrow(dispute, outcome))
        if outcome == "credited":
            _credit(creditor, dispute, act)
        else:
            _settle(creditor, dispute, outcome, act, explanation.strip()[:500], credit_cents)
        wake(creditor, [dispute.customer_id], act.today)
        if tell_customer and outcome in TOLD:
            rows = Receivable.objects.filter(creditor=creditor, invoice=dispute.invoice_id).select_related("invoice")
            lines, about = list(rows.order_by("due_on")), f"dispute:{dispute.pk}:ended"
            tell(creditor=creditor, customer=dispute.customer, about=about, receivables=lines, act=act)
        note_credits(creditor, [dispute.customer_id], act)
    return dispute_now(creditor, dispute)


def _no_arrow(dispute: Dispute, outcome: str) -> str:
    number, state, after = dispute.invoice.number, dispute.state, DISPUTE_ARROWS[dispute.state]
    if not after:
        return f"the dispute on {number} is {state} already: nothing more can be settled"
    return f"the dispute on {number} is {state}: it can be {' or '.join(after)}, not “{outcome}”"


def _settle(
    creditor: Creditor, dispute: Dispute, outcome: str, act: Act, explanation: str, credit_cents: int | None
) -> None:
    values: dict[str, Any] = {
        "state": outcome, "closed_on": act.today, "closed_by": act.by[:120],
        "outcome": explanation or dispute.outcome,
    }  # fmt: skip
    payload = {
        "dispute": dispute.pk, "invoice": dispute.invoice.number, "outcome": outcome, "explanation": explanation
    }  # fmt: skip
    if outcome == "accepted":
        expected = _agreed(creditor, dispute, credit_cents)
        values |= {"expected_credit_cents": expected, "due_on": act.today + timedelta(days=CREDIT_DAYS)}
        payload |= {"cents": expected, "currency": dispute.invoice.currency}
    rows = Dispute.objects.filter(creditor=creditor, pk=dispute.pk, state=dispute.state)
    if rows.update(**values) != 1:
        raise Refused("someone else has just settled this dispute: look at it again")
    close_tasks(creditor, act, result=outcome, kind=OVERDUE, subject=subject_of(dispute.pk))
    append_events(creditor, [happening("dispute_ended", dispute.customer, payload)], act)


def _agreed(creditor: Creditor, dispute: Dispute, credit_cents: int | None) -> int:
    """The credit note to be expected, cents: what was agreed, else all that is disputed."""
    if credit_cents is not None and credit_cents <= 0:
        raise Refused("a credit note is more than 0.00; leave it out for all that is disputed")
    most = dispute.cents or _whole(creditor, dispute)
    if credit_cents is None and not most:
        raise Refused(f"nothing is open on {dispute.invoice.number} any more: say how much the credit note will be")
    if credit_cents is not None and credit_cents > (most or _amount(creditor, dispute)):
        told = money(most or _amount(creditor, dispute), dispute.invoice.currency, creditor.language)
        raise Refused(f"only {told} of {dispute.invoice.number} is disputed: the credit note cannot be more")
    return credit_cents or most


def _whole(creditor: Creditor, dispute: Dispute) -> int:
    """What a dispute about the whole invoice is about: what is open, and what credit notes have covered since."""
    lines = Receivable.objects.filter(creditor=creditor, invoice=dispute.invoice_id)
    total = sum(lines.values_list("open_cents", flat=True))
    credited = credited_cents(creditor, [dispute.invoice_id]).get(dispute.invoice_id, 0)
    rows = Dispute.objects.filter(creditor=creditor, invoice=dispute.invoice_id).exclude(pk=dispute.pk)
    parts = rows.filter(state="open", cents__isnull=False).values_list("cents", flat=True)
    agreed = [_agreement_of(d) for d in rows.filter(state="accepted").order_by("pk")]
    others = sum(part or 0 for part in parts) + sum(x.missing_cents for x in set_off(agreed, credited))
    return max(total - others, 0) + max(credited - dispute.credited_before_cents, 0)


def _agreement_of(dispute: Dispute) -> Agreed:
    return Agreed(dispute.expected_credit_cents or 0, dispute.credited_before_cents)


def _amount(creditor: Creditor, dispute: Dispute) -> int:
    rows = Receivable.objects.filter(creditor=creditor, invoice=dispute.invoice_id)
    return sum(rows.values_list("amount_cents", flat=True))


def _credit(creditor: Creditor, dispute: Dispute, act: Act) -> None:
    """A person says that the credit is there, whatever way it came."""
    rows = Dispute.objects.filter(creditor=creditor, invoice=dispute.invoice_id, state="accepted").order_by("pk")
    accepted = list(rows)
    agreed = [_agreement_of(d) for d in accepted]
    found = set_off(agreed, credited_cents(creditor, [dispute.invoice_id]).get(dispute.invoice_id, 0))
    reached = next(x.reached_cents for d, x in zip(accepted, found, strict=True) if d.pk == dispute.pk)
    if not mark_credited(creditor, dispute, act, reached):
        raise Refused("someone else has just settled this dispute: look at it again")

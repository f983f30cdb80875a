"""A customer contests an invoice, or part of it: what is contested is left in peace until it is settled."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from relance.domain.act import Act
from relance.domain.wording.formats import money
from relance.ledger.models import Creditor, Customer, Dispute, DisputeNote, Invoice, Receivable
from relance.ledger.models.dispute import DISPUTE_REASONS
from relance.ledger.stops import credited_cents, disputed_cents
from relance.ledger.writes import append_events, lock_creditor, wake
from relance.operations.answer import tell
from relance.operations.notices import happening
from relance.operations.refused import Refused


def open_dispute(
    *, creditor: Creditor, invoice: Invoice, reason: str, act: Act, cents: int | None = None, owner: str = "",
    due_on: date | None = None, note: str = "", tell_customer: bool = True,
) -> Dispute:  # fmt: skip
    """Open a dispute about `cents` of an invoice, or about whatever is open of it; the customer is told.

    Without an owner it goes to the customer's, else to the person in charge, else to whoever acts. Raises Refused
    for an unknown reason or owner, a day that is past, and for more than is open and not yet disputed.
    """
    if reason not in DISPUTE_REASONS:
        raise Refused(f"a dispute’s reason is one of {', '.join(DISPUTE_REASONS)}, not “{reason}”")
    due = due_on or act.today + timedelta(days=creditor.dispute_days)
    if due < act.today:
        raise Refused(f"{due} is past: give a day from {act.today} on, or none")
    with transaction.atomic():
        lock_creditor(creditor)
        customer, left = invoice.customer, _room_for(creditor, invoice, cents)
        dispute = Dispute.objects.create(
            creditor=creditor, customer=customer, invoice=invoice, reason=reason, cents=cents,
            owner=owner_of(creditor, customer, act, owner), opened_on=act.today, opened_by=act.by[:120], due_on=due,
            credited_before_cents=credited_cents(creditor, [invoice.pk]).get(invoice.pk, 0),
        )  # fmt: skip
        Receivable.objects.filter(creditor=creditor, invoice=invoice, open_cents__gt=0, cause="").update(
            cause="dispute"
        )
        payload = {
            "dispute": dispute.pk, "invoice": invoice.number, "reason": reason, "cents": cents or left,
            "whole": cents is None, "currency": invoice.currency, "owner": dispute.owner, "due_on": due.isoformat(),
        }  # fmt: skip
        append_events(creditor, [happening("dispute_opened", customer, payload)], act)
        add_note(dispute, note, act)
        wake(creditor, [customer.pk], act.today)
        if tell_customer:
            about = f"dispute:{dispute.pk}:received"
            tell(creditor=creditor, customer=customer, about=about, receivables=_open(creditor, invoice), act=act)
    return dispute


def _open(creditor: Creditor, invoice: Invoice) -> list[Receivable]:
    rows = Receivable.objects.filter(creditor=creditor, invoice=invoice, open_cents__gt=0)
    return list(rows.select_related("invoice").order_by("due_on"))


def _room_for(creditor: Creditor, invoice: Invoice, cents: int | None) -> int:
    """What is open of the invoice and not yet disputed, cents. Raises Refused where that is too little."""
    if cents is not None and cents <= 0:
        raise Refused("an amount disputed is more than 0.00; leave it out for the whole invoice")
    total = sum(r.open_cents for r in _open(creditor, invoice))
    if not total:
        raise Refused(f"nothing is open on {invoice.number}: there is nothing to contest")
    left = total - min(disputed_cents(creditor, [invoice.customer_id]).get(invoice.pk, 0), total)
    if not left:
        raise Refused(f"all that is open on {invoice.number} is disputed already")
    if cents is not None and cents > left:
        least = money(left, invoice.currency, creditor.language)
        raise Refused(f"only {least} of {invoice.number} is open and not yet disputed: give no more, or no amount")
    return left


def owner_of(creditor: Creditor, customer: Customer, act: Act, name: str = "") -> str:
    """The user name of whoever deals with it. Raises Refused for a name that nobody here has."""
    members = set(creditor.members.values_list("user__username", flat=True))
    if name and name not in members:
        raise Refused(f"nobody called “{name}” works for {creditor.name}: `relance people` shows who does")
    likely = (name, customer.owner, creditor.person_in_charge, act.by)
    return next((one for one in likely if one in members), "")


def add_note(dispute: Dispute, text: str, act: Act) -> None:
    """Keep one word of the exchange about a dispute, if there is one; inside the caller's transaction."""
    if not text.strip():
        return
    DisputeNote.objects.create(
        creditor=dispute.creditor, dispute=dispute, at=act.now, on=act.today, by=act.by[:120], text=text.strip()
    )
    payload = {"dispute": dispute.pk, "invoice": dispute.invoice.number, "note": text.strip()}
    append_events(dispute.creditor, [happening("dispute_noted", dispute.customer, payload)], act)

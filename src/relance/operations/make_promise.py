"""What a customer said it would pay, and by when: recorded, reminders pause, taken back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from relance.domain.act import Act
from relance.domain.promises import LONGEST, Claimed, default_cents, give_way, lay_bands
from relance.ledger.models import AgreementLine, Creditor, Invoice, Promise
from relance.ledger.promises import Room, promise_room
from relance.ledger.writes import append_events, close_tasks, lock_creditor, wake
from relance.operations.answer import tell
from relance.operations.notices import happening
from relance.operations.promise_states import lay_again, live_claims, open_of, told, withdraw
from relance.operations.refused import Refused

REPLACED = "replaced"
ANSWERED = ("promise_broken", "time_asked")  # what a new promise settles


def make_promise(
    *, creditor: Creditor, invoice: Invoice, on: date, act: Act, cents: int | None = None, said_by: str = "",
    channel: str = "", note: str = "", tell_customer: bool = False,
) -> Promise:  # fmt: skip
    """Record that `cents` of an invoice are promised by `on`; without an amount, what is due by then, else all.

    1. Refuse what cannot be promised.  2. Earlier promises that no longer fit beside it give way.
    3. The bands of those that stay are laid anew.  4. The customer is looked at again, and told if asked for.
    Raises Refused for a day past or over a year away, for nothing open, and for more than is open and undisputed.
    """
    if on < act.today:
        raise Refused(f"{on} is past: give a day from {act.today} on")
    if on > act.today + timedelta(days=LONGEST):
        raise Refused(f"{on} is more than a year away: give an earlier day, or agree on a payment plan")
    with transaction.atomic():
        lock_creditor(creditor)
        room = promise_room(creditor, invoice)
        cents = _amount(invoice, room, cents, on)
        _refuse_beside_agreement(creditor, invoice)
        live = _make_room(creditor, invoice, room, cents, act)
        promise = Promise.objects.create(
            creditor=creditor, customer=invoice.customer, invoice=invoice, on=on, cents=cents, open_after_cents=0,
            made_on=act.today, said_by=said_by.strip()[:120], channel=channel[:30], note=note.strip()[:500],
            recorded_by=act.by[:120],
        )  # fmt: skip
        claims = [*live, Claimed(promise.pk, on, cents)]
        lay_again(creditor, claims, room.open_cents)
        promise.open_after_cents = lay_bands(room.open_cents, claims)[promise.pk]
        payload = told(promise, made_on=act.today.isoformat(), channel=channel, note=promise.note)
        append_events(creditor, [happening("promise_made", invoice.customer, payload)], act)
        spoken = {"customer": invoice.customer, "subject": invoice.number, "kind__in": ANSWERED}
        close_tasks(creditor, act, result=f"promised again by {on}", **spoken)
        wake(creditor, [invoice.customer_id], act.today)
        if tell_customer:
            tell(
                creditor=creditor, customer=invoice.customer, about=f"promise:{promise.pk}:noted",
                receivables=list(invoice.receivables.filter(open_cents__gt=0).order_by("due_on")), act=act,
            )  # fmt: skip
    return promise


def _amount(invoice: Invoice, room: Room, cents: int | None, on: date) -> int:
    """The amount promised, in cents. Raises Refused."""
    if room.open_cents <= 0:
        raise Refused(f"nothing is left to pay on {invoice.number}: there is nothing to promise")
    if room.free_cents <= 0:
        raise Refused(f"all that is open on {invoice.number} is disputed: close the dispute before a promise")
    if cents is None:
        return default_cents(room.lines, on)
    if cents <= 0:
        raise Refused("a promise is more than 0.00")
    if cents > room.free_cents:
        most = f"{room.free_cents / 100:.2f} {invoice.currency}"
        raise Refused(f"{cents / 100:.2f} is too much for {invoice.number}: {most} of it is open and not disputed")
    return cents


def _refuse_beside_agreement(creditor: Creditor, invoice: Invoice) -> None:
    line = AgreementLine.objects.filter(creditor=creditor, receivable__invoice=invoice, is_live=True)
    reference = line.filter(agreement__state="in_force").values_list("agreement__reference", flat=True).first()
    if reference:
        raise Refused(f"{invoice.number} is in the payment plan {reference}: its instalments say what is paid when")


def _make_room(creditor: Creditor, invoice: Invoice, room: Room, cents: int, act: Act) -> list[Claimed]:
    """Withdraw the promises that no longer fit beside the new one; returns those that stay."""
    live = live_claims(creditor, invoice, room.open_cents)
    going = give_way(live, cents, room.free_cents)
    rows = Promise.objects.filter(creditor=creditor, pk__in=going).select_related("customer", "invoice")
    for old in rows.order_by("pk"):
        withdraw(creditor, old, REPLACED, act)
    return [one for one in live if one.key not in going]


def withdraw_promise(*, creditor: Creditor, promise_id: int, act: Act, why: str = "") -> Promise:
    """Take a live promise back: reminders go on. Raises Refused for one that is no longer live."""
    with transaction.atomic():
        lock_creditor(creditor)
        rows = Promise.objects.filter(creditor=creditor, pk=promise_id).select_related("customer", "invoice")
        promise = rows.first()
        if promise is None or promise.state != "live":
            raise Refused("this promise is not live any more: there is nothing to withdraw")
        withdraw(creditor, promise, why.strip()[:300], act)
        left = open_of(creditor, promise.invoice)
        lay_again(creditor, live_claims(creditor, promise.invoice, left), left)
        wake(creditor, [promise.customer_id], act.today)
    return promise

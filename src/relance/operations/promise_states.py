"""How a promise is moved from state to state: the one place that knows its arrows."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Sum

from relance.domain.act import Act
from relance.domain.promises import Claimed, lay_bands
from relance.domain.stops import Word, shares
from relance.ledger.models import Creditor, Invoice, Promise, Receivable
from relance.ledger.models.promise import PROMISE_ARROWS
from relance.ledger.writes import Happening, append_events, open_task
from relance.operations.notices import happening


def turn(promise: Promise, to: str, *, ended_on: date | None = None, paid_on: date | None = None) -> None:
    """Move a promise along one arrow. Raises ValueError for one that does not exist: a fault of ours."""
    if to not in PROMISE_ARROWS[promise.state]:
        raise ValueError(f"no arrow from {promise.state} to {to}")
    promise.state, promise.ended_on, promise.paid_on = to, ended_on, paid_on
    promise.save(update_fields=["state", "ended_on", "paid_on"])


def told(promise: Promise, **more: Any) -> dict[str, Any]:
    """A promise as its events tell it (customer and invoice loaded)."""
    return {
        "promise": promise.pk, "invoice": promise.invoice.number, "cents": promise.cents,
        "currency": promise.invoice.currency, "on": promise.on.isoformat(), "said_by": promise.said_by, **more,
    }  # fmt: skip


def break_promise(creditor: Creditor, promise: Promise, act: Act) -> Happening:
    """The day has passed and the money is not there: flagged, and a person asked to speak to the customer."""
    turn(promise, "broken", ended_on=act.today)
    customer, invoice = promise.customer, promise.invoice
    said_by = promise.said_by or customer.name
    open_task(
        creditor, act, kind="promise_broken", due_on=act.today, subject=invoice.number, customer_id=customer.pk,
        amount_cents=min(promise.cents, open_of(creditor, invoice)), currency=invoice.currency, owner=customer.owner,
        why=f"{invoice.number}: {said_by} promised on {promise.made_on} to pay "
        f"{promise.cents / 100:.2f} {invoice.currency} by {promise.on}",
    )  # fmt: skip
    return happening("promise_broken", customer, told(promise))


def open_of(creditor: Creditor, invoice: Invoice) -> int:
    """What is open of an invoice, cents."""
    rows = Receivable.objects.filter(creditor=creditor, invoice=invoice)
    return int(rows.aggregate(cents=Sum("open_cents"))["cents"] or 0)


def live_claims(creditor: Creditor, invoice: Invoice, open_cents: int) -> list[Claimed]:
    """The live promises about an invoice with what each still covers of it."""
    rows = list(Promise.objects.filter(creditor=creditor, invoice=invoice, state="live").order_by("pk"))
    parts = shares([Word(p.on, p.cents, p.open_after_cents) for p in rows], open_cents)
    return [Claimed(p.pk, p.on, cents) for p, cents in zip(rows, parts, strict=True)]


def lay_again(creditor: Creditor, claims: list[Claimed], open_cents: int) -> None:
    """Write the bands of an invoice's live promises anew, so that none overlaps another."""
    for key, after in lay_bands(open_cents, claims).items():
        Promise.objects.filter(creditor=creditor, pk=key).update(open_after_cents=after)


def withdraw(creditor: Creditor, promise: Promise, why: str, act: Act) -> None:
    """Take a live promise back, with the reason, inside the caller's transaction; the bands are its affair."""
    turn(promise, "withdrawn", ended_on=act.today)
    append_events(creditor, [happening("promise_withdrawn", promise.customer, told(promise, why=why))], act)

"""What a person does on a customer's page: facts, stops, payments, reminders made outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from babel.numbers import get_currency_precision
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from relance.ledger import reads
from relance.operations.decide_due import decide_due
from relance.operations.edit_customer import EDITABLE, edit_customer
from relance.operations.hold import hold, release
from relance.operations.record_fact import record_fact
from relance.operations.record_payment import record_payment
from relance.operations.record_step import record_step
from relance.operations.refused import Refused
from relance.operations.undo_match import undo_payment
from relance.web.door import Record, Visit, found, page
from relance.web.undo import undoable

CONTACT = ("contact_name", "email", "phone", "address", "postcode", "city")  # what whoever follows up may mend


def customer_of(visit: Visit, code: str) -> Record:
    """The customer of this creditor whom this person may see, or 404."""
    return visit.found(reads.find_customer(visit.creditor, code), "")


def invoice_of(visit: Visit, customer: Record, number: str) -> Record:
    """The invoice of that customer, or 404."""
    return found(customer.invoices.filter(creditor=visit.creditor, number=number).first())


def only_contacts(visit: Visit, given: Iterable[str]) -> None:
    """What is decided about a customer is not changed by those who only follow it up. Raises Refused."""
    if set(given) - set(CONTACT) and not visit.may("settle"):
        raise Refused(_("Your role lets you change contacts, not the conditions of a customer: ask a manager"))


def _done(visit: Visit, customer: Record, words: str, verb: str = "", **args: Any) -> HttpResponse:
    """Say so, with the way back where there is one, and have today's list follow where today was decided already."""
    if verb:
        undoable(visit, words, verb, code=customer.code, **args)
    else:
        messages.success(visit.request, words)
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)
    return HttpResponseRedirect(reverse("customer", args=[customer.code]))


def day_of(text: str) -> date:
    """A day as a date field sends it. Raises Refused."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(_("choose a day in the calendar")) from None


def cents_of(text: str, currency: str) -> int:
    """`1 234,56` or `1234.56` in minor units, exactly. Raises Refused rather than guess."""
    plain = "".join(text.split()).replace("\u202f", "").replace(",", ".")
    try:
        value = Decimal(plain).scaleb(get_currency_precision(currency))
    except InvalidOperation:
        value = Decimal("0.5")
    if not value.is_finite() or value != value.to_integral_value() or abs(value) > 10**14:
        raise Refused(_("write the amount as 1234,56"))
    return int(value)


@require_POST
@page
def edit(visit: Visit, code: str) -> HttpResponse:
    """Change what is known of the customer; only the fields that were on the form."""
    customer = customer_of(visit, code)
    changes = {name: visit.data[name] for name in EDITABLE if name in visit.data and name != "no_dunning"}
    if "has_no_dunning" in visit.data:
        changes["no_dunning"] = "yes" if "no_dunning" in visit.data else "no"
    only_contacts(visit, changes)
    former = _former(customer, changes)
    why = visit.data.get("why", "")
    edit_customer(creditor=visit.creditor, customer=customer, changes=changes, act=visit.act, why=why)
    if former is None:
        return _done(visit, customer, _("Saved."))
    return _done(visit, customer, _("Saved."), "edit_customer", former=former)


def _former(customer: Record, changes: Mapping[str, str]) -> dict[str, str] | None:
    """What the fields said before; None where the way back would make good an address or number known to fail."""
    if ("email" in changes and customer.email_bounced) or ("phone" in changes and customer.phone_failed):
        return None
    former = {name: as_typed(getattr(customer, name)) for name in changes}
    if "segment" in changes and not customer.segment_by_hand:
        former["segment"] = "auto"
    return former


def as_typed(value: Any) -> str:
    """A value as a form would send it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


@require_POST
@page
def stop(visit: Visit, code: str) -> HttpResponse:
    """Stop reminders to the customer, or about one invoice."""
    customer = customer_of(visit, code)
    if not visit.data.get("reason"):
        raise Refused(_("say why reminders stop"))
    number = visit.data.get("invoice", "")
    invoice = invoice_of(visit, customer, number) if number else None
    start, until = (day_of(visit.data[name]) if visit.data.get(name) else None for name in ("from", "until"))
    reason = visit.data["reason"]
    set_now = hold(
        creditor=visit.creditor, customer=customer, invoice=invoice, start=start, until=until, reason=reason,
        act=visit.act,
    )  # fmt: skip
    return _done(visit, customer, _("Reminders are on hold."), "hold", invoice=number, key=set_now.pk)


@require_POST
@page
def resume(visit: Visit, code: str) -> HttpResponse:
    """Let reminders go on."""
    customer = customer_of(visit, code)
    number = visit.data.get("invoice", "")
    invoice = invoice_of(visit, customer, number) if number else None
    held = [
        [one.from_on.isoformat(), one.until_on and one.until_on.isoformat(), one.reason]
        for one in customer.holds.filter(invoice=invoice, released_on=None)
    ]
    release(creditor=visit.creditor, customer=customer, invoice=invoice, act=visit.act)
    words = _("Reminders go on, one step at a time.")
    return _done(visit, customer, words, "release", invoice=number, holds=held)


@require_POST
@page
def pay(visit: Visit, code: str) -> HttpResponse:
    """Record money received for one invoice."""
    customer = customer_of(visit, code)
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    paid = record_payment(
        creditor=visit.creditor,
        invoice=invoice,
        cents=cents_of(visit.data.get("amount", ""), invoice.currency),
        on=day_of(visit.data.get("on", "")),
        reference=visit.data.get("reference", "")[:140],
        act=visit.act,
    )
    return _done(visit, customer, _("The payment is recorded."), "pay", key=paid.pk)


@require_POST
@page
def unpay(visit: Visit, code: str, payment_id: int) -> HttpResponse:
    """Undo a payment of this customer."""
    customer = customer_of(visit, code)
    payment = found(reads.customer_payments(visit.creditor, customer).filter(pk=payment_id).first())
    undo_payment(creditor=visit.creditor, payment_id=payment.pk, act=visit.act)
    return _done(visit, customer, _("The payment is undone; what it had settled is open again."))


@require_POST
@page
def record(visit: Visit, code: str) -> HttpResponse:
    """Record a reminder made outside: it counts as that step done."""
    customer = customer_of(visit, code)
    record_step(
        creditor=visit.creditor,
        invoice=invoice_of(visit, customer, visit.data.get("invoice", "")),
        step=visit.data.get("step", ""),
        on=day_of(visit.data.get("on", "")),
        channel=visit.data.get("channel", "")[:30],
        note=visit.data.get("note", ""),
        act=visit.act,
    )
    return _done(visit, customer, _("The reminder is recorded; the next step counts from it."))


@require_POST
@page
def fact(visit: Visit, code: str) -> HttpResponse:
    """Record what happened in law to one invoice, or to all that the customer owes: the clocks follow."""
    customer = customer_of(visit, code)
    number = visit.data.get("invoice", "")
    record_fact(
        creditor=visit.creditor,
        customer=customer,
        invoice=invoice_of(visit, customer, number) if number else None,
        kind=visit.data.get("kind", ""),
        on=day_of(visit.data.get("on", "")),
        until=day_of(visit.data["until"]) if visit.data.get("until") else None,
        note=visit.data.get("note", ""),
        act=visit.act,
    )
    return _done(visit, customer, _("The fact is recorded; the legal clocks follow it."))

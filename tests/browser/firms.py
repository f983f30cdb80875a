"""The firms of the journeys, on Monday the sixteenth of February: each journey gets one of its own."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.contrib.auth.models import User

from relance.ledger.builders import (
    act_on,
    make_creditor,
    make_customer,
    make_done,
    make_invoice,
    make_meaning,
    make_message,
)
from relance.ledger.models import Creditor, Membership
from relance.operations.confirm_notices import confirm_notices
from relance.operations.decide_due import decide_due
from relance.operations.send_due import send_due
from relance.operations.sign_in import make_sign_in_token
from relance.web.clock import signing_in
from tests.web.firm import TODAY

IBAN = "FR1420041010050500013M02606"
_numbers = count(1)


def open_firm(name: str, **settings: Any) -> dict[str, str]:
    """Make the firm of that name, where a person works; what a browser must know to come in."""
    firm = FIRMS[name](_creditor(**settings))
    number = firm.key.rpartition("-")[2]
    who = User.objects.create(username=f"claire-{number}", email=f"claire-{number}@atelier.example")
    Membership.objects.create(creditor=firm, user=who, role="owner")
    return {"key": firm.key, "token": make_sign_in_token(creditor=firm, act=signing_in())}


def _creditor(**settings: Any) -> Creditor:
    number = next(_numbers)
    values = {"name": f"Atelier Nord {number}", "key": f"atelier-{number}", "iban": IBAN, "sending": "confirm_all"}
    values |= {"second_factor": "offered"}
    return make_creditor(**{**values, **settings})


def a_monday(firm: Creditor) -> Creditor:
    """Dupont is reminded by mail, Martin cannot be reached, Lenoir is not due, Vasseur gets a formal notice today."""
    make_invoice(make_customer(firm), "FA-1", 120_000, _day(2, 6))
    make_invoice(make_customer(firm, "MARTIN", email="", address="", postcode="", city=""), "FA-2", 90_000, _day(2, 2))
    make_invoice(make_customer(firm, "LENOIR"), "FA-3", 50_000, _day(3, 20))
    notified = make_invoice(make_customer(firm, "VASSEUR"), "FA-4", 260_000, _day(1, 9))
    make_done(notified, "r1", _day(1, 19))
    make_done(notified, "r2", _day(2, 2))
    return _decided(firm)


def with_replies(firm: Creditor) -> Creditor:
    """The same Monday; Roux contests, Morel says that he has paid."""
    roux = make_invoice(make_customer(firm, "ROUX"), "FA-5", 80_000, _day(2, 5))
    words = "Bonjour, deux cartons sur dix sont arrivés abîmés. Nous attendons un avoir."
    message = make_message(firm, TODAY, words, roux.customer, subject="Re: Rappel FA-5")
    make_meaning(message, "dispute", "deux cartons sur dix sont arrivés abîmés", invoice=roux.invoice, reason="quality")
    morel = make_invoice(make_customer(firm, "MOREL"), "FA-6", 45_000, _day(2, 4))
    message = make_message(firm, TODAY, "Virement fait vendredi.", morel.customer, subject="Re: Rappel FA-6")
    make_meaning(message, "already_paid", invoice=morel.invoice)
    return a_monday(firm)


def with_a_call(firm: Creditor) -> Creditor:
    """The same Monday; a call to Petit is on the work list."""
    petit = make_customer(firm, "PETIT", plan="phone-first", phone="02 40 00 00 07", contact_name="Jean Petit")
    make_invoice(petit, "FA-7", 150_000, _day(2, 9))
    act = act_on(TODAY)
    decide_due(creditor=firm, act=act)
    confirm_notices(creditor=firm, references=None, act=act)
    send_due(creditor=firm, act=act, any_hour=True)
    return a_monday(firm)


def empty(firm: Creditor) -> Creditor:
    """A firm that knows nobody yet."""
    return firm


FIRMS = {"monday": a_monday, "replies": with_replies, "call": with_a_call, "empty": empty}


def _day(month: int, day: int) -> Any:
    return TODAY.replace(month=month, day=day)


def _decided(firm: Creditor) -> Creditor:
    decide_due(creditor=Creditor.objects.get(pk=firm.pk), act=act_on(TODAY))
    return Creditor.objects.get(pk=firm.pk)

"""The button “Undo”: each act that has an inverse, and what taking it back does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from relance.domain.rights import Right
from relance.ledger import money, promises, reads
from relance.ledger.replies import find_reply
from relance.operations.add_line import add_line
from relance.operations.assign_customers import assign_customers
from relance.operations.assign_task import assign_tasks
from relance.operations.decide_due import decide_due
from relance.operations.edit_customer import edit_customer
from relance.operations.hold import hold, release
from relance.operations.make_promise import make_promise, withdraw_promise
from relance.operations.match_money import match_money
from relance.operations.refused import Refused
from relance.operations.remember_mapping import remember_mapping
from relance.operations.reopen_reply import reopen_reply
from relance.operations.reopen_task import reopen_task
from relance.operations.save_view import save_view
from relance.operations.set_aside import take_back
from relance.operations.take_confirmation_back import take_confirmation_back
from relance.operations.take_decline_back import take_decline_back
from relance.operations.undo_match import undo_match, undo_payment
from relance.web.door import Record, Visit, back, found, page
from relance.web.pages.customer_acts import only_contacts
from relance.web.undo import take_offer


class Undone(NamedTuple):
    """What to say, and the page on which it shows; without one, the page that was being looked at."""

    words: str
    address: str = ""


@require_POST
@page
def take(visit: Visit) -> HttpResponse:
    """Take back what was done a moment ago; too late, twice or by another: one sentence, and nothing changes."""
    offer = take_offer(visit, visit.data.get("token", ""))
    if offer is None or offer.verb not in INVERSES:
        raise Refused(_("This was taken back already, or cannot be any more: change it on its own page."))
    if offer.is_late:
        raise Refused(_("A minute has passed: it stays as it is. Change it on its own page."))
    right, inverse = INVERSES[offer.verb]
    if not visit.may(right):
        raise Refused(_("Your role no longer lets you change this: ask a manager."))
    done = inverse(visit, **offer.args)
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)
    messages.info(visit.request, done.words)
    return HttpResponseRedirect(done.address) if done.address else back(visit)


def _customer(visit: Visit, code: str) -> Record:
    return visit.found(reads.find_customer(visit.creditor, code), "")


def _invoice(customer: Record, number: str) -> Record | None:
    return found(customer.invoices.filter(number=number).first()) if number else None


def _at(customer: Record) -> str:
    return reverse("customer", args=[customer.code])


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _unhold(visit: Visit, code: str, invoice: str, key: int) -> Undone:
    customer = _customer(visit, code)
    about = _invoice(customer, invoice)
    release(creditor=visit.creditor, customer=customer, invoice=about, act=visit.act, only=key)
    return Undone(_("Undone: reminders go on as before."), _at(customer))


def _unhold_several(visit: Visit, holds: list[list[Any]]) -> Undone:
    for code, key in holds:
        release(creditor=visit.creditor, customer=_customer(visit, code), act=visit.act, only=key)
    return Undone(_("Undone: reminders go on as before."))


def _hold_again(visit: Visit, code: str, invoice: str, holds: list[list[Any]]) -> Undone:
    customer, today = _customer(visit, code), visit.act.today
    for start, until, reason in holds:
        first, last = max(date.fromisoformat(start), today), _day(until)
        if last is None or last >= first:
            hold(
                creditor=visit.creditor, customer=customer, invoice=_invoice(customer, invoice), reason=reason,
                start=first, until=last, act=visit.act,
            )  # fmt: skip
    return Undone(_("Undone: reminders are on hold as before."), _at(customer))


def _unpromise(visit: Visit, key: int) -> Undone:
    one = visit.found(promises.find_promise(visit.creditor, key))
    withdraw_promise(creditor=visit.creditor, promise_id=one.pk, act=visit.act, why=_("recorded by mistake"))
    return Undone(_("Undone: the promise is withdrawn."))


def _promise_again(visit: Visit, key: int) -> Undone:
    one = visit.found(promises.find_promise(visit.creditor, key))
    make_promise(
        creditor=visit.creditor, invoice=one.invoice, on=one.on, cents=one.cents, said_by=one.said_by,
        channel=one.channel, note=one.note, act=visit.act,
    )  # fmt: skip
    return Undone(_("Undone: the promise holds again."))


def _money(visit: Visit, key: int) -> Record:
    return found(money.find_line(visit.creditor, key))


def _unmatch(visit: Visit, key: int) -> Undone:
    undo_match(creditor=visit.creditor, line=_money(visit, key), act=visit.act)
    return Undone(_("Undone: the money waits again, everything is open as before."), reverse("money_line", args=[key]))


def _from_aside(visit: Visit, key: int) -> Undone:
    take_back(creditor=visit.creditor, line=_money(visit, key), act=visit.act)
    match_money(creditor=visit.creditor, act=visit.act)
    return Undone(_("Undone: it waits again."), reverse("money_line", args=[key]))


def _undecline(visit: Visit, key: int, still_no: list[Any]) -> Undone:
    take_decline_back(creditor=visit.creditor, line=_money(visit, key), still_no=still_no, act=visit.act)
    match_money(creditor=visit.creditor, act=visit.act)
    return Undone(_("Undone: it is looked at again."), reverse("money_line", args=[key]))


def _unpay(visit: Visit, code: str, key: int) -> Undone:
    customer = _customer(visit, code)
    payment = found(reads.customer_payments(visit.creditor, customer).filter(pk=key).first())
    undo_payment(creditor=visit.creditor, payment_id=payment.pk, act=visit.act)
    return Undone(_("Undone: what the payment had settled is open again."), _at(customer))


def _reopen(visit: Visit, key: int) -> Undone:
    reopen_task(creditor=visit.creditor, task_id=key, act=visit.act)
    return Undone(_("Undone: the task is on the work list again."))


def _assign_back(visit: Visit, tasks: list[list[Any]]) -> Undone:
    """Each to the person and the day it had; a day that is past stays as it is now."""
    today = visit.act.today
    for key, owner, by in tasks:
        day = date.fromisoformat(by) if by and date.fromisoformat(by) >= today else None
        if owner or day:
            assign_tasks(creditor=visit.creditor, task_ids=[key], owner=owner, by=day, act=visit.act)
    return Undone(_("Undone: everyone has the tasks that they had."))


def _edit_back(visit: Visit, code: str, former: dict[str, str]) -> Undone:
    customer = _customer(visit, code)
    only_contacts(visit, former)
    edit_customer(creditor=visit.creditor, customer=customer, changes=former, act=visit.act)
    return Undone(_("Undone: the former values hold again."), _at(customer))


def _owners_back(visit: Visit, owners: list[list[str]]) -> Undone:
    for owner in {owner for _code, owner in owners}:
        codes = [_customer(visit, code).code for code, had in owners if had == owner]
        assign_customers(creditor=visit.creditor, codes=codes, owner=owner, act=visit.act)
    return Undone(_("Undone: each customer has its former person in charge."))


def _view_again(visit: Visit, **view: str) -> Undone:
    save_view(creditor=visit.creditor, act=visit.act, **view)
    return Undone(_("Undone: the view is there again."))


def _mapping_again(visit: Visit, name: str, answers: dict[str, Any], header_hash: str) -> Undone:
    remember_mapping(
        creditor=visit.creditor, headers=(), answers=answers, name=name, header_hash=header_hash, act=visit.act
    )
    return Undone(_("Undone: the columns are remembered again."))


def _line_back(visit: Visit, reference: str, line: str) -> Undone:
    add_line(creditor=visit.creditor, reference=reference, line=line, act=visit.act)
    return Undone(_("Undone: the message says what it said before."), reverse("notice", args=[reference]))


def _unconfirm(visit: Visit, references: list[str]) -> Undone:
    done = take_confirmation_back(creditor=visit.creditor, references=references, act=visit.act)
    n = len(done.confirmed)
    words = ngettext("Undone: %(n)d reminder waits for you again.", "Undone: %(n)d reminders wait for you again.", n)
    if not n:
        raise Refused(_("They have left meanwhile: a message that has left cannot be called back."))
    return Undone(words % {"n": n}, reverse("departures"))


def _reply_again(visit: Visit, key: int, meanings: list[int]) -> Undone:
    message = visit.found(find_reply(visit.creditor, key))
    reopen_reply(creditor=visit.creditor, message=message, meanings=meanings, act=visit.act)
    return Undone(_("Undone: the message waits for you again."), reverse("reply", args=[key]))


INVERSES: Final[dict[str, tuple[Right, Callable[..., Undone]]]] = {
    "hold": ("follow_up", _unhold),
    "hold_several": ("follow_up", _unhold_several),
    "assign_several": ("settle", _owners_back),
    "release": ("follow_up", _hold_again),
    "promise": ("follow_up", _unpromise),
    "withdraw": ("follow_up", _promise_again),
    "match": ("money", _unmatch),
    "aside": ("money", _from_aside),
    "decline": ("money", _undecline),
    "pay": ("money", _unpay),
    "close_task": ("tasks", _reopen),
    "assign": ("follow_up", _assign_back),
    "edit_customer": ("follow_up", _edit_back),
    "view": ("see", _view_again),
    "mapping": ("money", _mapping_again),
    "line": ("confirm", _line_back),
    "confirm": ("confirm", _unconfirm),
    "reply": ("follow_up", _reply_again),
}

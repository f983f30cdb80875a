"""The bank details that messages carry: the account in force, a change under way, and those before."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from relance.domain.bank import BEGINNING, DELAY
from relance.domain.bank_words import state_words
from relance.domain.wording.formats import grouped
from relance.domain.wording.payment import safety_words
from relance.ledger.bank import account_in_force, accounts, approvers, masked, pending_change, state_of
from relance.ledger.facts import creditor_facts
from relance.operations.bank_details import checked_bic, checked_iban
from relance.operations.change_bank import approve_account, propose_account, withdraw_account
from relance.web.again import again
from relance.web.door import Record, Visit, page
from relance.web.forms import Field, problem_of, with_typed, wrong
from relance.web.sentences import said

COLOURS = {"proposed": "held", "waits": "held", "in_force": "done", "former": "plain", "withdrawn": "plain"}


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The account that is printed, what customers read beside it, and the change under way or its form."""
    return _shown_with(visit, _fields())


def _shown_with(visit: Visit, fields: list[Field]) -> HttpResponse:
    creditor, now = visit.creditor, visit.act.now
    current, pending = account_in_force(creditor, now), pending_change(creditor, now)
    facts = creditor_facts(creditor, now)
    context = {
        "here": "bank",
        "current": current and _account(visit, current),
        "pending": pending and _change(visit, pending),
        "reads": safety_words(facts, visit.language) if current else "",
        "before": [_account(visit, one) for one in accounts(creditor) if one not in (current, pending)],
        "hours": int(DELAY.total_seconds() // 3600),
        "is_alone": creditor.members.filter(user__is_active=True).count() < 2,
        "fields": fields,
        "wrong": wrong(fields),
    }
    return render(visit.request, "settings/bank.html", context)


def _account(visit: Visit, account: Record) -> dict[str, Any]:
    state = state_of(account, visit.act.now)
    return {
        "row": account,
        "iban": grouped(account.iban),
        "masked": masked(account.iban),
        "state": state_words(state, visit.language),
        "colour": COLOURS[state],
        "was_given_at_set_up": account.in_force_from == BEGINNING,
    }


def _change(visit: Visit, account: Record) -> dict[str, Any]:
    """A proposal, with who may do what about it."""
    name, names = visit.act.by, approvers(visit.creditor, account)
    return {
        **_account(visit, account),
        "is_mine": account.proposed_by == name,
        "may_approve": account.approved_at is None and name in names,
        "approvers": names,
        "left": _left(account.in_force_from - visit.act.now) if account.in_force_from else "",
    }


def _left(delay: Any) -> str:
    """How long until it takes effect: days and hours, or less than an hour."""
    days, hours = delay.days, delay.seconds // 3600
    parts = [
        ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else "",
        ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours} if hours else "",
    ]
    return " ".join(part for part in parts if part) or _("less than an hour")


def _fields() -> list[Field]:
    """The fields of an account; the IBAN is typed twice."""
    plain = (("autocomplete", "off"), ("spellcheck", "false"))
    iban = (*plain, ("maxlength", "42"))
    return [
        Field("iban", _("IBAN"), attributes=iban, is_required=True),
        Field("again", _("IBAN, typed again from the bank’s paper"), attributes=iban, is_required=True),
        Field("bic", _("BIC (may stay empty)"), attributes=(*plain, ("maxlength", "14"))),
    ]


def _problems(data: dict[str, str]) -> dict[str, str]:
    """What is wrong with the account that was typed, by field."""
    typed = ["".join(data.get(name, "").split()).upper() for name in ("iban", "again")]
    found = {
        "iban": problem_of(partial(checked_iban, data.get("iban", ""))),
        "bic": problem_of(partial(checked_bic, data.get("bic", ""))),
    }
    if not found["iban"] and typed[0] != typed[1]:
        found["again"] = said("the two IBANs are not the same")
    return {name: words for name, words in found.items() if words}


@require_http_methods(["GET", "POST"])
@page
@again()
def propose(visit: Visit) -> HttpResponse:
    """Propose another account; the IBAN is typed twice."""
    data = visit.data
    if visit.request.method == "GET":
        return HttpResponseRedirect("/settings/bank/")
    if problems := _problems(data):
        return _shown_with(visit, with_typed(_fields(), data, problems))
    replaces = data.get("replaces", "")
    account = propose_account(
        creditor=visit.creditor, iban=data.get("iban", ""), again=data.get("again", ""), bic=data.get("bic", ""),
        replaces=int(replaces) if replaces.isdecimal() else None, act=visit.act,
    )  # fmt: skip
    if account.in_force_from == BEGINNING:
        messages.success(visit.request, _("Saved: your messages carry this account from now on."))
    else:
        messages.success(visit.request, _("Proposed. Everybody who works here is told."))
    return HttpResponseRedirect("/settings/bank/")


@require_POST
@page
@again()
def approve(visit: Visit) -> HttpResponse:
    """Approve the account that was shown."""
    approve_account(creditor=visit.creditor, account=_shown(visit), act=visit.act)
    messages.success(visit.request, _("Approved. Messages carry the former account until it takes effect."))
    return HttpResponseRedirect("/settings/bank/")


@require_POST
@page
@again()
def withdraw(visit: Visit) -> HttpResponse:
    """Withdraw the change that was shown."""
    withdraw_account(creditor=visit.creditor, account=_shown(visit), why=visit.data.get("why", ""), act=visit.act)
    messages.success(visit.request, _("Withdrawn: your messages go on carrying the same account."))
    return HttpResponseRedirect("/settings/bank/")


def _shown(visit: Visit) -> int:
    """The key of the account that the page spoke of; no number is no account."""
    number = visit.data.get("account", "")
    return int(number) if number.isdecimal() else 0

"""What customers wrote back: what it seems to mean, and what a person makes of it. Text only, never their HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from relance.ledger import reads, replies
from relance.ledger.money import fitting_receipts
from relance.operations import qualify_reply
from relance.operations.assign_reply import assign_reply
from relance.operations.check_paid_iban import check_paid_iban
from relance.operations.decide_due import decide_due
from relance.operations.qualify_reply import Manner, Reading
from relance.operations.refused import Refused
from relance.operations.reopen_reply import may_reopen
from relance.web.door import Record, Visit, found, page
from relance.web.lists import Column, Filter, Listed, answer, having
from relance.web.pages.customer_acts import cents_of, customer_of, day_of
from relance.web.pages.views import views_context
from relance.web.reply_rows import reply_row, reply_rows
from relance.web.undo import undoable

SEARCHED = ("customer__name", "customer__code", "sender", "subject", "text")
REPLIES = Listed(
    columns=(
        Column("received", lazy("Received"), order=("received_at", "pk")),
        Column("customer", lazy("Customer"), order=("customer__name", "received_at", "pk")),
    ),
    filters=(Filter("customer", lazy("Customer"), "pill"),),
    search=lazy("Customer, sender or words"),
    per_page=10,
    target="reply-list",
)
MOST_FOUND = 8


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The messages that wait, the oldest first; or all that one customer wrote."""
    code = visit.request.GET.get("customer", "")
    customer = customer_of(visit, code) if code else None
    rows = (
        replies.customer_replies(visit.creditor, customer)
        if customer
        else visit.seen(replies.waiting_replies(visit.creditor))
    )
    asked = REPLIES.read(visit)
    pages = asked.page(asked.in_order(having(rows, asked.words, *SEARCHED)))
    context = {
        "here": "replies",
        "customer": customer,
        "pages": pages,
        "found": ngettext("%(n)d message", "%(n)d messages", pages.paginator.count) % {"n": pages.paginator.count},
        "rows": reply_rows(visit, list(pages)),
    }
    context |= views_context(visit, "replies", asked.query)
    return answer(visit, asked, "replies/page.html", "replies/_list.html", context)


@require_GET
@page
def detail(visit: Visit, message_id: int) -> HttpResponse:
    """One message: its text, what is proposed, and all that a person can make of it."""
    message = _message(visit, message_id)
    who = visit.request.GET.get("who", "").strip()
    people = (
        reads.search_customers(visit.creditor, who, visit.act.today)[:MOST_FOUND]
        if who and visit.opens("reply_assign")
        else []
    )
    context = {
        "here": "replies",
        "row": reply_row(visit, message, is_whole=True),
        "who": who,
        "people": people,
        "answers": replies.answers_to(visit.creditor, message),
        "receipts": fitting_receipts(visit.creditor, message.customer) if message.customer and visit.sees_all else [],
    }
    return render(visit.request, "replies/reply.html", context)


@require_GET
@page
def original(visit: Visit, message_id: int) -> HttpResponse:
    """The message exactly as it came in, to be kept: never shown by the browser."""
    content = replies.raw_bytes(visit.creditor, _message(visit, message_id).pk)
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="message-{message_id}.eml"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _message(visit: Visit, message_id: int) -> Record:
    return visit.found(replies.find_reply(visit.creditor, message_id))


def _meaning(visit: Visit, message_id: int, meaning_id: int) -> tuple[Record, Record]:
    message = _message(visit, message_id)
    return message, found(replies.find_meaning(visit.creditor, message, meaning_id))


@require_POST
@page
def accept(visit: Visit, message_id: int, meaning_id: int) -> HttpResponse:
    """Take a proposal as it is, or as it was corrected in the form."""
    message, meaning = _meaning(visit, message_id, meaning_id)
    what: dict[str, Any] = {
        "creditor": visit.creditor, "meaning": meaning, "act": visit.act, "manner": _manner(visit, message),
    }  # fmt: skip
    if "meaning" in visit.data:
        qualify_reply.correct(**what, reading=_reading(visit, message))
    else:
        qualify_reply.accept(**what)
    return _done(visit, message, _("It is recorded."), None if what["manner"].answer else [meaning.pk])


@require_POST
@page
def reject(visit: Visit, message_id: int, meaning_id: int) -> HttpResponse:
    """Say that a proposal is wrong."""
    message, meaning = _meaning(visit, message_id, meaning_id)
    qualify_reply.reject(creditor=visit.creditor, meaning=meaning, act=visit.act)
    return _done(visit, message, _("The proposal is set aside."), [meaning.pk])


@require_POST
@page
def add(visit: Visit, message_id: int) -> HttpResponse:
    """Say something that the rules have not seen."""
    message = _message(visit, message_id)
    qualify_reply.add(
        creditor=visit.creditor, message=message, reading=_reading(visit, message), act=visit.act,
        manner=_manner(visit, message), quote=visit.data.get("quote", ""),
    )  # fmt: skip
    return _done(visit, message, _("It is recorded."))


@require_POST
@page
def accept_all(visit: Visit, message_id: int) -> HttpResponse:
    """Accept everything that is proposed."""
    message = _message(visit, message_id)
    manner = _manner(visit, message)
    n = qualify_reply.accept_all(creditor=visit.creditor, message=message, act=visit.act, manner=manner)
    told = ngettext("%(n)d proposal was accepted.", "%(n)d proposals were accepted.", n) % {"n": n}
    return _done(visit, message, told)


@require_POST
@page
def nothing(visit: Visit, message_id: int) -> HttpResponse:
    """Close the message: nothing comes of it."""
    message = _message(visit, message_id)
    note = visit.data.get("note", "")
    left = [one.pk for one in message.meanings.filter(state="proposed")]
    qualify_reply.dismiss(creditor=visit.creditor, message=message, act=visit.act, note=note)
    return _done(visit, message, _("The message is dealt with: nothing comes of it."), left)


@require_POST
@page
def assign(visit: Visit, message_id: int) -> HttpResponse:
    """Say which customer wrote."""
    message = _message(visit, message_id)
    customer = customer_of(visit, visit.data.get("customer", ""))
    assign_reply(creditor=visit.creditor, message=message, customer=customer, act=visit.act)
    messages.success(visit.request, _("The message is tied to %(name)s.") % {"name": customer.name})
    return HttpResponseRedirect(reverse("reply", args=[message.pk]))


@require_POST
@page
def iban(visit: Visit, message_id: int, meaning_id: int) -> HttpResponse:
    """Compare the end of the IBAN that the customer paid to with ours."""
    message, meaning = _meaning(visit, message_id, meaning_id)
    tail = visit.data.get("tail", "")
    if check_paid_iban(creditor=visit.creditor, meaning=meaning, tail=tail, act=visit.act):
        messages.success(visit.request, _("It is the end of your account: go on looking for the payment."))
    else:
        told = _("This is not your account. An urgent task says what to do: call the customer at once.")
        messages.error(visit.request, told)
    return HttpResponseRedirect(reverse("reply", args=[message.pk]))


def _reading(visit: Visit, message: Record) -> Reading:
    """How the form reads the sentence. Raises Refused for what cannot be a day or a sum."""
    data = visit.data
    number, amount, on = data.get("invoice", ""), data.get("amount", ""), data.get("on", "")
    meaning = data.get("meaning", "")
    rows = message.customer.invoices.filter(number=number) if message.customer and number else None
    invoice = found(rows.first()) if rows is not None else None
    currency = invoice.currency if invoice else _currency(visit, message)
    has_day, has_sum = meaning in DATED, meaning in SUMMED
    return Reading(
        meaning,
        number,
        day_of(on) if on and has_day else None,
        cents_of(amount, currency) if amount and has_sum else None,
        data.get("reason", "") if meaning == "dispute" else "",
    )


DATED = ("promise", "more_time", "already_paid")
SUMMED = ("promise", "more_time", "already_paid", "dispute")


def _currency(visit: Visit, message: Record) -> str:
    meant = replies.invoices_meant(visit.creditor, message)
    return str(meant[0].currency) if meant else "EUR"


def _manner(visit: Visit, message: Record) -> Manner:
    data = visit.data
    until, sure = data.get("until", ""), data.get("sure", "")
    if sure and (message.customer is None or sure.casefold() != message.customer.code.casefold()):
        raise Refused(_("to confirm, type the customer’s code exactly"))
    return Manner(
        answer="answer" in data,
        words=data.get("words", "").replace("\r\n", "\n"),
        until=day_of(until) if until else None,
        email=data.get("email", ""),
        even_unauthenticated=bool(sure),
    )


def _done(visit: Visit, message: Record, words: str, decided: Sequence[int] | None = None) -> HttpResponse:
    """Say so, have today’s list follow, and go on: to the message while it waits, else to the list.

    `decided`: the meanings that may be taken back, where all that came of them can be.
    """
    if decided is not None and may_reopen(visit.creditor, message, decided):
        undoable(visit, words, "reply", key=message.pk, meanings=list(decided))
    else:
        messages.success(visit.request, words)
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)
    still = _message(visit, message.pk)
    if still.state == replies.WAITING and "list" not in visit.data:
        return HttpResponseRedirect(reverse("reply", args=[message.pk]))
    return HttpResponseRedirect(reverse("replies"))

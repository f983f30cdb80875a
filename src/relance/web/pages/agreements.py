"""Payment plans: agreed on the customer's page with a preview, followed instalment by instalment, signed, cancelled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.domain.instalments import equal_parts, limits_broken, parts_wrong, standings
from relance.domain.reasons import event_words
from relance.domain.stops import Part
from relance.ledger import reads
from relance.ledger.agreements import Covered, Progress, agreed_invoices, agreements, coverage, find_agreement
from relance.operations.agree_instalments import agree_instalments
from relance.operations.agreement_papers import agreement_attachment, letter_name
from relance.operations.agreement_states import limits_of, progress_of
from relance.operations.cancel_agreement import cancel_agreement
from relance.operations.decide_due import decide_due
from relance.operations.refused import Refused
from relance.operations.sign_agreement import sign_agreement
from relance.web.door import Record, Visit, page
from relance.web.pages.customer_acts import cents_of, customer_of, day_of
from relance.web.setting_words import setting_words

RHYTHMS = {"1": {"every_months": 1}, "3": {"every_months": 3}, "14d": {"every_days": 14}, "7d": {"every_days": 7}}
MOST_ENDED = 20
TYPED = re.compile(r"^\s*(\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4})[\s:=]+(.+?)\s*€?\s*$")


def agreement_context(visit: Visit, customer: Record) -> dict[str, Any]:
    """What the form on the customer's page needs: invoices that a plan may cover, and the plans there are."""
    agreed = agreed_invoices(visit.creditor, customer)
    sums: dict[str, list[Any]] = {}
    for line in coverage(visit.creditor, customer, customer.invoices.all()):
        row = sums.setdefault(line.receivable.invoice.number, [line.receivable, 0])
        row[1] += line.cents
    free = [(r.invoice, cents, r.due_on < visit.act.today) for r, cents in sums.values() if r.invoice_id not in agreed]
    mine = agreements(visit.creditor).filter(customer=customer)
    return {
        "plannable": [row for row in free if row[1] > 0],
        "plans_agreed": [progress_of(visit.creditor, one, visit.act.today) for one in mine],
    }


def agreement_rows(visit: Visit) -> list[Progress]:
    """Plans in force, the earliest next instalment first, then those that ended last."""
    in_force = [
        progress_of(visit.creditor, x, visit.act.today) for x in visit.seen(agreements(visit.creditor, "in_force"))
    ]
    in_force.sort(key=lambda x: x.next.part.due_on if x.next else date.max)
    ended = visit.seen(agreements(visit.creditor, "kept", "broken", "cancelled")).order_by("-ended_on", "-pk")
    return in_force + [progress_of(visit.creditor, x, visit.act.today) for x in ended[:MOST_ENDED]]


@require_GET
@page
def show(visit: Visit, reference: str) -> HttpResponse:
    """One plan: its instalments with the payments that fill them, its letter, what can be done."""
    agreement = _agreement_of(visit, reference)
    events = reads.customer_events(visit.creditor, agreement.customer).filter(payload__agreement=agreement.reference)
    context = {
        "here": "promises",
        "plan": progress_of(visit.creditor, agreement, visit.act.today),
        "agreement": agreement,
        "lines": sorted(agreement.lines.all(), key=lambda x: (x.receivable.due_on, x.receivable.invoice.number)),
        "letter_name": letter_name(agreement),
        "timeline": [(event, event_words(event.verb, event.payload, visit.language)) for event in events],
    }
    return render(visit.request, "agreements/detail.html", context)


def _agreement_of(visit: Visit, reference: str) -> Record:
    return visit.found(find_agreement(visit.creditor, reference))


@require_GET
@page
def letter(visit: Visit, reference: str) -> HttpResponse:
    """The letter as it was frozen."""
    paper = agreement_attachment(visit.creditor, _agreement_of(visit, reference))
    answer = HttpResponse(paper.content, content_type=paper.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{paper.filename}"'
    return answer


@require_POST
@page
def sign(visit: Visit, reference: str) -> HttpResponse:
    """The signed letter came back."""
    agreement = _agreement_of(visit, reference)
    sign_agreement(creditor=visit.creditor, agreement=agreement, on=day_of(visit.data.get("on", "")), act=visit.act)
    messages.success(visit.request, _("The signature is recorded: the debt is acknowledged, the legal clocks follow."))
    return _back_to(agreement)


@require_POST
@page
def cancel(visit: Visit, reference: str) -> HttpResponse:
    """Take the plan back."""
    agreement = _agreement_of(visit, reference)
    cancel_agreement(
        creditor=visit.creditor, agreement=agreement, reason=visit.data.get("reason", ""), act=visit.act
    )  # fmt: skip
    _follow(visit)
    messages.success(visit.request, _("The payment plan is cancelled: its invoices return to where they were."))
    return _back_to(agreement)


def _back_to(agreement: Record) -> HttpResponse:
    return HttpResponseRedirect(reverse("agreement", args=[agreement.reference]))


def _follow(visit: Visit) -> None:
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)


@require_POST
@page
def agree(visit: Visit, code: str) -> HttpResponse:
    """Make a plan with this customer."""
    customer = customer_of(visit, code)
    invoices = _invoices(customer, visit.request.POST)
    covered = coverage(visit.creditor, customer, invoices) if invoices else []
    parts = _parts(visit, visit.request.POST, covered)
    _refuse(visit, parts, covered)
    if visit.data.get("claims", "running") != "running" and not visit.may("settle"):
        raise Refused(_("Your role does not let you give up interest: agree on the plan with interest going on"))
    agreement = agree_instalments(
        creditor=visit.creditor, customer=customer, invoices=invoices, parts=parts, act=visit.act,
        claims=visit.data.get("claims", "running"), agreed_with=visit.data.get("with", ""),
        note=visit.data.get("note", ""), tell_customer="tell" in visit.data,
    )  # fmt: skip
    _follow(visit)
    messages.success(visit.request, _("The payment plan is agreed. Its letter is ready to be signed."))
    return _back_to(agreement)


@require_GET
@page
def preview(visit: Visit, code: str) -> HttpResponse:
    """The table of instalments as the form stands, and what the creditor's limits say of it."""
    customer = customer_of(visit, code)
    asked = visit.request.GET
    covered = coverage(visit.creditor, customer, _invoices(customer, asked))
    context: dict[str, Any] = {"covered": covered, "total": sum(line.cents for line in covered)}
    context["currency"] = covered[0].receivable.currency if covered else "EUR"
    context["aside"] = sum(line.disputed_cents for line in covered)
    try:
        parts = _parts(visit, asked, covered)
    except Refused as refusal:
        context["problem"] = str(refusal)
        return render(visit.request, "customers/_agreement_preview.html", context)
    wrong = parts_wrong(parts, context["total"], visit.act.today)
    context["problem"] = wrong.text(visit.language) if wrong else ""
    context["rows"] = standings(parts, 0, visit.act.today)
    context["limits"] = _beyond(visit, parts)
    return render(visit.request, "customers/_agreement_preview.html", context)


def _invoices(customer: Record, asked: QueryDict) -> list[Record]:
    return list(customer.invoices.filter(number__in=asked.getlist("invoice")).order_by("number"))


def _parts(visit: Visit, asked: QueryDict, covered: Sequence[Covered]) -> list[Part]:
    """The typed instalments, else equal ones. Raises Refused in the language of the page."""
    if not covered:
        raise Refused(_("choose the invoices that the plan is for"))
    currency = covered[0].receivable.currency
    if any(line.receivable.currency != currency for line in covered):
        raise Refused(_("A payment plan is in one currency: make one for each"))
    typed = [line for line in asked.get("lines", "").splitlines() if line.strip()]
    if typed:
        return [_typed(line, currency) for line in typed]
    count, rhythm = asked.get("count", ""), RHYTHMS.get(asked.get("every", "1"), RHYTHMS["1"])
    if not count.isdecimal() or not 0 < int(count) <= 120:
        raise Refused(_("give the number of instalments"))
    try:
        first = day_of(asked.get("first", ""))
        return equal_parts(sum(line.cents for line in covered), int(count), first, **rhythm)
    except (ValueError, OverflowError):
        raise Refused(_("the sum cannot be parted so: give fewer instalments")) from None


def _typed(line: str, currency: str) -> Part:
    """`31/03/2026 500,00` or `2026-03-31 500.00`."""
    match = TYPED.match(line)
    if not match:
        raise Refused(_("write each instalment on a line of its own, as 31/03/2026 500,00"))
    on = match[1]
    if "/" in on:
        day, month, year = on.split("/")
        on = f"{year}-{month:0>2}-{day:0>2}"
    return Part(day_of(on), cents_of(match[2], currency))


def _beyond(visit: Visit, parts: Sequence[Part]) -> list[str]:
    """Each limit that is not kept, with the setting's name as the settings page has it."""
    return [
        f"{one.said.text(visit.language)} ({setting_words(one.setting)[0]})"
        for one in limits_broken(parts, visit.act.today, limits_of(visit.creditor))
    ]


def _refuse(visit: Visit, parts: Sequence[Part], covered: Sequence[Covered]) -> None:
    wrong = parts_wrong(parts, sum(line.cents for line in covered), visit.act.today)
    if wrong:
        raise Refused(wrong.text(visit.language))
    beyond = _beyond(visit, parts)
    if beyond:
        raise Refused(_("Beyond what you allow: %(what)s") % {"what": "; ".join(beyond)})

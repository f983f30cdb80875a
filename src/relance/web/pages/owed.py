"""What a customer owes on a day: totals that open their working, then every line behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relance.domain.interest import Statement
from relance.domain.said import Note
from relance.operations.bill_claims import bill_claims
from relance.operations.owed_papers import FILENAMES, owed_pdf
from relance.operations.refused import Refused
from relance.operations.state_owed import Owed, OwedLine, state_owed, warnings_of
from relance.operations.waive_claim import waive_claim
from relance.web.door import Visit, page, paged
from relance.web.owed_words import refusal_words, worked_out
from relance.web.pages.customer import credits_of
from relance.web.pages.customer_acts import cents_of, customer_of, day_of, invoice_of

PER_PAGE = 20


class Working(NamedTuple):
    """How one total is made up, in cents: `charged` − `paid` − `credited` − `waived` = `left`."""

    charged: int
    paid: int
    credited: int
    waived: int
    left: int


@require_GET
@page
def show(visit: Visit, code: str) -> HttpResponse:
    """The statement of one customer at the end of a day."""
    customer = customer_of(visit, code)
    as_of, problem, every = visit.act.today, "", list[Owed]()
    try:
        as_of = _day(visit)
        every = state_owed(creditor=visit.creditor, as_of=as_of, customer=customer)
    except Refused as refusal:
        problem = refusal_words(refusal, visit.language)
    lines = [line for owed in every for line in owed.lines]
    context = {
        "here": "customers",
        "customer": customer,
        "as_of": as_of,
        "is_today": as_of == visit.act.today,
        "problem": problem,
        "sums": [_sums(owed) for owed in every if owed.lines],
        "lines": paged(visit, lines, PER_PAGE),
        "rows": [_shown(line, visit.language) for line in paged(visit, lines, PER_PAGE)],
        "warnings": _by_kind(warnings_of(lines), visit.language),
        "assumptions": _once(note.said.text(visit.language) for line in lines for note in line.statement.assumptions),
        "credits": [(currency, cents) for currency, cents in credits_of(visit, customer).items() if cents],
    }
    return render(visit.request, "customers/owed.html", context)


def _day(visit: Visit) -> date:
    """The day in the address, else today. Raises Refused for what is no day."""
    text = visit.request.GET.get("on", "")
    return day_of(text) if text else visit.act.today


@require_GET
@page
def paper(visit: Visit, code: str) -> HttpResponse:
    """The same statement as a PDF to keep or to send."""
    customer = customer_of(visit, code)
    as_of = _day(visit)
    try:
        content = owed_pdf(creditor=visit.creditor, as_of=as_of, customer=customer)
    except Refused as refusal:
        messages.error(visit.request, refusal_words(refusal, visit.language))
        return HttpResponseRedirect(reverse("customer_owed", args=[customer.code]))
    name = re.sub(r"[^A-Za-z0-9-]+", "-", customer.code).strip("-") or str(customer.pk)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{FILENAMES[visit.language]}-{name}-{as_of}.pdf"'
    return answer


def _sums(owed: Owed) -> dict[str, Any]:
    """The totals of one currency, each with its working, and the same claims imputed the other way round."""
    found = [line.statement for line in owed.lines]
    others = [s.other for s in found]
    return {
        "owed": owed,
        "currency": owed.currency,
        "principal": _principal(found),
        "overdue_cents": sum(s.principal_cents for s in found if s.claim.due_on < owed.as_of),
        "interest": _claimed(found, "interest", sum(s.accrued_cents for s in found)),
        "indemnity": _claimed(found, "indemnity", sum(s.indemnity_charged_cents for s in found)),
        "sources": _once(str(s.indemnity_source.fr) for s in found if s.indemnity_source),
        "per_day": [(x.claim.receivable, x.statement.per_day_cents) for x in owed.lines if x.statement.per_day_cents],
        "imputation": found[0].claim.imputation,
        "sides": [
            (part, getattr(owed, part), sum(getattr(o, part) for o in others))
            for part in ("principal_cents", "interest_cents", "indemnity_cents", "total_cents")
        ],
    }


def _principal(statements: Sequence[Statement]) -> Working:
    paid = [p for s in statements for p in s.imputed]
    return Working(
        charged=sum(s.claim.amount_cents for s in statements),
        paid=sum(p.to_principal_cents for p in paid if p.kind == "payment"),
        credited=sum(p.to_principal_cents for p in paid if p.kind == "credit_note"),
        waived=0,
        left=sum(s.principal_cents for s in statements),
    )


def _claimed(statements: Sequence[Statement], part: str, charged: int) -> Working:
    paid = sum(getattr(p, f"to_{part}_cents") for s in statements for p in s.imputed)
    waived = sum(w.cents for s in statements for w in s.waived if w.waiver.part == part)
    return Working(charged, paid, 0, waived, sum(getattr(s, f"{part}_cents") for s in statements))


def _shown(line: OwedLine, language: str) -> dict[str, Any]:
    """One due-date line, its segments with their arithmetic."""
    statement = line.statement
    receivable = line.claim.receivable
    return {
        "receivable": receivable,
        "invoice": receivable.invoice,
        "currency": receivable.currency,
        "statement": statement,
        "is_late": receivable.due_on < statement.as_of,
        "is_settled": not statement.principal_cents,
        "segments": [(s, worked_out(s, statement.claim.day_count, receivable.currency)) for s in statement.segments],
        "waived": [w for w in statement.waived if w.cents],
        "parts": [p for p in ("interest", "indemnity") if getattr(statement, f"{p}_cents")],
        "notes": _once(note.said.text(language) for note in line.claim.notes),
    }


def _by_kind(notes: Iterable[Note], language: str) -> list[tuple[str, list[str]]]:
    """Warnings of one kind together: the first sentence, then the others."""
    kinds: dict[str, list[str]] = {}
    for note in notes:
        kinds.setdefault(note.code, []).append(note.said.text(language))
    return [(sentences[0], sentences[1:]) for sentences in kinds.values()]


def _once(sentences: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(sentences))


@require_POST
@page
def waive(visit: Visit, code: str) -> HttpResponse:
    """Give up interest or the indemnity of one invoice, whole or in part, with the reason."""
    customer = customer_of(visit, code)
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    part, amount = visit.data.get("part", ""), visit.data.get("amount", "")
    waive_claim(
        creditor=visit.creditor,
        invoice=invoice,
        part=part,
        reason=visit.data.get("why", ""),
        cents=cents_of(amount, invoice.currency) if amount else None,
        act=visit.act,
    )
    words = {
        "interest": _("The interest of %(invoice)s is waived."),
        "indemnity": _("The indemnity of %(invoice)s is waived."),
    }[part]
    if amount:
        words = _("%(amount)s waived on %(invoice)s.")
    messages.success(visit.request, words % {"invoice": invoice.number, "amount": amount})
    return HttpResponseRedirect(reverse("customer_owed", args=[customer.code]))


@require_POST
@page
def bill(visit: Visit, code: str) -> HttpResponse:
    """Number a claim note for one invoice, keep it, and give its PDF."""
    customer = customer_of(visit, code)
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    try:
        billed = bill_claims(creditor=visit.creditor, invoice=invoice, act=visit.act)
    except Refused as refusal:
        messages.error(visit.request, refusal_words(refusal, visit.language))
        return HttpResponseRedirect(reverse("customer_owed", args=[customer.code]))
    answer = HttpResponse(billed.content, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{billed.number}.pdf"'
    return answer

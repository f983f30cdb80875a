"""One customer: what is owed, why it is or is not reminded, what is known of it, and all that happened."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from relance.discovery import country
from relance.domain.plan import CUSTOMER_KINDS, SEGMENTS, Plan
from relance.domain.reasons import event_words, explain_text
from relance.domain.said import Note
from relance.domain.terms import TermsRefused, parse_terms
from relance.ledger import reads
from relance.ledger.clock_facts import FACT_KINDS
from relance.ledger.positions import customer_plan
from relance.operations.edit_customer import customer_values
from relance.operations.explain import explain
from relance.operations.legal_clocks import clocks_of
from relance.operations.plans_in_force import plans_in_force
from relance.operations.refused import Refused
from relance.operations.state_owed import Owed, state_owed
from relance.web.door import Record, Visit, found, page, paged
from relance.web.pages.agreements import agreement_context
from relance.web.pages.clocks import clock_rows
from relance.web.pages.customer_acts import customer_of
from relance.web.pages.disputes import dispute_context
from relance.web.pages.holds import exclusion_context, profile_context
from relance.web.pages.promises import promises_of
from relance.web.parts import comes_later

BUCKETS = (("1-30", 30), ("31-60", 60), ("61-90", 90))
MONEY = ("payment_recorded", "payment_undone")
PER_PAGE = 25
MOST_EXPLAINED = 12
MOST_STATED = 400  # receivables; beyond, the statement has its own page and time


@require_GET
@page
def show(visit: Visit, code: str) -> HttpResponse:
    """The customer's page."""
    customer = customer_of(visit, code)
    later = comes_later(visit)
    plans = plans_in_force(visit.creditor)
    plan = customer_plan(customer, visit.creditor, plans)
    receivables = reads.customer_receivables(visit.creditor, customer).select_related("invoice", "customer")
    holds = list(reads.customer_holds(visit.creditor, customer))
    payments = reads.customer_payments(visit.creditor, customer)
    open_rows = list(receivables.filter(open_cents__gt=0))
    context = {
        "here": "customers",
        "customer": customer,
        "values": customer_values(customer),
        "kinds": CUSTOMER_KINDS,
        "segments": SEGMENTS,
        "plans": plans,
        "plan": plan,
        "steps": plan.steps,
        "later": later,
        "fact_kinds": FACT_KINDS,
        "facts": visit.creditor.legal_facts.filter(customer=customer).select_related("invoice").order_by("-on", "-pk"),
        "terms_notes": _terms_notes(visit, customer),
        "owed": _owed(open_rows, visit.act.today, credits_of(visit, customer)),
        "receivables": paged(visit, open_rows, PER_PAGE),
        "settled": paged(visit, _settled(receivables), PER_PAGE, name="settled"),
        "open_invoices": sorted({r.invoice.number for r in open_rows}),
        "customer_holds": [h for h in holds if h.invoice_id is None],
        "invoice_holds": [h for h in holds if h.invoice_id],
        "payments": payments[:10],
        "waiting": reads.waiting_notices(visit.creditor).filter(customer=customer),
        **exclusion_context(visit, customer),
        **dispute_context(visit, customer),
        **promises_of(visit, customer),
    }
    wanted = ["timeline"] if later and "event" in visit.request.GET else [] if later else list(PARTS)
    for part in wanted:
        context.update(PARTS[part](visit, customer))
    return render(visit.request, "customers/customer.html", context)


@require_GET
@page
def show_part(visit: Visit, code: str, part: str) -> HttpResponse:
    """One part of the page, asked for a moment later: why, what is claimed, the clocks, the profile."""
    customer = customer_of(visit, code)
    context = {"customer": customer, "here": "customers", **found(PARTS.get(part))(visit, customer)}
    return render(visit.request, f"customers/_{part}.html", context)


def _why(visit: Visit, customer: Record) -> dict[str, Any]:
    return {"explained": _explained(visit, customer)}


def _claims(visit: Visit, customer: Record) -> dict[str, Any]:
    return {"claimed": owed_today(visit, customer), "currency": visit.request.GET.get("currency", "")}


def _clocks(visit: Visit, customer: Record) -> dict[str, Any]:
    rows = reads.customer_receivables(visit.creditor, customer).filter(open_cents__gt=0)
    opened = list(rows.select_related("invoice", "customer"))
    return {"clocks": clock_rows(clocks_of(visit.creditor, opened), visit.act.today)}


def _profile(visit: Visit, customer: Record) -> dict[str, Any]:
    return {"segments": SEGMENTS, **profile_context(visit, customer)}


def _happened(visit: Visit, customer: Record) -> dict[str, Any]:
    return {"timeline": _timeline(visit, customer)}


PARTS = {
    "why": _why, "claimed": _claims, "clocks": _clocks, "profile": _profile, "timeline": _happened,
    "agreement_form": agreement_context,
}  # fmt: skip


def _settled(receivables: QuerySet[Any]) -> QuerySet[Any]:
    """What is settled, the latest first."""
    return receivables.filter(open_cents__lte=0).order_by("-due_on", "-pk")


def owed_today(visit: Visit, customer: Record) -> list[Owed]:
    """What is owed today with interest and indemnities; nothing where a rate is missing or where it takes long."""
    if customer.receivables.count() > MOST_STATED:
        return []
    try:
        return state_owed(creditor=visit.creditor, as_of=visit.act.today, customer=customer)
    except Refused:
        return []


def _terms_notes(visit: Visit, customer: Record) -> list[Note]:
    """Warnings about payment terms beyond the legal maximum; a country without such a maximum has none."""
    notes = getattr(country(visit.creditor.country), "terms_notes", None)
    try:
        terms = parse_terms(customer.terms or visit.creditor.default_terms)
    except TermsRefused:  # a file's own words, kept as they came
        return []
    return list(notes(terms, customer.kind)) if notes else []


def credits_of(visit: Visit, customer: Record) -> Counter[str]:
    """Credit notes and payments not yet allocated, by currency, in cents."""
    credits: Counter[str] = Counter()
    for rows in (reads.customer_payments, reads.customer_credit_notes):
        pairs = rows(visit.creditor, customer).filter(open_cents__gt=0).values_list("currency", "open_cents")
        for currency, cents in pairs:
            credits[currency] += cents
    return credits


def _owed(rows: list[Record], today: date, credits: Counter[str]) -> list[dict[str, Any]]:
    """What is owed in each currency: open, overdue, on account, and how late (cents)."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        late = (today - row.due_on).days
        bucket = "not_due" if late <= 0 else next((b for b, most in BUCKETS if late <= most), "90+")
        sums[row.currency][bucket] += row.open_cents
        sums[row.currency]["open"] += row.open_cents
    labels = ("not_due", *(b for b, _most in BUCKETS), "90+")
    return [
        {
            "currency": currency,
            "open": sums[currency]["open"],
            "overdue": sums[currency]["open"] - sums[currency]["not_due"],
            "credit": credits[currency],
            "buckets": [(label, sums[currency][label]) for label in labels],
        }
        for currency in sorted(set(sums) | set(credits)) or ["EUR"]
    ]


def _explained(visit: Visit, customer: Record) -> list[str]:
    """Why, in words, for each open receivable, decided anew for today."""
    told = explain(creditor=visit.creditor, customer=customer, act=visit.act)
    waiting = {str(line.receivable_id): n.state for n in told.waiting for line in n.lines.all() if line.is_acted}
    texts = []
    for position, verdict in told.verdicts:
        for one in position.receivables:
            plan = one.plan or told.case.plan
            state = waiting.get(one.key, "")
            text = explain_text(one, verdict, plan, visit.language, currency=position.currency, waiting=state)
            texts.append(labelled(text, plan))
    return texts[:MOST_EXPLAINED]


def labelled(text: str, plan: Plan) -> str:
    """The labels of our own plans are French: said in the language of the page."""
    for label in sorted({step.label for step in plan.steps if step.label}, key=len, reverse=True):
        text = text.replace(label, _(label))
    return text


def _timeline(visit: Visit, customer: Record) -> Any:
    """One page of what happened, newest first, each line with the message that it speaks of."""
    events = paged(visit, reads.customer_events(visit.creditor, customer), PER_PAGE, name="event")
    named = {e.payload.get("notice") for e in events if e.payload.get("notice")}
    kept = {
        n.reference: list(n.dispatches.all())
        for n in reads.customer_notices(visit.creditor, customer).filter(reference__in=named)
    }
    rows = [
        {
            "event": event,
            "words": event_words(event.verb, event.payload, visit.language),
            "notice": event.payload.get("notice", ""),
            "message": event.payload.get("message"),
            "files": kept.get(event.payload.get("notice"), ()) if event.verb == "message_sent" else (),
            "look": "sent" if event.verb == "message_sent" else "money" if event.verb in MONEY else "step",
        }
        for event in events
    ]
    return {"page": events, "rows": rows, "sources": _sources(visit, customer)}


def _sources(visit: Visit, customer: Record) -> list[tuple[Record, int]]:
    """The files that this customer's invoices came from, with how many."""
    rows = customer.invoices.filter(source__isnull=False).values_list("source", flat=True)
    counted = Counter(rows)
    files = visit.creditor.imports.defer("content").filter(pk__in=counted).order_by("-pk")
    return [(file, counted[file.pk]) for file in files]

"""Disputes: what customers contest, who deals with it until when, how it ends; and why what is late is late."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from relance.domain.dispute import percent
from relance.domain.dispute_words import DISPUTE_REASONS, LATE_CAUSES
from relance.domain.reasons import dispute_reason_words, event_words
from relance.domain.wording.formats import upper_first
from relance.ledger import disputes as ledger
from relance.operations.decide_due import decide_due
from relance.operations.note_dispute import note_dispute
from relance.operations.open_dispute import open_dispute
from relance.operations.set_cause import set_cause
from relance.operations.settle_dispute import settle_dispute
from relance.web.door import Record, Visit, page
from relance.web.lists import Asked, Choices, Column, Filter, Listed, answer, having
from relance.web.pages.customer_acts import cents_of, customer_of, day_of, invoice_of
from relance.web.pages.views import views_context

DISPUTES = Listed(
    columns=(
        Column("invoice", lazy("Invoice"), order=("invoice__number", "pk")),
        Column("customer", lazy("Customer"), order=("customer__name", "pk")),
        Column("reason", lazy("Reason"), order=("reason", "pk")),
        Column("owner", pgettext_lazy("owner", "With"), order=("owner", "due_on", "pk")),
        Column("opened", lazy("Opened"), order=("opened_on", "pk"), falls=True),
        Column("due", lazy("Settle by"), order=("is_ended", "due_on", "pk")),
        Column("state", lazy("State"), order=("state", "due_on", "pk")),
        Column("amount", lazy("Amount"), order=("contested_cents", "pk"), falls=True, look="number"),
    ),
    filters=(
        Filter("state", lazy("State"), usual="in_force"),
        Filter("reason", lazy("Reason")),
        Filter("owner", pgettext_lazy("owner", "With"), nothing=lazy("Everybody")),
        Filter("overdue", lazy("Past their deadline"), "flag"),
    ),
    default="due",
    search=lazy("Customer or invoice"),
    per_page=25,
    target="dispute-list",
)
MOST_TOTALS = 10
MOST_INVOICES = 25


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The disputes asked for in the address, their totals, and the causes of lateness."""
    causes = ledger.causes_of_lateness(visit.creditor, visit.act.today, visit.limits)
    totals = {by: ledger.dispute_totals(visit.creditor, by, visit.limits) for by in ledger.BY}
    asked = _asked(visit, [x.key for x in totals["owner"]])
    chosen: dict[str, Any] = {name: asked[name] for name in ("state", "reason", "owner")}
    rows = ledger.filtered_disputes(visit.creditor, visit.act.today, overdue=bool(asked["overdue"]), **chosen)
    pages = asked.page(asked.in_order(having(visit.seen(rows), asked.words, "customer__name", "invoice__number")))
    count = pages.paginator.count
    context = {
        "here": "disputes",
        "rows": pages,
        "found": ngettext("%(n)d dispute", "%(n)d disputes", count) % {"n": count},
        "counts": ledger.dispute_counts(visit.creditor, visit.act.today, visit.limits),
        "sums": _sums(totals["reason"]),
        "by_reason": _shared(totals["reason"]),
        "by_owner": _shared(totals["owner"])[:MOST_TOTALS],
        "by_customer": _shared(totals["customer"])[:MOST_TOTALS],
        "causes": causes,
        "has_currencies": len({one.currency for one in causes}) > 1,
        **views_context(visit, "disputes", asked.query),
    }
    return answer(visit, asked, "disputes/page.html", "disputes/_list.html", context)


def _asked(visit: Visit, owners: list[str]) -> Asked:
    choices: dict[str, Choices] = {
        "state": [
            ("in_force", _("In force")), ("open", _("To settle")), ("accepted", _("Credit note awaited")),
            ("ended", _("Ended")), ("all", _("All")),
        ],
        "reason": [(key, upper_first(dispute_reason_words(key, visit.language))) for key in DISPUTE_REASONS],
        "owner": [(name or "-", name or _("Nobody yet")) for name in sorted(set(owners), key=lambda x: (not x, x))],
    }  # fmt: skip
    day = {"all": _("Settle by, or ended on"), "ended": _("Ended on"), "accepted": _("Credit note by")}
    state = visit.request.GET.get("state", "")
    return DISPUTES.read(visit, choices, renamed={"due": day[state]} if state in day else {})


def _sums(totals: list[Any]) -> list[tuple[str, int]]:
    """What is contested by disputes in force, cents by currency."""
    sums: dict[str, int] = {}
    for total in totals:
        sums[total.currency] = sums.get(total.currency, 0) + total.cents
    return sorted((currency, cents) for currency, cents in sums.items() if cents)


def _shared(totals: list[Any]) -> list[tuple[Any, int]]:
    """Each total with its per cent of all that is contested in its currency."""
    whole = dict(_sums(totals))
    return [(x, percent(x.cents, whole.get(x.currency, 0))) for x in totals]


@require_GET
@page
def detail(visit: Visit, dispute_id: int) -> HttpResponse:
    """One dispute: its facts, the exchange, what the customer was told, and what can be done."""
    dispute = _dispute_of(visit, dispute_id)
    context = {
        "here": "disputes",
        "dispute": dispute,
        "is_in_force": dispute.state in ledger.IN_FORCE,
        "is_late": dispute.state in ledger.IN_FORCE and dispute.due_on < visit.act.today,
        "members": members_of(visit),
        "history": _history(visit, dispute),
        "answers": ledger.dispute_answers(visit.creditor, dispute),
        "most_cents": dispute.cents or dispute.invoice_open_cents,
    }
    return render(visit.request, "disputes/dispute.html", context)


def _dispute_of(visit: Visit, dispute_id: int) -> Record:
    return visit.found(ledger.find_dispute(visit.creditor, dispute_id))


def members_of(visit: Visit) -> list[str]:
    """The user names of those who work for this creditor."""
    return list(visit.creditor.members.order_by("user__username").values_list("user__username", flat=True))


def _history(visit: Visit, dispute: Record) -> list[dict[str, Any]]:
    """Notes and what was done, in the order in which it happened."""
    notes = ledger.dispute_notes(visit.creditor, dispute)
    rows = [{"at": n.at, "by": n.by, "words": n.text, "is_note": True} for n in notes]
    for event in ledger.dispute_events(visit.creditor, dispute):
        words = event_words(event.verb, event.payload, visit.language)
        rows.append({"at": event.at, "by": event.by, "words": words, "is_note": False})
    return sorted(rows, key=lambda row: (row["at"], row["is_note"]))


@require_POST
@page
def note(visit: Visit, dispute_id: int) -> HttpResponse:
    """Add a note, change the owner or the deadline."""
    dispute = _dispute_of(visit, dispute_id)
    due = visit.data.get("until", "")
    note_dispute(
        creditor=visit.creditor,
        dispute=dispute,
        act=visit.act,
        note=visit.data.get("note", ""),
        owner=visit.data.get("owner", ""),
        due_on=day_of(due) if due else None,
    )
    messages.success(visit.request, _("Saved."))
    return HttpResponseRedirect(_address(dispute))


@require_POST
@page
def settle(visit: Visit, dispute_id: int) -> HttpResponse:
    """End a dispute, and tell the customer if that is wished."""
    dispute = _dispute_of(visit, dispute_id)
    outcome, credit = visit.data.get("outcome", ""), visit.data.get("credit", "")
    settle_dispute(
        creditor=visit.creditor,
        dispute=dispute,
        outcome=outcome,
        act=visit.act,
        explanation=visit.data.get("explanation", ""),
        credit_cents=cents_of(credit, dispute.invoice.currency) if credit and outcome == "accepted" else None,
        tell_customer="tell" in visit.data,
    )
    words = {
        "accepted": _("Accepted: the disputed part is left in peace until the credit note comes."),
        "rejected": _("Rejected: reminders go on at the step they had reached."),
        "withdrawn": _("Withdrawn: reminders go on at the step they had reached."),
        "credited": _("Credited: what remains open is reminded of again."),
    }
    return _done(visit, words[outcome], _address(dispute))


@require_POST
@page
def contest(visit: Visit, code: str) -> HttpResponse:
    """Open a dispute about an invoice of a customer."""
    customer = customer_of(visit, code)
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    amount, due = visit.data.get("amount", ""), visit.data.get("until", "")
    dispute = open_dispute(
        creditor=visit.creditor,
        invoice=invoice,
        reason=visit.data.get("reason", ""),
        act=visit.act,
        cents=cents_of(amount, invoice.currency) if amount else None,
        owner=visit.data.get("owner", ""),
        due_on=day_of(due) if due else None,
        note=visit.data.get("note", ""),
        tell_customer="tell" in visit.data,
    )
    return _done(visit, _("The dispute is recorded; what is contested is left in peace."), _address(dispute))


@require_POST
@page
def cause(visit: Visit, code: str) -> HttpResponse:
    """Say why an invoice of a customer is late."""
    customer = customer_of(visit, code)
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    set_cause(creditor=visit.creditor, invoice=invoice, cause=visit.data.get("cause", ""), act=visit.act)
    messages.success(visit.request, _("Saved."))
    return HttpResponseRedirect(reverse("customer", args=[customer.code]))


def _address(dispute: Record) -> str:
    return reverse("dispute", args=[dispute.pk])


def _done(visit: Visit, words: str, address: str) -> HttpResponse:
    """Say so, and have today's list follow where today was decided already."""
    messages.success(visit.request, words)
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)
    return HttpResponseRedirect(address)


def dispute_context(visit: Visit, customer: Record) -> dict[str, Any]:
    """What the customer's page shows: its disputes, and why its invoices are late."""
    return {
        "disputes": ledger.customer_disputes(visit.creditor, customer)[:MOST_TOTALS],
        "dispute_reasons": tuple(DISPUTE_REASONS),
        "late_causes": tuple(LATE_CAUSES),
        "late_invoices": ledger.late_invoices(visit.creditor, customer, visit.act.today)[:MOST_INVOICES],
        "members": members_of(visit),
    }

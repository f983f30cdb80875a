"""The invoices, a line per due date: searched, filtered, sorted; and one invoice with all that happened to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from relance.domain.plan import Plan
from relance.domain.reasons import explain_text
from relance.ledger import invoices as ledger
from relance.ledger.positions import customer_plan
from relance.operations.explain import explain
from relance.operations.plans_in_force import plans_in_force
from relance.web.door import Record, Visit, page
from relance.web.door import found as found_or_404
from relance.web.lists import Asked, Choices, Column, Filter, Listed, answer
from relance.web.pages.customer import labelled
from relance.web.pages.customers import amount_in
from relance.web.pages.views import views_context

INVOICES = Listed(
    columns=(
        Column("number", _("Invoice"), order=("invoice__number", "due_on", "pk")),
        Column("customer", _("Customer"), order=("customer__name", "due_on", "pk")),
        Column("issued", _("Issued"), order=("invoice__issued_on", "pk"), falls=True),
        Column("due", _("Due"), order=("due_on", "pk")),
        Column("state", _("State")),
        Column("reminded", _("Last reminder"), order=("last_reminder", "due_on", "pk")),
        Column("next", _("What comes next"), order=("next_on", "due_on", "pk")),
        Column("amount", _("Amount"), order=("amount_cents", "pk"), falls=True, look="number"),
        Column("open", _("Open"), order=("open_cents", "pk"), falls=True, look="number"),
    ),
    filters=(
        Filter("state", _("State"), usual="open"),
        Filter("from", _("Due from"), "date"),
        Filter("until", _("Due until"), "date"),
        Filter("least", _("Amount from"), "amount"),
        Filter("most", _("Amount up to"), "amount"),
        Filter("currency", _("Currency")),
        Filter("customer", _("Customer"), "hidden"),
    ),
    default="due",
    search=_("Number, customer or amount"),
    target="invoice-list",
)
STOPPED = ("insolvency", "handed_over", "no_dunning", "on_hold", "reply_waiting")


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The list, or its part that a search in progress renews."""
    plans, today = plans_in_force(visit.creditor), visit.act.today
    currencies = ledger.currencies_in_use(visit.creditor)
    choices: dict[str, Choices] = {
        "state": list(state_words().items()),
        "currency": [(one, one) for one in currencies] if len(currencies) > 1 else [],
    }
    asked = INVOICES.read(visit, choices)
    lines = ledger.wanted_lines(visit.creditor, _wanted(asked), today, visit.limits)
    sums = ledger.line_sums(lines)
    count = sum(n for _currency, n, *_cents in sums)
    ordered = ledger.by_last_reminder(lines) if asked.sort.endswith("reminded") else lines
    pages = asked.page(asked.in_order(ledger.with_names(ordered)), count)
    is_settled = asked["state"] == "settled"
    context = {
        "here": "invoices",
        "pages": pages,
        "rows": _rows(visit, list(pages.object_list), plans),
        "found": ngettext("%(n)d due date", "%(n)d due dates", count) % {"n": count},
        "totals": [(currency, whole if is_settled else cents) for currency, _n, cents, whole in sums],
        "has_invoices": bool(count) or visit.seen(visit.creditor.invoices).exists(),
        **views_context(visit, "invoices", asked.query),
    }
    return answer(visit, asked, "invoices/page.html", "invoices/_list.html", context)


def state_words() -> dict[str, str]:
    """What the states are called, in their order."""
    return {
        "open": translated("What is open"), "overdue": translated("What is overdue"),
        "to_come": translated("Not due yet"), "disputed": translated("In dispute"), "held": translated("On hold"),
        "promised": translated("Promised"), "agreement": translated("In a payment plan"),
        "credit": translated("Customer with a credit"), "settled": pgettext("invoices", "Settled"),
        "all": translated("Everything, settled too"),
    }  # fmt: skip


def _wanted(asked: Asked) -> ledger.Wanted:
    return ledger.Wanted(
        state=asked["state"],
        words=asked.words,
        cents=amount_in(asked.words),
        due_from=asked.day("from"),
        due_until=asked.day("until"),
        least_cents=asked.cents("least"),
        most_cents=asked.cents("most"),
        customer=asked["customer"],
        currency=asked["currency"],
    )


def _rows(visit: Visit, lines: list[Record], plans: Mapping[str, Plan]) -> list[dict[str, Any]]:
    beside = ledger.beside(visit.creditor, lines, visit.act.today)
    return [line_shown(visit, line, beside, plans) for line in lines]


def line_shown(visit: Visit, line: Record, beside: ledger.Beside, plans: Mapping[str, Plan]) -> dict[str, Any]:
    """A due date with its marks, its last reminder and what comes next."""
    last, done = beside.reminded.get(line.pk, (line.last_reminder_before_on, 0))
    plan = plans.get(line.plan) or customer_plan(line.customer, visit.creditor, plans)
    label = next((step.label for step in plan.steps if step.key == line.next_step), line.next_step)
    reason = line.customer.reason or line.reason
    return {
        "line": line,
        "marks": _marks(line, beside),
        "is_late": line.open_cents and line.due_on < visit.act.today,
        "last": last,
        "reminders": done + line.reminders_before,
        "reason": reason if line.open_cents else "",
        "step": translated(label) if label else "",
        "next_on": None if line.customer.reason or not line.next_on else max(line.next_on, visit.act.today),
        "leaves": bool(line.open_cents and not reason and line.next_step),
    }


def _marks(line: Record, beside: ledger.Beside) -> list[tuple[str, str]]:
    """What stops it, or part of it: the look of each mark and its words."""
    if not line.open_cents:
        words = translated("gone from the list") if line.absent_since else translated("settled")
        return [("done", words)]
    is_held = line.customer_id in beside.held or line.invoice_id in beside.held_invoices
    told = (
        (line.invoice_id in beside.disputed, "held", translated("in dispute")),
        (is_held, "held", translated("on hold")),
        (line.invoice_id in beside.promised, "step", translated("promised")),
        (line.pk in beside.agreed, "step", translated("payment plan")),
        (line.direct_debit, "plain", translated("direct debit")),
    )
    return [(look, words) for is_so, look, words in told if is_so]


def _invoice(visit: Visit, invoice_id: int) -> Record:
    return visit.found(ledger.find_invoice(visit.creditor, invoice_id))


@require_GET
@page
def detail(visit: Visit, invoice_id: int) -> HttpResponse:
    """One invoice: how it stands, why it is or is not reminded, and all that happened."""
    invoice = _invoice(visit, invoice_id)
    lines = ledger.lines_of(visit.creditor, invoice)
    rows = _rows(visit, lines, plans_in_force(visit.creditor))
    context = {
        "here": "invoices",
        "invoice": invoice,
        "customer": invoice.customer,
        "rows": rows,
        "amount": sum(line.amount_cents for line in lines),
        "open": sum(line.open_cents for line in lines),
        "first_due": min((line.due_on for line in lines if line.open_cents), default=None),
        "explained": _explained(visit, invoice, lines),
        "waiting": ledger.waits(visit.creditor, invoice),
        "history": ledger.history(visit.creditor, invoice),
        "files": ledger.files_of(visit.creditor, invoice),
    }
    return render(visit.request, "invoices/invoice.html", context)


def _explained(visit: Visit, invoice: Record, lines: list[Record]) -> list[str]:
    """Why each open due date is or is not reminded, decided anew for today."""
    keys = {str(line.pk) for line in lines if line.open_cents}
    if not keys:
        return []
    told = explain(creditor=visit.creditor, customer=invoice.customer, act=visit.act)
    waiting = {str(line.receivable_id): n.state for n in told.waiting for line in n.lines.all() if line.is_acted}
    texts = []
    for position, verdict in told.verdicts:
        for one in position.receivables:
            if one.key in keys:
                plan, state = one.plan or told.case.plan, waiting.get(one.key, "")
                text = explain_text(one, verdict, plan, visit.language, currency=position.currency, waiting=state)
                texts.append(labelled(text, plan))
    return texts


@require_GET
@page
def attached(visit: Visit, invoice_id: int, file_id: int) -> HttpResponse:
    """The PDF of an invoice, as a file to keep: never opened by the browser on our own pages."""
    one = found_or_404(ledger.find_file(visit.creditor, _invoice(visit, invoice_id), file_id))
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "-" for c in one.name) or "invoice.pdf"
    answer = HttpResponse(bytes(one.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

"""What customers said they would pay, and what they agreed to: due, kept, broken."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from relance.ledger import promises
from relance.operations.decide_due import decide_due
from relance.operations.make_promise import make_promise, withdraw_promise
from relance.web.door import Record, Visit, back, page
from relance.web.lists import Column, Filter, Listed, answer, having
from relance.web.pages.agreements import agreement_rows
from relance.web.pages.customer_acts import cents_of, customer_of, day_of, invoice_of
from relance.web.pages.views import views_context
from relance.web.undo import undoable

SEARCHED = ("customer__name", "customer__code", "invoice__number")
PROMISES = Listed(
    columns=(
        Column("on", pgettext_lazy("promise", "By"), order=("on", "pk")),
        Column("customer", lazy("Customer"), order=("customer__name", "on", "pk")),
        Column("invoice", lazy("Invoice"), order=("invoice__number", "pk")),
        Column("made", lazy("Said by"), order=("made_on", "pk"), falls=True),
        Column("amount", lazy("Amount"), order=("cents", "pk"), falls=True, look="number"),
        Column("state", lazy("State")),
        Column("act", lazy("Act"), look="sr"),
    ),
    filters=(Filter("list", lazy("Promises"), "pill"),),
    search=lazy("Customer or invoice"),
    target="promise-list",
    keeps=("plan-sort", "plan-page"),
)
PLANS = Listed(
    columns=(
        Column("reference", pgettext_lazy("payment plan", "Plan"), by=lambda x: x.agreement.reference),
        Column("customer", lazy("Customer"), by=lambda x: x.agreement.customer.name.casefold()),
        Column("state", lazy("State"), by=lambda x: x.agreement.state),
        Column("next", lazy("Next instalment"), by=lambda x: x.next.part.due_on if x.next else date.max),
        Column("signed", lazy("Signed on"), by=lambda x: x.agreement.signed_on or date.max),
        Column("paid", lazy("Paid"), by=lambda x: x.paid_cents, falls=True, look="number"),
        Column("total", lazy("Total"), by=lambda x: x.agreement.cents, falls=True, look="number"),
    ),
    per_page=25,
    prefix="plan-",
    keeps=("list", "q", "sort", "page"),
)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """Promises by list, the earliest day first; payment plans beneath."""
    today = visit.act.today
    counts = promises.promise_counts(visit.creditor, today, visit.limits)
    chosen = visit.request.GET.get("list", "")
    if chosen not in promises.LISTS:
        chosen = "live"
    asked = PROMISES.read(visit)
    wanted = having(visit.seen(promises.promises(visit.creditor, chosen, today)), asked.words, *SEARCHED)
    rows = asked.page(asked.in_order(wanted))
    context = {
        "here": "promises",
        "chosen": chosen,
        "lists": [(name, counts[name]) for name in promises.LISTS if counts[name] or name in ("due", "live", chosen)],
        "rows": rows,
        "found": ngettext("%(n)d promise", "%(n)d promises", rows.paginator.count) % {"n": rows.paginator.count},
        "promised": [(one, promises.state_of(visit.creditor, one)) for one in rows],
        "any": any(counts.values()),
        "held": promises.reliability(visit.creditor, among=visit.limits),
        **_plans(visit),
        **views_context(visit, "promises", asked.query),
    }
    return answer(visit, asked, "promises/page.html", "promises/_rows.html", context)


def _plans(visit: Visit) -> dict[str, object]:
    """The payment plans beneath, in an order and on pages of their own."""
    asked = PLANS.read(visit)
    return {"plans_asked": asked, "plans": asked.page(asked.in_order(agreement_rows(visit)))}


def promises_of(visit: Visit, customer: Record) -> dict[str, object]:
    """What the customer's page shows of its promises."""
    rows = promises.customer_promises(visit.creditor, customer)[:12]
    return {
        "promised": [(one, promises.state_of(visit.creditor, one)) for one in rows],
        "held": promises.reliability(visit.creditor, customer),
    }


@require_POST
@page
def promise(visit: Visit, code: str) -> HttpResponse:
    """Record a promise about one invoice."""
    customer = customer_of(visit, code)
    invoice = invoice_of(visit, customer, visit.data.get("invoice", ""))
    amount = visit.data.get("amount", "")
    before = promises.live_promises(visit.creditor, invoice)
    made = make_promise(
        creditor=visit.creditor,
        invoice=invoice,
        on=day_of(visit.data.get("on", "")),
        act=visit.act,
        cents=cents_of(amount, invoice.currency) if amount else None,
        said_by=visit.data.get("said_by", ""),
        channel=visit.data.get("channel", ""),
        note=visit.data.get("note", ""),
        tell_customer="tell" in visit.data,
    )
    _decide(visit)
    words = _("The promise is recorded; reminders wait for its day.")
    if promises.live_promises(visit.creditor, invoice) == before + 1:
        undoable(visit, words, "promise", key=made.pk)
    else:  # an earlier one gave way to it: taking this one back would not bring that one again
        messages.success(visit.request, words)
    return back(visit, f"/customers/{customer.code}/")


@require_POST
@page
def withdraw(visit: Visit, promise_id: int) -> HttpResponse:
    """Take a promise back: reminders go on."""
    one = visit.found(promises.find_promise(visit.creditor, promise_id))
    withdraw_promise(creditor=visit.creditor, promise_id=one.pk, act=visit.act, why=visit.data.get("why", ""))
    _decide(visit)
    undoable(visit, _("The promise is withdrawn; reminders go on."), "withdraw", key=one.pk)
    return back(visit, "/promises/")


def _decide(visit: Visit) -> None:
    if visit.creditor.last_run_on == visit.act.today:
        decide_due(creditor=visit.creditor, act=visit.act)

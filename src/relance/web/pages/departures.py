"""Today's departures: what waits for a word, what left, and why the others are left in peace."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from relance.ledger import reads
from relance.operations.confirm_notices import confirm_notices
from relance.operations.decide_due import decide_due
from relance.operations.plans_in_force import plans_in_force
from relance.operations.resume_sending import resume_sending
from relance.operations.send_due import SendReport, send_due
from relance.web.contacts import asked_of
from relance.web.door import Record, Visit, page, paged
from relance.web.leaving import is_by_person, leaving, where
from relance.web.pages.notices import pane

SILENCES_PER_PAGE = 20


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The morning's page."""
    waiting = paged(visit, reads.waiting_notices(visit.creditor))
    plans = plans_in_force(visit.creditor)
    rows = [(notice, asked_of(notice, plans)) for notice in waiting]
    shown = _chosen(visit, [notice for notice, _asked in rows])
    context = {
        "here": "departures",
        "rows": rows,
        "waiting": waiting,
        "left": paged(visit, reads.notices_left_on(visit.creditor, visit.act.today), name="left"),
        "leaving": leaving(visit),
        "stopped_at": _local(visit, visit.creditor.sending_stopped_at),
        "is_ready": any(n.state == "planned" and not is_by_person(n.channel) for n, _asked in rows),
        "decided_today": visit.creditor.last_run_on == visit.act.today,
        "has_customers": visit.creditor.customers.exists(),
        **_silences(visit),
        **(pane(visit, shown) if shown else {}),
    }
    return render(visit.request, "departures/page.html", context)


def _local(visit: Visit, at: datetime | None) -> datetime | None:
    return at.astimezone(ZoneInfo(visit.creditor.timezone)) if at else None


def _chosen(visit: Visit, notices: list[Record]) -> Record | None:
    wanted = visit.request.GET.get("notice", "")
    first = next((n for n in notices if n.state != "no_contact"), notices[0] if notices else None)
    return next((n for n in notices if n.reference == wanted), first)


@require_GET
@page
def silences(visit: Visit) -> HttpResponse:
    """The list of silences alone, while one searches in it."""
    return render(visit.request, "departures/_silences.html", _silences(visit))


def _silences(visit: Visit) -> dict[str, Any]:
    """Open receivables left in peace: how many for each reason, and one page of them."""
    rows = reads.silences(visit.creditor)
    words = visit.request.GET.get("q", "").strip()
    if words:
        has = Q(customer__name__icontains=words) | Q(customer__code__icontains=words)
        rows = rows.filter(has | Q(invoice__number__icontains=words))
    counted: Counter[str] = Counter()
    cents: Counter[tuple[str, str]] = Counter()
    grouped = rows.order_by().values("customer__reason", "reason", "currency")
    for group in grouped.annotate(n=Count("pk"), cents=Sum("open_cents")):
        reason = group["customer__reason"] or group["reason"]
        counted[reason] += group["n"]
        cents[reason, group["currency"]] += group["cents"]
    reason = visit.request.GET.get("reason", "")
    if reason:
        rows = rows.filter(Q(customer__reason=reason) | Q(customer__reason="", reason=reason))
    return {
        "silences": paged(visit, rows, SILENCES_PER_PAGE, name="silence"),
        "reasons": [
            (key, n, [(c, total) for (k, c), total in cents.items() if k == key]) for key, n in counted.most_common()
        ],
        "silent_count": sum(counted.values()),
        "chosen_reason": reason,
        "words": words,
    }


@require_POST
@page
def decide(visit: Visit) -> HttpResponse:
    """Take the day's decisions now."""
    report = decide_due(creditor=visit.creditor, act=visit.act)
    looked = len(report.decided)
    text = ngettext("%(n)d customer looked at", "%(n)d customers looked at", looked) % {"n": looked}
    made = ngettext("%(n)d new reminder", "%(n)d new reminders", report.created) % {"n": report.created}
    messages.success(visit.request, _("%(looked)s, %(made)s.") % {"looked": text, "made": made})
    for problem in report.problems:
        messages.error(visit.request, problem)
    return HttpResponseRedirect("/departures/")


@require_POST
@page
def send(visit: Visit) -> HttpResponse:
    """Send what was confirmed earlier and has waited for its hour."""
    report = send_due(creditor=visit.creditor, act=visit.act, any_hour=visit.is_pinned)
    if not _told(visit, report):
        messages.info(visit.request, _("Nothing could leave now."))
    return HttpResponseRedirect("/departures/")


@require_POST
@page
def resume(visit: Visit) -> HttpResponse:
    """The mail server is mended: messages may leave again, from the next round on."""
    resume_sending(creditor=visit.creditor, act=visit.act)
    messages.success(visit.request, _("Sending goes on: what is ready leaves within your sending hours."))
    return HttpResponseRedirect("/departures/")


@require_POST
@page
def confirm(visit: Visit) -> HttpResponse:
    """Say what confirming will do, then, once sure, confirm and send what may leave now.

    What is confirmed is exactly what was shown: a notice that came in between waits for its own look.
    """
    waiting = reads.waiting_notices(visit.creditor).filter(state="to_confirm")
    asked = visit.request.POST.getlist("notice")
    everything = "everything" in visit.data
    chosen = list(waiting if everything else waiting.filter(reference__in=asked))
    if not chosen:
        messages.warning(visit.request, _("Nothing was ticked: tick the reminders to confirm first."))
        return HttpResponseRedirect("/departures/")
    if "sure" not in visit.data:
        return render(visit.request, "departures/confirm.html", _what_confirming_does(visit, chosen))
    done = confirm_notices(creditor=visit.creditor, references=[n.reference for n in chosen], act=visit.act)
    report = send_due(creditor=visit.creditor, act=visit.act, any_hour=visit.is_pinned)
    if visit.creditor.last_run_on == visit.act.today:  # what is said of those whose reminder left follows
        decide_due(creditor=visit.creditor, act=visit.act)
    _say(visit, len(done.confirmed), report)
    return HttpResponseRedirect("/departures/")


def _what_confirming_does(visit: Visit, chosen: list[Record]) -> dict[str, Any]:
    channels = Counter(notice.channel for notice in chosen)
    totals: Counter[str] = Counter()
    for notice in chosen:
        totals[notice.currency] += notice.total_cents
    return {
        "chosen": chosen,
        "by_channel": [(channel, n, where(visit, channel)) for channel, n in channels.most_common()],
        "totals": totals.items(),
        "formal": [n for n in chosen if n.kind in ("final", "formal_notice")],
        "leaving": leaving(visit),
    }


def _say(visit: Visit, confirmed: int, report: SendReport) -> None:
    """What was confirmed, and what became of it."""
    n = {"n": confirmed}
    messages.success(visit.request, ngettext("%(n)d reminder confirmed.", "%(n)d reminders confirmed.", confirmed) % n)
    _told(visit, report)


def _told(visit: Visit, report: SendReport) -> int:
    """Say what a round of sending came to; returns how many sentences that took."""
    told = {
        "sent": _("%(n)d left."),
        "call": _("%(n)d to make by phone: see the work list."),
        "limited": _("%(n)d wait: the limit of mails an hour, or of money a day for letters, is reached."),
        "changed": _("%(n)d taken back: the customer’s position has just changed."),
        "refused_for_now": _("%(n)d refused for now by the mail server: they are tried again later."),
        "refused": _("%(n)d refused: the address does not work."),
        "unknown": _("%(n)d may or may not have left: see the work list."),
        "misconfigured": _("The mail server refuses this sender: sending is stopped."),
    }
    for outcome, sentence in told.items():
        count = report.count(outcome)  # type: ignore[arg-type]
        if count:
            level = messages.SUCCESS if outcome in ("sent", "call") else messages.WARNING
            messages.add_message(visit.request, level, sentence % {"n": count})
    return len(report.outcomes)

"""Today's departures: what waits for a word, what left, and why the others are left in peace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Count, Q, Sum
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from relance.domain.reasons import channel_words, kind_words
from relance.domain.wording.formats import upper_first
from relance.ledger import reads
from relance.operations.confirm_notices import confirm_notices
from relance.operations.decide_due import decide_due
from relance.operations.plans_in_force import plans_in_force
from relance.operations.resume_sending import resume_sending
from relance.operations.send_due import SendReport, send_due
from relance.web.contacts import asked_of
from relance.web.door import Record, Visit, page, paged
from relance.web.leaving import is_by_person, leaving, where
from relance.web.lists import Asked, Choices, Column, Filter, Listed
from relance.web.pages.notices import pane
from relance.web.undo import undoable

SILENCES_PER_PAGE = 20
WAITING = Listed(
    columns=(
        Column("tick", lazy("Tick"), look="tick"),
        Column("customer", lazy("Customer"), order=("customer__name", "pk")),
        Column("step", lazy("Reminder"), order=("kind", "step_label", "-total_cents", "pk")),
        Column("why", lazy("Why it waits"), order=("state", "-total_cents", "pk")),
        Column("total", lazy("Total"), order=("total_cents", "pk"), falls=True, look="number"),
    ),
    filters=(Filter("kind", lazy("Kind")), Filter("channel", lazy("Channel"))),
    default="-total",
    target="waiting",
    keeps=("q", "reason", "silence", "left"),
)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """The morning's page."""
    every = visit.seen(reads.waiting_notices(visit.creditor))
    asked = _waiting_asked(visit, every)
    kinds = {name: asked[name] for name in ("kind", "channel") if asked[name]}
    waiting = asked.page(asked.in_order(every.filter(**kinds)))
    plans, count = plans_in_force(visit.creditor), waiting.paginator.count
    rows = [(notice, asked_of(notice, plans)) for notice in waiting]
    shown = _chosen(visit, [notice for notice, _asked in rows])
    context = {
        "here": "departures",
        "rows": rows,
        "waiting": waiting,
        "waiting_asked": asked,
        "found": ngettext("%(n)d reminder", "%(n)d reminders", count) % {"n": count},
        "left": paged(visit, visit.seen(reads.notices_left_on(visit.creditor, visit.act.today)), name="left"),
        "leaving": leaving(visit),
        "stopped_at": _local(visit, visit.creditor.sending_stopped_at),
        "is_ready": any(n.state == "planned" and not is_by_person(n.channel) for n, _asked in rows),
        "decided_today": visit.creditor.last_run_on == visit.act.today,
        "has_customers": visit.customers.exists(),
        **_silences(visit),
        **(pane(visit, shown) if shown else {}),
    }
    return render(visit.request, "departures/page.html", context)


def _waiting_asked(visit: Visit, every: Any) -> Asked:
    """What the address asks of those that wait; the choices are what there is."""
    kinds = every.order_by().values_list("kind", "channel").distinct()
    choices: dict[str, Choices] = {
        "kind": [(key, upper_first(kind_words(key, visit.language))) for key in sorted({kind for kind, _c in kinds})],
        "channel": [
            (key, upper_first(channel_words(key, visit.language))) for key in sorted({c for _kind, c in kinds} - {""})
        ],
    }
    return WAITING.read(visit, choices)


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
    rows = visit.seen(reads.silences(visit.creditor))
    words = visit.request.GET.get("q", "").strip()
    if words:
        has = Q(customer__name__icontains=words) | Q(customer__code__icontains=words)
        rows = rows.filter(has | Q(invoice__number__icontains=words))
    counted: Counter[str] = Counter()
    cents: Counter[tuple[str, str]] = Counter()
    is_all = visit.sees_all and not words
    for key, currency, n, total in reads.silence_counts(visit.creditor) if is_all else _counted(rows):
        counted[key] += n
        cents[key, currency] += total
    reason = visit.request.GET.get("reason", "")
    if reason:
        rows = rows.filter(Q(customer__reason=reason) | Q(customer__reason="", reason=reason))
    return {
        "silences": paged(visit, rows, SILENCES_PER_PAGE, "silence", counted[reason] if reason else counted.total()),
        "reasons": [
            (key, n, [(c, total) for (k, c), total in cents.items() if k == key]) for key, n in counted.most_common()
        ],
        "silent_count": sum(counted.values()),
        "chosen_reason": reason,
        "words": words,
    }


def _counted(rows: Any) -> Iterator[tuple[str, str, int, int]]:
    """Reason, currency, how many and cents of these receivables; a customer's reason goes before its lines'."""
    grouped = rows.order_by().values_list("customer__reason", "reason", "currency")
    for whose, own, currency, n, cents in grouped.annotate(n=Count("pk"), cents=Sum("open_cents")):
        yield whose or own, currency, n, cents


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
    _say(visit, done.confirmed, report)
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


def _say(visit: Visit, confirmed: Sequence[str], report: SendReport) -> None:
    """What was confirmed, with the way back for what has not left, and what became of it."""
    n = len(confirmed)
    words = ngettext("%(n)d reminder confirmed.", "%(n)d reminders confirmed.", n) % {"n": n}
    waiting = reads.planned_of(visit.creditor, confirmed)
    if waiting:
        undoable(visit, words, "confirm", references=waiting)
    else:
        messages.success(visit.request, words)
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

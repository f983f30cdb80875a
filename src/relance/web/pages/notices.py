"""One notice: the exact message, what leaves and when, and the answers a person may give."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from relance.ledger import reads
from relance.ledger.letters import letters_of
from relance.operations.confirm_notices import cancel_notice
from relance.operations.decide_due import decide_due
from relance.operations.edit_customer import edit_customer
from relance.operations.freeze import render_notice
from relance.operations.plans_in_force import plans_in_force
from relance.operations.refused import Refused
from relance.operations.resolve_unknown import resolve_unknown
from relance.web.contacts import asked_of
from relance.web.door import Record, Visit, found, page
from relance.web.leaving import leaving, where
from relance.web.mail import Mail, read_mail
from relance.web.pages.letters import letter_row
from relance.web.sentences import said

WAITING = ("to_confirm", "no_contact", "planned")
MAIL = "message/rfc822"
# The message is foreign text: it runs nothing, fetches nothing, and is shown inside our own pages only.
MESSAGE_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "form-action 'none'; base-uri 'none'; sandbox"
)
# A browser's own PDF viewer does not open under a sandbox; a PDF can reach nothing of ours.
PDF_POLICY = "frame-ancestors 'self'; base-uri 'none'; form-action 'none'"


def pane(visit: Visit, notice: Record) -> dict[str, Any]:
    """All that the pane about one notice shows."""
    kept = [] if notice.left_on is None else list(notice.dispatches.defer("content").order_by("is_copy", "pk"))
    is_mail, is_seen = notice.channel == "email", _is_seen(visit, notice)
    return {
        "notice": notice,
        "dispatches": kept,
        "letters": [letter_row(visit, one) for one in letters_of(visit.creditor, notice)] if kept else [],
        "in_doubt": any(one.state == "unknown" for one in kept),
        "is_waiting": notice.state in WAITING,
        "is_mail": is_mail,
        "is_answer": notice.kind == "answer",
        "mail": _mail(visit, notice) if is_mail and (kept or is_seen) else None,
        "is_seen": is_seen,
        "lines": sorted(notice.lines.all(), key=lambda x: (not x.is_acted, x.receivable.due_on)),
        "leaving": leaving(visit),
        "where": where(visit, notice.channel) if notice.channel else "",
        "copies": [(channel, where(visit, channel)) for channel in notice.copies],
        "asked": asked_of(notice, plans_in_force(visit.creditor)),
        "may_add_line": is_seen and not notice.confirmed_by and visit.may("confirm"),
        "line": None,
    }


def _is_seen(visit: Visit, notice: Record) -> bool:
    """Whether a notice that waits has a message to show: the one that would leave today."""
    if notice.state not in WAITING or notice.channel in ("", "by_hand"):
        return False
    return reads.has_something_to_tell(visit.creditor, notice)


def _mail(visit: Visit, notice: Record) -> Mail | None:
    content, kind = _bytes(visit, notice, "")
    return read_mail(content) if kind == MAIL else None


def _notice(visit: Visit, reference: str) -> Record:
    return visit.found(reads.find_notice(visit.creditor, reference))


def _bytes(visit: Visit, notice: Record, channel: str) -> tuple[bytes, str]:
    """What was frozen when it left; before that, exactly what would leave today."""
    wanted = channel or notice.channel
    kept = notice.dispatches.filter(channel=wanted).first()
    if kept:
        return bytes(kept.content), kept.content_type
    if notice.state not in WAITING or (channel and channel not in (notice.channel, *notice.copies)):
        raise Http404
    if not reads.has_something_to_tell(visit.creditor, notice):
        raise Http404
    message = render_notice(visit.creditor, notice, visit.act, channel)
    return message.content, message.content_type


@require_GET
@page
def show(visit: Visit, reference: str) -> HttpResponse:
    """The notice on a page of its own, or in the pane beside the list."""
    notice = _notice(visit, reference)
    template = "notices/_pane.html" if visit.request.headers.get("HX-Request") else "notices/page.html"
    answer = render(visit.request, template, pane(visit, notice))
    answer["Vary"] = "HX-Request, Cookie"
    return answer


@require_GET
@xframe_options_sameorigin
@page
def message(visit: Visit, reference: str) -> HttpResponse:
    """The message alone, as its reader will see it."""
    content, kind = _bytes(visit, _notice(visit, reference), visit.request.GET.get("channel", ""))
    return shown_message(content, kind, as_text=visit.request.GET.get("as") == "text")


def shown_message(content: bytes, kind: str, *, as_text: bool, marked: str = "") -> HttpResponse:
    """The bytes of a message as its reader will see them: a PDF, or a mail by its HTML or its plain text.

    `marked`: words at which the frame opens (`#added` in its address); nothing of what is read changes.
    """
    if kind != MAIL:
        return _shown(content, "application/pdf", PDF_POLICY)
    mail = read_mail(content)
    if as_text:
        return _shown(mail.text, "text/plain; charset=utf-8", MESSAGE_POLICY)
    words = escape(marked)
    shown = mail.html.replace(words, f'<span id="added"></span>{words}', 1) if words else mail.html
    return _shown(shown, "text/html; charset=utf-8", MESSAGE_POLICY)


def _shown(content: str | bytes, content_type: str, policy: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Security-Policy"] = policy
    return answer


@require_GET
@page
def download(visit: Visit, reference: str, channel: str) -> HttpResponse:
    """The exact bytes that left, as a file."""
    notice = _notice(visit, reference)
    kept = found(notice.dispatches.filter(channel=channel).first())
    answer = HttpResponse(bytes(kept.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{kept.filename}"'
    return answer


@require_POST
@page
def cancel(visit: Visit, reference: str) -> HttpResponse:
    """Cancel a notice that has not left, with a reason."""
    notice = _notice(visit, reference)
    why = visit.data.get("why", "")
    if not why:
        messages.error(visit.request, _("Say in a few words why this reminder is cancelled."))
        return HttpResponseRedirect(f"/departures/?notice={notice.reference}")
    cancel_notice(creditor=visit.creditor, reference=notice.reference, why=why, act=visit.act)
    words = _("%(notice)s is cancelled: its invoices are decided anew on the next working day.")
    if notice.kind == "answer":
        words = _("%(notice)s is cancelled: this answer is not prepared again.")
    messages.success(visit.request, words % {"notice": notice.reference})
    return HttpResponseRedirect("/departures/")


@require_POST
@page
def resolve(visit: Visit, reference: str) -> HttpResponse:
    """What became of a message of which nobody could tell: a person says so, and how they know."""
    notice = _notice(visit, reference)
    way, why = visit.data.get("way", ""), visit.data.get("why", "")
    resolve_unknown(creditor=visit.creditor, reference=notice.reference, way=way, why=why, act=visit.act)
    done = {
        "sent": _("%(notice)s counts as sent."),
        "not_sent": _("%(notice)s did not leave: its step is decided again."),
    }[way]
    messages.success(visit.request, done % {"notice": notice.reference})
    return HttpResponseRedirect(f"/notices/{notice.reference}/")


@require_POST
@page
def contact(visit: Visit, reference: str) -> HttpResponse:
    """A contact typed in place: the customer is decided afresh, and its row shown again."""
    notice = _notice(visit, reference)
    plans = plans_in_force(visit.creditor)
    fields = asked_of(notice, plans)
    changes = {name: visit.data[name] for name in fields if visit.data.get(name)}
    problem = ""
    try:
        if not changes:
            raise Refused(_("type at least one of these"))
        edit_customer(creditor=visit.creditor, customer=notice.customer, changes=changes, act=visit.act)
        decide_due(creditor=visit.creditor, act=visit.act)
    except Refused as refusal:
        problem = said(str(refusal))
    if not visit.request.headers.get("HX-Request"):
        if problem:
            messages.error(visit.request, problem)
        return HttpResponseRedirect("/departures/")
    waiting = reads.waiting_notices(visit.creditor).filter(customer=notice.customer)
    rows = [(one, asked_of(one, plans)) for one in waiting]
    context = {"rows": rows, "problem": problem, "typed": changes, "customer": notice.customer, "fresh": not problem}
    return render(visit.request, "departures/_saved.html", context)

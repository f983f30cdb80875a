"""A sentence added by hand to one message: seen in the message first, then kept with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from relance.domain.wording.added import LONGEST, plain_line
from relance.ledger import reads
from relance.operations.add_line import NotSaid, add_line, checked_line, preview_line
from relance.operations.refused import Refused
from relance.web.door import Record, Visit, found, page
from relance.web.pages.notices import pane, shown_message
from relance.web.sentences import said
from relance.web.undo import undoable

DRAFT = "line_draft"  # in the session: the sentence that the preview's frame shows; nothing of it is saved


@require_POST
@page
def write(visit: Visit, reference: str) -> HttpResponse:
    """Look at the message with the sentence in it, or keep the sentence."""
    notice = found(reads.find_notice(visit.creditor, reference))
    line = visit.data.get("line", "")
    problems: list[str] = []
    try:
        if visit.data.get("act") == "save":
            return _kept(visit, notice, line)
        checked_line(notice, line)
        visit.request.session[DRAFT] = [reference, line]
    except NotSaid as refusal:
        problems = list(refusal.french if visit.language == "fr" else refusal.english)
    except Refused as refusal:
        problems = [said(str(refusal))]
    is_part = bool(visit.request.headers.get("HX-Request"))
    context: dict[str, Any] = {} if is_part else pane(visit, notice)
    context |= {"notice": notice, "line": line, "line_problems": problems, "line_seen": not problems, "most": LONGEST}
    context |= {"is_mail": notice.channel == "email"}
    return render(visit.request, "notices/_line_seen.html" if is_part else "notices/page.html", context)


def _kept(visit: Visit, notice: Record, line: str) -> HttpResponse:
    before = notice.added_line
    after = add_line(creditor=visit.creditor, reference=notice.reference, line=line, act=visit.act).added_line
    kept, taken_out = _("%(notice)s: the sentence stands in the message."), _("%(notice)s: the sentence is taken out.")
    words = kept if after else taken_out
    undoable(visit, words % {"notice": notice.reference}, "line", reference=notice.reference, line=before)
    return HttpResponseRedirect(f"/notices/{notice.reference}/")


@require_GET
@xframe_options_sameorigin
@page
def shown(visit: Visit, reference: str) -> HttpResponse:
    """The message alone with the sentence that is being written, as its reader would see it."""
    notice = found(reads.find_notice(visit.creditor, reference))
    kept = visit.request.session.get(DRAFT)
    if not kept or kept[0] != reference or not reads.has_something_to_tell(visit.creditor, notice):
        raise Http404
    channel = visit.request.GET.get("channel", "")
    if channel and channel not in (notice.channel, *notice.copies):
        raise Http404
    message = preview_line(creditor=visit.creditor, notice=notice, line=kept[1], act=visit.act, channel=channel)
    as_text, first = visit.request.GET.get("as") == "text", plain_line(kept[1]).partition("\n")[0]
    return shown_message(message.content, message.content_type, as_text=as_text, marked=first)

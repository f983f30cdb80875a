"""Letters: what waits for the post, batches to print, where each letter is, and its proofs."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from relance.domain.postal import ProofFile
from relance.domain.posting import ENDS, News
from relance.domain.posting_words import PROOF_KINDS, posting_words, proof_words
from relance.ledger import letters
from relance.operations.cancel_letter import cancel_letter
from relance.operations.follow_letters import follow_letters
from relance.operations.import_tracking import MOST_BYTES, import_tracking
from relance.operations.make_batch import batch_list_csv, batch_list_pdf, batch_pdf, make_batch
from relance.operations.postal_settings import provider_of, spent_cents, why_by_hand
from relance.operations.record_posting import record_batch_posted, record_posting
from relance.web.door import Record, Visit, back, found, page
from relance.web.lists import Column, Filter, Listed, answer, having
from relance.web.pages.customer_acts import day_of
from relance.web.pages.views import views_context
from relance.web.sentences import said

OF_NOTICE = "dispatch__notice__"
SEARCHED = ("number", f"{OF_NOTICE}reference", f"{OF_NOTICE}customer__name", f"{OF_NOTICE}customer__code")
LETTERS = Listed(
    columns=(
        Column("customer", lazy("Customer"), order=(f"{OF_NOTICE}customer__name", "pk")),
        Column("letter", lazy("Letter"), order=(f"{OF_NOTICE}reference", "pk")),
        Column("state", lazy("State"), order=("state", "pk")),
        Column("days", pgettext_lazy("of a letter", "Days"), order=("posted_on", "pk"), falls=True),
        Column("proofs", lazy("Proofs")),
    ),
    filters=(Filter("list", lazy("Letters"), "pill"),),
    search=lazy("Customer, reference or registered number"),
    target="letter-list",
)
BATCHES = 8
SHOWN_PROBLEMS = 12
_LINE = re.compile(r"((?:Ligne \d+\u00a0: |Line \d+: )?)(.*)", re.DOTALL)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """One list of letters, and the last batches."""
    counts = letters.letter_counts(visit.creditor)
    chosen = visit.request.GET.get("list", "")
    if chosen not in letters.LISTS:
        chosen = next((name for name in letters.LISTS if counts[name]), "waiting")
    asked = LETTERS.read(visit)
    rows = asked.page(asked.in_order(having(letters.letters(visit.creditor, chosen), asked.words, *SEARCHED)))
    provider, hindrance = provider_of(visit.creditor), why_by_hand(visit.creditor)
    context = {
        "here": "letters",
        "chosen": chosen,
        "lists": [(name, counts[name]) for name in letters.LISTS],
        "rows": rows,
        "found": ngettext("%(n)d letter", "%(n)d letters", rows.paginator.count) % {"n": rows.paginator.count},
        "shown": [letter_row(visit, one) for one in rows],
        "to_print": letters.to_print(visit.creditor).count(),
        "batches": letters.letter_batches(visit.creditor)[:BATCHES],
        "ends": [(end, posting_words(end, visit.language)) for end in ENDS],
        "kinds": [(kind, proof_words(kind, visit.language)) for kind in PROOF_KINDS],
        "provider": provider,
        "by_hand_because": said(hindrance) if hindrance else "",
        "spent": spent_cents(visit.creditor, visit.act) if provider else 0,
        **views_context(visit, "letters", asked.query),
    }
    return answer(visit, asked, "letters/page.html", "letters/_list.html", context)


def letter_row(visit: Visit, posting: Record) -> dict[str, Any]:
    """A letter with its words, for the list and for its notice."""
    in_doubt = posting.dispatch.state == "unknown"
    return {
        "letter": posting,
        "notice": posting.dispatch.notice,
        "is_registered": letters.is_registered(posting.dispatch.channel),
        "address": posting.dispatch.recipient.splitlines()[1:],
        "state": "unknown" if in_doubt else posting.state,
        "words": _("outcome unknown") if in_doubt else posting_words(posting.state, visit.language),
        "proofs": [(proof, proof_words(proof.kind, visit.language)) for proof in posting.proofs.all()],
        "received_on": letters.way_of(posting).received_on,
        "may_be_cancelled": posting.state == "to_post" and not posting.provider,
    }


@require_POST
@page
def batch(visit: Visit) -> HttpResponse:
    """A new batch of all that waits to be printed."""
    made = make_batch(creditor=visit.creditor, act=visit.act)
    messages.success(
        visit.request, _("Batch %(n)d is ready: print it, and have its list stamped.") % {"n": made.number}
    )
    return HttpResponseRedirect("/letters/#batches")


def _batch(visit: Visit, number: int) -> Record:
    return found(letters.find_batch(visit.creditor, number))


@require_GET
@page
def printed(visit: Visit, batch_id: int) -> HttpResponse:
    """The batch as one PDF to print."""
    duplex = visit.request.GET.get("sides") == "2"
    content = batch_pdf(visit.creditor, _batch(visit, batch_id), duplex=duplex)
    return _file(content, "application/pdf", f"{visit.creditor.key}-batch-{batch_id}.pdf")


@require_GET
@page
def listed(visit: Visit, batch_id: int, form: str) -> HttpResponse:
    """The deposit list, as PDF or as a table."""
    one = _batch(visit, batch_id)
    if form == "csv":
        content, kind = batch_list_csv(visit.creditor, one), "text/csv; charset=utf-8"
    else:
        content, kind = batch_list_pdf(visit.creditor, one), "application/pdf"
    ending = "csv" if form == "csv" else "pdf"
    return _file(content, kind, f"{visit.creditor.key}-batch-{batch_id}-list.{ending}")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@page
def posted(visit: Visit, batch_id: int) -> HttpResponse:
    """All of a batch was posted on one day."""
    one = _batch(visit, batch_id)
    count = record_batch_posted(
        creditor=visit.creditor, number=one.number, on=day_of(visit.data.get("posted", "")), act=visit.act
    )
    done = ngettext("%(n)d letter counts as posted.", "%(n)d letters count as posted.", count) % {"n": count}
    messages.success(visit.request, done)
    return back(visit, "/letters/")


@require_POST
@page
def record(visit: Visit, posting_id: int) -> HttpResponse:
    """What the post did with one letter."""
    posting = found(letters.find_letter(visit.creditor, posting_id))
    data = visit.data
    end: Any = data.get("end", "") if data.get("end") in ENDS else ""
    news = News(
        number=data.get("number", ""),
        posted_on=_day(data, "posted"),
        presented_on=_day(data, "presented"),
        end=end,
        ended_on=_day(data, "ended"),
    )
    notice = posting.dispatch.notice
    done = record_posting(
        creditor=visit.creditor,
        reference=f"{notice.reference}/{posting.dispatch.channel}",
        act=visit.act,
        news=news,
        proof=_proof(visit),
    )
    if done.changed:
        messages.success(visit.request, _("%(notice)s: recorded.") % {"notice": notice.reference})
    else:
        messages.info(visit.request, _("%(notice)s: nothing new.") % {"notice": notice.reference})
    return back(visit, "/letters/")


def _day(data: dict[str, str], name: str) -> Any:
    return day_of(data[name]) if data.get(name) else None


def _proof(visit: Visit) -> ProofFile | None:
    sent: UploadedFile[bytes] | None = visit.request.FILES.get("proof")
    if sent is None:
        return None
    kind: Any = visit.data.get("kind") if visit.data.get("kind") in PROOF_KINDS else "receipt"
    return ProofFile(kind, str(sent.name or "proof"), "", sent.read())


@require_POST
@page
def cancel(visit: Visit, posting_id: int) -> HttpResponse:
    """A letter that is not to be posted after all."""
    posting = found(letters.find_letter(visit.creditor, posting_id))
    cancel_letter(creditor=visit.creditor, posting_id=posting.pk, why=visit.data.get("why", ""), act=visit.act)
    messages.success(visit.request, _("%(notice)s is not posted.") % {"notice": posting.dispatch.notice.reference})
    return back(visit, "/letters/")


@require_POST
@page
def take(visit: Visit) -> HttpResponse:
    """A file of numbers and days: all or nothing, unless the good lines are wanted alone."""
    sent: UploadedFile[bytes] | None = visit.request.FILES.get("file")
    if sent is None or (sent.size or 0) > MOST_BYTES:
        messages.warning(visit.request, _("Choose a CSV file of 5 MB at most."))
        return HttpResponseRedirect("/letters/#file")
    done = import_tracking(
        creditor=visit.creditor, data=sent.read(), act=visit.act, partial="partial" in visit.data,
        language=visit.language,
    )  # fmt: skip
    for problem in done.problems[:SHOWN_PROBLEMS]:
        messages.error(visit.request, _line_said(problem.message))
    if len(done.problems) > SHOWN_PROBLEMS:
        more = len(done.problems) - SHOWN_PROBLEMS
        messages.error(visit.request, _("… and %(n)d more lines.") % {"n": more})
    if done.is_taken:
        counted = {"changed": done.changed, "known": done.known, "refused": done.rejected}
        told = _("%(changed)d letters updated, %(known)d known already, %(refused)d lines refused.") % counted
        messages.success(visit.request, told)
    else:
        messages.warning(visit.request, _("The file was left aside: nothing was changed."))
    return HttpResponseRedirect("/letters/")


def _line_said(message: str) -> str:
    """The problem of a line, its sentence in the words of the page."""
    where, sentence = _LINE.fullmatch(message).groups()  # type: ignore[union-attr]
    return f"{where}{said(sentence)}"


@require_POST
@page
def follow(visit: Visit) -> HttpResponse:
    """Ask the provider now."""
    done = follow_letters(creditor=visit.creditor, act=visit.act, at_once=True)
    for problem in done.problems:
        messages.error(visit.request, problem)
    facts = {"asked": done.asked, "moved": done.moved, "proofs": done.proofs}
    told = _("%(asked)d letters asked about: %(moved)d have news, %(proofs)d proofs archived.") % facts
    messages.success(visit.request, told)
    return HttpResponseRedirect("/letters/")


@require_GET
@page
def proof(visit: Visit, proof_id: int) -> HttpResponse:
    """A proof, as a file to keep: never opened by the browser on our own pages."""
    one = found(letters.find_proof(visit.creditor, proof_id))
    visit.found(one.posting.dispatch.notice)
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "-" for c in one.name) or "proof"
    answer = HttpResponse(bytes(one.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer

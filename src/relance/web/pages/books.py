"""The books of accounts: what is shown tied to account 411, and what a FEC proposes to begin with."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from relance.domain.books.start import Odd, StartProposal
from relance.domain.books.tie import Tied
from relance.domain.books.words import CONFIDENCE, HELD, ITEMS, ODD, evidence, odd_text, terms_words, words
from relance.domain.segment_words import segment_rule_words, segment_words
from relance.operations.cold_start import Proposed, apply_cold_start, propose_cold_start
from relance.operations.refused import Refused
from relance.operations.tie_out import TiedOut
from relance.operations.tie_out import tie_out as tie
from relance.web.door import Visit, page, paged

MOST_SHOWN = 30
MOST_HELD = 6


@require_GET
@page
def tie_out(visit: Visit) -> HttpResponse:
    """Every customer account of the FEC beside what is shown of it, each difference named."""
    context: dict[str, Any] = {"here": "import"}
    try:
        report = tie(creditor=visit.creditor, act=visit.act, language=visit.language)
    except Refused:
        return render(visit.request, "books/tie_out.html", context)
    accounts = sorted(report.tie.accounts, key=lambda one: (not one.items, not one.held, one.root, one.code))
    pages = paged(visit, accounts)
    context |= {
        "report": report,
        "pages": pages,
        "rows": [_tied(one, visit.language) for one in pages],
        "roots": _roots(report),
        "unexplained": report.tie.total("unexplained"),
        "count_unexplained": sum(1 for one in report.tie.accounts if one.unexplained_cents),
    }
    return render(visit.request, "books/tie_out.html", context)


def _tied(one: Tied, language: str) -> dict[str, Any]:
    return {
        "one": one,
        "items": [{"item": item, "words": words(ITEMS, item.kind, language)} for item in one.items],
        "held": [{"held": held, "words": words(HELD, held.why, language)} for held in one.held[:MOST_HELD]],
        "credits_cents": one.credits_cents + one.money_cents,
        "more_held": max(len(one.held) - MOST_HELD, 0),
    }


def _roots(report: TiedOut) -> list[dict[str, Any]]:
    tie = report.tie
    return [
        {
            "root": root,
            "control": tie.control.get(root, 0),
            "earlier": tie.total("book", root) - tie.control.get(root, 0),
            "shown": tie.total("shown", root),
            "difference": tie.total("difference", root),
        }
        for root in tie.roots
    ]


@require_http_methods(["GET", "POST"])
@page
def cold_start(visit: Visit) -> HttpResponse:
    """What to begin with; a person ticks the customers whose terms are set."""
    if visit.request.method == "POST":
        return _apply(visit)
    context: dict[str, Any] = {"here": "import"}
    try:
        found = propose_cold_start(creditor=visit.creditor, act=visit.act, language=visit.language)
    except Refused:
        return render(visit.request, "books/cold_start.html", context)
    return render(visit.request, "books/cold_start.html", {**context, **_shown(visit, found)})


def _apply(visit: Visit) -> HttpResponse:
    ticked = visit.request.POST.getlist("customer")
    if not ticked:
        raise Refused(_("tick the customers whose terms are to be set"))
    done = apply_cold_start(creditor=visit.creditor, act=visit.act, customers=ticked)
    text = ngettext("Set for %(count)s customer.", "Set for %(count)s customers.", max(done.terms, done.kinds))
    messages.success(visit.request, text % {"count": max(done.terms, done.kinds)})
    return HttpResponseRedirect(reverse("import_cold_start"))


def _shown(visit: Visit, found: Proposed) -> dict[str, Any]:
    start = found.start
    useful = [one for one in start.proposals if one.open_cents or one.delay]
    pages = paged(visit, sorted(useful, key=lambda one: not (one.new_terms or one.new_kind)))
    return {
        "found": found,
        "pages": pages,
        "rows": [_proposed(one, visit.language) for one in pages],
        "can_apply": any(one.new_terms or one.new_kind for one in pages),
        "overdue": start.overdue[:MOST_SHOWN],
        "more_overdue": max(len(start.overdue) - MOST_SHOWN, 0),
        "overdue_cents": sum(one.cents for one in start.overdue),
        "odd": [{"odd": one, **_odd(one, visit.language)} for one in start.odd[:MOST_SHOWN]],
        "more_odd": max(len(start.odd) - MOST_SHOWN, 0),
    }


def _proposed(one: StartProposal, language: str) -> dict[str, Any]:
    return {
        "one": one,
        "terms": terms_words(one.terms.terms, language) if one.terms else "",
        "known_terms": terms_words(one.known_terms, language),
        "confidence": words(CONFIDENCE, one.confidence, language) if one.confidence else "",
        "evidence": evidence(one, language),
        "mean": round(one.delay.mean_tenths / 10) if one.delay else None,
        "segment": segment_words(one.segment.key, language),
        "because": ", ".join(segment_rule_words(rule, language) for rule in one.segment.reasons),
        "can_be_set": bool(one.new_terms or one.new_kind),
    }


def _odd(one: Odd, language: str) -> dict[str, str]:
    return {"words": words(ODD, one.kind, language), "text": odd_text(one, language)}

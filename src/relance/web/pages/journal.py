"""Journal: the chain of events, who did what and when; each with its exact facts and its place in the chain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from relance.domain.journal_groups import GROUP_WORDS, group_of
from relance.domain.reasons import event_words
from relance.domain.tracking_words import Cell, Column
from relance.ledger import journal
from relance.ledger.journal import Event
from relance.web.again import again_to_export
from relance.web.door import Record, Visit, found, page
from relance.web.lists import Asked, Filter, Listed, answer
from relance.web.sheet_files import csv_file

PER_PAGE = 50
SLICE = 5_000  # events verified in one request
PROGRAM = "relance"
JOURNAL = Listed(
    columns=(),
    filters=(
        Filter("group", _("Kind of event")),
        Filter("who", _("Who")),
        Filter("customer", _("Customer code"), "text"),
        Filter("from", pgettext_lazy("period", "From"), "date"),
        Filter("to", pgettext_lazy("period", "To"), "date"),
    ),
    search=_("Reference, number, word of the facts"),
    per_page=PER_PAGE,
    target="events",
)
COLUMNS: Final = (
    Column("number", "count", "Numéro", "Number"),
    Column("at", "text", "Instant (UTC)", "Instant (UTC)", 26),
    Column("on", "day", "Jour", "Day"),
    Column("by", "text", "Par", "By"),
    Column("customer", "text", "Code client", "Customer code"),
    Column("verb", "text", "Événement", "Event", 22),
    Column("words", "text", "En clair", "In words", 60),
    Column("facts", "text", "Faits", "Facts", 60),
    Column("previous_hash", "text", "Empreinte précédente", "Previous hash", 66),
    Column("hash", "text", "Empreinte", "Hash", 66),
)


@require_GET
@page
def show(visit: Visit) -> HttpResponse:
    """One slice of the journal, newest first."""
    asked = JOURNAL.read(visit, _choices(visit))
    before = visit.request.GET.get("before", "")
    found_slice = journal.journal_slice(
        visit.creditor, _wanted(asked), int(before) if before.isdecimal() else None, PER_PAGE
    )
    context = {
        "here": "journal",
        "rows": [_row(event, visit.language) for event in found_slice.events],
        "slice": found_slice,
        "earlier": asked.link(before=str(found_slice.earlier)) if found_slice.earlier else "",
        "is_first": not before,
        "newest": asked.link(),
        "file_of": asked.query,
    }
    return answer(visit, asked, "journal/page.html", "journal/_list.html", context)


def _choices(visit: Visit) -> dict[str, Any]:
    at = 0 if visit.language == "fr" else 1
    names = visit.creditor.members.order_by("user__username").values_list("user__username", flat=True)
    people = dict.fromkeys([*names, PROGRAM, visit.request.GET.get("who", "").strip()[:120]])
    return {
        "group": [(key, words[at]) for key, words in GROUP_WORDS.items()],
        "who": [(name, name) for name in people if name],
    }


def _wanted(asked: Asked) -> journal.JournalAsked:
    return journal.JournalAsked(
        asked["who"], asked["group"], asked["customer"], asked.day("from"), asked.day("to"), asked.words
    )


def _row(event: Event, language: str) -> dict[str, Any]:
    at = 0 if language == "fr" else 1
    return {
        "event": event,
        "words": event_words(event.verb, event.payload, language),
        "group": GROUP_WORDS[group_of(event.verb)][at],
        "notice": event.payload.get("notice", "") if event.customer else "",
    }


@require_GET
@page
def event(visit: Visit, number: int) -> HttpResponse:
    """One event with its exact facts, its hash and the one before it."""
    one: Record = found(journal.find_event(visit.creditor, number))
    context = {
        "here": "journal",
        **_row(one, visit.language),
        "facts": json.dumps(one.payload, ensure_ascii=False, indent=2, sort_keys=True),
        "holds": journal.follows(visit.creditor, one),
        "has_next": journal.find_event(visit.creditor, number + 1) is not None,
    }
    return render(visit.request, "journal/event.html", context)


@require_GET
@page
def verify(visit: Visit) -> HttpResponse:
    """Verify the chain a slice at a time, and say how far."""
    after = visit.request.GET.get("after", "")
    checked = journal.check_chain(visit.creditor, int(after) if after.isdecimal() else 0, SLICE)
    context = {
        "here": "journal",
        "checked": checked,
        "is_done": bool(checked.broken) or checked.sequence >= checked.total,
        "broken": checked.broken.text(visit.language) if checked.broken else "",
    }
    template = "journal/_verified.html" if visit.request.headers.get("HX-Request") else "journal/verify.html"
    shown = render(visit.request, template, context)
    shown["Vary"] = "HX-Request, Cookie"
    return shown


@require_GET
@page
@again_to_export()
def as_csv(visit: Visit) -> HttpResponse:
    """The events that the page would show, all of them, as CSV; sent as they are read."""
    asked = JOURNAL.read(visit, _choices(visit))
    rows = _cells(visit, journal.journal_events(visit.creditor, _wanted(asked)))
    return csv_file(visit, "journal", COLUMNS, rows)


def _cells(visit: Visit, events: Iterator[Event]) -> Iterator[tuple[Cell, ...]]:
    for one in events:
        link = journal.link_of(one)
        yield (
            one.sequence, link.at, one.on, one.by, link.customer or "", one.verb,
            event_words(one.verb, one.payload, visit.language),
            json.dumps(one.payload, ensure_ascii=False, sort_keys=True), one.previous_hash, one.hash,
        )  # fmt: skip

"""The chain of events as a person reads it: newest first, filtered, a slice at a time; and whether it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast

from relance.domain.chain import GENESIS, Link, break_after, link_hash
from relance.domain.journal_groups import GROUP_WORDS, verbs_of
from relance.domain.said import Said
from relance.ledger.models import Creditor, Customer, Event

__all__ = [
    "Checked", "Event", "JournalAsked", "Slice", "check_chain", "find_event", "follows", "journal_events",
    "journal_slice", "link_of",
]  # fmt: skip

LOOK = 100_000  # events looked through for one page, where no index helps
FAN = 256  # places looked at in one question while a day is sought


@dataclass(frozen=True, slots=True)
class JournalAsked:
    """What is looked for: who, which group of events, whose file, from and until which day, a text in the facts."""

    person: str = ""
    group: str = ""
    customer: str = ""
    from_on: date | None = None
    until_on: date | None = None
    text: str = ""


class Slice(NamedTuple):
    """One page of the journal. `earlier`: go on from before that number; `looked_to`: nothing was left unread above."""

    events: list[Event]
    earlier: int | None
    is_cut: bool
    looked_to: int


class Checked(NamedTuple):
    """How far the chain was verified: the last number, its hash, how many there are, and where it breaks."""

    sequence: int
    hash: str
    total: int
    broken: Said | None


def journal_slice(creditor: Creditor, asked: JournalAsked, before: int | None, most: int = 50) -> Slice:
    """So many events with a number below `before`, newest first; a rare thing is sought through LOOK events at once."""
    top, bottom = _bounds(creditor, asked, before)
    floor = bottom
    if not asked.customer and _is_sought(asked):
        floor = max(bottom, top - LOOK)
    rows = _filtered(creditor, asked).filter(sequence__gt=floor, sequence__lte=top).select_related("customer")
    found = list(rows.order_by("-sequence")[: most + 1])
    if len(found) > most:
        return Slice(found[:most], found[most - 1].sequence, False, floor)
    is_cut = floor > bottom
    return Slice(found, floor + 1 if is_cut else None, is_cut, floor)


def _is_sought(asked: JournalAsked) -> bool:
    return bool(asked.person or asked.group or asked.text)


def _bounds(creditor: Creditor, asked: JournalAsked, before: int | None) -> tuple[int, int]:
    """The last number that counts, and the one below the first."""
    last = _last(creditor)
    top = min(last, before - 1) if before is not None else last
    bottom = 0
    if asked.until_on:
        top = min(top, _last_up_to(creditor, asked.until_on, last))
    if asked.from_on:
        bottom = _last_up_to(creditor, date.fromordinal(max(asked.from_on.toordinal() - 1, 1)), last)
    return top, bottom


def _last(creditor: Creditor) -> int:
    rows = Event.objects.filter(creditor=creditor).order_by("-sequence")
    return rows.values_list("sequence", flat=True).first() or 0


def _last_up_to(creditor: Creditor, day: date, last: int) -> int:
    """The number of the last event on or before a day, for events follow each other in time; a few questions."""
    low, high = 0, last  # events up to `low` are not after the day, those above `high` are
    while low < high:
        step = max((high - low + FAN - 1) // FAN, 1)
        places = [*range(low + step, high, step), high]
        rows = Event.objects.filter(creditor=creditor, sequence__in=places, on__lte=day).order_by("-sequence")
        reached = rows.values_list("sequence", flat=True).first() or low
        high = min((place for place in places if place > reached), default=last + 1) - 1
        low = max(reached, low)
        if step == 1:
            return low
    return low


def _filtered(creditor: Creditor, asked: JournalAsked) -> QuerySet[Event]:
    rows = Event.objects.filter(creditor=creditor)
    if asked.person:
        rows = rows.filter(by=asked.person)
    if asked.customer:
        rows = rows.filter(customer__in=Customer.objects.filter(creditor=creditor, code=asked.customer))
    if asked.group == "other":
        known = {verb for group in GROUP_WORDS if group != "other" for verb in verbs_of(group)}
        rows = rows.exclude(verb__in=known)
    elif asked.group:
        rows = rows.filter(verb__in=verbs_of(asked.group))
    if asked.text:
        written = json.dumps(asked.text)[1:-1]  # as one database keeps it, and as the other does
        rows = rows.annotate(facts=Cast(F("payload"), TextField()))
        rows = rows.filter(Q(facts__icontains=asked.text) | Q(facts__icontains=written))
    if asked.from_on:
        rows = rows.filter(on__gte=asked.from_on)
    return rows.filter(on__lte=asked.until_on) if asked.until_on else rows


def journal_events(creditor: Creditor, asked: JournalAsked) -> Iterator[Event]:
    """Every event asked for, newest first, read as they are needed."""
    top, bottom = _bounds(creditor, asked, None)
    rows = _filtered(creditor, asked).filter(sequence__gt=bottom, sequence__lte=top).select_related("customer")
    return rows.order_by("-sequence").iterator(chunk_size=2000)


def find_event(creditor: Creditor, number: int) -> Event | None:
    """One event by its number."""
    return Event.objects.filter(creditor=creditor, sequence=number).select_related("customer").first()


def link_of(event: Event) -> Link:
    """An event as it is hashed."""
    at = event.at.isoformat(timespec="microseconds")
    code = event.customer.code if event.customer else None
    return Link(event.sequence, at, event.on.isoformat(), event.verb, event.by, code, event.payload)


def follows(creditor: Creditor, event: Event) -> bool:
    """Whether this event is as it was written, and covers the hash of the one before it."""
    earlier = Event.objects.filter(creditor=creditor, sequence=event.sequence - 1).values_list("hash", flat=True)
    before = GENESIS if event.sequence == 1 else earlier.first()
    return event.previous_hash == before and link_hash(event.previous_hash, link_of(event)) == event.hash


def check_chain(creditor: Creditor, after: int, most: int) -> Checked:
    """Verify the events that follow a number, so many of them; those before are taken as verified."""
    start = Event.objects.filter(creditor=creditor, sequence=after).values_list("hash", flat=True).first()
    previous = start or GENESIS
    rows = Event.objects.filter(creditor=creditor, sequence__gt=after).order_by("sequence")
    facts = rows.values_list(
        "sequence", "at", "on", "verb", "by", "customer__code", "payload", "previous_hash", "hash"
    )  # fmt: skip
    links = [
        (Link(n, at.isoformat(timespec="microseconds"), on.isoformat(), *said), before, digest)
        for n, at, on, *said, before, digest in facts[:most]
    ]
    broken = break_after(links, previous, after if start else 0)
    reached, digest = (links[-1][0].sequence, links[-1][2]) if links else (after, previous)
    return Checked(reached, digest, _last(creditor), broken)

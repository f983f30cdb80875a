"""What a change would do, as pages show it: a few sums, then the departures that differ, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from relance.domain.comparing import Difference, channel_of, difference_words, needs_person
from relance.domain.preview import Departure
from relance.operations.preview_change import MOST, preview_change
from relance.web.door import Visit

SHOWN = 100


def change_context(visit: Visit, **change: Any) -> dict[str, Any]:
    """The difference that a change of `settings` or of a `plan` would make; nothing is written."""
    found = preview_change(creditor=visit.creditor, act=visit.act, most=MOST, **change)
    shown = found.differing[:SHOWN]
    names = dict(visit.creditor.customers.filter(code__in={d.customer for d in shown}).values_list("code", "name"))
    days: dict[date, list[dict[str, Any]]] = defaultdict(list)
    for one in shown:
        days[one.on].append(_row(one, names, visit.language))
    return {
        "found": found,
        "counts": [(difference_words(how, visit.language), n) for how, n in sorted(found.counts.items())],
        "more": len(found.then) - len(found.now),
        "sums": _sums(found.now, found.then),
        "days": sorted(days.items()),
        "left_out": len(found.differing) - len(shown),
        "is_part": found.looked_at < found.owing,
    }


def _sums(now: Sequence[Departure], then: Sequence[Departure]) -> list[tuple[str, int, int]]:
    """What would be asked for in each currency, as it is and as it would be, over all these days."""
    cents: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for place, departures in enumerate((now, then)):
        for one in departures:
            cents[one.currency][place] += one.what.total_cents
    return [(currency, before, after) for currency, (before, after) in sorted(cents.items())]


def _row(one: Difference, names: dict[str, str], language: str) -> dict[str, Any]:
    return {
        "code": one.customer,
        "name": names.get(one.customer, one.customer),
        "how": difference_words(one.how, language),
        "currency": one.currency,
        "is_about_asking": bool(one.now and one.then and needs_person(one.now) != needs_person(one.then)),
        "now": _side(one.now),
        "then": _side(one.then),
    }


def _side(departure: Departure | None) -> dict[str, Any] | None:
    """One side of a difference."""
    if departure is None:
        return None
    return {
        "on": departure.on,
        "step": departure.what.step,
        "channel": channel_of(departure),
        "cents": departure.what.total_cents,
        "asks": needs_person(departure),
    }

"""Days on which interest stands still because the parties agreed so: they bear a rate of zero, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from relance.domain.claim import Pause
from relance.domain.day_count import DAY
from relance.domain.interest_law import LateRules, RateSpan


def paused(rules: LateRules, pauses: Sequence[Pause]) -> LateRules:
    """The same rules with the days of the pauses at rate 0, each such stretch naming its reason.

    Days that bore no interest anyway stay without a line. Where pauses overlap, the first to begin is named.
    """
    if not pauses:
        return rules
    ordered = sorted(pauses, key=lambda pause: pause.from_on)
    spans = tuple(piece for span in rules.spans for piece in _pieces(span, ordered))
    return replace(rules, spans=spans)


def _pieces(span: RateSpan, pauses: Sequence[Pause]) -> Iterator[RateSpan]:
    day = span.from_on
    for pause in pauses:
        first, last = max(pause.from_on, day), min(pause.to_on or date.max, span.to_on)
        if first > last:
            continue
        if day < first:
            yield replace(span, from_on=day, to_on=first - DAY)
        yield RateSpan(first, last, Decimal(0), pause.reason)
        day = last + DAY
    if day <= span.to_on:
        yield replace(span, from_on=day)

"""Two previews of the same days beside each other: what would leave in one and not in the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from relance.domain.preview import Departure
from relance.domain.reason_words import Words
from relance.domain.verdict import NoticeDraft

How = Literal["only_now", "only_then", "other_day", "other_step", "other_way", "other_sum", "by_itself", "by_a_person"]


HOW: Final[Words] = {
    "only_now": ("ne partirait plus", "would no longer leave"),
    "only_then": ("partirait en plus", "would leave in addition"),
    "other_day": ("un autre jour", "on another day"),
    "other_step": ("une autre étape", "another step"),
    "other_way": ("par un autre moyen", "by another channel"),
    "other_sum": ("un autre montant", "another amount"),
    "by_itself": ("sans attendre de confirmation", "without waiting for a person"),
    "by_a_person": ("après confirmation", "once a person confirms"),
}


def difference_words(how: str, language: str) -> str:
    """In which way a departure differs."""
    french, english = HOW.get(how, (how, how))
    return french if language == "fr" else english


@dataclass(frozen=True, slots=True)
class Difference:
    """One departure that differs: as it would be `now`, as it would be `then`; one of them may be missing."""

    how: How
    now: Departure | None
    then: Departure | None

    @property
    def on(self) -> date:
        """The first day on which it shows."""
        return min(d.on for d in (self.now, self.then) if d)

    @property
    def customer(self) -> str:
        """The customer's code."""
        return next(d.customer for d in (self.now, self.then) if d)

    @property
    def currency(self) -> str:
        """The currency of both."""
        return next(d.currency for d in (self.now, self.then) if d)


def differences(now: Iterable[Departure], then: Iterable[Departure]) -> list[Difference]:
    """What differs, by day then customer.

    Departures that are alike cancel out. Of what remains of a customer and currency, the same step is paired with
    itself, then what leaves on the same day, then the same kind about the same invoices; the rest stands alone.
    """
    before, after = _by_customer(now), _by_customer(then)
    found = [d for key in before.keys() | after.keys() for d in _compared(before.get(key, []), after.get(key, []))]
    return sorted(found, key=lambda d: (d.on, d.customer, d.currency, d.how))


def _by_customer(departures: Iterable[Departure]) -> dict[tuple[str, str, str], list[Departure]]:
    found: dict[tuple[str, str, str], list[Departure]] = defaultdict(list)
    for one in departures:
        group = one.what.invoice if isinstance(one.what, NoticeDraft) else ""
        found[one.customer, one.currency, group].append(one)
    return found


def _compared(now: list[Departure], then: list[Departure]) -> Iterator[Difference]:
    now, then = list(now), list(then)
    for alike in (_same, _same_step, _same_day, _same_kind):
        for one in list(now):
            other = next((x for x in then if alike(one, x)), None)
            if other is None:
                continue
            now.remove(one)
            then.remove(other)
            if alike is not _same:
                yield Difference(_how(one, other), one, other)
    yield from (Difference("only_now", one, None) for one in now)
    yield from (Difference("only_then", None, other) for other in then)


def _how(now: Departure, then: Departure) -> How:
    if now.on != then.on:
        return "other_day"
    if now.what.step.key != then.what.step.key or now.what.step.kind != then.what.step.kind:
        return "other_step"
    if channel_of(now) != channel_of(then):
        return "other_way"
    if now.what.total_cents != then.what.total_cents:
        return "other_sum"
    return "by_a_person" if needs_person(then) else "by_itself"


def channel_of(departure: Departure) -> str:
    """The channel of a notice; empty for a hand-over."""
    return departure.what.channel or "" if isinstance(departure.what, NoticeDraft) else ""


def needs_person(departure: Departure) -> bool:
    """Whether it waits for a person: a hand-over always does."""
    return not isinstance(departure.what, NoticeDraft) or bool(departure.what.confirm_because)


def _same(one: Departure, other: Departure) -> bool:
    return _seen(one) == _seen(other)


def _seen(one: Departure) -> tuple[object, ...]:
    """What a person would see of a departure."""
    step = one.what.step
    return one.on, step.key, step.kind, channel_of(one), one.what.total_cents, needs_person(one)


def _same_step(one: Departure, other: Departure) -> bool:
    return one.what.step.key == other.what.step.key and _share_an_invoice(one, other)


def _same_day(one: Departure, other: Departure) -> bool:
    return one.on == other.on


def _same_kind(one: Departure, other: Departure) -> bool:
    return one.what.step.kind == other.what.step.kind and _share_an_invoice(one, other)


def _share_an_invoice(one: Departure, other: Departure) -> bool:
    mine, yours = ({x.receivable for x in d.what.lines if x.acted} for d in (one, other))
    return not mine.isdisjoint(yours)

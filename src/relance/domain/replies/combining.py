"""Several sentences that mean the same are one proposal; of two that exclude each other the surer one stays. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from relance.domain.replies.model import Proposed

# the cause that says most comes first; “contested” alone last
_REASONS: Final = (
    "already_paid", "order_reference", "quality", "delivery", "price", "wrong_document", "never_received", "other", "",
)  # fmt: skip


def combined(found: Iterable[Proposed]) -> tuple[Proposed, ...]:
    """One proposal per meaning and invoices, in the order in which they were said."""
    merged: list[Proposed] = []
    for one in found:
        place = next((i for i, other in enumerate(merged) if _is_one(one, other)), None)
        if place is None:
            merged.append(one)
        else:
            merged[place] = _joined(merged[place], one)
    kept = tuple(merged)
    for rule in _EXCLUSIONS:
        kept = rule(kept)
    return kept


def _is_one(one: Proposed, other: Proposed) -> bool:
    if one.meaning != other.meaning or not _meet(one, other):
        return False
    return one.meaning == "dispute" or one.on is None or other.on is None or one.on == other.on


def _meet(one: Proposed, other: Proposed) -> bool:
    """About the same invoices, or one of them names none."""
    return one.invoices == other.invoices or not one.invoices or not other.invoices


def _joined(one: Proposed, other: Proposed) -> Proposed:
    better, less = (other, one) if _weight(other) < _weight(one) else (one, other)
    return replace(
        better,
        invoices=better.invoices or less.invoices,
        on=better.on or less.on,
        cents=better.cents if better.cents is not None else less.cents,
    )


def _weight(one: Proposed) -> tuple[int, bool, bool]:
    return _REASONS.index(one.reason), one.on is None, one.cents is None


def _billed_twice(found: tuple[Proposed, ...]) -> tuple[Proposed, ...]:
    """“You billed this twice, we paid it in April” is one dispute."""
    twice = [one for one in found if one.meaning == "dispute" and one.reason == "already_paid"]
    return tuple(one for one in found if one.meaning != "already_paid" or not any(_meet(one, other) for other in twice))


def _copy_asked_for(found: tuple[Proposed, ...]) -> tuple[Proposed, ...]:
    """“We never had it, please send a copy” is asking for a copy."""
    copies = [one for one in found if one.meaning == "copy_wanted"]
    missing = [one for one in found if one.meaning == "dispute" and one.reason == "never_received"]
    if not copies or not missing:
        return found
    kept = []
    for one in found:
        if one.meaning == "dispute" and one in missing and any(_meet(one, copy) for copy in copies):
            continue
        if one.meaning == "copy_wanted" and not one.invoices:
            named = next((other.invoices for other in missing if other.invoices), ())
            one = replace(one, invoices=named)
        kept.append(one)
    return tuple(kept)


_EXCLUSIONS: Final[tuple[Callable[[tuple[Proposed, ...]], tuple[Proposed, ...]], ...]] = (
    _billed_twice,
    _copy_asked_for,
)

"""Payment plans: equal or typed instalments, the creditor's limits, and how far one has been paid. Pure.

Money is integer cents of one currency; days are calendar days.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from relance.domain.day_count import add_months
from relance.domain.said import Said
from relance.domain.stops import Part

PartState = Literal["paid", "late", "next", "to_come"]


class Limits(NamedTuple):
    """What a creditor agrees to: how many instalments, over how many days, how much at once, how little each."""

    max_instalments: int
    max_days: int
    first_percent: int
    min_cents: int


class LimitBroken(NamedTuple):
    """A limit that a payment plan does not keep, the setting that holds it, and a sentence without its full stop."""

    setting: str
    said: Said


class Standing(NamedTuple):
    """One instalment: how much of it payments fill, what remains of the plan after it, and whether it is late."""

    rank: int
    part: Part
    paid_cents: int
    after_cents: int
    state: PartState

    @property
    def missing_cents(self) -> int:
        """What is still to be paid of it."""
        return self.part.cents - self.paid_cents


def equal_parts(
    total_cents: int, count: int, first_on: date, *, every_months: int = 1, every_days: int | None = None
) -> list[Part]:
    """`count` instalments of the same whole cents; the cents that do not divide are on the last one.

    Months are counted from the first day's day of the month: from 31 January come 28 (or 29) February, 31 March.
    `every_days` takes the place of `every_months`. Raises ValueError where an instalment would be nothing.
    """
    if count < 1 or (every_days or every_months) < 1:
        raise ValueError("a payment plan has one instalment or more, a day or more apart")
    if total_cents < count:
        raise ValueError(f"{total_cents} cents cannot be parted in {count}")
    each, rest = divmod(total_cents, count)
    days = [first_on + timedelta(days=every_days * i) for i in range(count)] if every_days else [
        add_months(first_on, every_months * i) for i in range(count)
    ]  # fmt: skip
    return [Part(day, each + (rest if i == count - 1 else 0)) for i, day in enumerate(days)]


def parts_wrong(parts: Sequence[Part], total_cents: int, agreed_on: date) -> Said | None:
    """Why these instalments are no payment plan for that sum; None where they are one."""
    if not parts:
        return Said("there is no instalment", "il n’y a aucune échéance")
    if any(part.cents <= 0 for part in parts):
        return Said("an instalment is above zero", "une échéance est supérieure à zéro")
    if parts[0].due_on < agreed_on:
        return Said(
            f"the first instalment, {parts[0].due_on:%d/%m/%Y}, is in the past",
            f"la première échéance, le {parts[0].due_on:%d/%m/%Y}, est passée",
        )
    if any(b.due_on <= a.due_on for a, b in pairwise(parts)):
        return Said(
            "each instalment is on a later day than the one before",
            "chaque échéance est à une date postérieure à la précédente",
        )
    total = sum(part.cents for part in parts)
    if total != total_cents:
        return Said(
            f"the instalments come to {_plain(total)}, what is open to {_plain(total_cents)}",
            f"les échéances font {_plain(total, ',')}, le reste dû {_plain(total_cents, ',')}",
        )
    return None


def limits_broken(parts: Sequence[Part], agreed_on: date, limits: Limits) -> list[LimitBroken]:
    """The creditor's limits that these instalments do not keep; the last one may be smaller than the minimum."""
    total = sum(part.cents for part in parts)
    found = []
    if len(parts) > limits.max_instalments:
        found.append(_too_many(len(parts), limits.max_instalments))
    days = (parts[-1].due_on - agreed_on).days
    if days > limits.max_days:
        found.append(_too_long(days, limits.max_days))
    least = -(-total * limits.first_percent // 100)
    if parts[0].cents < least:
        found.append(_first_too_small(parts[0].cents, least, limits.first_percent))
    smallest = min((part.cents for part in parts[:-1]), default=limits.min_cents)
    if smallest < limits.min_cents:
        found.append(_too_small(smallest, limits.min_cents))
    return found


def _too_many(count: int, most: int) -> LimitBroken:
    return LimitBroken(
        "agreement_max_instalments", Said(f"{count} instalments, at most {most}", f"{count} échéances, {most} au plus")
    )


def _too_long(days: int, most: int) -> LimitBroken:
    return LimitBroken(
        "agreement_max_days",
        Said(f"{days} days to the last instalment, at most {most}", f"{days} jours au total, {most} au plus"),
    )


def _first_too_small(cents: int, least: int, percent: int) -> LimitBroken:
    return LimitBroken(
        "agreement_first_percent",
        Said(
            f"a first instalment of {_plain(cents)}, at least {_plain(least)} ({percent}% of the total)",
            f"une première échéance de {_plain(cents, ',')}, au moins {_plain(least, ',')} ({percent}\u00a0% du total)",
        ),
    )


def _too_small(cents: int, least: int) -> LimitBroken:
    return LimitBroken(
        "agreement_min_cents",
        Said(
            f"an instalment of {_plain(cents)}, at least {_plain(least)}",
            f"une échéance de {_plain(cents, ',')}, au moins {_plain(least, ',')}",
        ),
    )


def _plain(cents: int, mark: str = ".") -> str:
    return f"{cents // 100}{mark}{cents % 100:02d}"


def was_kept(parts: Sequence[Part], moneys: Sequence[tuple[date, int]], grace_days: int, today: date) -> bool:
    """Whether money, by its own days, filled every instalment of which the grace has ended before today. Cents."""
    due = 0
    for part in sorted(parts):
        due += part.cents
        last = part.due_on + timedelta(days=grace_days)
        if last < today and sum(cents for on, cents in moneys if on <= last) < due:
            return False
    return True


def standings(parts: Sequence[Part], paid_cents: int, today: date) -> list[Standing]:
    """Each instalment as payments, filling them in the order of their days, leave it today."""
    found: list[Standing] = []
    left, after = paid_cents, sum(part.cents for part in parts)
    is_next = True
    for rank, part in enumerate(sorted(parts), start=1):
        filled = min(max(left, 0), part.cents)
        left -= filled
        after -= part.cents
        state: PartState = "paid"
        if filled < part.cents:
            state = "late" if part.due_on < today else "next" if is_next else "to_come"
            is_next = is_next and state == "late"
        found.append(Standing(rank, part, filled, after, state))
    return found

"""The order of the work list: what is urgent first, then what is at stake; and why a task stands where it does.

Amounts of different currencies are not compared, as no exchange rate is known here: within a class the largest of
each currency come first, then the second of each, and so on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from relance.domain.reason_words import Words
from relance.domain.wording.formats import date_long, french_spaces, money
from relance.domain.wording.formats import days as in_days

Urgency = Literal["legal", "late", "today", "to_come"]
URGENCIES: Final[tuple[Urgency, ...]] = ("legal", "late", "today", "to_come")
LEGAL_KINDS: Final = frozenset({"declare_claim", "legal_clock"})
LEGAL_NEAR: Final = timedelta(days=7)

URGENCY_WORDS: Final[Words] = {
    "legal": ("délai légal", "legal deadline"),
    "late": ("en retard", "late"),
    "today": ("pour aujourd’hui", "for today"),
    "to_come": ("à venir", "to come"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: by when, and what is at stake (cents of one currency; 0 where no sum is at stake)."""

    key: str
    kind: str
    due_on: date
    amount_cents: int = 0
    currency: str = "EUR"
    person: str = ""


def urgency(item: Item, today: date) -> Urgency:
    """The class of an item: a legal deadline within seven days or passed, late, due today, or to come."""
    if item.kind in LEGAL_KINDS and item.due_on <= today + LEGAL_NEAR:
        return "legal"
    if item.due_on < today:
        return "late"
    return "today" if item.due_on == today else "to_come"


def in_order(items: Iterable[Item], today: date) -> list[Item]:
    """The items by class; within it by amount (rank by rank where there are several currencies), then due date."""
    classes: dict[Urgency, list[Item]] = defaultdict(list)
    for item in items:
        classes[urgency(item, today)].append(item)
    return [item for name in URGENCIES for item in _by_stake(classes[name])]


def _by_stake(items: Sequence[Item]) -> list[Item]:
    of_currency: dict[str, list[Item]] = defaultdict(list)
    for item in sorted(items, key=lambda x: (-x.amount_cents, x.due_on, x.key)):
        of_currency[item.currency if item.amount_cents else ""].append(item)
    nothing = of_currency.pop("", [])  # no sum at stake: after those that have one
    ranked = [(rank, x.due_on, x.currency, x) for rows in of_currency.values() for rank, x in enumerate(rows)]
    return [x for *_, x in sorted(ranked, key=lambda row: row[:3])] + nothing


def why_here(item: Item, today: date, language: str) -> str:
    """Why it stands where it does: “en retard de 3 jours, 12 400,00 € en jeu”."""
    french = language == "fr"
    told = when_here(item, today, language)
    if item.amount_cents:
        sum_ = money(item.amount_cents, item.currency, language)
        told += f", {sum_} en jeu" if french else f", {sum_} at stake"
    return french_spaces(told) if french else told


def when_here(item: Item, today: date, language: str) -> str:
    """The first half of that: “en retard de 3 jours”, where the sum stands beside it."""
    days, name, french = (item.due_on - today).days, urgency(item, today), language == "fr"
    told = in_days(abs(days), language)
    if name == "legal":
        return _legal(days, told, french)
    if name == "late":
        return f"en retard de {told}" if french else f"{told} late"
    if name == "today":
        return URGENCY_WORDS["today"][0 if french else 1]
    day = date_long(item.due_on, language)
    return f"pour le {day}" if french else f"for {day}"


def _legal(days: int, told: str, french: bool) -> str:
    if days < 0:
        return f"délai légal dépassé de {told}" if french else f"legal deadline passed {told} ago"
    if days == 0:
        return "le délai légal s’achève aujourd’hui" if french else "the legal deadline ends today"
    return f"le délai légal s’achève dans {told}" if french else f"the legal deadline ends in {told}"

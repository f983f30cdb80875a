"""The time line of a plan: where each step stands from the due date, as numbers for an SVG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from relance.domain.plan import Plan, Step
from relance.domain.plan_days import plan_days
from relance.domain.reasons import channel_words
from relance.web.door import page_language
from relance.web.plan_words import day_words, name_of

WIDE: Final = 920
NARROW: Final = 340
EDGE: Final = 30
ROOM: Final = 40  # between two marks on one level
LEVEL: Final = 44
BASE: Final = 40  # from the base line to the marks of the first level
_APART: Final = 62  # between two days of the scale
_TICKS: Final = (1, 2, 5, 7, 10, 15, 30, 60, 90, 180, 365)


class Mark(NamedTuple):
    """One step: its place, its day in words, its channel and whether a person confirms."""

    x: int
    y: int
    step: Step
    said: str
    channel: str
    asks: bool


class Tick(NamedTuple):
    """A day of the scale."""

    x: int
    top: int
    said: str
    is_due: bool


class Given(NamedTuple):
    """A deadline that runs, from one place to another."""

    x: int
    top: int
    width: int


class Drawing(NamedTuple):
    """All that the picture shows."""

    look: str
    width: int
    height: int
    base: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    given: tuple[Given, ...]
    told: str

    @property
    def foot(self) -> int:
        """Where the scale is written."""
        return self.base + 20

    @property
    def end(self) -> int:
        """Where the base line ends."""
        return self.width - 8


def drawings(plan: Plan) -> tuple[Drawing, Drawing]:
    """The time line for wide and for narrow pages; the style sheet shows one of them."""
    return _drawn(plan, "wide", WIDE), _drawn(plan, "narrow", NARROW)


def _drawn(plan: Plan, look: str, width: int) -> Drawing:
    days = plan_days(plan)
    ends = [day + step.deadline_days for day, step in zip(days, plan.steps, strict=True)]
    first, last = min(0, *days), max(1, *ends)

    def place(day: int) -> int:
        return EDGE + round((day - first) * (width - 2 * EDGE) / (last - first))

    levels = _levels([place(day) for day in days])
    base = 38 + BASE + LEVEL * max(levels)
    marks = tuple(
        Mark(
            place(day), base - BASE - LEVEL * level, step, day_words(day),
            "handover" if step.kind == "handover" else next(iter(step.channels), ""),
            step.mode == "confirm" or step.kind == "handover",
        )
        for day, step, level in zip(days, plan.steps, levels, strict=True)
    )  # fmt: skip
    given = tuple(
        Given(place(day), base - 3, place(day + step.deadline_days) - place(day))
        for day, step in zip(days, plan.steps, strict=True)
        if step.deadline_days
    )
    told = " ; ".join(map(_told, marks))
    return Drawing(look, width, base + 30, base, marks, _scale(first, last, place, base), given, told)


def _told(mark: Mark) -> str:
    """One mark as it is read aloud."""
    how = channel_words(mark.channel, page_language()) if mark.step.channels else ""
    asks = _("a person confirms") if mark.asks else ""
    more = ", ".join(word for word in (how, asks) if word)
    return f"{mark.said} {name_of(mark.step)}{f' ({more})' if more else ''}"


def _levels(places: list[int]) -> list[int]:
    """Marks that would cover each other stand above each other."""
    found: list[int] = []
    taken: list[int] = []  # the last place on each level
    for x in places:
        level = next((n for n, last in enumerate(taken) if x - last >= ROOM), len(taken))
        taken[level : level + 1] = [x]
        found.append(level)
    return found


def _scale(first: int, last: int, place: Callable[[int], int], base: int) -> tuple[Tick, ...]:
    room = place(last) - place(first)
    step = next((n for n in _TICKS if room * n / (last - first) >= _APART), last - first)
    return tuple(
        Tick(place(day), base + (2 if day else -8), _said(day), day == 0)
        for day in range(-(-first // step) * step, last + 1, step)
    )


def _said(day: int) -> str:
    return _("due date") if day == 0 else f"{'+' if day > 0 else '−'}{abs(day)}"

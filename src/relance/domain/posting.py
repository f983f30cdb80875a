"""The way of a letter through the post: stations go forward only, and each has its day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final, Literal

End = Literal["delivered", "refused", "unclaimed", "wrong_address"]
ENDS: Final = ("delivered", "refused", "unclaimed", "wrong_address")
# how far along each station is; the ends are equally far
RANK: Final[Mapping[str, int]] = {
    "to_post": 0, "handed_over": 1, "posted": 2, "presented": 3, **dict.fromkeys(ENDS, 4), "cancelled": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Way:
    """Where a letter is: its state, the days known, the registered number."""

    state: str = "to_post"
    number: str = ""
    posted_on: date | None = None
    presented_on: date | None = None
    ended_on: date | None = None

    @property
    def received_on(self) -> date | None:
        """The day that counts as received: the first presentation, even of a letter left at the counter or refused.

        Not a contentious notification: “returned unclaimed” is valid (Cass. 1re civ., 20 January 2021, n° 19-20.680).
        None while nothing was presented, and for a letter that came back for its address.
        """
        if self.state in ("wrong_address", "cancelled"):
            return None
        if self.presented_on:
            return self.presented_on
        return self.ended_on if self.state in ENDS else None


@dataclass(frozen=True, slots=True)
class News:
    """What is learnt of a letter at once: days, how it ended, its number. Empty fields say nothing."""

    number: str = ""
    posted_on: date | None = None
    presented_on: date | None = None
    end: End | Literal[""] = ""
    ended_on: date | None = None
    handed_over: bool = False


class WrongWay(ValueError):
    """News that cannot be true, in one sentence."""


def said_by_hand(way: Way, news: News, written_on: date | None, today: date) -> Way:
    """What a person says replaces what was known, day by day. Raises WrongWay for days in the wrong order or to come.

    `written_on` is the day the letter was made.
    """
    if way.state == "cancelled":
        raise WrongWay("this letter was cancelled: it was never posted")
    if news.end and not news.ended_on:
        raise WrongWay(f"give the day on which it was {news.end.replace('_', ' ')}")
    told = replace(
        way,
        number=news.number or way.number,
        posted_on=news.posted_on or way.posted_on,
        presented_on=news.presented_on or way.presented_on,
        ended_on=news.ended_on or way.ended_on,
    )
    _check_days(told, written_on, today)
    return replace(told, state=_farthest(way.state, _stations(news)) if not news.end else news.end)


def _check_days(way: Way, written_on: date | None, today: date) -> None:
    days = [
        ("written", written_on), ("posted", way.posted_on), ("presented", way.presented_on),
        ("delivered or returned", way.ended_on),
    ]  # fmt: skip
    known = [(name, day) for name, day in days if day]
    for name, day in known:
        if day > today:
            raise WrongWay(f"{day} is to come: record the letter as {name} once it is")
    for (name, day), (later, after) in pairwise(known):
        if after < day:
            raise WrongWay(f"it cannot be {later} on {after}, before it was {name} on {day}")


def _stations(news: News) -> Iterable[str]:
    if news.handed_over:
        yield "handed_over"
    if news.posted_on:
        yield "posted"
    if news.presented_on:
        yield "presented"
    if news.end:
        yield news.end


def _farthest(state: str, stations: Iterable[str]) -> str:
    for station in stations:
        if RANK[station] > RANK[state]:
            state = station
    return state


def said_by_machine(way: Way, state: str, on: date, number: str = "") -> tuple[Way, str]:
    """A station that a provider reports: forward only. The way, and a remark where the report was left aside.

    A day that is known stays; a station passed over in silence may still give its day, if that day fits.
    """
    told = replace(way, number=way.number or number)
    ahead = RANK[state] > RANK[way.state]
    if not ahead and way.state in ENDS and state in ENDS and state != way.state:
        return told, f"reported as {state} after {way.state}: left aside"
    day_of = {"posted": "posted_on", "presented": "presented_on", **dict.fromkeys(ENDS, "ended_on")}.get(state)
    if not ahead and (day_of is None or getattr(way, day_of) == on):
        return told, ""
    if not ahead and getattr(way, day_of or "") is not None:
        return told, f"reported as {state} on {on} when already {way.state}: left aside"
    if day_of:
        fitted = replace(told, **{day_of: on})  # type: ignore[arg-type]
        days = [d for d in (fitted.posted_on, fitted.presented_on, fitted.ended_on) if d]
        if days != sorted(days):
            return (replace(told, state=state) if ahead else told), f"{state} on {on} does not fit the other days"
        told = fitted
    return (replace(told, state=state) if ahead else told), ""

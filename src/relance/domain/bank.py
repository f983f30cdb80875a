"""When bank details may be printed, and what is said about how long they have held."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from stdnum import iban as iban_number

# the details given at set-up hold for every message that this creditor can ever have sent
BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
DELAY = timedelta(hours=72)  # between the last yes and the first document that carries new details
YOUNG = timedelta(days=60)  # so long a change is spoken of

_SHORTEST, _LONGEST = 15, 34  # of an IBAN (ISO 13616)
_BEGINS = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[\s.-]?[0-9][\s.-]?[0-9](?=[\s.-]?[A-Za-z0-9])")
_SEPARATORS = re.compile(r"[\s.\-\u200b\u00ad]")
_CHARACTERS = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]+")


class Steady(NamedTuple):
    """Since when the details have not changed, or on which day they did; at most one of the two is known."""

    since: date | None = None
    changed_on: date | None = None


def steady(known_from: date, today: date, *, replaced_another: bool) -> Steady:
    """What may honestly be said on `today` of an account that is known, or in force, from `known_from` on.

    A change is named for sixty days; after them, and for a first account known so long, the day is named since which
    nothing has changed. A younger first account has no day: it may well be the one the company has always had.
    """
    if today - known_from >= YOUNG:
        return Steady(since=known_from)
    return Steady(changed_on=known_from) if replaced_another else Steady()


def ibans_in(text: str) -> set[str]:
    """Every IBAN with right check digits that stands in a text, compact, however it is spaced."""
    found = set()
    for start in _BEGINS.finditer(text):
        compact = _SEPARATORS.sub("", text[start.start() : start.start() + 2 * _LONGEST]).upper()
        letters = _CHARACTERS.match(compact)
        length = len(letters[0]) if letters else 0
        found |= {
            compact[:end] for end in range(_SHORTEST, min(length, _LONGEST) + 1) if iban_number.is_valid(compact[:end])
        }
    return found

"""Days, shares and the bars that draw them, as pages show figures."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

from relance.domain.figures.shares import Share
from relance.domain.forecast import Week
from relance.domain.said import Note
from relance.web.door import LOCALES, page_language

WIDE = 100  # a bar's own units, whatever its width on the page


class Bar(NamedTuple):
    """What an SVG draws, in units of a hundred: the bar to `value`, the band from `low` over `width`."""

    value: str
    low: str
    width: str


def number(value: Fraction | float, form: str = "0.0") -> str:
    """`56,1`: one decimal in the language of the page."""
    return str(format_decimal(float(value), format=form, locale=LOCALES[page_language()]))


def days(value: Fraction | int | None) -> str:
    """`56,1 days`; nothing where there is no figure."""
    if value is None:
        return ""
    return _("%(n)s days") % {"n": number(value, "0" if isinstance(value, int) else "0.0")}


def part(value: Fraction | float | None) -> str:
    """`47,5 %` of a share between 0 and 1."""
    if value is None:
        return "–"
    space = "\u00a0" if page_language() == "fr" else ""
    return f"{number(value * 100)}{space}%"


def interval(share: Share) -> str:
    """`29,5 % – 31,3 %`."""
    return f"{part(share.low)} – {part(share.high)}" if share.of else ""


def share_bar(share: Share) -> Bar | None:
    """The interval of a share, with the share itself marked in it."""
    if share.low is None or share.high is None or share.value is None:
        return None
    return _bar(float(share.value), share.low, share.high)


def week_bars(weeks: Sequence[Week]) -> list[Bar]:
    """A bar a week, all on one scale."""
    most = max((w.high_cents or w.expected_cents for w in weeks), default=0) or 1
    return [
        _bar(w.expected_cents / most, (w.low_cents or 0) / most if w.high_cents else 0, (w.high_cents or 0) / most)
        for w in weeks
    ]


def _bar(value: float, low: float, high: float) -> Bar:
    return Bar(*(f"{x * WIDE:.2f}" for x in (value, low, max(high - low, 0))))


def sentences(*groups: Sequence[Note | None]) -> list[str]:
    """Notes in the language of the page, each sentence once."""
    told = {note.said.text(page_language()): None for notes in groups for note in notes if note}
    return list(told)
